"""GSD ROADMAP.md: phases with goal, needs and success criteria; their plans ("- [ ] 02-01: …") are the tasks."""

import re
from collections.abc import Iterator

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.overview import make_phases_claimable, merge_overview
from agent_plan_server.importers.parts.phases import find_phase_sections, make_phases
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Item, Section
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.names import read_phase_name
from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.models.states import TaskStatus

NAME = "gsd_roadmap"
_PLAN = re.compile(r"\W{0,4}(\d{1,3}(?:\.\d{1,3})?-\d{1,3})(?:-PLAN)?(?:\.md)?[`\])*]{0,4}\s*[:–—-]?\s*")


def recognises(document: Document) -> bool:
    """A box such as "02-01: …" below a phase, whose number is that of the phase."""
    return any(
        (match := _PLAN.match(item.text)) and float(match.group(1).partition("-")[0]) == float(name.number)
        for name, section in find_phase_sections(document.root)
        if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})?", name.number)
        for item in _boxes(section)
    )


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    found = find_phase_sections(document.root)
    ids = {item.number: _take_id(item) for _, section in found for item in _boxes(section)}
    make_phases(reading, found)
    merge_overview(reading, document.root.walk())
    _merge_list(reading, {part.line for _, section in found for part in section.walk()})
    read_phases(reading, headings=False)
    for task in reading.tasks:
        task.id = ids.get(task.line) or task.id
    if not reading.tasks:
        make_phases_claimable(reading)
    if waiting := [phase.number for phase in reading.phases if not phase.tasks]:
        reading.report.remark(f"Phases without a plan yet: {', '.join(waiting)}.")
    read_rest(reading)
    return reading


def _boxes(section: Section) -> Iterator[Item]:
    return (item for block in section.blocks for item in block.items if item.line.is_box)


def _take_id(item: Item) -> str:
    """The id of a plan; it is taken out of the text when words follow."""
    match = _PLAN.match(item.text)
    if match is None:
        return ""
    item.text = item.text[match.end() :] or item.text
    return match.group(1)


def _merge_list(reading: Reading, inside: set[int]) -> None:
    """ "- [x] **Phase 1: Picking** - Apples are in crates" above the details: an empty box says nothing new."""
    sections = (section for section in reading.document.root.walk() if section.line not in inside)
    for item in (item for section in sections for item in _boxes(section)):
        name = read_phase_name(item.text)
        phase = reading.phase_numbered(name.number) if name else None
        if phase is None:
            continue
        reading.report.take(item.number)
        if phase.status is None and read_mark(item.line.mark or "") is TaskStatus.COMPLETED:
            phase.status, phase.status_line = TaskStatus.COMPLETED, item.number
