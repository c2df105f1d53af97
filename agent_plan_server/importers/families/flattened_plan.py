"""Workstreams with "Tasks:" and "Deliverables:" lists, often flattened by a web page (see `flattened`)."""

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.phases import find_phase_sections, make_phases
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Section
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.roles import Role

NAME = "flattened_plan"
_MOST_SHARE = 0.5


def recognises(document: Document) -> bool:
    """At least two phases, half of them with a labelled list of tasks and one of deliverables; or a flattened page."""
    sections = [section for _, section in find_phase_sections(document.root)]
    labelled = [section for section in sections if _has_lists(section)]
    if document.was_flattened and sections:
        return True
    return len(labelled) >= 2 and len(labelled) >= len(sections) * _MOST_SHARE


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    make_phases(reading, find_phase_sections(document.root))
    read_phases(reading)
    read_rest(reading)
    return reading


def _has_lists(section: Section) -> bool:
    return any(section.find(Role.TASKS)) and any(section.find(Role.DELIVERABLES))
