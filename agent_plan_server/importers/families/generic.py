"""Any plan whose shape is common: phases as headings, work as boxes, bullets, numbers, ids, headings or table rows."""

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.overview import make_phases_claimable, merge_listed_phases, merge_overview
from agent_plan_server.importers.parts.phases import find_phase_sections, make_phases
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.parts.unnamed import find_unnamed_phases
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.shelf import Shelf

NAME = "generic"


def recognises(document: Document) -> bool:
    """Always: it is the last to be asked."""
    return True


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    make_phases(reading, find_phase_sections(document.root))
    read_phases(reading)
    merge_listed_phases(reading)
    merge_overview(reading, document.root.walk())
    if not reading.phases:
        find_unnamed_phases(reading)
        read_phases(reading)
    if not reading.tasks:
        make_phases_claimable(reading)
    read_rest(reading)
    return reading
