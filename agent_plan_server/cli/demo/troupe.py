"""The three agents of the demo as processes: started, heard, killed once, resumed."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from agent_plan_server.cli.demo.stage import server_environment
from agent_plan_server.models.noun import Noun

_SILENCE_S = 60.0


class Acknowledged(Noun):
    """One thing that a server acknowledged to an agent."""

    event: str
    agent: str
    task: str | None = None
    claim: str | None = None
    facts: dict[str, str | int | None] = {}


class Troupe:
    """Runs the agents and yields what they were told, until the last has left; a silence of a minute ends it."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._heard: queue.SimpleQueue[Acknowledged | str] = queue.SimpleQueue()
        self._processes: dict[str, subprocess.Popen[str]] = {}
        self.crashed: list[str] = []

    def start(self, name: str, *flags: str) -> str:
        """Let an agent enter; its name."""
        process = subprocess.Popen(
            [sys.executable, "-m", "agent_plan_server.cli.demo.agent", name, str(self._project), *flags],
            env=server_environment(self._project),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self._processes[name] = process
        threading.Thread(target=self._listen, args=(name, process), daemon=True).start()
        return name

    def kill(self, name: str) -> None:
        """SIGKILL the agent and its server together, as a crash of the machine's session would."""
        process = self._processes[name]
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def events(self) -> Iterator[Acknowledged]:
        while any(process.poll() is None for process in self._processes.values()) or not self._heard.empty():
            try:
                heard = self._heard.get(timeout=_SILENCE_S)
            except queue.Empty:
                self.crashed.append("nothing was heard for a minute")
                return
            if isinstance(heard, Acknowledged):
                yield heard
            else:
                self._note_end(heard)

    def stop(self) -> None:
        for process in self._processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)

    def _listen(self, name: str, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            said = json.loads(line)
            known = {key: said.pop(key, None) for key in ("event", "agent", "task", "claim")}
            self._heard.put(Acknowledged(**known, facts=said))
        process.wait()
        self._heard.put(name)

    def _note_end(self, name: str) -> None:
        code = self._processes[name].poll()
        if code not in (0, None, -signal.SIGKILL):
            self.crashed.append(f"{name} left with code {code}")
