"""Status fields: "**Status:** In progress", "Status: done", "**Status**: done | **Owner**: ada"."""

import re
from collections.abc import Iterator

from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.outline import read_field
from agent_plan_server.importers.words.fields import Fact, fact_of
from agent_plan_server.rendering.source import Source, Span
from agent_plan_server.rendering.spots import Spot, SpotKind
from agent_plan_server.rendering.vocabulary import read_value

_SEPARATOR = re.compile(r"\s+[|·•]\s+(?=\*\*|__)")
_MARKER = re.compile(r"\s*(?:(?:[-*+•◦▪‣·]|\d{1,3}[.)])\s+)?")
_AFTER_LABEL = re.compile(r"\s*(?:\*\*|__)?\s*(?:\([^()]{0,60}\)\s*)?[:：]\s*(?:\*\*|__)?[ \t\xa0\u3000]*")
_BOLD_WHOLE = re.compile(r"(\*\*|__)[^*_:：]{1,80}[:：]\s+[^*_]{1,120}\1$")
_COMMENT = re.compile(r"\s*<!--.*$")


def find_fields(source: Source) -> Iterator[Spot]:
    """Every status field that says a state, outside code and comments, in the order of the file."""
    below_status = False  # the first line below a heading "Status" is a value too
    for line in source.document.lines:
        if line.kind is Kind.HEADING:
            below_status = fact_of(line.text) is Fact.STATUS
        elif line.kind in (Kind.TEXT, Kind.ITEM):
            spots = [_value_line(source, line.number)] if below_status and line.kind is Kind.TEXT else []
            if not spots and (":" in line.text or line.text.endswith("**")):
                spots = list(_fields_of(source, line.number))
            yield from (spot for spot in spots if _says_a_state(spot.span.of(source.text)))
            below_status = False


def _says_a_state(value: str) -> bool:
    """What looks like code is not the word of a plan: "status: 'done'," """
    return value[0] not in "'\"" and value[-1] not in ",;{" and read_value(value) is not None


def _value_line(source: Source, number: int) -> Spot:
    start, end = source.lines[number - 1]
    text = source.text[start:end]
    lead = len(text) - len(text.lstrip())
    return Spot(SpotKind.FIELD, number, Span(start + lead, start + len(text.rstrip())), "field")


def _fields_of(source: Source, number: int) -> Iterator[Spot]:
    start, end = source.lines[number - 1]
    text = source.text
    marker = _MARKER.match(text, start, end)
    place = marker.end() if marker else start
    for match in (*_SEPARATOR.finditer(text, place, end), None):
        part = Span(place, match.start() if match else end)
        if span := _value_of(source, part):
            yield Spot(SpotKind.FIELD, number, span, "field")
        place = match.end() if match else end


def _value_of(source: Source, part: Span) -> Span | None:
    """Where the value of a status field stands; None when the part is no such field or cannot be found again."""
    text = part.of(source.text).rstrip()
    closing = 2 if _BOLD_WHOLE.match(text) else 0
    text = _COMMENT.sub("", text[: len(text) - closing])
    field = read_field(source.shown(text.lstrip("*_") if closing else text))
    if field is None or not field[1] or fact_of(field[0]) is not Fact.STATUS:
        return None
    label, value = field
    at = text.find(label)
    after = _AFTER_LABEL.match(text, at + len(label)) if at >= 0 else None
    if after is None or source.shown(text[after.end() :]) != value:
        return None
    return Span(part.start + after.end(), part.start + len(text))
