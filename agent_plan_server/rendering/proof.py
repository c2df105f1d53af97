"""The proof of a render: the changed files, imported again, are the same plan but for the states that were meant."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from agent_plan_server.errors import PlanServerError
from agent_plan_server.importers.words.states import strip_state
from agent_plan_server.models.draft import ImportedPlan, PlanDraft, TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.spots import SpotKind
from agent_plan_server.rendering.units import Unit

_BOX = re.compile(r"\[[^\w]?\]|\[[xX]\]")
_IN_PASSING = frozenset(("line", "notes", "entries", "goal"))
Reader = Callable[[Sequence[Unit]], ImportedPlan]


class Proof:
    """Reads the plan with units applied and compares; `read` costs an import each time."""

    def __init__(self, plan: PlanDraft, read: Reader) -> None:
        self._plan = plan
        self._read = read
        self.reason = ""

    def adds_a_line(self, units: Sequence[Unit], entry: Unit) -> bool:
        """Whether one more line with that entry is all: a note, a little more of a goal, and later line numbers."""
        before = self._read(units).plan
        try:
            after = self._read([*units, entry]).plan
        except PlanServerError:
            return False
        return without_fields(before.model_dump(), _IN_PASSING) == without_fields(after.model_dump(), _IN_PASSING)

    def failing(self, units: Sequence[Unit]) -> list[Unit] | None:
        """The units whose state is not read as it was meant; None when something else has changed too."""
        try:
            after = self._read(units).plan
        except PlanServerError as problem:
            self.reason = f"with it the file would not be read as a plan: {problem.message}"
            return None
        tasks = {task.key: task for task in after.tasks}
        if wrong := [unit for unit in units if unit.task and not _is_as_meant(unit, tasks.get(unit.task))]:
            self.reason = "its line says its state in another way, which is not edited"
            return _last_of_each(wrong)
        if _neutral(self._plan, units) != _neutral(after, units):
            self.reason = "with it other parts of the plan would be read otherwise"
            return None
        return []


def _is_as_meant(unit: Unit, task: TaskDraft | None) -> bool:
    if task is None or task.status not in unit.reads_as:
        return False
    return unit.step is None or (unit.step <= len(task.steps) and task.steps[unit.step - 1].done is unit.done)


def _last_of_each(wrong: Sequence[Unit]) -> list[Unit]:
    """Of the steps that together complete a task, which is not completed, the last one is too much."""
    steps = {unit.task: unit for unit in wrong if unit.step is not None}
    return [unit for unit in wrong if unit.step is None or unit is steps[unit.task]]


def _neutral(plan: PlanDraft, units: Sequence[Unit]) -> PlanDraft:
    """The plan without what may change: the states that were meant, the lines that hold them, what phases roll up.

    A field that says a state may have been kept as a note, or as the status of the whole plan.
    """
    edited = {line for unit in units for line in unit.lines}
    lines: dict[str, set[int]] = {}
    for unit in units:
        lines.setdefault(unit.task, set()).update(unit.lines)
    phases = tuple(
        phase.model_copy(
            update={
                "status": TaskStatus.PENDING,
                "notes": tuple(note for note in phase.notes if note.line not in edited),
                "tasks": tuple(_neutral_task(task, lines.get(task.key)) for task in phase.tasks),
            }
        )
        for phase in plan.phases
    )
    has_fields = any(edit.spot.kind is SpotKind.FIELD for unit in units for edit in unit.edits)
    return plan.model_copy(update={"phases": phases, "status": None if has_fields else plan.status})


def _neutral_task(task: TaskDraft, lines: set[int] | None) -> TaskDraft:
    """`lines` are those that were edited for it; None when none was."""
    update: dict[str, object] = {"raw": "", "heading_path": tuple(map(_without_state, task.heading_path))}
    if lines is not None:
        update["status"] = TaskStatus.PENDING
        update["steps"] = tuple(
            step.model_copy(update={"done": False}) if step.line in lines else step for step in task.steps
        )
    return task.model_copy(update=update)


@lru_cache(maxsize=4096)  # the headings of a plan are asked for with each of its tasks
def _without_state(heading: str) -> str:
    return strip_state(_BOX.sub("", heading))


def without_fields(value: object, names: frozenset[str]) -> object:
    """A dump without the fields of these names, however deep."""
    if isinstance(value, dict):
        return {name: without_fields(each, names) for name, each in value.items() if name not in names}
    return [without_fields(each, names) for each in value] if isinstance(value, list | tuple) else value
