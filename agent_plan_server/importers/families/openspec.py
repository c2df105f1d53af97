"""OpenSpec tasks.md: headings "## 1. Implementation" with boxes "1.1 …" below, also as "1. [ ]" and "+ [ ]"."""

import re

from agent_plan_server.importers.findings.found import FoundPhase, Reading
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.parts.trees import number_in
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Section
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.states import read_line_status, strip_state
from agent_plan_server.importers.words.titles import clean_title, strip_decoration

NAME = "openspec"
_HEADING = re.compile(r"(\d{1,3})[.)]\s+(\S.*)")


def recognises(document: Document) -> bool:
    """Numbered headings of one level hold most boxes, and most of their boxes continue the number."""
    if not document.has_boxes:
        return False
    groups = _groups(document)
    boxes = [(section, item) for section in groups for item in section.outer_boxes()]
    continued = sum(number_in(item.text).startswith(f"{_number(section)}.") for section, item in boxes)
    everywhere = sum(not line.indent for line in document.boxes)
    return len(boxes) >= 2 and continued * 2 > len(boxes) and len(boxes) * 2 > everywhere


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    groups = _groups(document)
    if document.title_section in groups[:1]:
        reading.title = document.name.rpartition(".")[0] or document.name
    taken: set[str] = set()
    for section in groups:
        reading.phases.append(_phase_of(section, taken))
        taken.add(reading.phases[-1].number)
    read_phases(reading, headings=False)
    read_rest(reading)
    return reading


def _groups(document: Document) -> list[Section]:
    """The numbered headings of the level on which the first one with boxes stands."""
    numbered = [section for section in document.sections if _HEADING.match(section.bare)]
    level = next((section.level for section in numbered if any(section.outer_boxes())), 0)
    return [section for section in numbered if section.level == level]


def _number(section: Section) -> str:
    return number_in(section.bare)


def _phase_of(section: Section, taken: set[str]) -> FoundPhase:
    number = _number(section)
    number = number if number not in taken else f"{number}-{len(taken) + 1}"
    title = strip_decoration(strip_state(section.title)).removeprefix(_number(section)).lstrip(".) ")
    phase = FoundPhase(number, clean_title(title), section.line, sections=[section])
    phase.status = read_line_status(section.title)
    phase.status_line = section.line if phase.status else 0
    return phase
