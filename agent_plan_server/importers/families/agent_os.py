"""Agent OS tasks.md: numbered boxes ("1. Parent") with numbered boxes below ("1.1 child"), often under headings."""

from agent_plan_server.importers.findings.found import FoundTask, Reading
from agent_plan_server.importers.parts.criteria import KINDS
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.phases import find_phase_sections, make_phases
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.parts.tasks import add_paths_below
from agent_plan_server.importers.parts.trees import Trees, number_in
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Item
from agent_plan_server.importers.text.shelf import Shelf

NAME = "agent_os"


def recognises(document: Document) -> bool:
    """Most boxes at the margin are numbered "1." and hold boxes that continue the number: "1.1"."""
    if not any(line.indent for line in document.boxes):
        return False
    blocks = [block for section in document.sections for block in section.blocks]
    tops = [item for block in blocks for item in block.items if item.line.is_box]
    parents = sum(_continues(item) for item in tops)
    return parents >= 1 and parents * 2 >= len(tops)


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    make_phases(reading, find_phase_sections(document.root))
    if reading.phases:
        read_phases(reading, headings=False)
    else:
        Trees(reading, "numbered boxes", _finish, frozenset(KINDS)).read()
    read_rest(reading)
    return reading


def _finish(task: FoundTask, item: Item) -> None:
    task.id = number_in(item.text) or task.id
    add_paths_below(task, item)


def _continues(item: Item) -> bool:
    number = number_in(item.text)
    inner = [number_in(child.text) for child in item.children if child.line.is_box]
    return bool(number) and bool(inner) and all(each.startswith(f"{number}.") for each in inner)
