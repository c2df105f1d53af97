"""A plan that is read again: as imported, as stored and as in the file become one, and every difference is named.

What only the file changed comes from the file, what only the store changed stays, what both changed is a conflict. The
state of work is no part of it, except that a tick in the file is offered. Tasks and phases are named as in the store
until everything is written; then those that the author gave other names get them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from agent_plan_server.models.difference import Choice, Difference, DifferenceKind, Taking
from agent_plan_server.models.draft import PhaseDraft, PlanDraft, TaskDraft
from agent_plan_server.models.export import PhaseExport, PlanExport, TaskExport
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rules.merging.ledger import Ledger, Place, merge_value, shorten
from agent_plan_server.rules.merging.lists import (
    CriterionChanges,
    DecisionChanges,
    EntryChanges,
    Parts,
    merge_criteria,
    merge_decisions,
    merge_entries,
)
from agent_plan_server.rules.merging.naming import name_parts, rename, settle_renames
from agent_plan_server.rules.merging.order import merge_order
from agent_plan_server.rules.merging.phases import merge_phase
from agent_plan_server.rules.merging.tasks import Collides, TaskMerger, as_draft, is_revised

__all__ = ["Collides", "Outcome", "merge_plans"]


class Outcome(NamedTuple):
    """What the store shall be, in its own names; then the new names; and what counts as imported from now on."""

    target: PlanDraft
    criteria: CriterionChanges
    entries: EntryChanges
    decisions: DecisionChanges
    phase_renames: dict[str, str]
    task_renames: dict[str, str]
    imported: PlanDraft
    differences: tuple[Difference, ...]

    @property
    def is_settled(self) -> bool:
        """Nothing is left that a person has to decide."""
        return all(difference.settled for difference in self.differences)


def merge_plans(
    base: PlanDraft, stored: PlanExport, file: PlanDraft, choice: Choice, collides: Collides | None = None
) -> Outcome:
    """`collides` says why paths cannot be added to a held task."""
    return Merger(base, stored, file, choice, collides or (lambda task, paths: None)).merge()


class Merger:
    """One merge; the three plans are told in the names of the store."""

    def __init__(
        self, base: PlanDraft, stored: PlanExport, file: PlanDraft, choice: Choice, collides: Collides
    ) -> None:
        self._ledger = Ledger(choice)
        self._names = name_parts(base, stored, file)
        self._base, self._stored = base, stored
        self._file = rename(file, self._names.phases, self._names.tasks)
        self._base_tasks = {task.key: task for task in base.tasks}
        self._stored_tasks: dict[str, TaskExport] = {task.key: task for phase in stored.phases for task in phase.tasks}
        self._phase_of = {task.key: phase.number for phase in stored.phases for task in phase.tasks}
        self._base_phase_of = {task.key: phase.number for phase in base.phases for task in phase.tasks}
        self._doubted = {name for each in self._names.unsure for name in each.candidates}
        self._unsure = {each.key for each in self._names.unsure}
        self._collides = collides
        self._targets: dict[str, TaskDraft] = {}
        self._imported: dict[str, TaskDraft] = {}
        self._target_phase: dict[str, str] = dict(self._phase_of)
        self._imported_phase: dict[str, str] = {}
        self._imported_order: dict[str, tuple[str, ...]] = {}

    def merge(self) -> Outcome:
        renames, phase_renames = self._merge_names()
        new_phases = self._add_phases()
        new_tasks = self._add_tasks()
        self._merge_tasks(new_tasks, new_phases)
        self._keep_what_is_gone()
        target, imported = self._merge_phases(new_phases)
        parts = Parts(self._base, self._stored, self._file, new_tasks, new_phases, self._imported.keys())
        criteria = merge_criteria(self._ledger, parts)
        entries = merge_entries(self._ledger, parts)
        decisions = merge_decisions(self._ledger, parts)
        titles, kept = self._merge_titles()
        counted = self._file.model_copy(
            update={
                **kept,
                "slug": self._base.slug,
                "phases": imported,
                "criteria": tuple(criteria.imported),
                "entries": tuple(entries.imported),
                "decisions": tuple(decisions.imported),
            }
        )
        return Outcome(
            target=self._file.model_copy(update={**titles, "phases": target}),
            criteria=criteria,
            entries=entries,
            decisions=decisions,
            phase_renames=phase_renames,
            task_renames=renames,
            imported=rename(counted, phase_renames, renames),
            differences=tuple(self._ledger.differences),
        )

    def _merge_titles(self) -> tuple[dict[str, str], dict[str, str]]:
        place = Place(DifferenceKind.PLAN_CHANGED)
        target: dict[str, str] = {}
        imported: dict[str, str] = {}
        for field in ("title", "goal"):
            target[field], imported[field] = merge_value(
                self._ledger,
                place,
                field,
                *(getattr(plan, field) for plan in (self._base, self._stored, self._file)),
            )
        return target, imported

    def _merge_names(self) -> tuple[dict[str, str], dict[str, str]]:
        """Tasks and phases that the author counted anew: all of them or none."""
        names = self._names
        tasks = self._agree(
            DifferenceKind.TASK_RENUMBERED, "Tasks", names.task_renames, names.new_tasks, self._stored_tasks
        )
        numbers = [phase.number for phase in self._stored.phases]
        phases = self._agree(DifferenceKind.PHASE_RENUMBERED, "Phases", names.phase_renames, names.new_phases, numbers)
        return tasks, phases

    def _agree(
        self, kind: DifferenceKind, what: str, renames: dict[str, str], new: frozenset[str], known: Iterable[str]
    ) -> dict[str, str]:
        known_renames = {old: name for old, name in renames.items() if old not in new}
        settled = settle_renames(renames, known)
        displaced = {old: name for old, name in settled.items() if old not in renames}
        shown = known_renames | displaced
        if not renames:
            return {}
        signs = ", ".join(f"{old} is now {name}" for old, name in list(shown.items())[:8])
        text = f"{what} are numbered anew: {signs}{' …' if len(shown) > 8 else ''}."
        entered = self._ledger.enter(Place(kind), Taking.CHANGE, text, "key", tuple(shown), tuple(shown.values()))
        return settled if entered.taken else {}

    def _add_phases(self) -> set[str]:
        added: set[str] = set()
        for phase in self._file.phases:
            number = phase.number
            if number not in self._names.new_phases:
                continue
            needs_rename = number in self._names.phase_renames
            place = Place(DifferenceKind.PHASE_ADDED, phase=self._names.phase_renames.get(number, number))
            how = Taking.CHANGE if needs_rename else Taking.ADDITION
            if self._ledger.enter(place, how, f"{place} is new: {shorten(phase.title)}.").taken:
                added.add(number)
        return added

    def _add_tasks(self) -> set[str]:
        added: set[str] = set()
        for phase in self._file.phases:
            for task in phase.tasks:
                if task.key not in self._names.new_tasks:
                    continue
                name = self._names.task_renames.get(task.key, task.key)
                is_free = name == task.key and phase.number not in self._names.phase_renames
                how = Taking.ADDITION if is_free else Taking.CHANGE
                place = Place(DifferenceKind.TASK_ADDED, task=name, phase=phase.number)
                if self._ledger.enter(place, how, f"{place} is new: {shorten(task.title)}.").taken:
                    added.add(task.key)
                    self._put(task.key, phase.number, task, task)
        return added

    def _put(self, key: str, phase: str, target: TaskDraft, imported: TaskDraft) -> None:
        self._targets[key], self._imported[key] = target, imported
        self._target_phase[key] = self._imported_phase[key] = phase

    def _merge_tasks(self, new_tasks: set[str], new_phases: set[str]) -> None:
        known = frozenset(self._stored_tasks) | new_tasks
        merger = TaskMerger(self._ledger, known, frozenset(new_tasks), self._collides)
        for phase in self._file.phases:
            for task in phase.tasks:
                stored = self._stored_tasks.get(task.key)
                if stored is None or task.key in self._doubted:
                    continue
                merged = merger.merge(self._base_tasks.get(task.key), stored, task)
                self._targets[task.key], self._imported[task.key] = merged
                self._target_phase[task.key], self._imported_phase[task.key] = self._merge_place(
                    task.key, phase, new_phases
                )

    def _merge_place(self, key: str, phase: PhaseDraft, new_phases: set[str]) -> tuple[str, str]:
        here = self._phase_of[key]
        if phase.number in self._names.new_phases and phase.number not in new_phases:
            return here, self._base_phase_of.get(key, here)
        place = Place(DifferenceKind.TASK_MOVED, task=key)
        return merge_value(self._ledger, place, "phase", self._base_phase_of.get(key, here), here, phase.number)

    def _keep_what_is_gone(self) -> None:
        """Tasks of the store that the file does not have: removed ones are skipped, others stay."""
        for key, stored in self._stored_tasks.items():
            if key in self._targets:
                continue
            old = self._base_tasks.get(key)
            status = stored.status
            if key in self._unsure:
                self._say_unsure(key)
                keeps = True
            elif old is None:
                keeps = False
            else:
                keeps, status = self._remove(old, stored)
            self._targets[key] = as_draft(stored).model_copy(update={"status": status})
            if keeps and old is not None:
                self._imported[key], self._imported_phase[key] = old, self._base_phase_of[key]

    def _say_unsure(self, key: str) -> None:
        names = next(each.candidates for each in self._names.unsure if each.key == key)
        place = Place(DifferenceKind.TASK_UNSURE, task=key)
        those = " or ".join(names[:4])
        self._ledger.remark(place, f"{place} may be {those} of the file, or none of them; nothing was taken of it.")

    def _remove(self, old: TaskDraft, stored: TaskExport) -> tuple[bool, TaskStatus]:
        """Whether it still counts as imported, and its state."""
        place = Place(DifferenceKind.TASK_REMOVED, task=stored.key)
        if stored.status.is_finished:
            return False, stored.status
        if stored.claim:
            who = f"held by {stored.claim.agent!r}: wait for it, or end the claim with {{take}}"
            self._ledger.remark(place, f"{place} is not in the file any more, but {who}.", "status")
            return True, stored.status
        how = Taking.CONFLICT if is_revised(old, stored) else Taking.CHANGE
        text = f"{place} is not in the file any more, {shorten(stored.title)!r}; it is skipped, its history stays."
        entered = self._ledger.enter(place, how, text, "status", stored.status, None)
        return not entered.settled, TaskStatus.SKIPPED if entered.taken else stored.status

    def _merge_phases(self, new_phases: set[str]) -> tuple[tuple[PhaseDraft, ...], tuple[PhaseDraft, ...]]:
        base = {phase.number: phase for phase in self._base.phases}
        stored: dict[str, PhaseExport] = {phase.number: phase for phase in self._stored.phases}
        file = {phase.number: phase for phase in self._file.phases}
        known = frozenset(stored) | new_phases
        targets: dict[str, PhaseDraft] = {}
        imported: dict[str, PhaseDraft] = {}
        for number in known:
            if number in file and number in stored:
                merged = merge_phase(self._ledger, known, base.get(number), stored[number], file[number])
                targets[number], imported[number] = merged
            elif number in file:
                targets[number] = imported[number] = file[number]
            else:
                targets[number] = stored[number]
                if number in base and not self._drop_phase(stored[number]):
                    imported[number] = base[number]
        order, there = merge_order(
            self._ledger,
            Place(DifferenceKind.ORDER_CHANGED),
            list(base),
            list(stored),
            [number for number in file if number in known],
        )
        target = self._fill(targets, order, file)
        return target, self._fill_imported(imported, [*there, *(number for number in order if number not in there)])

    def _drop_phase(self, phase: PhaseExport) -> bool:
        place = Place(DifferenceKind.PHASE_REMOVED, phase=phase.number)
        text = f"{place} is not in the file any more, {shorten(phase.title)!r}; it stays, without work of its own."
        return self._ledger.enter(place, Taking.CHANGE, text).taken

    def _fill(
        self, phases: dict[str, PhaseDraft], order: Sequence[str], file: dict[str, PhaseDraft]
    ) -> tuple[PhaseDraft, ...]:
        """The phases with their tasks, in order."""
        here = _group(self._target_phase, self._targets)
        before = _group(self._base_phase_of, self._base_tasks)
        filled = []
        for number in order:
            keys = here.get(number, [])
            own = set(keys)
            stored = [key for key, phase in self._phase_of.items() if phase == number and key in own] if own else []
            there = [task.key for task in file[number].tasks if task.key in own] if number in file else []
            moved = [key for key in keys if key not in stored and key not in there]
            place = Place(DifferenceKind.ORDER_CHANGED, phase=number)
            ordered, self._imported_order[number] = merge_order(
                self._ledger, place, before.get(number, []), [*stored, *moved], there
            )
            tasks = tuple(self._targets[key] for key in ordered)
            filled.append(phases[number].model_copy(update={"tasks": tasks}))
        return tuple(filled)

    def _fill_imported(self, phases: dict[str, PhaseDraft], order: Sequence[str]) -> tuple[PhaseDraft, ...]:
        groups = _group(self._imported_phase, self._imported)
        filled = []
        for number in (each for each in order if each in phases):
            keys = groups.get(number, [])
            own = set(keys)
            first = [key for key in self._imported_order.get(number, ()) if key in own]
            ordered = dict.fromkeys([*first, *keys])
            filled.append(phases[number].model_copy(update={"tasks": tuple(self._imported[key] for key in ordered)}))
        return tuple(filled)


def _group(phase_of: Mapping[str, str], keys: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(phase_of[key], []).append(key)
    return groups
