"""The checker: replays the history by rules of its own and holds it against what was acknowledged.

It shares no decision with the program: overlaps are decided on the concrete files of `plan.UNIVERSE`.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from faults.plan import UNIVERSE

from agent_plan_server.storage import open_engine
from agent_plan_server.storage.driver import sqlite3

_ENDS = {
    "task_completed": "completed",
    "task_failed": "failed",
    "task_released": "released",
    "task_taken": "taken",
    "claim_lapsed": "lapsed",
}
_MOST = 40


class Acknowledged(NamedTuple):
    """One thing that a server told an agent was so; times on this machine's monotonic clock, around the call."""

    agent: str
    kind: str
    task: str
    attempt: int
    text: str
    seq: int
    started: float
    ended: float


class Live(NamedTuple):
    attempt: int
    agent: str
    files: frozenset[str]


def check_history(store: Path, acknowledged: Iterable[Acknowledged]) -> list[str]:
    """Everything that is wrong, a sentence each; at most forty."""
    told = list(acknowledged)
    connection = sqlite3.connect(str(store))
    connection.row_factory = sqlite3.Row
    try:
        replay = Replay(connection)
        wrong = [
            *_check_file(store, connection),
            *replay.run(),
            *replay.compare_with_tables(),
            *_check_acknowledged(connection, told),
            *_check_real_time(told),
        ]
    finally:
        connection.close()
    return wrong[:_MOST]


class Replay:
    """Walks through the events and keeps its own picture of who holds what."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._live: dict[str, Live] = {}
        self._attempts: Counter[str] = Counter()
        self._finished: set[str] = set()
        self._needs: dict[str, set[str]] = {}
        for row in connection.execute(
            "SELECT t.key AS task, b.key AS need FROM dependencies d "
            "JOIN tasks t ON t.id = d.task_id JOIN tasks b ON b.id = d.depends_on"
        ):
            self._needs.setdefault(row["task"], set()).add(row["need"])
        self.wrong: list[str] = []

    def run(self) -> list[str]:
        rows = self._connection.execute(
            "SELECT e.seq, e.kind, e.actor, e.payload, t.key AS task FROM events e "
            "LEFT JOIN tasks t ON t.id = e.task_id ORDER BY e.seq"
        )
        for expected, row in enumerate(rows, start=1):
            if row["seq"] != expected:
                return [*self.wrong, f"event {expected} is missing"]
            self._step(row["seq"], row["kind"], row["actor"], row["task"], json.loads(row["payload"]))
        return self.wrong

    def compare_with_tables(self) -> list[str]:
        stored = {
            row["key"]: (row["number"], row["name"])
            for row in self._connection.execute(
                "SELECT t.key, c.number, a.name FROM claims c JOIN tasks t ON t.id = c.task_id "
                "JOIN agents a ON a.id = c.agent_id WHERE c.ended_at IS NULL"
            )
        }
        replayed = {task: (live.attempt, live.agent) for task, live in self._live.items()}
        wrong = [] if stored == replayed else [f"live claims: stored {stored}, by the history {replayed}"]
        for row in self._connection.execute("SELECT key, attempts, status FROM tasks"):
            if row["attempts"] != self._attempts[row["key"]]:
                wrong.append(f"{row['key']} has {row['attempts']} attempts, the history {self._attempts[row['key']]}")
            if (row["status"] == "completed") != (row["key"] in self._finished):
                wrong.append(f"{row['key']} is {row['status']}, the history says otherwise")
            if (row["status"] in ("in_progress", "blocked")) != (row["key"] in self._live):
                wrong.append(f"{row['key']} is {row['status']}, and its claim is not")
        return wrong

    def _step(self, seq: int, kind: str, actor: str, task: str | None, payload: dict[str, Any]) -> None:
        if task is not None and kind == "task_claimed":
            self._claim(seq, task, actor, payload)
        elif task is not None and kind in _ENDS:
            live = self._live.pop(task, None)
            if live is None or live.attempt != payload["attempt"]:
                self.wrong.append(f"{seq}: {kind} of {task}/{payload['attempt']}, which {live} holds")
            if kind == "task_completed":
                self._finish(seq, task)

    def _claim(self, seq: int, task: str, agent: str, payload: dict[str, Any]) -> None:
        files = frozenset().union(*(files_of(pattern) for pattern in payload["scope"]))
        if task in self._live:
            self.wrong.append(f"{seq}: {agent} claims {task}, which {self._live[task].agent} holds")
        if task in self._finished:
            self.wrong.append(f"{seq}: {agent} claims {task}, which is finished")
        if unfinished := self._needs.get(task, set()) - self._finished:
            self.wrong.append(f"{seq}: {agent} claims {task} before {sorted(unfinished)}")
        for other, live in self._live.items():
            if other != task and live.files & files:
                self.wrong.append(f"{seq}: {agent} gets {sorted(live.files & files)[0]}, held by {live.agent}")
        self._attempts[task] += 1
        if payload["attempt"] != self._attempts[task]:
            self.wrong.append(f"{seq}: attempt {payload['attempt']} of {task} follows {self._attempts[task] - 1}")
        self._live[task] = Live(payload["attempt"], agent, files)

    def _finish(self, seq: int, task: str) -> None:
        if task in self._finished:
            self.wrong.append(f"{seq}: {task} is completed twice")
        self._finished.add(task)


@cache
def files_of(pattern: str) -> frozenset[str]:
    """The files of the universe under a pattern, by a plain regular expression."""
    expression = re.escape(pattern).replace(r"\*\*", ".+").replace(r"\*", "[^/]*")
    return frozenset(file for file in UNIVERSE if re.fullmatch(expression, file))


def _check_file(store: Path, connection: Any) -> list[str]:
    wrong = [f"integrity: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    wrong += [f"foreign key: {tuple(row)}" for row in connection.execute("PRAGMA foreign_key_check")]
    engine = open_engine(store)
    try:
        broken = engine.read(lambda each: each.events.first_broken_link())
        counts = engine.read(lambda each: (each.tasks.wrong_blockers(1), each.plans.wrong_phase_blockers(1)))
        is_right = engine.read(lambda each: each.plans.is_progress_right(1))
    finally:
        engine.close()
    wrong += [f"the chain breaks at {broken}"] if broken else []
    wrong += [f"counts of blockers are wrong: {count}" for count in counts if count]
    return wrong + ([] if is_right else ["the figures of progress differ from a fresh count"])


def _check_acknowledged(connection: Any, told: list[Acknowledged]) -> list[str]:
    """Every acknowledged write is there, once."""
    events: Counter[tuple[str, str, int]] = Counter(
        (row["kind"], row["key"], json.loads(row["payload"]).get("attempt", 0))
        for row in connection.execute("SELECT e.kind, t.key, e.payload FROM events e JOIN tasks t ON t.id = e.task_id")
    )
    notes = Counter(row["text"] for row in connection.execute("SELECT text FROM notes"))
    wrong = []
    for each in told:
        is_note = each.kind == "note_posted"
        found = notes[each.text] if is_note else events[(each.kind, each.task, each.attempt)]
        if found != 1:
            what = f"{each.kind} {each.task}/{each.attempt} {each.text!r}"
            wrong.append(f"{what} was acknowledged and is there {found} times")
    return wrong


def _check_real_time(told: list[Acknowledged]) -> list[str]:
    """What began after another call had ended comes after it in the history too."""
    wrong = []
    earliest_end, who = float("inf"), ""
    for each in sorted(told, key=lambda each: each.seq, reverse=True):
        if each.started > earliest_end:
            wrong.append(f"{each.agent}'s {each.kind} ({each.seq}) began after {who} had ended")
        if each.ended < earliest_end:
            earliest_end, who = each.ended, f"{each.agent}'s {each.kind} ({each.seq})"
    return wrong
