"""Server processes to call, to pause and to kill: `agent-plan serve`, or the bare services behind the same words."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from processes import environment

HERE = Path(__file__).parent
Reply = dict[str, Any]


class DoorClosed(Exception):
    """The server process died before it answered: the outcome is unknown."""


class ToolRefused(Exception):
    """The server answered with an error; `code` is its first word."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.code = text.split(":", 1)[0]


class Door:
    """One server process that is spoken to in lines of JSON."""

    def __init__(self, store: Path, settings: dict[str, str], *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=store.parent,
            env={**environment(), "AGENT_PLAN_STORE": str(store), **settings},
        )

    def call(self, tool: str, **arguments: object) -> Reply:
        """Raises ToolRefused, and DoorClosed when the process is gone."""
        raise NotImplementedError

    def pause(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self.process.kill()

    def close(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=10)

    def _say(self, message: Reply) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(message).encode() + b"\n")
            self.process.stdin.flush()
        except (BrokenPipeError, ValueError) as problem:
            raise DoorClosed from problem

    def _hear(self) -> Reply:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line.endswith(b"\n"):
            raise DoorClosed
        answer: Reply = json.loads(line)
        return answer


class McpDoor(Door):
    """The MCP server over stdio, called as a client of the handshake era calls it."""

    def __init__(
        self, store: Path, settings: dict[str, str], command: tuple[str, ...] = ("-m", "agent_plan_server", "serve")
    ) -> None:
        super().__init__(store, settings, *command)
        self._requests = 0

    def call(self, tool: str, **arguments: object) -> Reply:
        result = self.request("tools/call", name=tool, arguments=arguments)
        if result.get("isError"):
            raise ToolRefused(result["content"][0]["text"])
        reply: Reply = result["structuredContent"]
        return reply

    def request(self, method: str, **parameters: object) -> Reply:
        """The result of any request; the handshake comes before the first."""
        if not self._requests:
            client = {"name": "faults", "version": "1"}
            self._request("initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo=client)
            self._say({"jsonrpc": "2.0", "method": "notifications/initialized"})
        return self._request(method, **parameters)

    def _request(self, method: str, **parameters: object) -> Reply:
        self._requests += 1
        self._say({"jsonrpc": "2.0", "id": self._requests, "method": method, "params": parameters})
        while (answer := self._hear()).get("id") != self._requests:
            pass  # a notification
        if "error" in answer:
            raise ToolRefused(f"protocol: {answer['error']}")
        result: Reply = answer["result"]
        return result


class StatelessDoor(McpDoor):
    """The same server as a client of 2026-07-28 calls it: no handshake, every request says who asks."""

    def request(self, method: str, **parameters: object) -> Reply:
        prefix = "io.modelcontextprotocol/"
        about = {
            f"{prefix}protocolVersion": "2026-07-28",
            f"{prefix}clientCapabilities": {},
            f"{prefix}clientInfo": {"name": "faults", "version": "1"},
        }
        return self._request(method, **parameters, _meta=about)


class ServiceDoor(Door):
    """The services without the SDK: starts in a third of the time, so that many may run."""

    def __init__(self, store: Path, settings: dict[str, str]) -> None:
        super().__init__(store, settings, str(HERE / "service_server.py"))

    def call(self, tool: str, **arguments: object) -> Reply:
        self._say({"tool": tool, "arguments": arguments})
        answer = self._hear()
        if "refused" in answer:
            raise ToolRefused(answer["refused"])
        return answer


DOORS: dict[str, type[McpDoor] | type[ServiceDoor]] = {
    "mcp": McpDoor,
    "stateless": StatelessDoor,
    "services": ServiceDoor,
}
# Clients of both eras of the protocol on one store, side by side.
MIXED = "mixed"


def choose_door(name: str, number: int) -> str:
    """The door of the agent with that number."""
    return ("mcp", "stateless")[number % 2] if name == MIXED else name
