"""Decisions, and the tasks that wait for them."""

from agent_plan_server.models.decision import Decision
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.states import DecisionKind, TaskStatus
from agent_plan_server.storage.rows import Row, Rows, dump, load_texts, moment, optional_moment


class Waiting(Noun):
    """A task whose count of blockers has just changed."""

    id: int
    key: str
    status: TaskStatus
    blockers: int


class DecisionRows(Rows):
    def add(
        self,
        plan: int,
        kind: DecisionKind,
        question: str,
        options: tuple[str, ...],
        *,
        asked_by: str,
        conditions: tuple[str, ...] = (),
        due: str | None = None,
        phase: int | None = None,
        task: int | None = None,
        claim: int | None = None,
        decided: str | None = None,
        is_open: bool = True,
        line: int | None = None,
    ) -> int:
        row = self._tx.one(
            "insert_decision",
            plan=plan,
            phase=phase,
            task=task,
            claim=claim,
            kind=kind,
            question=question,
            options=dump(options),
            conditions=dump(conditions),
            due=due,
            asked_by=asked_by,
            now=self._tx.now,
            decided_at=self._tx.now if decided else None,
            decided_by="the plan" if decided else None,
            option=decided,
            is_open=int(is_open),
            line=line,
        )
        assert row is not None
        return int(row["id"])

    def put_before(self, decision: int, task: int) -> None:
        """The task waits for the decision; the caller raises its count of blockers."""
        self._tx.run("insert_decision_task", decision=decision, task=task)

    def put_behind(self, decision: int, task: int) -> None:
        """The task no longer waits for the decision; the caller sees to its count of blockers."""
        self._tx.run("delete_decision_task", decision=decision, task=task)

    def put_gates_of_phase_before(self, task: int) -> None:
        """A new task waits for every open gate that all the unfinished work of its phase waits for."""
        self._tx.run("insert_gates_before_task", task=task)

    def drop_gates_of_phase_before(self, task: int) -> None:
        """A task that is about to leave its phase no longer waits for the gates before that phase's work."""
        self._tx.run("delete_gates_before_task", task=task)

    def put_same_before(self, part: int, task: int) -> None:
        """A part of a task waits for what the task waits for."""
        self._tx.run("insert_decisions_of_task", part=part, task=task)

    def find(self, decision: int) -> Decision | None:
        row = self._tx.one("find_decision", decision=decision)
        return _decision(row) if row else None

    def find_open_of_task(self, task: int) -> Decision | None:
        row = self._tx.one("find_open_decision_of_task", task=task)
        return _decision(row) if row else None

    def list_all(self, plan: int, *, only_open: bool, limit: int = 200) -> list[Decision]:
        """With the number of tasks behind each, and whether anything else is in front of them."""
        behind = {row["decision_id"]: row for row in self._tx.all("count_behind_decisions", plan=plan)}
        rows = self._tx.all("list_decisions", plan=plan, only_open=int(only_open), limit=limit)
        return [_decision(row, behind.get(row["id"])) for row in rows]

    def list_due(self, plan: int, limit: int = 200) -> list[Decision]:
        """Those that somebody waits for now; `waiting` counts every task behind."""
        return [_decision(row, row) for row in self._tx.all("list_due_decisions", plan=plan, limit=limit)]

    def list_before_task(self, task: int) -> list[Decision]:
        return [_decision(row) for row in self._tx.all("list_decisions_before_task", task=task)]

    def list_of_task(self, task: int) -> list[Decision]:
        return [_decision(row) for row in self._tx.all("list_task_decisions", task=task)]

    def list_answers(self, agent: int, name: str, since: int, limit: int) -> list[Decision]:
        """What others decided since a moment: what the agent asked, and what is about the tasks it holds."""
        rows = self._tx.all("list_answers", agent=agent, name=name, since=since, limit=limit)
        return [_decision(row) for row in rows]

    def take(self, decision: int, option: str, by: str, reason: str, *, stays_open: bool = False) -> bool:
        """Record the answer; False when the decision was not open."""
        row = self._tx.one(
            "take_decision",
            decision=decision,
            option=option,
            by=by,
            reason=reason,
            is_open=int(stays_open),
            now=self._tx.now,
        )
        return row is not None

    def add_to_blockers(self, decision: int, by: int) -> list[Waiting]:
        return [to_waiting(row) for row in self._tx.all("add_to_blockers_of_decision", decision=decision, by=by)]


def to_waiting(row: Row) -> Waiting:
    return Waiting(id=row["id"], key=row["key"], status=row["status"], blockers=row["blockers"])


def _decision(row: Row, behind: Row | None = None) -> Decision:
    is_asked_now = row["kind"] != DecisionKind.GATE and bool(row["is_open"])
    # A gate is due when the work before it is done; one that stands in no phase, when something waits for it alone.
    is_reached = behind is not None and (behind["before"] == 0 if row["phase_id"] else behind["reached"] > 0)
    return Decision(
        id=row["id"],
        plan_id=row["plan_id"],
        kind=row["kind"],
        question=row["question"],
        options=load_texts(row["options"]),
        conditions=load_texts(row["conditions"]),
        due=row["due"],
        phase=row["phase"],
        task=row["task"],
        task_id=row["task_id"],
        claim_id=row["claim_id"],
        asked_by=row["asked_by"],
        asked_at=moment(row["asked_at"]),
        decided_at=optional_moment(row["decided_at"]),
        decided_by=row["decided_by"],
        option=row["option"],
        reason=row["reason"],
        is_open=bool(row["is_open"]),
        waiting=behind["waiting"] if behind else 0,
        is_due=is_asked_now or is_reached,
    )
