"""An index of phase plans: each phase is a heading that links to its own file, with a summary below.

Phase files that are there replace the summary; the ticks of a linked checklist give the tasks their state.
"""

from agent_plan_server.importers.families.linked import apply_checklist, replace_summary
from agent_plan_server.importers.findings.found import FoundPhase, Reading
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.phases import find_phase_sections, make_phases
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Section
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.names import read_phase_name
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.titles import links_in

NAME = "index_plan"


def recognises(document: Document) -> bool:
    """At least two phase headings, and most of them are links to files."""
    sections = [section for _, section in find_phase_sections(document.root)]
    linked = [section for section in sections if link_of(section)]
    return len(linked) >= 2 and len(linked) * 2 > len(sections)


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    make_phases(reading, find_phase_sections(document.root))
    read_phases(reading)
    read_rest(reading)
    for phase in reading.phases:
        for section in phase.sections:
            replace_summary(reading, phase, link_of(section), shelf)
    for phase, target in _checklists(reading, document.root):
        apply_checklist(reading, phase, target, shelf)
    return reading


def link_of(section: Section) -> str:
    """The file that a heading links to; empty when it links to none."""
    return next((target for _, target in links_in(section.title) if "://" not in target), "")


def _checklists(reading: Reading, root: Section) -> list[tuple[FoundPhase, str]]:
    """The links of the checklist sections, each with the phase that its text names."""
    found = []
    sections = [section for section in root.walk() if section.role is Role.CHECKLISTS]
    for item in (item for section in sections for block in section.blocks for item in block.walk()):
        for text, target in links_in(item.text):
            name = read_phase_name(text.replace("Checklist", "").replace("checklist", ""))
            phase = reading.phase_numbered(name.number) if name else None
            if phase is not None:
                reading.report.take(item.number)
                found.append((phase, target))
    return found
