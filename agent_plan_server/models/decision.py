"""A question that only a person answers."""

from datetime import datetime

from agent_plan_server.models.noun import Noun
from agent_plan_server.models.states import DecisionKind


class Decision(Noun):
    """`waiting` is the number of unfinished tasks behind it; `is_due` when nothing else is in front of one of them."""

    id: int
    plan_id: int
    kind: DecisionKind
    question: str
    options: tuple[str, ...]
    conditions: tuple[str, ...]
    due: str | None
    phase: str | None
    task: str | None
    task_id: int | None
    claim_id: int | None
    asked_by: str
    asked_at: datetime
    decided_at: datetime | None
    decided_by: str | None
    option: str | None
    reason: str | None
    is_open: bool
    waiting: int = 0
    is_due: bool = False

    @property
    def name(self) -> str:
        return f"D{self.id}"
