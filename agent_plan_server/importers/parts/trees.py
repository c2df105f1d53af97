"""Boxes as a tree, by indentation or by their numbers alone (3, 3.1, 7.2.1): leaves are tasks, the rest are groups."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.carriers import roll_up
from agent_plan_server.importers.parts.criteria import KINDS
from agent_plan_server.importers.parts.tasks import read_line, read_task
from agent_plan_server.importers.text.outline import Item, Section
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.importers.words.titles import clean_title, strip_decoration

_NUMBER = re.compile(r"\W{0,4}(\d{1,3}(?:\.\d{1,3}){0,4})(?=[.)\s:])")


@dataclass(slots=True)
class Node:
    item: Item
    number: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def title(self) -> str:
        named = FoundTask("", self.item.number)
        read_line(named, self.item.text)
        return named.title


@dataclass(frozen=True, slots=True)
class Trees:
    """How a family reads its trees: `finish` adds to a task what only its family writes."""

    reading: Reading
    carrier: str
    finish: Callable[[FoundTask, Item], None]
    other_roles: frozenset[Role] = frozenset()  # of sections and labels whose boxes are no work
    _numbers: set[str] = field(default_factory=set)

    def read(self) -> None:
        """Headings that hold boxes are phases; under a single one its groups are, when most of its boxes are groups."""
        found = [(section, items) for section in self.reading.document.root.walk() if (items := self._items(section))]
        for section, items in found:
            tops = grow(items)
            if section.role in KINDS:
                self.reading.ignored.add(section.line)  # what stands there is read here as work
            if len(found) > 1:
                self._read_phase(self._phase_of_section(section), tops, section)
            elif sum(bool(node.children) for node in tops) * 2 < len(tops):
                self._read_phase(self._add_phase("", self.reading.title, section.line), tops, section)
            else:
                for node in tops:
                    self._read_phase(self._phase_of_node(node), node.children or [node], section)
            for item in (each for top in items for each in top.walk()):
                self.reading.report.leave(item.number, item.text, f"stands beside the {self.carrier}")

    def _items(self, section: Section) -> list[Item]:
        if section.role in self.other_roles:
            return []
        items = [item for block in section.blocks if block.role not in self.other_roles for item in block.items]
        return items if grow(items) else []

    def _read_phase(self, phase: FoundPhase, nodes: list[Node], section: Section) -> None:
        for node in nodes:
            self._read_node(phase, node, section, "")
        phase.status = phase.status or roll_up(phase.tasks)

    def _read_node(self, phase: FoundPhase, node: Node, section: Section, group: str) -> None:
        if node.children:
            self.reading.report.take(node.item.number)
            for child in node.children:
                self._read_node(phase, child, section, node.title)
        elif task := read_task(self.reading, node.item, phase, self.carrier, section.path):
            task.body[:0] = [f"Part of: {group}"] if group else []
            self.finish(task, node.item)
            phase.tasks.append(task)

    def _phase_of_section(self, section: Section) -> FoundPhase:
        name, title = section.name, section.bare
        own = name.title if name else clean_title(title.removeprefix(number_in(title)).lstrip(".:) "))
        phase = self._add_phase(name.number if name else number_in(title), own or self.reading.title, section.line)
        phase.name = name
        return phase

    def _phase_of_node(self, node: Node) -> FoundPhase:
        """The group is the phase; its mark is the state that its author gave it."""
        phase = self._add_phase(node.number, node.title, node.item.number)
        if node.children:
            about = [item for item in node.item.children if not item.line.is_box]
            if node.item.line.is_box:
                phase.status, phase.status_line = read_mark(node.item.line.mark or ""), node.item.number
            phase.goal = [strip_decoration(item.text) for item in about]
            self.reading.report.take(node.item.number, *(item.number for item in about))
        return phase

    def _add_phase(self, number: str, title: str, line: int) -> FoundPhase:
        """The author's number when it is free, else the next one that is."""
        taken = self._numbers
        free = (str(each) for each in range(len(taken) + 1, 2 * len(taken) + 2) if str(each) not in taken)
        phase = FoundPhase(number if number and number not in taken else next(free), title, line)
        taken.add(phase.number)
        self.reading.phases.append(phase)
        return phase


def number_in(text: str) -> str:
    """ "3.1" of "3.1 Title" and of "3.1. Title"; empty when the text begins with no number."""
    return match.group(1) if (match := _NUMBER.match(text)) else ""


def grow(items: list[Item]) -> list[Node]:
    """The boxes of a list: those below an item are its children, and so is "3.1" at the margin after "3"."""
    tops: list[Node] = []
    named: dict[str, Node] = {}
    for item in items:
        node = Node(item, number_in(item.text) or item.line.ordinal, grow(item.children))
        if not item.line.is_box and not node.children:
            continue
        parent = named.get(node.number.rpartition(".")[0]) if "." in node.number else None
        (parent.children if parent else tops).append(node)
        named[node.number] = node
    return tops
