"""BMAD epics: "Epic 1: …" headings are phases, "Story 1.1: …" headings tasks, Given/When/Then their criteria."""

import re
from collections.abc import Iterator

from agent_plan_server.importers.findings.found import FoundCriterion, FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.phases import find_phase_sections, make_phases
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Section
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.paths import paths_in
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.models.states import CriterionKind

NAME = "bmad_epics"
_STORY = re.compile(r"\W*story\s+(\d{1,3}[.-]\d{1,3})\s?[:.–—-]?\s*", re.I)
_GIVEN = re.compile(r"\W*given\b", re.I)
_CLAUSE = re.compile(r"\W*(?:given|when|then|and|but)\b", re.I)


def recognises(document: Document) -> bool:
    """Epics, with at least two numbered stories below them."""
    epics = [section for name, section in find_phase_sections(document.root) if name.word == "epic"]
    return sum(_STORY.match(part.title) is not None for section in epics for part in section.walk()) >= 2


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    make_phases(reading, [each for each in find_phase_sections(document.root) if each[0].word == "epic"])
    read_phases(reading)
    sections = {section.line: section for section in document.root.walk()}
    for phase in reading.phases:
        for task in phase.tasks:
            if section := sections.get(task.line):
                _read_story(task, section)
                reading.criteria += _scenarios(section, phase, task)
    read_rest(reading)
    return reading


def _read_story(task: FoundTask, section: Section) -> None:
    """The number is the id; technical notes name the files."""
    if match := _STORY.match(task.title):
        task.id, task.title = match.group(1), task.title[match.end() :]
    for block in section.blocks:
        if block.label.casefold().startswith("technical"):
            texts = [block.value, *(line.text for line in block.text), *(item.text for item in block.walk())]
            task.scope += [path for text in texts for path in paths_in(text)]


def _scenarios(section: Section, phase: FoundPhase, task: FoundTask) -> Iterator[FoundCriterion]:
    """Each "Given … When … Then …" in plain lines is one criterion; it is no prose of the task."""
    lines = [line for block in section.blocks for line in block.text if _CLAUSE.match(line.text)]
    starts = [place for place, line in enumerate(lines) if _GIVEN.match(line.text)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        clauses = [strip_decoration(line.text) for line in lines[start:end]]
        task.body = [text for text in task.body if text not in clauses]
        yield FoundCriterion(CriterionKind.ACCEPTANCE, " ".join(clauses), lines[start].number, phase=phase, task=task)
