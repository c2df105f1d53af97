"""GSD ROADMAP.md: phases with goal, needs and success criteria; their plans ("- [ ] 02-01: …") are the tasks."""

import re

from agent_plan_server.importers.findings.found import FoundPhase, Reading
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.overview import make_phases_claimable, merge_overview
from agent_plan_server.importers.parts.phases import find_phase_sections, make_phases
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Item
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.names import read_phase_name
from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.models.states import TaskStatus

NAME = "gsd_roadmap"
_PLAN = re.compile(r"\W{0,4}(\d{1,3}(?:\.\d{1,3})?-\d{1,3})(?:-PLAN)?(?:\.md)?[`\])*]{0,4}\s*[:–—-]?\s*")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_DETAIL = re.compile(r"details?|", re.I)


def recognises(document: Document) -> bool:
    """A box such as "02-01: …" below a phase, whose number is that of the phase."""
    return document.has_boxes and any(
        (match := _PLAN.match(item.text)) and float(match.group(1).partition("-")[0]) == float(name.number)
        for name, section in find_phase_sections(document.root)
        if _NUMBER.fullmatch(name.number)
        for item in section.outer_boxes()
    )


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    found = find_phase_sections(document.root)
    ids = {item.number: _take_id(item) for _, section in found for item in section.outer_boxes()}
    make_phases(reading, found)
    _merge_list(reading, {part.line for _, section in found for part in section.walk()})
    merge_overview(reading, document.sections)
    read_phases(reading, headings=False)
    for task in reading.tasks:
        task.id = ids.get(task.line) or task.id
    if not reading.tasks:
        make_phases_claimable(reading)
    if waiting := [phase.number for phase in reading.phases if not phase.tasks]:
        reading.report.remark(f"Phases without a plan yet: {', '.join(waiting)}.")
    read_rest(reading)
    return reading


def _take_id(item: Item) -> str:
    """The id of a plan; it is taken out of the text when words follow."""
    match = _PLAN.match(item.text)
    if match is None:
        return ""
    item.text = item.text[match.end() :] or item.text
    return match.group(1)


def _merge_list(reading: Reading, inside: set[int]) -> None:
    """ "- [x] **Phase 1: Picking** - …" above the details: an empty box says no state, but may name a phase."""
    sections = (section for section in reading.document.root.walk() if section.line not in inside)
    blocks = (block for section in sections for block in section.blocks)
    for item in (item for block in blocks for item in block.items if item.line.is_box):
        if (name := read_phase_name(item.text)) is None:
            continue
        title = name.title.partition(" - ")[0]
        phase = reading.phase_numbered(name.number)
        if phase is None:
            phase = FoundPhase(name.number, title, item.number, name)
            reading.phases.append(phase)
        elif _DETAIL.fullmatch(phase.title):
            phase.title = title
        reading.report.take(item.number)
        if phase.status is None and read_mark(item.line.mark or "") is TaskStatus.COMPLETED:
            phase.status, phase.status_line = TaskStatus.COMPLETED, item.number
