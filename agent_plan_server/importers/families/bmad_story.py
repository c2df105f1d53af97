"""BMAD story: Status, Story, numbered Acceptance Criteria, and Tasks / Subtasks that name the criteria they serve."""

import re
from collections.abc import Iterator

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.criteria import read_criteria
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.phases import set_status
from agent_plan_server.importers.parts.places import Place
from agent_plan_server.importers.parts.sections import read_rest
from agent_plan_server.importers.parts.tasks import read_task
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Item, Section
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.names import PhaseName
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.titles import clean_title, strip_decoration

NAME = "bmad_story"
_STORY = re.compile(
    r"\W*(?:story|user story|história|historia|geschichte|récit|ストーリー|用户故事|故事|스토리)\W*$", re.I
)
_TITLE = re.compile(
    r"\W*(?:story|história|historia|ストーリー|故事)\s+(\d{1,3}(?:[.-]\d{1,3}){0,2})\s?[:.：–—-]\s*(.*)", re.I
)
_RECORD = re.compile(
    r"\W*(?:dev notes|dev agent record|change log|qa results|file list|senior developer review)\b", re.I
)
_SERVES = re.compile(r"\s*[(\[]\s*ACs?\s?:?\s*((?:AC|[#\d,\s–-]|and|&){1,60})[)\]]", re.I)


def recognises(document: Document) -> bool:
    """One story with acceptance criteria and boxes below its tasks, and a developer's record or a numbered title."""
    sections = document.sections
    if not document.has_boxes or not any(_STORY.match(section.title) for section in sections):
        return False
    kept = any(_RECORD.match(section.title) for section in sections) or _TITLE.match(document.title_section.title)
    accepted = any(section.role is Role.ACCEPTANCE for section in sections)
    return bool(kept) and accepted and any(map(_boxes, _outside_records(document.root)))


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    phase = _phase_of(reading)
    for section in document.root.walk():
        if section.role is Role.ACCEPTANCE:
            for block in section.blocks:
                read_criteria(reading, block, Place(section, Role.ACCEPTANCE, phase))
        elif section.role is Role.STATUS:
            _read_status(reading, phase, section)
        elif _STORY.match(section.title):
            phase.goal += [strip_decoration(line.text) for block in section.blocks for line in block.text]
        elif _RECORD.match(section.title):
            _leave_record(reading, section)
    boxes = [(section, item) for section in _outside_records(document.root) for item in _boxes(section)]
    served = {item.number: _take_served(item) for _, item in boxes}
    for section, item in boxes:
        if task := read_task(reading, item, phase, "boxes", section.path):
            task.body += [f"Acceptance criteria: {', '.join(numbers)}"] if (numbers := served[item.number]) else []
            phase.tasks.append(task)
    _link_criteria(reading, phase, served)
    reading.ignored |= {
        section.line for section in document.root.walk() if section.role in (Role.ACCEPTANCE, Role.TASKS)
    }
    read_rest(reading)
    return reading


def _phase_of(reading: Reading) -> FoundPhase:
    """The story is the one phase, by its number."""
    section = reading.document.title_section
    match = _TITLE.match(section.bare)
    number, title = match.groups() if match else ("1", section.title)
    phase = FoundPhase(number, clean_title(title), section.line, PhaseName("story", number, title, title))
    reading.phases.append(phase)
    for block in reading.document.opening:
        if block.role is Role.STATUS and block.value:
            set_status(reading, phase, block.value, block.line)
    return phase


def _outside_records(section: Section) -> Iterator[Section]:
    """The sections without those that are kept while the story is carried out: their check lists are no tasks."""
    yield section
    for child in section.children:
        if not _RECORD.match(child.title):
            yield from _outside_records(child)


def _boxes(section: Section) -> list[Item]:
    """The boxes of a task section, and of the sub-headings that sort them."""
    if section.role is not Role.TASKS:
        return []
    parts = [part for part in section.walk() if part is section or part.role is None]
    return [item for part in parts for block in part.blocks for item in block.items if item.line.is_box]


def _read_status(reading: Reading, phase: FoundPhase, section: Section) -> None:
    for line in (line for block in section.blocks for line in block.text[:1]):
        reading.status = reading.status or strip_decoration(line.text)
        set_status(reading, phase, line.text, line.number)


def _take_served(item: Item) -> list[str]:
    """The numbers of "(AC: 1, 3)"; the brackets are no part of the title."""
    if (match := _SERVES.search(item.text)) is None:
        return []
    item.text = item.text[: match.start()] + item.text[match.end() :]
    return re.findall(r"\d{1,3}", match.group(1))


def _link_criteria(reading: Reading, phase: FoundPhase, served: dict[int, list[str]]) -> None:
    """A criterion that exactly one task serves belongs to that task."""
    serving: dict[str, list[FoundTask]] = {}
    for task in phase.tasks:
        for number in served[task.line]:
            serving.setdefault(number, []).append(task)
    for position, criterion in enumerate(reading.criteria, 1):
        tasks = serving.get(str(position), [])
        criterion.task = tasks[0] if len(tasks) == 1 else None


def _leave_record(reading: Reading, section: Section) -> None:
    reading.ignored.add(section.line)
    for part in section.walk():
        for item in (item for block in part.blocks for item in block.walk()):
            reading.report.leave(item.number, item.text, "is a note of the developer")
