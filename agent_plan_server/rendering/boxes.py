"""Check boxes on the lines of a file: where exactly the mark stands, also where several share a line."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.lines import Line
from agent_plan_server.importers.words.titles import comparable
from agent_plan_server.rendering.source import Source, Span
from agent_plan_server.rendering.spots import Spot, SpotKind

_NUMBER = r"\d{1,4}(?:[.-]\d{1,4}){0,4}"
_LEAD = re.compile(
    rf"\s*(?:#{{1,6}}\s*)?(?:(?:[-*+•◦▪‣·]|\(?(?:{_NUMBER}|[a-zA-Z])[.)])\s+)?(?:{_NUMBER}\.?\s+)?(?=\[|[☐⬜☑☒])"
)
_GLUED = re.compile(r"(?<=\S)\s+(?:[-*+]|\d{1,2}\.) (?=\[)")
_MARK = re.compile(r"\[([^\[\]\n]{0,6})\](?![\w(\[])|([☐⬜☑☒])")
_IS_MARK = re.compile(r"[xX]|[^\w]|")


class Box(NamedTuple):
    spot: Spot
    words: str

    def names(self, title: str) -> bool:
        wanted = comparable(title)
        return bool(wanted) and wanted in self.words


def find_boxes(source: Source) -> dict[int, tuple[Box, ...]]:
    """The boxes of each line that has some; a line on which they cannot be told apart has none here."""
    lines: dict[int, list[Line]] = {}
    for line in source.document.lines:
        if line.mark is not None or (line.kind is Kind.HEADING and line.text.startswith("[")):
            lines.setdefault(line.number, []).append(line)
    found = {number: tuple(_boxes_of(source, number, read)) for number, read in lines.items()}
    return {number: boxes for number, boxes in found.items() if len(boxes) == len(lines[number])}


def _boxes_of(source: Source, number: int, read: list[Line]) -> Iterator[Box]:
    start = source.lines[number - 1].start
    text = source.line(number)
    spans = [span for place in _starts(text, several=len(read) > 1) if (span := _mark_at(source, text, place))]
    for span, line in zip(spans, read, strict=False):
        spot = Spot(SpotKind.BOX, number, Span(start + span.start, start + span.end))
        yield Box(spot, comparable(line.text))


def _starts(text: str, *, several: bool) -> Iterator[int]:
    """Where on a line a box may begin: after its marker, and after the markers of items that were glued to it."""
    if lead := _LEAD.match(text):
        yield lead.end()
    if several:
        yield from (match.end() for match in _GLUED.finditer(text) if text.count("`", 0, match.start()) % 2 == 0)


def _mark_at(source: Source, text: str, place: int) -> Span | None:
    match = _MARK.match(text, place)
    if match is None or not _IS_MARK.fullmatch(source.shown(match.group(1) or "")):
        return None
    return Span(*match.span(1 if match.group(1) is not None else 2))
