"""A plan as beads' `issues.jsonl`: an epic for each phase, an issue for each task; keys and numbers as references."""

from collections.abc import Iterable, Iterator

from agent_plan_server.exporters.json_text import to_json
from agent_plan_server.importers.families.beads import OWN_REF, PARALLEL, STANDS_FOR
from agent_plan_server.models.export import PhaseExport, PlanExport, TaskExport
from agent_plan_server.models.states import CriterionState, TaskStatus

_WORDS = {
    TaskStatus.PENDING: "open",
    TaskStatus.IN_PROGRESS: "in_progress",
    TaskStatus.BLOCKED: "blocked",
    TaskStatus.COMPLETED: "closed",
    TaskStatus.SKIPPED: "closed",
    **STANDS_FOR,
}
_PRIORITY = 2  # the middle of 0 to 4
Record = dict[str, object]


def as_beads(export: PlanExport) -> str:
    """One record on each line, epics before their issues."""
    epics = {phase.number: f"{export.slug}-{place}" for place, phase in enumerate(export.phases, 1)}
    names = {
        task.key: f"{epics[phase.number]}.{place}"
        for phase in export.phases
        for place, task in enumerate(phase.tasks, 1)
    }
    return "".join(f"{to_json(record)}\n" for record in _records(export, epics, names))


def _records(export: PlanExport, epics: dict[str, str], names: dict[str, str]) -> Iterator[Record]:
    for place, phase in enumerate(export.phases):
        yield _epic(phase, epics, is_first=place == 0)
        for task in phase.tasks:
            yield _issue(task, epics[phase.number], names, export)


def _epic(phase: PhaseExport, epics: dict[str, str], *, is_first: bool) -> Record:
    name = epics[phase.number]
    is_parallel = not is_first and not phase.depends_on and not phase.follows
    return {
        "id": name,
        "title": phase.title,
        "description": phase.goal,
        "status": _WORDS[phase.status],
        "priority": _PRIORITY,
        "issue_type": "epic",
        "labels": [PARALLEL] if is_parallel else [],
        "external_ref": f"{OWN_REF}phase:{phase.number}",
        "dependencies": list(_links(name, phase.depends_on, epics)),
    }


def _issue(task: TaskExport, epic: str, names: dict[str, str], export: PlanExport) -> Record:
    name = names[task.key]
    criteria = [each for each in export.criteria if each.task == task.key]
    parent = {"issue_id": name, "depends_on_id": epic, "type": "parent-child"}
    optional: Record = {
        "assignee": task.claim.agent if task.claim else task.owner,
        "estimated_minutes": task.estimate_minutes,
        "close_reason": "skipped" if task.status is TaskStatus.SKIPPED else None,
        "acceptance_criteria": "\n".join(f"- {_box(each.state)} {each.text}" for each in criteria) or None,
    }
    return {
        "id": name,
        "title": task.title,
        "description": _description(task),
        "status": _WORDS[task.status],
        "priority": _PRIORITY,
        "issue_type": "task",
        "labels": [str(task.status)] if task.status in STANDS_FOR else [],
        "external_ref": f"{OWN_REF}task:{task.key}",
        "dependencies": [parent, *_links(name, task.depends_on, names)],
        **{field: value for field, value in optional.items() if value is not None},
    }


def _links(name: str, needs: Iterable[str], names: dict[str, str]) -> Iterator[dict[str, str]]:
    for need in needs:
        if need in names:
            yield {"issue_id": name, "depends_on_id": names[need], "type": "blocks"}


def _description(task: TaskExport) -> str:
    steps = [f"- [{'x' if step.done else ' '}] {step.text}" for step in task.steps]
    files = [f"Files: {', '.join(task.scope)}"] if task.scope else []
    return "\n".join(filter(None, (task.body, *steps, *files)))


def _box(state: CriterionState) -> str:
    return "[x]" if state in (CriterionState.MET, CriterionState.WAIVED) else "[ ]"
