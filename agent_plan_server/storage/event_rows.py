"""The history: append-only, numbered, each line chained to the one before by its hash."""

import hashlib
import json
from collections.abc import Mapping

from agent_plan_server.models.record import Event
from agent_plan_server.storage.rows import Row, Rows, dump, moment


class EventRows(Rows):
    def append(
        self,
        kind: str,
        actor: str,
        payload: Mapping[str, object] | None = None,
        *,
        plan: int | None = None,
        task: int | None = None,
    ) -> int:
        """Add one line; the number it got is the `seq` of the reply."""
        text = dump(payload or {})
        last = self._tx.one("find_last_event")
        link = chain(last["hash"] if last else "", self._tx.now, plan, task, actor, kind, text)
        row = self._tx.one(
            "insert_event",
            at=self._tx.now,
            clock=self._tx.clock,
            plan=plan,
            task=task,
            actor=actor,
            kind=kind,
            payload=text,
            hash=link,
        )
        assert row is not None
        return int(row["seq"])

    def last_seq(self) -> int:
        row = self._tx.one("find_last_event")
        return int(row["seq"]) if row else 0

    def has_unusual(self, after: int) -> bool:
        """Whether anything but the daily run of work happened after a number."""
        return self._tx.one("find_unusual_event", after=after) is not None

    def list_since(self, after: int, limit: int, plan: int | None = None) -> list[Event]:
        return [_event(row) for row in self._tx.all("list_events", after=after, limit=limit, plan=plan)]

    def list_last(self, limit: int, plan: int | None = None) -> list[Event]:
        """The newest lines, oldest of them first."""
        return [_event(row) for row in reversed(self._tx.all("list_last_events", limit=limit, plan=plan))]

    def list_of_kind(self, kind: str, plan: int, after: int, until: int, limit: int) -> list[Event]:
        rows = self._tx.all("list_events_of_kind", kind=kind, plan=plan, after=after, until=until, limit=limit)
        return [_event(row) for row in rows]

    def list_last_of_kind(self, kind: str, plan: int, limit: int) -> list[Event]:
        """The newest lines of one kind, oldest of them first."""
        rows = self._tx.all("list_last_events_of_kind", kind=kind, plan=plan, limit=limit)
        return [_event(row) for row in reversed(rows)]

    def list_before(self, before: int, limit: int, plan: int, task: int | None = None) -> list[Event]:
        """The newest first."""
        rows = self._tx.all("list_events_before", before=before, limit=limit, plan=plan, task=task)
        return [_event(row) for row in rows]

    def count_by_kind(self, plan: int, after: int, until: int) -> dict[str, int]:
        rows = self._tx.all("count_events_by_kind", plan=plan, after=after, until=until)
        return {row["kind"]: row["events"] for row in rows}

    def count(self, plan: int | None = None, task: int | None = None) -> int:
        row = self._tx.one("count_events", plan=plan, task=task)
        return int(row["events"]) if row else 0

    def list_last_notes(self, plan: int, after: int, until: int, limit: int) -> list[Event]:
        """The last note of each agent, by name of agent."""
        rows = self._tx.all("list_last_notes_by_actor", plan=plan, after=after, until=until, limit=limit)
        return [_event(row) for row in rows]

    def list_of_task(self, task: int, limit: int, after: int = 0) -> list[Event]:
        return [_event(row) for row in self._tx.all("list_task_events", task=task, limit=limit, after=after)]

    def list_last_of_task(self, task: int, limit: int) -> list[Event]:
        """The newest lines, oldest of them first."""
        return [_event(row) for row in reversed(self._tx.all("list_last_task_events", task=task, limit=limit))]

    def seq_before(self, at: int) -> int:
        """The number of the last line before a moment of wall time (milliseconds)."""
        row = self._tx.one("find_first_event_since", at=at)
        return int(row["seq"]) - 1 if row and row["seq"] is not None else self.last_seq()

    def first_broken_link(self, batch: int = 5000) -> int | None:
        """The number of the first line whose hash does not fit; None when the chain is whole."""
        previous, after = "", 0
        while rows := self._tx.all("list_events", after=after, limit=batch, plan=None):
            for row in rows:
                facts = (row["at"], row["plan_id"], row["task_id"], row["actor"], row["kind"], row["payload"])
                if chain(previous, *facts) != row["hash"]:
                    return int(row["seq"])
                previous, after = row["hash"], row["seq"]
        return None


def chain(previous: str, at: int, plan: int | None, task: int | None, actor: str, kind: str, payload: str) -> str:
    """The hash of a line: SHA-256 over the one before and everything the line says."""
    return hashlib.sha256(dump([previous, at, plan, task, actor, kind, payload]).encode()).hexdigest()


def _event(row: Row) -> Event:
    return Event(
        seq=row["seq"],
        at=moment(row["at"]),
        actor=row["actor"],
        kind=row["kind"],
        task=row["task_key"],
        payload=json.loads(row["payload"]),
        hash=row["hash"],
    )
