"""spec-kit tasks.md: boxes with ids such as T001 or T004a, marks such as [P] and [US1], phases, what depends on what.

A task without [P] comes after the tasks before it in its phase; those with [P] run side by side.
"""

import re
from dataclasses import dataclass

from agent_plan_server.importers.findings.found import FoundTask, Reading
from agent_plan_server.importers.parts.carriers import link_but_for
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.phases import find_phase_sections, make_phases
from agent_plan_server.importers.parts.precedence import Precedence, ordering_sections
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.parts.stamped import apply_stamps
from agent_plan_server.importers.parts.tasks import add_paths_below
from agent_plan_server.importers.parts.unnamed import find_unnamed_phases
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Item
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.dependencies import Need, Target, read_needs
from agent_plan_server.importers.words.paths import files_in

NAME = "spec_kit"
_ID = re.compile(r"\**(T-?\d{1,4}(?:\.\d{1,3})*[a-z]?(?:-[A-Z]{2,8})?)\**(?![\w.-]*\w)[:.]?\s*(?=\S)")
_TAG = re.compile(r"\**\[([^\[\]]{1,120})\]\**(?!\()\s*")
_LIBRARY = re.compile(r"\b[A-Z]\w*\.js\b")  # Node.js is no file


@dataclass(slots=True)
class _Marks:
    """What stands in brackets between the id and the title of a task."""

    id: str
    tags: list[str]

    @property
    def may_overlap(self) -> bool:
        return any(tag.upper() in ("P", "PARALLEL") or tag.upper().startswith("PARALLEL-") for tag in self.tags)

    def value_of(self, name: str) -> str:
        return next((tag.partition(":")[2].strip() for tag in self.tags if tag.upper().startswith(f"{name}:")), "")


def recognises(document: Document) -> bool:
    """At least two boxes begin with an id such as T001 (or the only one), and most boxes at the margin do."""
    boxes = [line for line in document.boxes if not line.indent]
    named = sum(_ID.match(line.text) is not None for line in boxes)
    return named >= min(2, len(boxes)) and named * 2 > len(boxes)


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    boxes = {item.number: item for item in document.root.boxes()}
    marks = {number: found for number, item in boxes.items() if (found := _take_marks(item))}
    make_phases(reading, find_phase_sections(document.root))
    if not reading.phases:
        find_unnamed_phases(reading)
    read_phases(reading, headings=False)
    for task in reading.tasks:
        if found := marks.get(task.line):
            _apply(reading, task, found)
            add_paths_below(task, boxes[task.line])
    precedence = Precedence(reading)
    for section in ordering_sections(document.root):
        precedence.read(section)
    free = {task for task in reading.tasks if (found := marks.get(task.line)) and found.may_overlap}
    free.update(*(precedence.side_by_side(section) for section in document.root.walk()))
    for phase in reading.phases if free else ():
        link_but_for(phase.tasks, free)
    apply_stamps(reading)
    read_rest(reading)
    opening = {block.line for block in document.opening}  # "Tests: none were asked for" is no criterion
    reading.criteria = [each for each in reading.criteria if each.line not in opening]
    return reading


def _take_marks(item: Item) -> _Marks | None:
    """The id and the brackets after it; the brackets are taken out of the text of the item."""
    if (match := _ID.match(item.text)) is None:
        return None
    marks, rest = _Marks(match.group(1), []), item.text[match.end() :]
    while tag := _TAG.match(rest):
        marks.tags.append(tag.group(1))
        rest = rest[tag.end() :]
    item.text = f"{marks.id} {rest}"
    return marks


def _apply(reading: Reading, task: FoundTask, marks: _Marks) -> None:
    task.id, task.title = marks.id, task.title.removeprefix(marks.id).strip(" :") or task.title
    task.owner = marks.value_of("EXECUTOR") or task.owner
    if not task.scope:
        task.scope += files_in(_LIBRARY.sub("", reading.document.shown(task.line)))
    for need in read_needs(marks.value_of("BLOCKING"), task.line):
        for number in need.names if need.target is Target.PHASE else ():
            if phase := reading.phase_numbered(number):
                phase.needs.append(Need(Target.TASK, task.id, task.line))
        if need.target is Target.TASK:
            task.needed_by.append(need)
