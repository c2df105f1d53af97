"""A plan that is read again: as imported, as stored and as in the file become one, and every difference is named.

What only the file changed comes from the file, what only the store changed stays, what both changed is a conflict. The
state of work is no part of it, except that a tick in the file is offered. Tasks and phases are named as in the store
until everything is written; then those that the author gave other names get them.
"""

from typing import NamedTuple

from agent_plan_server.models.difference import Choice, Difference, DifferenceKind
from agent_plan_server.models.draft import PhaseDraft, PlanDraft, TaskDraft
from agent_plan_server.models.export import PlanExport, TaskExport
from agent_plan_server.rules.merging.assembly import Placed, put_together
from agent_plan_server.rules.merging.coming import agree_names, enter_phases, enter_tasks
from agent_plan_server.rules.merging.going import drop_phase, drop_task, say_unsure
from agent_plan_server.rules.merging.ledger import Ledger, Place, merge_value
from agent_plan_server.rules.merging.lists import (
    CriterionChanges,
    DecisionChanges,
    EntryChanges,
    Parts,
    merge_criteria,
    merge_decisions,
    merge_entries,
)
from agent_plan_server.rules.merging.naming import Names, leave_out, name_parts, rename
from agent_plan_server.rules.merging.phases import merge_phase
from agent_plan_server.rules.merging.tasks import Collides, TaskMerger, as_draft

__all__ = ["Collides", "Outcome", "merge_plans", "name_parts"]


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


def merge_plans(
    base: PlanDraft,
    stored: PlanExport,
    file: PlanDraft,
    choice: Choice,
    collides: Collides | None = None,
    names: Names | None = None,
) -> Outcome:
    """`collides` says why paths cannot be added to a held task; `names` are given where they are known already."""
    return _Merger(base, stored, file, choice, collides, names or name_parts(base, stored, file)).merge()


class _Merger:
    """One merge; the three plans are told in the names of the store."""

    def __init__(
        self,
        base: PlanDraft,
        stored: PlanExport,
        file: PlanDraft,
        choice: Choice,
        collides: Collides | None,
        names: Names,
    ) -> None:
        self._ledger = Ledger(choice)
        self._names = names
        self._base, self._stored = base, stored
        # What could be one of several tasks is left where it is.
        doubted = {name for each in names.unsure for name in each.candidates}
        self._file = rename(leave_out(file, doubted), names.phases, names.tasks)
        self._collides = collides or (lambda task, paths: None)
        self._here: dict[str, TaskExport] = {task.key: task for phase in stored.phases for task in phase.tasks}
        self._placed = Placed(base, stored, self._file)

    def merge(self) -> Outcome:
        renames, phase_renames = agree_names(self._ledger, self._names, self._stored)
        new_phases = enter_phases(self._ledger, self._names, self._file)
        new_tasks = enter_tasks(self._ledger, self._names, self._file)
        self._merge_tasks(new_tasks, new_phases)
        self._keep_what_is_gone()
        phases, imported_phases = self._merge_phases(new_phases)
        target, imported = put_together(self._ledger, self._placed, phases, imported_phases)
        parts = Parts(self._base, self._stored, self._file, new_tasks, new_phases, self._placed.imported.keys())
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
            values = (getattr(plan, field) for plan in (self._base, self._stored, self._file))
            target[field], imported[field] = merge_value(self._ledger, place, field, *values)
        return target, imported

    def _merge_tasks(self, new_tasks: set[str], new_phases: set[str]) -> None:
        known = frozenset(self._here) | new_tasks
        merger = TaskMerger(self._ledger, known, frozenset(new_tasks), self._collides)
        base = {task.key: task for task in self._base.tasks}
        for phase in self._file.phases:
            for task in phase.tasks:
                if task.key in new_tasks:
                    self._placed.put(task, phase.number, task, phase.number)
                elif (stored := self._here.get(task.key)) is not None:
                    target, imported = merger.merge(base.get(task.key), stored, task)
                    here, there = self._merge_place(task.key, phase, new_phases)
                    self._placed.put(target, here, imported, there)

    def _merge_place(self, key: str, phase: PhaseDraft, new_phases: set[str]) -> tuple[str, str]:
        here = self._placed.stored_phase[key]
        before = self._placed.base_phase.get(key, here)
        if phase.number in self._names.new_phases and phase.number not in new_phases:
            return here, before
        place = Place(DifferenceKind.TASK_MOVED, task=key)
        return merge_value(self._ledger, place, "phase", before, here, phase.number)

    def _keep_what_is_gone(self) -> None:
        """Tasks of the store that the file does not have: removed ones are skipped, others stay."""
        base: dict[str, TaskDraft] = {task.key: task for task in self._base.tasks}
        unsure = {each.key: each for each in self._names.unsure}
        for key, stored in self._here.items():
            if key in self._placed.targets:
                continue
            old, status, still_counts = base.get(key), stored.status, False
            if key in unsure:
                say_unsure(self._ledger, unsure[key])
                still_counts = True
            elif old is not None:
                status, still_counts = drop_task(self._ledger, old, stored)
            target = as_draft(stored).model_copy(update={"status": status})
            self._placed.keep(target, old if still_counts else None)

    def _merge_phases(self, new_phases: set[str]) -> tuple[dict[str, PhaseDraft], dict[str, PhaseDraft]]:
        """By number, without their tasks: those to store, and those that count as imported from now on."""
        base = {phase.number: phase for phase in self._base.phases}
        stored = {phase.number: phase for phase in self._stored.phases}
        file = {phase.number: phase for phase in self._file.phases}
        known = frozenset(stored) | new_phases
        targets: dict[str, PhaseDraft] = {}
        imported: dict[str, PhaseDraft] = {}
        for number in dict.fromkeys([*file, *stored]):
            if number not in known:
                continue
            if number in file and number in stored:
                merged = merge_phase(self._ledger, known, base.get(number), stored[number], file[number])
                targets[number], imported[number] = merged
            elif number in file:
                targets[number] = imported[number] = file[number]
            else:
                targets[number] = stored[number]
                if number in base and not drop_phase(self._ledger, stored[number]):
                    imported[number] = base[number]
        return targets, imported
