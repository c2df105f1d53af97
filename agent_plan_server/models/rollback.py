"""The plan of a rollback: what a person would undo, and what stays."""

from agent_plan_server.models.noun import Noun
from agent_plan_server.models.states import TaskStatus


class AttemptToUndo(Noun):
    task: str
    attempt: int
    agent: str
    base_commit: str | None
    branch: str | None


class RollbackPlan(Noun):
    """`commands` are suggestions for a person to read and run; this program runs none of them."""

    target: str
    title: str
    base_commit: str | None
    attempts: tuple[AttemptToUndo, ...]
    files: tuple[str, ...]
    kept_phases: tuple[str, ...]
    affected: tuple[str, ...]
    affected_done: tuple[str, ...]
    guidance: tuple[str, ...]
    commands: tuple[str, ...]
    statuses: dict[str, TaskStatus]
    seq: int
