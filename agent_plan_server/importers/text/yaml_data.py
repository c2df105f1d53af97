"""YAML with the line of each value, as PyYAML's safe events tell it: no tag is obeyed, no scalar is interpreted.

Bombs are stopped while events arrive: nothing deeper than 32 levels is built, and aliases repeat no more than 10,000
values.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from agent_plan_server.errors import NotAPlan
from agent_plan_server.importers.text.data import Data, Form, Node, Value, add_field, broken, too_deep
from agent_plan_server.rules.limits import JSON_DEPTH

if TYPE_CHECKING:
    from yaml import Event

_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_MERGE = "<<"
_MOST_ALIASED = 10_000
_KEY = r"""(?:[\w.-]{1,60}|"[^"\n]{1,60}"|'[^'\n]{1,60}')\s{0,3}:(?:\s|$)"""
_AT_MARGIN = re.compile(rf"(?:-\s+)?{_KEY}|-$|[#}}\]]|---(?:\s|$)|\.\.\.$|%YAML")
_NESTED = re.compile(rf"\s+(?:-\s+)*{_KEY}")
_BOX = re.compile(r"\s*[-*+]\s+\[[ xX]?\]\s")
_LITERAL = re.compile(r"(?:^|\s)[|>][+-]?\d?(?:\s+#.*)?$")  # "note: |": the deeper lines after it are its text
_FEWEST_BELOW = 2
_UNQUOTED = re.compile(r"^([ \t]*(?:-[ \t]+)?[\w.-]{1,60}:[ \t]+)([^\s\"'\[{|>&*!%@`#][^\n]*)$", re.M)
_QUOTE_IN = str.maketrans({"\\": "\\\\", '"': '\\"'})


def is_yaml(lines: Sequence[str]) -> bool:
    """Every line at the margin is a key, and keys stand below keys; boxes outside quoted text are Markdown."""
    nested = listed = 0
    literal: int | None = None
    for line in lines:
        if not line:
            continue
        indent = len(line) - len(line.lstrip())
        if literal is not None and indent > literal:
            continue
        literal = indent if _LITERAL.search(line) else None
        if indent:
            nested += _NESTED.match(line) is not None
        elif _AT_MARGIN.match(line):
            listed += line[0] == "-"
        else:
            return False
        if _BOX.match(line):
            return False
    return nested > 0 and nested + listed >= _FEWEST_BELOW


def read_yaml(text: str, *, first_line: int = 1) -> Data:
    """The value of a text whose first line has that number. Raises NotAPlan with the line."""
    import yaml  # 30 ms that only a plan with YAML pays

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    builder = _Builder(yaml.parse(text, Loader=loader), starts, first_line)
    try:
        return Data(Form.YAML, builder.read_documents(), tuple(builder.remarks))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = (mark.line if mark else 0) + first_line
        raise broken(
            Form.YAML, line, str(getattr(error, "problem", None) or "it holds forbidden characters")
        ) from error


def read_front_matter(text: str) -> Data:
    """The YAML between the marks. What fails is read again with its plain values in quotes ("content: Fix: the login").

    What still fails is empty and remarked: the Markdown below it is a plan all the same.
    """
    try:
        return read_yaml(text, first_line=2)
    except NotAPlan as problem:
        quoted = _UNQUOTED.sub(lambda match: f'{match[1]}"{match[2].rstrip().translate(_QUOTE_IN)}"', text)
        try:
            data = read_yaml(quoted, first_line=2)
        except NotAPlan:
            what = problem.message.partition(", but ")[2]
            return Data(Form.YAML, Node(1, None), (f"The front matter was not read: {what}",))
        return Data(data.form, data.root, (*data.remarks, "The front matter lacks quotes in places; it was read so."))


class _Builder:
    """Builds nodes from events; counts what aliases repeat."""

    def __init__(self, events: "Iterator[Event]", starts: Sequence[int], first_line: int) -> None:
        import yaml  # once, not for each of the values

        self._yaml = yaml
        self._events = events
        self._starts = starts
        self._first = first_line
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._nodes = 0
        self._aliased = 0
        self.remarks: list[str] = []

    def read_documents(self) -> Node:
        """The document; of several, the list of them."""
        start = self._yaml.DocumentStartEvent
        documents = [self._read(next(self._events), 1) for event in self._events if isinstance(event, start)]
        return documents[0] if len(documents) == 1 else Node(self._first, tuple(documents))

    def _read(self, event: "Event", depth: int) -> Node:
        # The position counts characters; PyYAML's own lines also end at characters that are no line ends here.
        place = event.start_mark.index if event.start_mark else 0
        line = bisect_right(self._starts, place) - 1 + self._first
        if depth > JSON_DEPTH:
            raise too_deep(Form.YAML, line)
        if isinstance(event, self._yaml.AliasEvent):
            return self._repeat(event.anchor, line)
        before = self._nodes
        self._nodes += 1
        node = Node(line, self._value_of(event, depth, line))
        if anchor := getattr(event, "anchor", None):
            self._anchors[anchor] = node, self._nodes - before
        return node

    def _value_of(self, event: "Event", depth: int, line: int) -> Value:
        if isinstance(event, self._yaml.ScalarEvent):
            return None if not event.style and event.value in _NOTHING else str(event.value)
        if isinstance(event, self._yaml.SequenceStartEvent):
            return tuple(self._read(each, depth + 1) for each in self._until(self._yaml.SequenceEndEvent))
        fields: dict[str, Node] = {}
        for each in self._until(self._yaml.MappingEndEvent):
            key, value = self._read(each, depth + 1), self._read(next(self._events), depth + 1)
            if key.text == _MERGE and value.fields:
                fields = value.fields | fields
            elif remark := add_field(fields, key.text, value):
                self.remarks.append(remark)
        return fields

    def _until(self, end: type) -> "Iterator[Event]":
        for event in self._events:
            if isinstance(event, end):
                return
            yield event

    def _repeat(self, anchor: str | None, line: int) -> Node:
        if anchor is None or anchor not in self._anchors:
            raise broken(Form.YAML, line, f"*{anchor} repeats something that is not complete there")
        node, size = self._anchors[anchor]
        self._nodes += size
        self._aliased += size
        if self._aliased > _MOST_ALIASED:
            raise broken(Form.YAML, line, f"aliases repeat more than {_MOST_ALIASED:,} values")
        return Node(line, node.value)
