"""Data as text: the records of JSON and JSON Lines, and of YAML in front matter, with where their values stand."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from agent_plan_server.rendering.source import Source, Span

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n\r]*|/\*.*?\*/|[{}\[\],:]|[^\s{}\[\],:"]+', re.S)
_PAIR = re.compile(
    r"""[ \t]*(?:-[ \t]+)?(?P<quote>["']?)(?P<name>[\w.-]{1,60})(?P=quote)[ \t]*:[ \t]+(?P<value>\S.*)"""
)
_SCALAR = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#\[{>|&*!"'](?:[^#]|(?<=\S)#)*?(?=\s*$|\s+#)""")
_DASH = re.compile(r"([ \t]*)-(?:[ \t]|$)")
_FRONT_MATTER = "---"
_AT_MARGIN = re.compile(r"""(?:-[ \t]+)?["']?[\w.-]{1,60}["']?[ \t]*:(?:\s|$)|-$|[\]}#]|---|\.\.\.$""")


@dataclass(slots=True)
class Record:
    """One object of JSON, or one mapping of YAML; `values` are its scalars, quotes included."""

    first_line: int
    last_line: int = 0
    values: dict[str, Span] = field(default_factory=dict)
    above: "Record | None" = None

    def text(self, source: Source, name: str) -> str:
        """What a value says; empty when it has none."""
        return unquote(self.values[name].of(source.text)) if name in self.values else ""


def unquote(scalar: str) -> str:
    if scalar[:1] == '"':
        try:
            return str(json.loads(scalar, strict=False))
        except ValueError:
            return scalar.strip('"')
    return scalar[1:-1].replace("''", "'") if scalar[:1] == "'" else scalar


def is_json(source: Source) -> bool:
    bare = source.text.lstrip("\ufeff \t\r\n")
    return bare[:1] == "{" or (bare[:1] == "[" and bare[1:].lstrip()[:1] in ("{", '"', "]"))


def find_json(source: Source) -> list[Record]:
    """The objects of a text in the order in which they begin; what is not JSON is passed over."""
    records: list[Record] = []
    open_ones: list[Record | None] = []  # None for a list
    name: str | None = None
    before: re.Match[str] | None = None
    for token in _TOKEN.finditer(source.text):
        text = token.group()
        if text.startswith(("//", "/*")):
            continue
        if text in "{[":
            above = next((each for each in reversed(open_ones) if each), None)
            open_ones.append(Record(source.line_at(token.start()), above=above) if text == "{" else None)
            if opened := open_ones[-1]:
                records.append(opened)
            name = None
        elif text in "}]":
            closed = open_ones.pop() if open_ones else None
            if closed:
                closed.last_line = source.line_at(token.start())
            name = None
        elif text == ":":
            name = unquote(before.group()) if before else None
        elif text != "," and name is not None and open_ones and open_ones[-1]:
            open_ones[-1].values.setdefault(name, Span(*token.span()))
            name = None
        before = token
    return records


def find_blocks(source: Source, numbers: Iterable[int]) -> list[Record]:
    """The mappings of the YAML on these lines, the outermost first.

    Read line by line: what stands in flow style, in a block scalar or behind an alias is left alone.
    """
    records: list[Record] = []
    levels: list[tuple[int, Record]] = []  # indent of the names of each open mapping
    for number in numbers:
        text = source.line(number)
        if not text.strip():
            continue
        dash = _DASH.match(text)
        indent = len(text) - len(text.lstrip(" \t-")) if dash else len(text) - len(text.lstrip())
        while levels and indent < levels[-1][0]:
            levels.pop()
        begins = dash is not None and (not levels or len(dash.group(1)) < indent)
        if not levels or indent > levels[-1][0] or begins:
            if levels and levels[-1][0] == indent:
                levels.pop()
            record = Record(number, above=levels[-1][1] if levels else None)
            levels.append((indent, record))
            records.append(record)
        for _, record in levels:
            record.last_line = number
        if found := _pair(source, number):
            levels[-1][1].values.setdefault(*found)
    return records


def _pair(source: Source, number: int) -> tuple[str, Span] | None:
    start, end = source.lines[number - 1]
    match = _PAIR.match(source.text, start, end)
    scalar = _SCALAR.match(source.text, match.start("value"), end) if match else None
    return (match["name"], Span(*scalar.span())) if match and scalar else None


def yaml_lines(source: Source) -> range:
    """The lines between the marks of a front matter; all lines where every line at the margin is a key."""
    count = len(source.lines)
    if source.line(1).rstrip() == _FRONT_MATTER:
        end = next((number for number in range(2, count + 1) if source.line(number).rstrip() == _FRONT_MATTER), None)
        if end:
            return range(2, end)
    margin = (text for number in range(1, count + 1) if (text := source.line(number)) and not text[0].isspace())
    return range(1, count + 1 if all(_AT_MARGIN.match(text) for text in margin) else 1)
