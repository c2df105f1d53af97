"""Real server processes over pipes: two on one store, and how they leave."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from drafts import import_tasks, task

from agent_plan_server.storage import open_engine

LEAVING_SECONDS = 5
HELLO = {
    "jsonrpc": "2.0",
    "id": 0,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}


class Process:
    """A server process, and the few words of the protocol that a test needs."""

    def __init__(self, arguments: list[str], environment: dict[str, str], folder: Path) -> None:
        self.popen = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def greet(self) -> "Process":
        self.ask(HELLO)
        self.tell({"jsonrpc": "2.0", "method": "notifications/initialized"})
        return self

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The result of a tool call, as it is on the wire."""
        request = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
        return self.ask(request)["result"]

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        self.tell(message)
        assert self.popen.stdout is not None
        return json.loads(self.popen.stdout.readline())

    def tell(self, message: dict[str, Any]) -> None:
        assert self.popen.stdin is not None
        self.popen.stdin.write(json.dumps(message).encode() + b"\n")
        self.popen.stdin.flush()

    def leave(self) -> tuple[int, bytes, bytes]:
        """Exit code once its input has ended, and what was still on stdout and stderr."""
        out, errors = self.popen.communicate(timeout=LEAVING_SECONDS)
        return self.popen.returncode, out, errors


Start = Callable[[], Process]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "plan.db"
    engine = open_engine(path)
    import_tasks(engine, task("1.1"), task("1.2"))
    engine.close()
    return path


@pytest.fixture
def start(store: Path, tmp_path: Path) -> Iterator[Start]:
    started: list[Process] = []
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AGENT_PLAN_", "CLAUDE"))}
    environment |= {"AGENT_PLAN_STORE": str(store), "AGENT_PLAN_PROJECT": str(tmp_path)}

    def start() -> Process:
        started.append(Process(["-m", "agent_plan_server", "serve"], environment, tmp_path))
        return started[-1]

    yield start
    for process in started:
        process.popen.kill()
        process.popen.communicate()


def test_what_one_process_claims_is_held_in_the_other(start):
    first, second = start().greet(), start().greet()

    claimed = first.call("claim_task", agent="ada", task="1.1")
    refused = second.call("claim_task", agent="bob", task="1.1")

    assert claimed["structuredContent"]["claim"].startswith("1.1/1-")
    assert refused["isError"]
    assert refused["content"][0]["text"].startswith("task_held: Task 1.1 is held by 'ada'")


def test_an_agent_goes_on_in_another_process_with_no_memory(start):
    first, second = start().greet(), start().greet()
    handle = first.call("claim_task", agent="ada")["structuredContent"]["claim"]
    first.call("post_note", claim=handle, text="half done")

    standing = second.call("resume", agent="ada")["structuredContent"]

    assert standing["work"]["claim"] == handle
    assert standing["work"]["notes"][0]["text"] == "half done"


def test_the_end_of_input_ends_the_process(start):
    process = start().greet()
    process.call("resume")

    assert process.leave() == (0, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_process_though_its_input_stays_open(start, sent):
    process = start().greet()
    process.call("resume")

    process.popen.send_signal(sent)
    code = process.popen.wait(LEAVING_SECONDS)

    assert (code, process.leave()) == (0, (0, b"", b""))


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_signal_ends_a_process_in_which_an_agent_waits(start):
    process = start().greet()
    process.call("claim_task", agent="ada")
    request = {"name": "wait_for_change", "arguments": {"agent": "ada", "seconds": 30}}
    process.tell({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": request})

    process.popen.send_signal(signal.SIGTERM)

    assert process.popen.wait(LEAVING_SECONDS) == 0


def test_the_end_of_input_ends_a_process_in_which_an_agent_waits(start):
    process = start().greet()
    process.call("claim_task", agent="ada")
    request = {"name": "wait_for_change", "arguments": {"agent": "ada", "seconds": 30}}
    process.tell({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": request})

    code, _, errors = process.leave()

    assert (code, errors) == (0, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_killed_client_leaves_no_server_behind(start, store, tmp_path):
    serve = [sys.executable, "-m", "agent_plan_server", "serve"]
    program = (
        "import subprocess, sys, time\n"
        f"server = subprocess.Popen({serve!r}, stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        f"server.stdin.write({json.dumps(HELLO)!r}.encode() + b'\\n'); server.stdin.flush()\n"
        "server.stdout.readline(); print(server.pid, flush=True); time.sleep(60)"
    )
    environment = os.environ | {"AGENT_PLAN_STORE": str(store), "AGENT_PLAN_PROJECT": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE) as client:
        assert client.stdout is not None
        server = int(client.stdout.readline())

        client.kill()

    deadline = time.monotonic() + LEAVING_SECONDS
    while _runs(server) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _runs(server)


def test_a_store_that_cannot_be_opened_is_told_to_the_agent(start, store):
    store.write_bytes(b"this is no database, and never was one" * 100)

    refused = start().greet().call("resume")

    assert refused["isError"]
    assert refused["content"][0]["text"].startswith(("foreign_store: ", "storage_unavailable: "))


def _runs(process: int) -> bool:
    """Whether the process is there and not only waited for by nobody."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
