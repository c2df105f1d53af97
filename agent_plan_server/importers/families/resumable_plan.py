"""Resumable phases: each with state, goal, files, implementation steps, tests and a checkpoint.

The file is often a form, a filled example of it, or both in one: only what is filled in is work.
"""

from agent_plan_server.errors import NotAPlan
from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.carriers import link_in_order
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.overview import merge_overview
from agent_plan_server.importers.parts.phases import find_phase_sections, make_phases
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.parts.template import Parts, leave_template, split_parts
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Section
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.placeholders import is_placeholder
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.titles import clean_title

NAME = "resumable_plan"
_EVIDENCE = (Role.CHECKPOINT, Role.TESTS, Role.SCOPE)


def recognises(document: Document) -> bool:
    """A phase with implementation steps as a labelled list, and with tests, a checkpoint or files beside it."""
    sections = [section for _, section in find_phase_sections(document.root)]
    return any(any(section.find(Role.STEPS)) and any(section.find(*_EVIDENCE)) for section in sections)


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    parts = split_parts(document, find_phase_sections(document.root))
    if not parts.filled:
        raise NotAPlan(
            "The file is a template: its phases are placeholders.", "Fill it in first, then {import} it again."
        )
    leave_template(reading, parts)
    make_phases(reading, parts.filled)
    read_phases(reading)
    merge_overview(reading, parts.inside(document.root))
    for phase in reading.phases:
        link_in_order(phase.tasks)
    read_rest(reading)
    _name_plan(reading, parts)
    return reading


def _name_plan(reading: Reading, parts: Parts) -> None:
    """ "Current Feature: User Authentication" names the plan better than "Execution Plan" does."""
    for section in parts.inside(reading.document.root):
        word, _, feature = section.title.partition(":")
        if word.casefold().endswith(("feature", "project", "epic")) and feature and not is_placeholder(feature):
            reading.title = clean_title(feature)
            reading.status = _status_of(section) or reading.status
            return


def _status_of(section: Section) -> str | None:
    return next((block.value for block in section.find(Role.STATUS) if block.value), None)
