"""A plan as Task Master's `tasks.json`: one tag, numbered tasks; what Task Master has no field for is in `metadata`."""

from collections.abc import Iterable

from agent_plan_server.exporters.json_text import to_json
from agent_plan_server.importers.families.task_master import STANDS_FOR
from agent_plan_server.models.export import PhaseExport, PlanExport, TaskExport
from agent_plan_server.models.states import CriterionKind, TaskStatus

_WORDS = {
    TaskStatus.PENDING: "pending",
    TaskStatus.IN_PROGRESS: "in-progress",
    TaskStatus.BLOCKED: "blocked",
    TaskStatus.COMPLETED: "done",
    TaskStatus.SKIPPED: "cancelled",
    **STANDS_FOR,
}


def as_task_master(export: PlanExport) -> str:
    """The tasks under the tag "master"; states that Task Master does not know stand in `metadata` too."""
    numbers = {task.key: number for number, task in enumerate(export.tasks, 1)}
    tasks = [_task(task, phase, export, numbers) for phase in export.phases for task in phase.tasks]
    about = {"description": export.title, "phases": [_phase(*each) for each in enumerate(export.phases)]}
    return to_json({"master": {"tasks": tasks, "metadata": about}}, indent=2) + "\n"


def _task(task: TaskExport, phase: PhaseExport, export: PlanExport, numbers: dict[str, int]) -> dict[str, object]:
    own = {"key": task.key, "phase": phase.number}
    if task.status in STANDS_FOR:
        own["status"] = task.status
    criteria = [criterion for criterion in export.criteria if criterion.task == task.key]
    first, _, rest = task.body.strip().partition("\n")
    return {
        "id": numbers[task.key],
        "title": task.title,
        "description": first or task.title,
        "status": _WORDS[task.status],
        "priority": "medium",
        "dependencies": _numbers(task.depends_on, numbers),
        "details": rest.strip(),
        "testStrategy": "\n".join(each.text for each in criteria if each.kind is CriterionKind.TEST),
        "acceptanceCriteria": [each.text for each in criteria if each.kind is not CriterionKind.TEST],
        "subtasks": [
            {"id": place, "title": step.text, "status": "done" if step.done else "pending", "dependencies": []}
            for place, step in enumerate(task.steps, 1)
        ],
        "files": task.scope,
        **({"estimate": task.estimate} if task.estimate else {}),
        "metadata": own,
    }


def _phase(place: int, phase: PhaseExport) -> dict[str, object]:
    """`parallel` where nothing comes before a phase that is not the first."""
    about: dict[str, object] = {"number": phase.number, "title": phase.title, "dependencies": phase.depends_on}
    is_parallel = place > 0 and not phase.depends_on and not phase.follows
    return about | ({"parallel": True} if is_parallel else {})


def _numbers(keys: Iterable[str], numbers: dict[str, int]) -> list[int]:
    return [numbers[key] for key in keys if key in numbers]
