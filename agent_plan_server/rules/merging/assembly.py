"""Merged tasks and phases put together again: every task in its phase, everything in its order."""

from collections.abc import Iterable, Mapping

from agent_plan_server.models.difference import DifferenceKind
from agent_plan_server.models.draft import PhaseDraft, PlanDraft, TaskDraft
from agent_plan_server.rules.merging.ledger import Ledger, Place
from agent_plan_server.rules.merging.order import merge_order


class Placed:
    """Tasks and where they belong: `targets` are to be stored, `imported` are to count as imported from now on."""

    def __init__(self, base: PlanDraft, stored: PlanDraft, file: PlanDraft) -> None:
        self.base_order = [phase.number for phase in base.phases]
        self.stored_order = [phase.number for phase in stored.phases]
        self.file_keys = {phase.number: [task.key for task in phase.tasks] for phase in file.phases}
        self.base_phase = _phase_of(base)
        self.stored_phase = _phase_of(stored)
        self.targets: dict[str, TaskDraft] = {}
        self.imported: dict[str, TaskDraft] = {}
        self.target_phase: dict[str, str] = {}
        self.imported_phase: dict[str, str] = {}

    def put(self, target: TaskDraft, phase: str, imported: TaskDraft, imported_phase: str) -> None:
        self.targets[target.key], self.target_phase[target.key] = target, phase
        self.imported[target.key], self.imported_phase[target.key] = imported, imported_phase

    def keep(self, target: TaskDraft, imported: TaskDraft | None) -> None:
        """A task that stays where it is."""
        self.targets[target.key], self.target_phase[target.key] = target, self.stored_phase[target.key]
        if imported is not None:
            self.imported[target.key], self.imported_phase[target.key] = imported, self.base_phase[target.key]


def put_together(
    ledger: Ledger, placed: Placed, targets: Mapping[str, PhaseDraft], imported: Mapping[str, PhaseDraft]
) -> tuple[tuple[PhaseDraft, ...], tuple[PhaseDraft, ...]]:
    """The phases to store, and those that count as imported, with their tasks."""
    there = [number for number in placed.file_keys if number in targets]
    place = Place(DifferenceKind.ORDER_CHANGED)
    order, imported_order = merge_order(ledger, place, placed.base_order, placed.stored_order, there)
    here, before, stored = (
        _group(phase_of)
        for phase_of in (placed.target_phase, placed.base_phase, _only(placed.stored_phase, placed.targets))
    )
    counted = _group(placed.imported_phase)
    full: list[PhaseDraft] = []
    kept: dict[str, tuple[str, ...]] = {}
    for number in order:
        own = here.get(number, {})
        in_file = [key for key in placed.file_keys.get(number, ()) if key in own]
        known = [key for key in stored.get(number, ()) if key in own]
        moved = own.keys() - set(known) - set(in_file)
        kept_here = [*known, *(key for key in own if key in moved)]
        at = Place(DifferenceKind.ORDER_CHANGED, phase=number)
        keys, kept[number] = merge_order(ledger, at, list(before.get(number, ())), kept_here, in_file)
        full.append(_fill(targets[number], keys, placed.targets))
    numbers = [number for number in dict.fromkeys([*imported_order, *order]) if number in imported]
    return tuple(full), tuple(
        _fill(imported[number], _first(kept[number], counted.get(number, {})), placed.imported) for number in numbers
    )


def _fill(phase: PhaseDraft, keys: Iterable[str], tasks: Mapping[str, TaskDraft]) -> PhaseDraft:
    return phase.model_copy(update={"tasks": tuple(tasks[key] for key in keys)})


def _first(order: Iterable[str], keys: Mapping[str, None]) -> Iterable[str]:
    """The keys, those that have an order first."""
    return dict.fromkeys([*(key for key in order if key in keys), *keys])


def _phase_of(draft: PlanDraft) -> dict[str, str]:
    return {task.key: phase.number for phase in draft.phases for task in phase.tasks}


def _only(phase_of: Mapping[str, str], keys: Mapping[str, TaskDraft]) -> dict[str, str]:
    return {key: phase for key, phase in phase_of.items() if key in keys}


def _group(phase_of: Mapping[str, str]) -> dict[str, dict[str, None]]:
    """The keys of each phase, in order."""
    groups: dict[str, dict[str, None]] = {}
    for key, phase in phase_of.items():
        groups.setdefault(phase, {})[key] = None
    return groups
