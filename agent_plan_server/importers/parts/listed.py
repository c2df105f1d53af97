"""Phases that stand where others list work or conditions: as items ("- Phase 1: Prepare"), or as numbered gates."""

import re
from collections.abc import Iterator

from agent_plan_server.importers.findings.found import FoundPhase, Reading
from agent_plan_server.importers.parts.criteria import KINDS
from agent_plan_server.importers.parts.phases import Named, make_phases
from agent_plan_server.importers.parts.work import WORK
from agent_plan_server.importers.text.lines import PSEUDO_LEVEL
from agent_plan_server.importers.text.outline import Block, Item, Section
from agent_plan_server.importers.words.names import GROUP_WORDS, read_phase_name
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.titles import clean_title

_GATE = re.compile(r"\W{0,8}gate\s(\d{1,2})\b\W*", re.I)

_FEWEST = 2
_MAY_HOLD = frozenset((None, *WORK))


def find_listed_phases(reading: Reading) -> None:
    """Make the phases of the first list in which at least two items name phases and hold lists of their own."""
    for section in reading.document.sections:
        for block in section.blocks if section.role in _MAY_HOLD else ():
            named = [(name, item) for item in block.items if (name := read_phase_name(item.text))]
            named = [(name, item) for name, item in named if name.title and name.word not in GROUP_WORDS]
            if sum(_holds_work(item) for _, item in named) >= _FEWEST:
                found: list[Named] = [(name, _section_of(item, section)) for name, item in named]
                make_phases(reading, found)
                reading.report.take(*(item.number for _, item in named))
                return


def find_gates(reading: Reading) -> None:
    """ "Gate 1: Design approved": where nothing else is work, the boxes that numbered gates ask for are.

    What must be so before a gate is reached, or shows that it was passed, stays a condition.
    """
    named = [(match, section) for section in reading.document.sections if (match := _GATE.match(section.title))]
    gates = [(match, section, boxes) for match, section in named if (boxes := list(_asked_for(section)))]
    for match, section, boxes in gates if len(gates) >= _FEWEST else ():
        phase = FoundPhase(match.group(1), clean_title(section.title[match.end() :]), section.line)
        phase.sections.append(_holder(section.title, section.line, section, boxes))
        reading.phases.append(phase)


def _asked_for(section: Section) -> Iterator[Item]:
    for block in section.blocks:
        if block.role is None or block.role in KINDS:
            yield from (item for item in block.items if item.line.is_box)
    for child in section.children:
        if child.role not in (Role.DEPENDENCIES, Role.EXIT):
            yield from _asked_for(child)


def _holds_work(item: Item) -> bool:
    """What hangs below a box must be boxes, too: else it explains the box."""
    return bool(item.children) and (not item.line.is_box or any(child.line.is_box for child in item.children))


def _section_of(item: Item, around: Section) -> Section:
    """The item as the heading of what hangs below it."""
    section = _holder(item.text, item.number, around, item.children)
    section.blocks[0].text = item.details
    return section


def _holder(title: str, line: int, around: Section, items: list[Item]) -> Section:
    for item in items:
        item.parent = None
    section = Section(title, PSEUDO_LEVEL, line, around)
    section.blocks = [Block(line=line, items=items)]
    return section
