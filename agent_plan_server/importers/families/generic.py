"""Any plan whose shape is common: phases as headings, work as boxes, bullets, numbers, ids, headings or table rows."""

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.grouped import read_grouped_tables
from agent_plan_server.importers.parts.listed import find_gates, find_listed_phases
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.overview import make_phases_claimable, merge_listed_phases, merge_overview
from agent_plan_server.importers.parts.phases import filled_in, find_phase_sections, make_phases
from agent_plan_server.importers.parts.precedence import Precedence, ordering_sections
from agent_plan_server.importers.parts.restated import drop_restated
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.parts.series import call_by_series
from agent_plan_server.importers.parts.unnamed import find_groups_beside, find_unnamed_phases
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.roles import Role

NAME = "generic"
_LONG_LIST = 10


def recognises(document: Document) -> bool:
    """Always: it is the last to be asked."""
    return True


def _work_stands_elsewhere(reading: Reading) -> bool:
    """Phases without a single box beside a long list of boxes that is called the tasks: the phases only sum it up."""
    in_phases = {part.line for phase in reading.phases for top in phase.sections for part in top.walk()}
    lines = {line.number for line in reading.document.boxes}
    named = [top for top in reading.document.sections if top.role is Role.TASKS and top.line not in in_phases]
    items = [item.number for top in named for part in top.walk() for block in part.blocks for item in block.walk()]
    boxes = sum(number in lines for number in items)
    return (
        boxes > _LONG_LIST and boxes > 2 * len(reading.tasks) and not any(task.line in lines for task in reading.tasks)
    )


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    make_phases(reading, filled_in(find_phase_sections(document.root)))
    if not reading.phases:
        find_listed_phases(reading)
    read_phases(reading)
    drop_restated(reading)
    if not reading.tasks:
        read_grouped_tables(reading)
    merge_listed_phases(reading)
    merge_overview(reading, document.sections)
    if reading.phases and _work_stands_elsewhere(reading):
        reading = begin(document)
    if not reading.phases:
        if not find_unnamed_phases(reading):
            find_gates(reading)
        read_phases(reading)
    else:
        read_phases(reading, find_groups_beside(reading))
    if not reading.tasks:
        make_phases_claimable(reading)
    call_by_series(reading.tasks)
    read_rest(reading)
    _read_order(reading)
    return reading


def _read_order(reading: Reading) -> None:
    """What the sections beside the phases say of the order of things; the fields inside a phase are read by now."""
    inside = {part.line for phase in reading.phases for top in phase.sections for part in top.walk()}
    sections = [each for each in ordering_sections(reading.document.root) if each.line not in inside]
    if sections:
        precedence = Precedence(reading)
        for section in sections:
            precedence.read(section)
