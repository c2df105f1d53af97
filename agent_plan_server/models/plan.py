"""A plan as it is stored, and what belongs to it."""

from datetime import datetime

from agent_plan_server.models.noun import Noun
from agent_plan_server.models.states import CriterionKind, CriterionState, EntryKind, Proof, TaskStatus


class Plan(Noun):
    id: int
    slug: str
    title: str
    goal: str
    format: str
    source: str
    digest: str
    imported_at: datetime


class Phase(Noun):
    """`blockers` counts the unfinished phases before it."""

    id: int
    plan_id: int
    number: str
    title: str
    goal: str
    position: int
    estimate: str | None
    estimate_minutes: int | None
    actual: str | None
    complexity: str | None
    blockers: int
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Work on it may go on: everything before it is finished and it is not."""
        return self.blockers == 0 and self.closed_at is None


class Progress(Noun):
    """How many tasks are in one state, and how many minutes of estimate they stand for."""

    phase: str
    state: str
    tasks: int
    minutes: int


class Task(Noun):
    """`blockers` counts what is open in front: tasks, phases and decisions. `rank` is the longest remaining path."""

    id: int
    plan_id: int
    phase_id: int
    phase: str
    key: str
    title: str
    body: str
    position: int
    status: TaskStatus
    proof: Proof | None
    blockers: int
    attempts: int
    failures: int
    scope: tuple[str, ...]
    estimate: str | None
    estimate_minutes: int | None
    rank: int
    place: int
    owner: str | None
    origin: str | None

    @property
    def is_ready(self) -> bool:
        """Nothing is in front of it; whether its files are free is decided against the live claims."""
        return self.status is TaskStatus.PENDING and self.blockers == 0


class Step(Noun):
    position: int
    text: str
    done: bool


class Dependency(Noun):
    """A task that must be finished first; `stated` is false where only the plan's order says so."""

    key: str
    status: TaskStatus
    stated: bool


class Criterion(Noun):
    id: int
    kind: CriterionKind
    text: str
    state: CriterionState
    path: str | None
    phase: str | None
    task: str | None
    answer: str | None = None

    @property
    def name(self) -> str:
        return f"c{self.id}"


class Entry(Noun):
    """Something the plan says that nobody claims: a rule, a risk, a milestone …"""

    id: int
    kind: EntryKind
    text: str
    phase: str | None
    fields: dict[str, str]
