"""Linked files of an index: a phase's own plan, and its checklist."""

from difflib import SequenceMatcher

from agent_plan_server.errors import PlanServerError
from agent_plan_server.importers.families.generic import read as read_generic
from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.tasks import read_line
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.importers.words.titles import comparable
from agent_plan_server.models.states import TaskStatus

_ALIKE = 0.9


def replace_summary(reading: Reading, phase: FoundPhase, target: str, shelf: Shelf) -> None:
    """The tasks, criteria and decisions of the phase's own file; the summary stays when there is no such file."""
    document = shelf.open(target) if target else None
    if document is None:
        return
    try:
        inner = read_generic(document, Shelf())
    except PlanServerError as error:
        reading.report.remark(f"{target} was not used: {error.message}")
        return
    if not inner.tasks:
        reading.report.remark(f"{target} has no tasks: the summary in the index was used.")
        return
    for task in phase.tasks:
        reading.report.leave(task.line, task.title, f"replaced by the tasks of {target}")
    for task in inner.tasks:
        task.file = target
    phase.tasks = inner.tasks
    _adopt(reading, phase, inner)


def apply_checklist(reading: Reading, phase: FoundPhase, target: str, shelf: Shelf) -> None:
    """Ticks of the checklist give state to the tasks of the same title; others are remarked."""
    document = shelf.open(target)
    if document is None:
        return
    strange = 0
    for title, status in _boxes_of(document):
        task = _task_called(phase, title)
        if task is None:
            strange += 1
        elif status is TaskStatus.COMPLETED or task.status in (None, TaskStatus.PENDING):
            task.status = status
    if strange:
        reading.report.remark(f"{target} has {strange} boxes that match no task of {phase.label}.")


def _adopt(reading: Reading, phase: FoundPhase, inner: Reading) -> None:
    for criterion in inner.criteria:
        criterion.phase, criterion.line = phase, 0
        reading.criteria.append(criterion)
    for decision in inner.decisions:
        decision.draft = decision.draft.model_copy(update={"phase": phase.number, "line": None})
        decision.before_phases = []
        reading.decisions.append(decision)
    for entry in inner.entries:
        reading.entries.append(entry.model_copy(update={"phase": phase.number, "line": None}))


def _boxes_of(document: Document) -> list[tuple[str, TaskStatus]]:
    boxes = []
    for line in document.lines:
        if line.mark is not None:
            task = FoundTask("", line.number)
            read_line(task, line.text)
            boxes.append((task.title, read_mark(line.mark)))
    return boxes


def _task_called(phase: FoundPhase, title: str) -> FoundTask | None:
    wanted = comparable(title)
    for task in phase.tasks:
        known = comparable(task.title)
        if known == wanted or (known and wanted and (known in wanted or wanted in known)):
            return task
    return next((task for task in phase.tasks if _is_alike(comparable(task.title), wanted)), None)


def _is_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE
