"""What people and agents look at: where a plan stands, what happened, who needs whom."""

from datetime import datetime

from agent_plan_server.models.noun import Noun
from agent_plan_server.models.radar import Radar


class PhaseNow(Noun):
    """A phase that is open: work on it may go on. `minutes_left` is the sum of estimates of what is unfinished."""

    number: str
    title: str
    position: int
    tasks: int
    finished: int
    minutes_left: int


class Need(Noun):
    """Something only a person can clear; `id` is a decision's, or a failed task's key; `command` is what clears it."""

    id: str
    kind: str
    question: str
    options: tuple[str, ...]
    task: str | None
    phase: str | None
    asked_by: str
    asked_at: datetime | None
    waiting: int
    command: str


class Moving(Noun):
    """A live claim; `files` counts its patterns, `waits_for` names the decision that its lease stands still for."""

    task: str
    title: str
    agent: str
    attempt: int
    since: datetime
    files: int
    note: str | None
    note_at: datetime | None
    expires_at: datetime | None
    waits_for: str | None


class Stuck(Noun):
    """A claim that nobody seems to work on; `why` is lapsed or gone (its server process has ended)."""

    task: str
    title: str
    agent: str
    attempt: int
    why: str
    since: datetime
    lapsed_at: datetime | None
    note: str | None
    note_at: datetime | None
    command: str


class StatusSummary(Noun):
    """A plan at a glance: needs you, moving, stuck. Lists are cut, their totals are true."""

    plan: str
    title: str
    phase: str
    phases: tuple[PhaseNow, ...]
    phases_total: int
    totals: dict[str, int]
    tasks: int
    minutes_left: int
    ready: int
    agents: int
    needs_you: tuple[Need, ...]
    needs_you_total: int
    moving: tuple[Moving, ...]
    moving_total: int
    stuck: tuple[Stuck, ...]
    stuck_total: int
    radar: Radar
    critical_path: tuple[str, ...]
    hint: str
    at: datetime
    seq: int


class TaskLine(Noun):
    """One task in a list; `state` is its status, or ready, or for a completed one its proof."""

    key: str
    title: str
    state: str
    agent: str | None
    estimate: str | None


class CriterionLine(Noun):
    name: str
    kind: str
    text: str
    state: str
    path: str | None


class PhaseView(Noun):
    """One phase. `state` is open, waiting or finished; `cut` names the lists that were shortened."""

    plan: str
    number: str
    title: str
    goal: str
    state: str
    waits_for: tuple[str, ...]
    counts: dict[str, int]
    tasks: tuple[TaskLine, ...]
    tasks_total: int
    criteria: tuple[CriterionLine, ...]
    decisions: tuple[Need, ...]
    rules: tuple[str, ...]
    other_open: tuple[str, ...]
    cut: tuple[str, ...]
    seq: int


class Finished(Noun):
    """What one agent completed, by how it is proven; `total` counts what the list leaves out."""

    agent: str
    proof: str
    tasks: tuple[str, ...]
    total: int


class Ended(Noun):
    """An attempt that failed, was given back, taken or lapsed; `what` says which, the reason is somebody's words."""

    task: str
    what: str
    agent: str
    reason: str | None


class Decided(Noun):
    decision: str
    option: str
    by: str
    task: str | None


class Risk(Noun):
    """`agent` and `task` are absent for a risk that the plan itself names."""

    text: str
    agent: str | None = None
    task: str | None = None


class Line(Noun):
    """The last note of an agent, in its own words."""

    agent: str
    task: str | None
    text: str
    at: datetime


class SyncSummary(Noun):
    """What happened between two numbers of the history, and what is next; the same window has the same news."""

    plan: str
    title: str
    since: datetime
    since_seq: int
    is_quiet: bool
    decide: tuple[Need, ...]
    decide_total: int
    counts: dict[str, int]
    finished: tuple[Finished, ...]
    ended: tuple[Ended, ...]
    decided: tuple[Decided, ...]
    phases: tuple[PhaseNow, ...]
    moving: tuple[Moving, ...]
    stuck: tuple[Stuck, ...]
    radar: Radar
    ready: int
    critical_path: tuple[str, ...]
    risks: tuple[Risk, ...]
    lines: tuple[Line, ...]
    cut: tuple[str, ...]
    seq: int
