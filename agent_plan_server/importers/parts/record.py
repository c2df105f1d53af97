"""One object of a store of tasks: what its fields hold, whatever they are called."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from agent_plan_server.importers.text.data import Node
from agent_plan_server.importers.words.keys import Key, key_of, title_rank, words_of
from agent_plan_server.importers.words.states import read_status
from agent_plan_server.importers.words.titles import fold
from agent_plan_server.models.states import TaskStatus

_YES = frozenset(("true", "yes", "1", "y"))
_NO = frozenset(("false", "no", "0", "n"))
_BOOKKEEPING = re.compile(
    r"(?:created|updated|modified|closed|completed|started|ordinal|version|hash|active form|uuid|source repo|"
    r"close reason|issue type)\b|.*\b(?:at|date|hash|by|by id)$"
)
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,3}[.)])\s+(?:\[([ xX])\]\s+)?", re.M)
_UNITS = ("minute", "hour", "day")
_LONGEST_REST = 500  # characters of a field that no part of a task is made of
_DONE = TaskStatus.COMPLETED


@dataclass(slots=True)
class Record:
    """The fields of a node by what they hold; `rest` are those that are no part of a task."""

    node: Node
    parts: dict[Key, list[tuple[str, Node]]] = field(default_factory=dict)
    rest: list[tuple[str, Node]] = field(default_factory=list)
    _title: str | None = None
    _line: int = 0

    def __post_init__(self) -> None:
        for name, value in self.node.fields.items():
            key = key_of(name)
            (self.rest if key is None else self.parts.setdefault(key, [])).append((name, value))
        if len(titles := self.parts.get(Key.TITLE, ())) > 1:
            self.parts[Key.TITLE] = sorted(titles, key=lambda part: title_rank(part[0]))

    def nodes(self, *keys: Key) -> list[Node]:
        found: list[Node] = []
        for key in keys:
            if key in self.parts:
                found += [node for _, node in self.parts[key]]
        return found

    def text(self, key: Key) -> str:
        """The first text of that kind on one line; of an object its own name ({"name": "Done"})."""
        for node in self.nodes(key):
            if text := fold(node.text) or (Record(node).text(Key.TITLE) if node.fields else ""):
                return text
        return ""

    @property
    def title(self) -> str:
        """Its title; without one the first line of what it is about, or the node itself when it is a mere text."""
        if self._title is None:
            self._title = self._read_title()
        return self._title

    def _read_title(self) -> str:
        if title := self.text(Key.TITLE):
            return title
        about = next((text for node in self.nodes(Key.GOAL) if (text := node.text.strip())), "")
        return fold(about.partition("\n")[0]) or fold(self.node.text)

    @property
    def line(self) -> int:
        """That of the title, where a reader finds the task again."""
        if not self._line:
            told = (node.line for node in self.nodes(Key.TITLE, Key.GOAL) if node.text.strip())
            self._line = next(told, self.node.line)
        return self._line

    @property
    def id(self) -> str:
        return self.text(Key.ID)


def texts_of(node: Node) -> Iterator[str]:
    """The scalars of a field: one, those of a list, or the names in a list of objects."""
    if node.text.strip():
        yield node.text.strip()
    for item in node.items:
        yield from texts_of(item)
    if node.fields:
        record = Record(node)
        yield from filter(None, [next((fold(path.text) for path in record.nodes(Key.SCOPE)), "") or record.title])


def body_of(record: Record) -> Iterator[str]:
    """What else a task says: its description as it is, other fields with their name; no bookkeeping."""
    for node in record.nodes(Key.GOAL):
        if (text := node.text.strip()) and fold(text) != record.title:
            yield text
    for key in (Key.PRIORITY, Key.GROUP):
        yield from (
            f"{words_of(name).capitalize()}: {node.text}" for name, node in record.parts.get(key, ()) if node.text
        )
    for name, node in record.rest:
        words = words_of(name)
        if _BOOKKEEPING.match(words):
            continue
        if words in ("details", "notes", "design", "body") and node.text.strip():
            yield node.text.strip()
        elif said := ", ".join(filter(None, (each.text.strip() for each in node.walk()))):
            yield f"{words.capitalize()}: {said[:_LONGEST_REST]}"


def read_flag(word: str) -> bool | None:
    bare = word.casefold()
    return True if bare in _YES else False if bare in _NO else None


def read_estimate(record: Record) -> str | None:
    """As written; a bare number gets the unit that its name says ("estimatedHours": 3)."""
    for name, node in record.parts.get(Key.ESTIMATE, ()):
        if text := fold(node.text):
            unit = next((unit for unit in _UNITS if unit in name.casefold()), None)
            return f"{text} {unit}s" if unit and text.replace(".", "").isdigit() else text
    return None


def names_in(node: Node) -> Iterator[tuple[str, int]]:
    """The names in a field of needs: a list of ids or of objects with one, or one text."""
    if node.fields:
        record = Record(node)
        named = [each for name, each in node.fields.items() if words_of(name) in ("depends on id", "on", "target")]
        text = next((each.text for each in named), "") or record.id or record.title
        yield from [(text, node.line)] if text else ()
    for item in node.items:
        yield from names_in(item)
    if text := fold(node.text):
        yield text, node.line


def criteria_in(nodes: Iterable[Node]) -> Iterator[tuple[str, int, bool]]:
    """Text, line and whether it is met: of texts (one to a line when they are a list), and of objects."""
    for node in nodes:
        yield from criteria_in(node.items)
        if node.fields:
            record = Record(node)
            text = record.title
            is_met = read_flag(record.text(Key.DONE)) or read_status(record.text(Key.STATUS) or "open") is _DONE
            yield from [(text, record.line, bool(is_met))] if text else ()
        lines = node.text.strip().split("\n") if _BULLET.match(node.text) else [node.text]
        for line in lines:
            mark = _BULLET.match(line)
            if text := fold(line[mark.end() :] if mark else line):
                yield text, node.line, bool(mark and (mark.group(1) or " ") in "xX")


def records_below(record: Record) -> Iterator[Node]:
    """The records below one, at every depth, in order."""
    for node in record.nodes(Key.STEPS, Key.TASKS):
        for item in node.items or tuple(named_records(node)):
            yield item
            yield from records_below(Record(item))


def named_records(node: Node) -> Iterator[Node]:
    """The values of {"a": {…}, "b": {…}} as records with their names as ids; nothing when it is no such thing."""
    if not node.fields or not all(each.fields for each in node.fields.values()):
        return
    for name, each in node.fields.items():
        own = {} if Record(each).id else {"id": Node(each.line, name)}
        yield Node(each.line, own | each.fields)
