"""Browsing: one page of one view of a plan, and everything about one task."""

from datetime import datetime
from enum import StrEnum

from agent_plan_server.models.decision import Decision
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.plan import Dependency, Step
from agent_plan_server.models.record import Event, Evidence, Note
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.models.summary import CriterionLine

Item = dict[str, str | int | bool | list[str] | None]


class View(StrEnum):
    """What can be looked at; some take an id."""

    PLAN = "plan"
    PHASE = "phase"
    TASK = "task"
    READY = "ready"
    CLAIMS = "claims"
    DECISIONS = "decisions"
    CRITERIA = "criteria"
    RISKS = "risks"
    ENTRIES = "entries"
    AGENTS = "agents"
    MESSAGES = "messages"
    LOG = "log"
    SEARCH = "search"


class Page(Noun):
    """Flat records; `total` counts all of the view, `cursor` gets the next page and is absent on the last."""

    plan: str
    view: View
    items: tuple[Item, ...]
    total: int
    cursor: str | None
    seq: int


class AttemptLine(Noun):
    """One attempt; its handle is known to its agent alone. `state` is moving, waiting, lapsed, gone or how it ended."""

    number: int
    agent: str
    state: str
    reason: str | None
    claimed_at: datetime
    ended_at: datetime | None
    expires_at: datetime | None
    scope: tuple[str, ...]
    base_commit: str | None
    branch: str | None


class TaskView(Noun):
    """Everything about one task; `waits_for` says in words what is in front of it."""

    plan: str
    key: str
    title: str
    phase: str
    status: TaskStatus
    state: str
    body: str
    estimate: str | None
    owner: str | None
    origin: str | None
    failures: int
    scope: tuple[str, ...]
    waits_for: tuple[str, ...]
    steps: tuple[Step, ...]
    needs: tuple[Dependency, ...]
    dependents: tuple[Dependency, ...]
    criteria: tuple[CriterionLine, ...]
    evidence: tuple[Evidence, ...]
    attempts: tuple[AttemptLine, ...]
    notes: tuple[Note, ...]
    decisions: tuple[Decision, ...]
    events: tuple[Event, ...]
    seq: int
