"""What the comments of an exported plan say of its phases and tasks wins over what their lines say."""

from collections.abc import Mapping

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.text.data import Node
from agent_plan_server.importers.text.stamps import read_stamp
from agent_plan_server.importers.words.dependencies import Need, Target
from agent_plan_server.importers.words.titles import fold
from agent_plan_server.models.states import TaskStatus


def apply_stamps(reading: Reading) -> None:
    stamped = [(task, read_stamp(reading.document.raw(task.line))) for task in reading.tasks]
    for phase in reading.phases:
        _apply_to_phase(phase, read_stamp(reading.document.raw(phase.line)) if phase.line else {})
    for task, values in stamped:
        _apply_to_task(task, values)
    known = {task.id: task for task in reading.tasks}
    for task, values in stamped:
        if "follows" in values:
            task.follows = [known[name.text] for name in values["follows"].items if name.text in known]


def _apply_to_phase(phase: FoundPhase, values: Mapping[str, Node]) -> None:
    phase.number = _text(values, "number") or phase.number
    phase.title = _text(values, "title") or phase.title
    phase.name = None if "title" in values or "number" in values else phase.name
    if "needs" in values:
        phase.needs = _needs(Target.PHASE, values["needs"], phase.line)
    if "parallel" in values:
        phase.may_overlap = _text(values, "parallel") == "true"


def _apply_to_task(task: FoundTask, values: Mapping[str, Node]) -> None:
    if key := _text(values, "key"):
        task.aliases.append(task.id)
        task.id = key
    task.title = _text(values, "title") or task.title
    task.status = next((status for status in TaskStatus if status == _text(values, "state")), task.status)
    if "needs" in values:
        task.needs = _needs(Target.TASK, values["needs"], task.line)


def _needs(target: Target, names: Node, line: int) -> list[Need]:
    return [Need(target, name.text, line) for name in names.items]


def _text(values: Mapping[str, Node], name: str) -> str:
    return fold(values[name].text) if name in values else ""
