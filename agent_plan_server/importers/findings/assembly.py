"""From what was found to a plan: keys are given, dependencies resolved, the report closed."""

from collections import Counter
from collections.abc import Iterable

from agent_plan_server.errors import LimitExceeded
from agent_plan_server.importers.findings.found import FoundCriterion, FoundDecision, FoundPhase, FoundTask, Reading
from agent_plan_server.importers.findings.resolution import Links, resolve
from agent_plan_server.importers.words.estimates import read_minutes
from agent_plan_server.importers.words.titles import clean_title, cut_title, slug_of
from agent_plan_server.models.draft import (
    Contradiction,
    CriterionDraft,
    DecisionDraft,
    ImportedPlan,
    ImportReport,
    PhaseDraft,
    PlanDraft,
    TaskDraft,
)
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rules.limits import PLAN_TASKS, TITLE_CHARACTERS

Fields = dict[str, object]


def assemble(reading: Reading, format_name: str) -> ImportedPlan:
    """The plan and its report; LimitExceeded over 20,000 tasks."""
    _check_size(reading)
    keys = _give_keys(reading)
    links = resolve(reading, keys)
    title = cut_title(clean_title(reading.title)) or reading.document.name
    plan = PlanDraft.model_validate(
        {
            "slug": slug_of(title),
            "title": title,
            "goal": "\n".join(reading.goal),
            "status": reading.status,
            "phases": tuple(_phase_fields(phase, keys, links) for phase in reading.phases),
            "criteria": tuple(_criterion_draft(each, keys) for each in reading.criteria),
            "decisions": tuple(_decision_draft(each, keys) for each in reading.decisions),
            "entries": tuple(reading.entries),
        }
    )
    return ImportedPlan(plan=plan, report=_report(reading, plan, format_name), source=reading.document.name)


def _check_size(reading: Reading) -> None:
    if (count := len(reading.tasks)) > PLAN_TASKS:
        raise LimitExceeded(
            f"The plan has {count:,} tasks; the limit is {PLAN_TASKS:,}.", "Split it, one {import} per part."
        )


def _give_keys(reading: Reading) -> dict[FoundTask, str]:
    """The author's id where it is unique, else "<phase>.<n>" by the position in the phase."""
    wanted = Counter(task.id for task in reading.tasks if task.id)
    keys: dict[FoundTask, str] = {}
    used: set[str] = set()
    suffixes: Counter[str] = Counter()
    for task in reading.tasks:
        if task.id and task.id not in used:
            keys[task] = task.id
            used.add(task.id)
    for phase in reading.phases:
        for position, task in enumerate(phase.tasks, 1):
            if task not in keys:
                keys[task] = _free_key(task.id or f"{phase.number}.{position}", used, suffixes)
                used.add(keys[task])
    if twice := [name for name, count in wanted.items() if count > 1]:
        reading.report.remark(f"Ids used more than once got a suffix: {', '.join(sorted(twice)[:10])}.")
    return keys


def _free_key(wanted: str, used: set[str], suffixes: Counter[str]) -> str:
    """The key itself, else with the next free suffix from 2 on; `suffixes` remembers the last one given."""
    key = wanted
    while key in used:
        suffixes[wanted] += 1
        key = f"{wanted}-{suffixes[wanted] + 1}"
    return key


def _phase_fields(phase: FoundPhase, keys: dict[FoundTask, str], links: Links) -> Fields:
    """What its draft says beside the defaults.

    All drafts are made in one go: one by one, and with every default said, they cost twice as much.
    """
    fields: Fields = {
        "number": phase.number,
        "title": cut_title(phase.title) or phase.label,
        "label": phase.label,
        "status": phase.status or TaskStatus.PENDING,
        "line": phase.line or None,
        "tasks": tuple(_task_fields(task, phase, keys, links) for task in phase.tasks),
    }
    if phase.goal:
        fields["goal"] = "\n".join(phase.goal)
    if needs := links.phase_needs.get(phase.number):
        fields["depends_on"] = needs
    if follows := links.phase_follows.get(phase.number):
        fields["follows"] = follows
    if phase.estimate is not None:
        fields |= {"estimate": phase.estimate, "estimate_minutes": read_minutes(phase.estimate)}
    if phase.actual is not None:
        fields["actual"] = phase.actual
    if phase.complexity is not None:
        fields["complexity"] = phase.complexity
    if phase.notes:
        fields["notes"] = tuple(phase.notes)
    return fields


def _task_fields(task: FoundTask, phase: FoundPhase, keys: dict[FoundTask, str], links: Links) -> Fields:
    key = keys[task]
    fields: Fields = {
        "key": key,
        "own_key": key == task.id,
        "title": cut_title(task.title),
        "status": task.status or TaskStatus.PENDING,
        "line": task.line,
        "raw": task.raw,
        "heading_path": task.path,
    }
    if needs := links.task_needs.get(key):
        fields["depends_on"] = needs
    if follows := links.task_follows.get(key):
        fields["follows"] = follows
    if task.scope or phase.scope:
        fields["scope"] = _unique([*task.scope, *phase.scope])
    if task.estimate is not None:
        fields |= {"estimate": task.estimate, "estimate_minutes": read_minutes(task.estimate)}
    if (owner := task.owner or phase.owner) is not None:
        fields["owner"] = owner
    if task.steps:
        fields["steps"] = tuple(task.steps)
    if task.body:
        fields["body"] = "\n".join(task.body)
    if task.notes:
        fields["notes"] = tuple(task.notes)
    if task.file is not None:
        fields["file"] = task.file
    return fields


def _criterion_draft(found: FoundCriterion, keys: dict[FoundTask, str]) -> CriterionDraft:
    return CriterionDraft(
        kind=found.kind,
        text=found.text,
        state=found.state,
        phase=found.phase.number if found.phase else None,
        task=keys.get(found.task) if found.task else None,
        path=found.path,
        line=found.line or None,
    )


def _decision_draft(found: FoundDecision, keys: dict[FoundTask, str]) -> DecisionDraft:
    waiting = {
        "before_tasks": tuple(keys[task] for task in found.before_tasks),
        "before_phases": tuple(phase.number for phase in found.before_phases),
    }
    return found.draft.model_copy(update=waiting)


def _report(reading: Reading, plan: PlanDraft, format_name: str) -> ImportReport:
    report = reading.report
    if any(len(task.title) > TITLE_CHARACTERS for task in reading.tasks):
        report.remark("Titles longer than 200 characters were cut.")
    _remark_inferred(reading, plan)
    return ImportReport(
        format=format_name,
        counts=_counts(reading, plan),
        contradictions=tuple(_quoted(reading, each) for each in report.contradictions),
        not_taken=report.not_taken,
        unresolved=report.unresolved,
        remarks=tuple(report.remarks),
        repaired_lines=reading.document.text.repaired,
        files=(reading.document.name, *report.files),
        missing_files=tuple(report.missing_files),
    )


def _quoted(reading: Reading, found: Contradiction) -> Contradiction:
    """With the lines themselves, for people to see what is meant."""
    return found.model_copy(update={"quotes": tuple(map(reading.document.shown, found.lines))})


def _remark_inferred(reading: Reading, plan: PlanDraft) -> None:
    phases = sum(bool(phase.follows) for phase in plan.phases)
    tasks = sum(bool(task.follows) for task in plan.tasks)
    if phases or tasks:
        what = " and ".join(
            f"{count} {noun}{'s' * (count > 1)}" for count, noun in ((phases, "phase"), (tasks, "task")) if count
        )
        reading.report.remark(f"The order of {what} is inferred from where they stand; the plan does not state it.")


def _counts(reading: Reading, plan: PlanDraft) -> dict[str, int]:
    counts = {
        "phases": len(plan.phases),
        "tasks": len(plan.tasks),
        "steps": sum(len(task.steps) for task in plan.tasks),
        "criteria": len(plan.criteria),
        "decisions": len(plan.decisions),
        "entries": len(plan.entries),
        "dependencies": sum(len(each.depends_on) for each in _nodes(plan)),
        "inferred order": sum(len(each.follows) for each in _nodes(plan)),
    }
    carriers = Counter(task.carrier for task in reading.tasks if task.carrier)
    return counts | {f"tasks from {carrier}": count for carrier, count in sorted(carriers.items())}


def _nodes(plan: PlanDraft) -> tuple[PhaseDraft | TaskDraft, ...]:
    return (*plan.phases, *plan.tasks)


def _unique(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paths))
