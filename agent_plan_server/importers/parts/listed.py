"""Phases that are items of a list, with their work below them: "- Phase 1: Prepare", "1. **Phase 1: Prepare**"."""

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.phases import Named, make_phases
from agent_plan_server.importers.parts.work import WORK
from agent_plan_server.importers.text.lines import PSEUDO_LEVEL
from agent_plan_server.importers.text.outline import Block, Item, Section
from agent_plan_server.importers.words.names import GROUP_WORDS, read_phase_name

_FEWEST = 2
_MAY_HOLD = frozenset((None, *WORK))


def find_listed_phases(reading: Reading) -> None:
    """Make the phases of the first list in which at least two items name phases and hold lists of their own."""
    for section in reading.document.root.walk():
        for block in section.blocks if section.role in _MAY_HOLD else ():
            named = [(name, item) for item in block.items if (name := read_phase_name(item.text))]
            named = [(name, item) for name, item in named if name.title and name.word not in GROUP_WORDS]
            if sum(_holds_work(item) for _, item in named) >= _FEWEST:
                found: list[Named] = [(name, _section_of(item, section)) for name, item in named]
                make_phases(reading, found)
                reading.report.take(*(item.number for _, item in named))
                return


def _holds_work(item: Item) -> bool:
    """What hangs below a box must be boxes, too: else it explains the box."""
    return bool(item.children) and (not item.line.is_box or any(child.line.is_box for child in item.children))


def _section_of(item: Item, around: Section) -> Section:
    """The item as the heading of what hangs below it."""
    for child in item.children:
        child.parent = None
    section = Section(item.text, PSEUDO_LEVEL, item.number, around, path=(*around.path, item.text))
    section.blocks = [Block(line=item.number, items=item.children, text=item.details)]
    return section
