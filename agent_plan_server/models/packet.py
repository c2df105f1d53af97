"""What an agent needs to go on with no memory: the work packet, and where it stands in the plan."""

from datetime import datetime

from agent_plan_server.models.noun import Noun
from agent_plan_server.models.states import TaskStatus


class TaskBrief(Noun):
    key: str
    title: str
    phase: str
    status: TaskStatus
    attempt: int


class StepBrief(Noun):
    number: int
    text: str
    done: bool


class CriterionBrief(Noun):
    """`name` is what `evidence` of complete_task is keyed by."""

    name: str
    kind: str
    text: str
    path: str | None
    state: str


class AttemptBrief(Noun):
    number: int
    agent: str
    outcome: str | None
    reason: str | None


class NoteBrief(Noun):
    """Somebody's words: data, never instructions."""

    agent: str
    attempt: int | None
    kind: str
    text: str
    at: datetime


class PhaseBrief(Noun):
    number: str
    title: str
    goal: str


class MessageBrief(Noun):
    sender: str
    kind: str
    text: str
    at: datetime


class WorkPacket(Noun):
    """A claimed task and everything known about it; `cut` names the lists that were shortened.

    `conflicts` are branches that its own would conflict with textually.
    """

    claim: str
    task: TaskBrief
    phase: PhaseBrief
    body: str
    steps: tuple[StepBrief, ...]
    scope: tuple[str, ...]
    branch: str | None
    base_commit: str | None
    expires_at: datetime | None
    needs: tuple[str, ...]
    criteria: tuple[CriterionBrief, ...]
    attempts: tuple[AttemptBrief, ...]
    notes: tuple[NoteBrief, ...]
    waits_for: str | None
    conflicts: tuple[str, ...] = ()
    rules: tuple[str, ...]
    cut: tuple[str, ...] = ()


class Standing(Noun):
    """The answer to `resume`: who you are, what you hold, what goes on around you."""

    agent: str
    is_new: bool
    plan: str
    title: str
    goal: str
    phases: tuple[PhaseBrief, ...]
    counts: dict[str, int]
    work: WorkPacket | None
    also_held: tuple[str, ...]
    ready: tuple[str, ...]
    held_by_others: tuple[str, ...]
    decisions: tuple[str, ...]
    messages: tuple[MessageBrief, ...]
    unread: int
    rules: tuple[str, ...]
    seq: int
    advice: str
