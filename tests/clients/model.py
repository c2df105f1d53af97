"""A stand-in for the model behind a real client: it answers each request with the next step of a script."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# What the client should do next, given what its last tool answered.
Step = Callable[[str], tuple[str, dict[str, Any]]]


class Model(ThreadingHTTPServer):
    """Speaks as much of the Messages API as a client needs for a scripted session; `answers` is what its tools said."""

    daemon_threads = True

    def __init__(self, steps: list[Step]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.steps = steps
        self.answers: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def next_block(self, request: dict[str, Any]) -> dict[str, Any]:
        """A request without tools is the client's own business, such as a title for the session."""
        if request.get("tools"):
            self.answers = list(_results(request))
            if (number := len(self.answers)) < len(self.steps):
                name, arguments = self.steps[number](self.answers[-1] if self.answers else "")
                return {"type": "tool_use", "id": f"toolu_{number:04}", "name": name, "input": arguments}
        return {"type": "text", "text": "done"}


@contextmanager
def open_model(steps: list[Step]) -> Iterator[Model]:
    with Model(steps) as model:
        threading.Thread(target=model.serve_forever, daemon=True).start()
        yield model
        model.shutdown()


class _Handler(BaseHTTPRequestHandler):
    server: Model

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        if not self.path.startswith("/v1/messages") or "count_tokens" in self.path:
            self._send("application/json", json.dumps({"input_tokens": 1}))
            return
        block = self.server.next_block(request)
        stop = "tool_use" if block["type"] == "tool_use" else "end_turn"
        message = {
            **{"id": "msg_1", "type": "message", "role": "assistant", "model": "stand-in", "content": [block]},
            **{"stop_reason": stop, "stop_sequence": None, "usage": {"input_tokens": 1, "output_tokens": 1}},
        }
        if request.get("stream"):
            self._send("text/event-stream", "".join(_stream(message, block)))
        else:
            self._send("application/json", json.dumps(message))

    def do_GET(self) -> None:
        self._send("application/json", "{}")

    do_HEAD = do_GET

    def log_message(self, format: str, *arguments: Any) -> None:
        pass

    def _send(self, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _results(request: dict[str, Any]) -> Iterator[str]:
    for message in request["messages"]:
        for part in message["content"] if isinstance(message["content"], list) else []:
            if part.get("type") == "tool_result":
                content = part.get("content", "")
                yield content if isinstance(content, str) else "".join(item.get("text", "") for item in content)


def _stream(message: dict[str, Any], block: dict[str, Any]) -> Iterator[str]:
    if block["type"] == "tool_use":
        start, delta = {**block, "input": {}}, {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
    else:
        start, delta = {**block, "text": ""}, {"type": "text_delta", "text": block["text"]}
    end = {"stop_reason": message["stop_reason"], "stop_sequence": None}
    for event in (
        {"type": "message_start", "message": {**message, "content": [], "stop_reason": None}},
        {"type": "content_block_start", "index": 0, "content_block": start},
        {"type": "content_block_delta", "index": 0, "delta": delta},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": end, "usage": {"output_tokens": 1}},
        {"type": "message_stop"},
    ):
        yield f"event: {event['type']}\ndata: {json.dumps(event)}\n\n"
