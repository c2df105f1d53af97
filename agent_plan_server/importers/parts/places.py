"""Where in a plan a block stands: under which section, for which phase, in which role."""

from collections.abc import Iterator
from dataclasses import dataclass

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.findings.report import TEMPLATE
from agent_plan_server.importers.text.outline import Block, Item, Section
from agent_plan_server.importers.words.placeholders import is_placeholder
from agent_plan_server.importers.words.roles import Role


@dataclass(frozen=True, slots=True)
class Place:
    section: Section
    role: Role | None = None
    phase: FoundPhase | None = None
    task: FoundTask | None = None

    @property
    def phase_number(self) -> str | None:
        return self.phase.number if self.phase else None


@dataclass(frozen=True, slots=True)
class Saying:
    """One leaf of a list with what leads to it: "Unit tests" in front of "Test login"."""

    text: str
    line: int
    mark: str | None = None
    lead: str = ""


def sayings_of(reading: Reading, block: Block) -> Iterator[Saying]:
    """What a block says, item by item, taken in the report; placeholders are reported instead."""
    is_lead = bool(block.items) and block.value.endswith(":")
    if block.value and not is_lead and not is_placeholder(block.value):
        yield Saying(block.value, block.line)
    yield from items_of(reading, block)


def items_of(reading: Reading, block: Block) -> Iterator[Saying]:
    """What the list of a block says, without the value of its label."""
    for item in block.items:
        yield from _walk(reading, item, "")


def _walk(reading: Reading, item: Item, lead: str) -> Iterator[Saying]:
    if is_placeholder(item.text):
        reading.report.leave(item.number, item.text, TEMPLATE)
    else:
        reading.report.take(item.number)
        if not _is_lead(item):
            yield Saying(item.text, item.number, item.line.mark, lead)
    inner = item.text.strip("*_ ").rstrip(":") if _is_lead(item) else lead
    for child in item.children:
        yield from _walk(reading, child, inner)


def _is_lead(item: Item) -> bool:
    return bool(item.children) and item.text.rstrip("*_ ").endswith(":")
