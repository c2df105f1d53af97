"""A plan with its live state: the shape of a draft, field by field, and what has become of it.

The field names are the public contract of `agent-plan export --format json`; fields are added, never renamed.
"""

from datetime import datetime

from agent_plan_server.models.draft import CriterionDraft, DecisionDraft, NoteDraft, PhaseDraft, PlanDraft, TaskDraft
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.states import Proof


class HeldBy(Noun):
    agent: str
    attempt: int
    expires_at: datetime | None


class AttemptExport(Noun):
    number: int
    agent: str
    outcome: str | None
    reason: str | None
    started: datetime
    ended: datetime | None


class NoteExport(NoteDraft):
    """`at` is an ISO moment."""

    agent: str
    kind: str


class TaskExport(TaskDraft):
    """`origin` is the agent that proposed it; absent for what the plan says itself."""

    proof: Proof | None
    claim: HeldBy | None
    attempts: tuple[AttemptExport, ...]
    notes: tuple[NoteExport, ...]
    origin: str | None


class PhaseExport(PhaseDraft):
    tasks: tuple[TaskExport, ...]


class CriterionExport(CriterionDraft):
    name: str


class DecisionExport(DecisionDraft):
    """A gate that was answered with a "no" has `decided` and is still open."""

    name: str
    task: str | None
    asked_by: str
    by: str | None
    reason: str | None
    is_open: bool


class PlanExport(PlanDraft):
    phases: tuple[PhaseExport, ...]
    criteria: tuple[CriterionExport, ...]
    decisions: tuple[DecisionExport, ...]
    notes: tuple[NoteExport, ...]
    seq: int
