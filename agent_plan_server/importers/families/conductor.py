"""Conductor plan.md: phases, boxes "Task: …" with boxes below as steps, [~] in progress, commits behind what is done.

"[checkpoint: 1a2b3c4]" behind a phase says at which commit it was looked at.
"""

import re

from agent_plan_server.importers.findings.found import FoundCriterion, FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.phases import find_phase_sections, make_phases
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.parts.tasks import add_paths_below
from agent_plan_server.importers.parts.unnamed import find_unnamed_phases
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Item
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.models.draft import NoteDraft
from agent_plan_server.models.states import CriterionKind, CriterionState

NAME = "conductor"
_CHECKPOINT = re.compile(r"\s*\[checkpoint:?\s*([0-9a-f]{7,40})?\s*\]", re.I)
_COMMIT = re.compile(r"\s+[\[(`]{0,2}(?:checkpoint:\s*)?((?=[a-f]*\d)[0-9a-f]{7,40})[\])`]{0,2}\s*$")
_TASK = re.compile(r"(?:sub-?)?(?:task|tarea|tarefa|aufgabe|tâche|タスク|任务|任務|작업)\s?[:：]\s*", re.I)


def recognises(document: Document) -> bool:
    """Boxes, and a checkpoint behind a phase, commits behind what is done, or most boxes begin with "Task:"."""
    if not document.has_boxes:
        return False
    boxes = [item for item in document.root.boxes() if item.parent is None]
    signed = any(_CHECKPOINT.search(section.title) for _, section in find_phase_sections(document.root))
    done = sum(item.line.mark in ("x", "X", "~") and _COMMIT.search(item.text) is not None for item in boxes)
    named = sum(_TASK.match(item.text.lstrip("*_")) is not None for item in boxes)
    return bool(boxes) and (signed or done >= 2 or (named >= 2 and named * 2 > len(boxes)))


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    boxes = {item.number: item for item in document.root.boxes()}
    commits = {number: _take_marks(item) for number, item in boxes.items()}
    make_phases(reading, find_phase_sections(document.root))
    if not reading.phases:
        find_unnamed_phases(reading)
    read_phases(reading, headings=False)
    for phase in reading.phases:
        _read_checkpoint(reading, phase)
        for task in phase.tasks:
            _add_commit(task, commits.get(task.line, ""))
            if item := boxes.get(task.line):
                add_paths_below(task, item)
    read_rest(reading)
    return reading


def _take_marks(item: Item) -> str:
    """The commit at the end of the line; it, "Task:" and the bold face around both are taken out of the text."""
    match = _COMMIT.search(item.text)
    text = item.text[: match.start()] if match else item.text
    item.is_task = item.parent is None
    if _TASK.match(text.lstrip("*_")):
        text = _TASK.sub("", text.strip("*_ "), count=1)
    item.text = text
    return match.group(1) if match else ""


def _add_commit(task: FoundTask, commit: str) -> None:
    if commit:
        task.notes.append(NoteDraft(text=f"commit {commit}", line=task.line))


def _read_checkpoint(reading: Reading, phase: FoundPhase) -> None:
    match = next((found for section in phase.sections if (found := _CHECKPOINT.search(section.title))), None)
    phase.title = _CHECKPOINT.sub("", phase.title)
    if match and (commit := match.group(1)):
        text = f"Checkpoint at commit {commit}"
        reading.criteria.append(FoundCriterion(CriterionKind.CHECKPOINT, text, phase.line, CriterionState.MET, phase))
