"""Scripted agents: each a thread with a server process of its own, which may be killed under it."""

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

from faults.doors import DOORS, Door, DoorClosed, Reply, ToolRefused
from faults.history import Acknowledged

from agent_plan_server.models.noun import Noun

_ENDS = {"complete_task": "task_completed", "release_task": "task_released", "report_failure": "task_failed"}

# Most servers are left alone until they have answered: so many deaths in one call are the call's own doing.
_MOST_DEATHS = 25


class Manner(Noun):
    """How an agent works: shares of 1, and seconds."""

    releases: float = 0.0
    fails: float = 0.0
    hangs: float = 0.0
    hang_seconds: float = 0.0
    think_seconds: float = 0.0


class ScriptedAgent(threading.Thread):
    """Claims, notes, and completes, fails or gives back, until the plan is finished or it is told to stop.

    When its server dies it starts another and calls again, as a client does.
    """

    def __init__(self, name: str, store: Path, door: str, settings: dict[str, str], manner: Manner, seed: int) -> None:
        super().__init__(name=name, daemon=True)
        self._store, self._door_name, self._settings = store, door, settings
        self._manner = manner
        self._chance = random.Random(f"{seed} {name}")
        self._stopping = threading.Event()
        self._calls = 0
        self._lock = threading.Lock()
        self._door = self._open()
        self.told: list[Acknowledged] = []
        self.errors: list[str] = []
        self.waits: list[float] = []
        self.stale = 0
        self.is_served = False

    def run(self) -> None:
        try:
            while not self._stopping.is_set() and self._work():
                pass
        except Exception as problem:  # noqa: BLE001 - the thread's front door
            self.errors.append(f"{self.name}: {type(problem).__name__}: {problem}")
        finally:
            self._door.close()

    def stop(self) -> None:
        self._stopping.set()

    def kill_server(self) -> bool:
        """kill -9, whatever it is doing; False when it is dead already."""
        with self._lock:
            if self._door.process.poll() is not None:
                return False
            self.is_served = False
            self._door.kill()
        return True

    def _open(self) -> Door:
        return DOORS[self._door_name](self._store, self._settings)

    def _work(self) -> bool:
        """One task; False when there will never be another."""
        started, reply = self._call("claim_task", agent=self.name)
        if reply["claim"] is None:
            self._stopping.wait(0.02)
            return reply["retry_after_s"] is not None
        handle, task = reply["claim"], reply["task"]
        self._note_down("task_claimed", task, "", reply["seq"], started)
        try:
            self._act(handle, task)
        except ToolRefused as refusal:
            if refusal.code != "stale_claim":
                raise
            self.stale += 1
        return True

    def _act(self, handle: str, task: Reply) -> None:
        if self._chance.random() < self._manner.hangs:
            self._stopping.wait(self._manner.hang_seconds)
        self._calls += 1
        text = f"{self.name} says {self._calls}"
        started, reply = self._call("post_note", claim=handle, text=text)
        self._note_down("note_posted", task, text, reply["seq"], started)
        roll = self._chance.random()
        if roll < self._manner.releases:
            self._end("release_task", handle, task, note="")
        elif roll < self._manner.releases + self._manner.fails:
            self._end("report_failure", handle, task, reason="it does not work")
        else:
            self._end("complete_task", handle, task, summary="done")

    def _end(self, tool: str, handle: str, task: Reply, **arguments: object) -> None:
        started, reply = self._call(tool, claim=handle, **arguments)
        self._note_down(_ENDS[tool], task, "", reply["seq"], started)

    def _call(self, tool: str, **arguments: object) -> tuple[float, Reply]:
        """When the call began, and its answer; repeated for as long as servers die under it."""
        if self._manner.think_seconds:
            self._stopping.wait(self._chance.uniform(0, 2 * self._manner.think_seconds))
        started = time.monotonic()
        for _ in range(_MOST_DEATHS):
            try:
                reply = self._door.call(tool, **arguments)
            except DoorClosed:
                self._open_again()
                continue
            if self.is_served:  # the first answer of a server holds its start
                self.waits.append(time.monotonic() - started)
            self.is_served = True
            return started, reply
        raise RuntimeError(f"{tool} kills every server")

    def _open_again(self) -> None:
        with self._lock:
            self._door.close()
            self.is_served = False
            self._door = self._open()

    def _note_down(self, kind: str, task: Reply, text: str, seq: int, started: float) -> None:
        self.told.append(
            Acknowledged(self.name, kind, task["key"], task["attempt"], text, seq, started, time.monotonic())
        )


def run_agents(agents: list[ScriptedAgent], seconds: float, meanwhile: Callable[[], bool] = lambda: False) -> bool:
    """Let them work until all have left or `meanwhile`, called every few milliseconds, says enough.

    False when they had to be given up after so many seconds.
    """
    for agent in agents:
        agent.start()
    limit = time.monotonic() + seconds
    while any(agent.is_alive() for agent in agents) and time.monotonic() < limit:
        if meanwhile():
            break
        agents[0].join(0.005)
    for agent in agents:
        agent.stop()
    for agent in agents:
        agent.join(max(5.0, limit - time.monotonic()))
    return not any(agent.is_alive() for agent in agents)
