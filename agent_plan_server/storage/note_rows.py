"""Notes: what agents leave for those who come after; only ever added."""

from agent_plan_server.models.claim import Claim
from agent_plan_server.models.record import Note
from agent_plan_server.models.states import NoteKind
from agent_plan_server.storage.rows import Row, Rows, moment


class NoteRows(Rows):
    def add(
        self,
        author: str,
        kind: NoteKind,
        text: str,
        *,
        plan: int | None = None,
        task: int | None = None,
        claim: Claim | None = None,
        orphan: bool = False,
    ) -> int:
        row = self._tx.one(
            "insert_note",
            plan=claim.plan_id if claim else plan,
            task=claim.task_id if claim else task,
            claim=claim.id if claim else None,
            author=author,
            kind=kind,
            text=text,
            now=self._tx.now,
            orphan=int(orphan),
        )
        assert row is not None
        return int(row["id"])

    def find_same(self, claim: Claim, kind: NoteKind, text: str) -> int | None:
        """The last note of a claim, when it says the same."""
        row = self._tx.one("find_last_note", task=claim.task_id, claim=claim.id)
        return int(row["id"]) if row and (row["kind"], row["text"]) == (kind, text) else None

    def list_of_task(self, task: int, limit: int) -> list[Note]:
        """The newest first."""
        return [_note(row) for row in self._tx.all("list_task_notes", task=task, limit=limit)]

    def list_of_plan(self, plan: int) -> list[Note]:
        return [_note(row) for row in self._tx.all("list_plan_notes", plan=plan)]

    def list_since(self, plan: int, at: int, kind: NoteKind | None, limit: int) -> list[Note]:
        return [_note(row) for row in self._tx.all("list_notes_since", plan=plan, at=at, kind=kind, limit=limit)]


def _note(row: Row) -> Note:
    return Note(
        id=row["id"],
        task=row["task"],
        agent=row["author"],
        attempt=row["number"],
        kind=row["kind"],
        text=row["text"],
        at=moment(row["at"]),
        orphan=bool(row["orphan"]),
    )
