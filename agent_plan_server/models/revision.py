"""What people change about a plan, and what became of it."""

from agent_plan_server.models.noun import Noun
from agent_plan_server.models.states import TaskStatus


class TaskEdit(Noun):
    """What a person changes about a task: absent is as it was, an empty text takes it away.

    `needs` are keys of tasks, `waive` the names of criteria (c7).
    """

    title: str | None = None
    body: str | None = None
    estimate: str | None = None
    owner: str | None = None
    phase: str | None = None
    add_paths: tuple[str, ...] = ()
    drop_paths: tuple[str, ...] = ()
    add_needs: tuple[str, ...] = ()
    drop_needs: tuple[str, ...] = ()
    add_criteria: tuple[str, ...] = ()
    waive: tuple[str, ...] = ()


class NewTask(Noun):
    """A task that a person adds; without a key it gets the next free number of its phase."""

    title: str
    key: str | None = None
    body: str = ""
    phase: str | None = None
    estimate: str | None = None
    owner: str | None = None
    paths: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()


class RevisionReply(Noun):
    """What changed, a sentence each; `told` is the agent that holds the task and hears of it with its next reply."""

    task: str
    status: TaskStatus
    fields: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    told: str | None = None
    waits_for: tuple[str, ...] = ()
    seq: int


class SplitReply(Noun):
    """The parts that took a task's place; `taken_from` is the agent whose claim was ended for it."""

    task: str
    status: TaskStatus
    parts: tuple[str, ...]
    taken_from: str | None = None
    seq: int


class AdditionReply(Noun):
    """A task or phase that a person added; `name` is its key or number."""

    kind: str
    name: str
    title: str
    phase: str
    waits_for: tuple[str, ...] = ()
    seq: int
