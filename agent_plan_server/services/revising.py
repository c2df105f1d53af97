"""Changing what a plan asks for while work goes on: the counts stay right, and whoever holds the task hears of it.

Whoever calls these settles the plan afterwards (`ordering.settle_plan`), once for all that was changed.
"""

from collections.abc import Sequence
from typing import NamedTuple

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.models.plan import Task
from agent_plan_server.models.states import NoteKind, TaskStatus
from agent_plan_server.rules import limits
from agent_plan_server.services.progress import reopen_phase
from agent_plan_server.storage import Store

REVISED = "task_revised"
_REASON_CHARACTERS = 500
_CHANGES = 20


class Touched(NamedTuple):
    """One thing that was changed: which field, and how, in a few words."""

    field: str
    text: str


def check_reason(reason: str) -> str:
    """Raises InvalidRequest without one, and LimitExceeded."""
    text = limits.check_text("reason", reason, limits.NOTE_BYTES).strip()
    if not text:
        raise InvalidRequest("A revision needs a reason.", "Say in a sentence why, with --reason '…'.")
    return text


def record_revision(store: Store, task: Task, touched: Sequence[Touched], actor: str, reason: str) -> int:
    """The event, and for the holder of the task a note and the news of its next reply; the event's number."""
    fields = list(dict.fromkeys(each.field for each in touched))
    payload = {
        "fields": fields,
        "changes": [each.text for each in touched[:_CHANGES]],
        "reason": reason[:_REASON_CHARACTERS],
    }
    seq = store.events.append(REVISED, actor, payload, plan=task.plan_id, task=task.id)
    store.tasks.mark_revised(task.id, seq)
    if store.claims.find_live(task.id):
        said = f"{actor} revised {', '.join(fields)} of this task: {reason}"
        store.notes.add(actor, NoteKind.HANDOVER, said[: limits.NOTE_BYTES], plan=task.plan_id, task=task.id)
    return seq


def move_to_phase(store: Store, task: Task, phase: int, position: int | None = None) -> None:
    """Put a task into another phase, behind its last task unless a position is given, and behind that phase's gates."""
    store.decisions.drop_gates_of_phase_before(task.id)
    store.tasks.relocate(task, phase, store.tasks.last_position(phase) + 1 if position is None else position)
    if not task.status.is_finished and task.status is not TaskStatus.PROPOSED:
        reopen_phase(store, phase)
    store.decisions.put_gates_of_phase_before(task.id)


def close_questions(store: Store, task: Task, actor: str, reason: str) -> None:
    """What people were asked about a task needs no answer any more."""
    if decision := store.decisions.find_open_of_task(task.id):
        answer = "revise" if "revise" in decision.options else "withdrawn"
        store.decisions.take(decision.id, answer, actor, reason)
