"""Several plan files as one plan: the first gives the name, later phases come after, nothing is renamed in silence."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import TypeVar

from agent_plan_server.models.draft import (
    Contradiction,
    CriterionDraft,
    DecisionDraft,
    ImportedPlan,
    ImportReport,
    NotTaken,
    PhaseDraft,
    PlanDraft,
    TaskDraft,
)

_Pointing = TypeVar("_Pointing", Contradiction, NotTaken)


def merge(plans: Sequence[ImportedPlan]) -> ImportedPlan:
    """One plan of all; phase numbers and task keys that are taken get a new name."""
    merged = plans[0]
    for other in plans[1:]:
        merged = _merge_two(merged, other)
    return merged


def _merge_two(first: ImportedPlan, second: ImportedPlan) -> ImportedPlan:
    numbers = _new_names([phase.number for phase in second.plan.phases], {each.number for each in first.plan.phases})
    keys = _new_names([task.key for task in second.plan.tasks], {task.key for task in first.plan.tasks})
    file = second.report.files[0]
    phases = tuple(_renamed_phase(phase, numbers, keys, file) for phase in second.plan.phases)
    plan = first.plan.model_copy(
        update={
            "phases": (*first.plan.phases, *phases),
            "criteria": first.plan.criteria + _renamed_criteria(second.plan, numbers, keys),
            "decisions": first.plan.decisions + _renamed_decisions(second.plan, numbers, keys),
            "entries": first.plan.entries
            + tuple(each.model_copy(update={"phase": numbers.get(each.phase or "")}) for each in second.plan.entries),
        }
    )
    changed = {old: new for old, new in (numbers | keys).items() if old != new}
    return ImportedPlan(
        plan=plan,
        report=_merged_report(first.report, second.report, file, changed),
        source=first.source,
        digest=hashlib.sha256(f"{first.digest}{second.digest}".encode()).hexdigest(),
    )


def _new_names(wanted: list[str], taken: set[str]) -> dict[str, str]:
    """Each name as it is when free, else the next free one: "2" becomes "2b", then "2c"."""
    names: dict[str, str] = {}
    used = taken | set(wanted)
    for name in wanted:
        letters = iter("bcdefghijklmnopqrstuvwxyz")
        names[name] = name
        while names[name] in taken:
            suffix = next(letters, None)
            names[name] = f"{name}{suffix}" if suffix else f"{name}-{len(used)}"
            if names[name] in used:
                continue
        used.add(names[name])
    return names


def _renamed_phase(phase: PhaseDraft, numbers: dict[str, str], keys: dict[str, str], file: str) -> PhaseDraft:
    update = {
        "number": numbers[phase.number],
        "depends_on": tuple(numbers[each] for each in phase.depends_on),
        "follows": tuple(numbers[each] for each in phase.follows),
        "tasks": tuple(_renamed_task(task, keys, file) for task in phase.tasks),
    }
    return phase.model_copy(update=update)


def _renamed_task(task: TaskDraft, keys: dict[str, str], file: str) -> TaskDraft:
    update = {
        "key": keys[task.key],
        "own_key": task.own_key and keys[task.key] == task.key,
        "depends_on": tuple(keys[each] for each in task.depends_on),
        "follows": tuple(keys[each] for each in task.follows),
        "file": task.file or file,
    }
    return task.model_copy(update=update)


def _renamed_criteria(plan: PlanDraft, numbers: dict[str, str], keys: dict[str, str]) -> tuple[CriterionDraft, ...]:
    return tuple(
        each.model_copy(update={"phase": numbers.get(each.phase or ""), "task": keys.get(each.task or "")})
        for each in plan.criteria
    )


def _renamed_decisions(plan: PlanDraft, numbers: dict[str, str], keys: dict[str, str]) -> tuple[DecisionDraft, ...]:
    return tuple(
        each.model_copy(
            update={
                "phase": numbers.get(each.phase or ""),
                "before_tasks": tuple(keys[key] for key in each.before_tasks),
                "before_phases": tuple(numbers[number] for number in each.before_phases),
            }
        )
        for each in plan.decisions
    )


def _merged_report(first: ImportReport, second: ImportReport, file: str, changed: dict[str, str]) -> ImportReport:
    counts = {name: first.counts.get(name, 0) + second.counts.get(name, 0) for name in first.counts | second.counts}
    remarks = [*first.remarks, *(f"{file}: {remark}" for remark in second.remarks)]
    if changed:
        renamed = ", ".join(f"{old} → {new}" for old, new in list(changed.items())[:10])
        remarks.append(f"Names of {file} that were taken are changed: {renamed}.")
    return ImportReport(
        format=first.format,
        counts=counts,
        contradictions=(*first.contradictions, *_in_file(second.contradictions, file)),
        not_taken=(*first.not_taken, *_in_file(second.not_taken, file)),
        unresolved=(*first.unresolved, *_in_file(second.unresolved, file)),
        remarks=tuple(remarks),
        repaired_lines=first.repaired_lines,
        files=first.files + second.files,
        missing_files=first.missing_files + second.missing_files,
    )


def _in_file(found: Iterable[_Pointing], file: str) -> Iterable[_Pointing]:
    return (each.model_copy(update={"file": each.file or file}) for each in found)
