"""What a file brings: new numbers, new phases, new tasks."""

from collections.abc import Iterable

from agent_plan_server.models.difference import DifferenceKind, Taking
from agent_plan_server.models.draft import PlanDraft
from agent_plan_server.models.export import PlanExport
from agent_plan_server.rules.merging.ledger import Ledger, Place, shorten
from agent_plan_server.rules.merging.naming import Names, settle_renames

_SHOWN = 8


def agree_names(ledger: Ledger, names: Names, stored: PlanExport) -> tuple[dict[str, str], dict[str, str]]:
    """The new names of tasks and of phases that the author counted anew: all of them or none."""
    keys = [task.key for task in stored.tasks]
    numbers = [phase.number for phase in stored.phases]
    tasks = _agree(ledger, DifferenceKind.TASK_RENUMBERED, "Tasks", names.task_renames, names.new_tasks, keys)
    phases = _agree(ledger, DifferenceKind.PHASE_RENUMBERED, "Phases", names.phase_renames, names.new_phases, numbers)
    return tasks, phases


def _agree(
    ledger: Ledger,
    kind: DifferenceKind,
    what: str,
    renames: dict[str, str],
    new: frozenset[str],
    known: Iterable[str],
) -> dict[str, str]:
    if not renames:
        return {}
    settled = settle_renames(renames, list(known))
    shown = {old: name for old, name in settled.items() if old not in new}
    signs = ", ".join(f"{old} is now {name}" for old, name in list(shown.items())[:_SHOWN])
    text = f"{what} are numbered anew: {signs}{' …' if len(shown) > _SHOWN else ''}."
    entered = ledger.enter(Place(kind), Taking.CHANGE, text, "key", tuple(shown), tuple(shown.values()))
    return settled if entered.taken else {}


def enter_phases(ledger: Ledger, names: Names, file: PlanDraft) -> set[str]:
    """New phases that are taken; one that takes the number of another waits for the new numbers."""
    added: set[str] = set()
    for phase in file.phases:
        if phase.number not in names.new_phases:
            continue
        place = Place(DifferenceKind.PHASE_ADDED, phase=names.phase_renames.get(phase.number, phase.number))
        how = Taking.CHANGE if phase.number in names.phase_renames else Taking.ADDITION
        if ledger.enter(place, how, f"{place} is new: {shorten(phase.title)}.").taken:
            added.add(phase.number)
    return added


def enter_tasks(ledger: Ledger, names: Names, file: PlanDraft) -> set[str]:
    """The same for tasks."""
    added: set[str] = set()
    for phase in file.phases:
        for task in phase.tasks:
            if task.key not in names.new_tasks:
                continue
            waits = task.key in names.task_renames or (
                phase.number in names.new_phases and phase.number in names.phase_renames
            )
            name = names.task_renames.get(task.key, task.key)
            place = Place(DifferenceKind.TASK_ADDED, task=name, phase=phase.number)
            how = Taking.CHANGE if waits else Taking.ADDITION
            if ledger.enter(place, how, f"{place} is new: {shorten(task.title)}.").taken:
                added.add(task.key)
    return added
