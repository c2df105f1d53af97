"""Criteria, the evidence behind them, and what else a plan says."""

from agent_plan_server.models.draft import CriterionDraft, EntryDraft
from agent_plan_server.models.plan import Criterion, Entry
from agent_plan_server.models.record import Evidence
from agent_plan_server.models.states import CriterionState, EntryKind
from agent_plan_server.storage.rows import Row, Rows, dump, load_fields, moment


class CriterionRows(Rows):
    def add(self, plan: int, draft: CriterionDraft, *, phase: int | None, task: int | None) -> int:
        row = self._tx.one(
            "insert_criterion",
            plan=plan,
            phase=phase,
            task=task,
            kind=draft.kind,
            text=draft.text,
            path=draft.path,
            state=draft.state,
            line=draft.line,
        )
        assert row is not None
        return int(row["id"])

    def list_of_task(self, task: int) -> list[Criterion]:
        return [_criterion(row) for row in self._tx.all("list_task_criteria", task=task)]

    def list_of_phase(self, phase: int, limit: int = 200) -> list[Criterion]:
        """Those of the phase itself, not those of its tasks."""
        return [_criterion(row) for row in self._tx.all("list_phase_criteria", phase=phase, limit=limit)]

    def list_of_plan(self, plan: int) -> list[Criterion]:
        return [_criterion(row) for row in self._tx.all("list_plan_criteria", plan=plan)]

    def answer(
        self, criterion: int, state: CriterionState, author: str, tier: str, text: str, claim: int | None
    ) -> None:
        self._tx.run("set_criterion_state", criterion=criterion, state=state)
        self._tx.run(
            "insert_evidence", criterion=criterion, claim=claim, author=author, tier=tier, text=text, now=self._tx.now
        )

    def set_state(self, criterion: int, state: CriterionState) -> None:
        self._tx.run("set_criterion_state", criterion=criterion, state=state)

    def move(self, criterion: int, phase: int | None, task: int) -> None:
        """The criterion becomes one of another task."""
        self._tx.run("move_criterion", criterion=criterion, phase=phase, task=task)

    def list_evidence(self, task: int) -> list[Evidence]:
        return [_evidence(row) for row in self._tx.all("list_task_evidence", task=task)]

    def add_entry(self, plan: int, draft: EntryDraft, phase: int | None) -> None:
        self._tx.run(
            "insert_entry",
            plan=plan,
            phase=phase,
            kind=draft.kind,
            text=draft.text,
            fields=dump(draft.fields),
            line=draft.line,
        )

    def drop_entry(self, entry: int) -> None:
        self._tx.run("delete_entry", entry=entry)

    def list_entries(self, plan: int, kind: EntryKind | None = None, limit: int = 500) -> list[Entry]:
        statement = "list_entries" if kind is None else "list_entries_of_kind"
        return [_entry(row) for row in self._tx.all(statement, plan=plan, kind=kind, limit=limit)]


def _criterion(row: Row) -> Criterion:
    return Criterion(
        id=row["id"],
        kind=row["kind"],
        text=row["text"],
        state=row["state"],
        path=row["path"],
        phase=row["phase"],
        task=row["task"],
    )


def _evidence(row: Row) -> Evidence:
    return Evidence(
        criterion=f"c{row['criterion_id']}",
        task=row["task"],
        agent=row["author"],
        tier=row["tier"],
        text=row["text"],
        at=moment(row["at"]),
    )


def _entry(row: Row) -> Entry:
    return Entry(
        id=row["id"], kind=row["kind"], text=row["text"], phase=row["phase"], fields=load_fields(row["fields"])
    )
