"""planning-with-files task_plan.md: phases with boxes and a status each, the current phase, decisions, errors met."""

import re

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.decisions import read_questions
from agent_plan_server.importers.parts.journal import read_decision_log, read_lessons
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.overview import make_phases_claimable, merge_listed_phases
from agent_plan_server.importers.parts.phases import find_phase_sections, make_phases, set_status
from agent_plan_server.importers.parts.places import Place
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Item, Section, read_field
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.fields import Fact, fact_of
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.models.states import TaskStatus

NAME = "planning_with_files"
_ERRORS = re.compile(
    r"\W*(?:errors? (?:encountered|log)|遇到的错误|错误记录|発生したエラー|erros encontrados|errores)\W*$", re.I
)
_CURRENT = re.compile(r"\W*(?:current phase|status|当前阶段|現在のフェーズ|fase at[ua]al)\W*$", re.I)
_QUESTIONS = re.compile(r"\W*(?:key questions|关键问题|主要な質問)\W*$", re.I)
_DECISIONS = re.compile(r"\W*(?:decisions made|key decisions|已做决策|决策|決定事項)\W*$", re.I)
_NAMED = re.compile(r"\b(?:phase|fase)\s(\d{1,3}[a-z]?)\b|(?:阶段|フェーズ)\s?(\d{1,3})", re.I)


def recognises(document: Document) -> bool:
    """A log of errors, beside phases that hold boxes or carry a status, or a section that names the current phase."""
    if not any(_ERRORS.match(section.title) for section in document.sections):
        return False
    current = any(_CURRENT.match(section.title) and _current_in(section) for section in document.sections)
    phases = [section for _, section in find_phase_sections(document.root)]
    return current or any(_status_items(section) or _has_boxes(section) for section in phases)


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    make_phases(reading, find_phase_sections(document.root))
    for phase in reading.phases:
        for section in phase.sections:
            for item, value in _status_items(section):
                set_status(reading, phase, value, item.number)
                reading.report.take(item.number)
    read_phases(reading, headings=False)
    merge_listed_phases(reading)
    for section in document.root.walk():
        _read_section(reading, section)
    if not reading.tasks:
        make_phases_claimable(reading)
    read_rest(reading)
    return reading


def _read_section(reading: Reading, section: Section) -> None:
    if _ERRORS.match(section.title):
        read_lessons(reading, section)
    elif _DECISIONS.match(section.title):
        read_decision_log(reading, section)
    elif _QUESTIONS.match(section.title):
        for block in section.blocks:
            read_questions(reading, block, Place(section, Role.QUESTIONS))
    elif _CURRENT.match(section.title) and (number := _current_in(section)):
        phase = reading.phase_numbered(number)
        if phase and phase.status in (None, TaskStatus.PENDING):
            phase.status = TaskStatus.IN_PROGRESS
    else:
        return
    reading.ignored.add(section.line)


def _current_in(section: Section) -> str:
    """The number in "Phase 3" or "**Currently in Phase 3**"."""
    texts = [f"{block.label} {block.value}" for block in section.blocks]
    texts += [line.text for block in section.blocks for line in block.text]
    match = next((found for text in texts if (found := _NAMED.search(text))), None)
    return next(number for number in match.groups() if number) if match else ""


def _status_items(section: Section) -> list[tuple[Item, str]]:
    """ "- **Status:** complete" among the boxes of a phase."""
    items = [item for block in section.blocks for item in block.items if not item.line.is_box]
    fields = [(item, field) for item in items if (field := read_field(item.text))]
    return [(item, value) for item, (label, value) in fields if fact_of(label) is Fact.STATUS and value]


def _has_boxes(section: Section) -> bool:
    return any(item.line.is_box for block in section.blocks for item in block.items)
