"""What a file does not have any more, or has in a way that could mean several things."""

from agent_plan_server.models.difference import DifferenceKind, Taking
from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.models.export import PhaseExport, TaskExport
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rules.matching import Unsure
from agent_plan_server.rules.merging.ledger import Ledger, Place, shorten
from agent_plan_server.rules.merging.tasks import is_revised

_SHOWN = 4


def say_unsure(ledger: Ledger, unsure: Unsure) -> None:
    place = Place(DifferenceKind.TASK_UNSURE, task=unsure.key)
    those = " or ".join(unsure.candidates[:_SHOWN])
    ledger.remark(place, f"{place} may be {those} of the file, or none of them; nothing was taken of it.")


def drop_task(ledger: Ledger, old: TaskDraft, stored: TaskExport) -> tuple[TaskStatus, bool]:
    """The state to store, and whether the task still counts as imported; never under its holder."""
    if stored.status.is_finished:
        return stored.status, False
    place = Place(DifferenceKind.TASK_REMOVED, task=stored.key)
    if stored.claim:
        who = f"held by {stored.claim.agent!r}: wait for it, or end the claim with {{take}}"
        ledger.remark(place, f"{place} is not in the file any more, but {who}.", "status")
        return stored.status, True
    how = Taking.CONFLICT if is_revised(old, stored) else Taking.CHANGE
    text = f"{place} is not in the file any more, {shorten(stored.title)!r}; it is skipped, its history stays."
    entered = ledger.enter(place, how, text, "status", stored.status, None)
    return TaskStatus.SKIPPED if entered.taken else stored.status, not entered.settled


def drop_phase(ledger: Ledger, phase: PhaseExport) -> bool:
    """Whether the phase no longer counts as imported."""
    place = Place(DifferenceKind.PHASE_REMOVED, phase=phase.number)
    text = f"{place} is not in the file any more, {shorten(phase.title)!r}; it stays, without work of its own."
    return ledger.enter(place, Taking.CHANGE, text).taken
