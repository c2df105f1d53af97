"""Codex as it is, through its app server: it connects with what `connect` wrote, and a thread of it is one agent."""

import json
import os
import queue
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(shutil.which("codex") is None, reason="Codex is not installed (npm)")
WAIT_S = 60


class AppServer:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._lines: queue.Queue[str] = queue.Queue()
        self._sent = 0
        threading.Thread(target=self._read, daemon=True).start()

    def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        self._sent += 1
        self._send({"id": self._sent, "method": method, "params": arguments})
        while (message := json.loads(self._lines.get(timeout=WAIT_S))).get("id") != self._sent:
            pass
        return message["result"]

    def notify(self, method: str) -> None:
        self._send({"method": method})

    def _send(self, message: dict[str, Any]) -> None:
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        for line in self._process.stdout:
            self._lines.put(line)


@pytest.fixture
def server(run, project, environment, tmp_path) -> Iterator[AppServer]:
    (tmp_path / ".codex").mkdir()
    (tmp_path / ".codex" / "config.toml").write_text(f'[projects."{project}"]\ntrust_level = "trusted"\n')
    assert run("agent-plan", "connect", "codex").returncode == 0
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    own_group = {"start_new_session": True}
    command = ["codex", "app-server"]
    with subprocess.Popen(command, cwd=project, env=environment, text=True, **streams, **own_group) as process:
        server = AppServer(process)
        server.call("initialize", clientInfo={"name": "test", "version": "1"})
        server.notify("initialized")
        yield server
        # The command is a script that starts the program itself.
        os.killpg(process.pid, signal.SIGKILL)


def test_the_server_connects_and_a_thread_is_one_agent(server, project):
    thread = server.call("thread/start", cwd=str(project))["thread"]["id"]

    def call(tool: str, **arguments: Any) -> dict[str, Any]:
        place = {"threadId": thread, "server": "agent-plan", "tool": tool}
        return server.call("mcpServer/tool/call", **place, arguments=arguments)["structuredContent"]

    first = call("resume")
    claimed = call("claim_task", agent=first["agent"])
    again = call("resume")

    (known,) = server.call("mcpServerStatus/list", threadId=thread)["data"]
    assert (known["name"], known["runtimeStatus"]) == ("agent-plan", "connected")
    assert claimed["task"]["key"] == "1.1"
    assert (again["agent"], again["is_new"]) == (first["agent"], False)
    assert again["work"]["claim"] == claimed["claim"]
