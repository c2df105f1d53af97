"""What a line of work says of its own state besides its box: "✅ Title", "Title — DONE", "Title [IN PROGRESS]".

Only words that are nothing but a state are taken, and only the file's own words for another state are put there. A
statement may be empty: where open tasks say nothing and finished ones end with a ✅, nothing is the word for open.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.lines import Line
from agent_plan_server.importers.words.states import is_status_word, read_emoji
from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.source import Source, Span
from agent_plan_server.rendering.spots import Spot, SpotKind

_START = re.compile(
    r"\s*(?:#{1,6}\s+)?(?:(?:[-*+•◦▪‣·]|\(?(?:\d{1,4}(?:[.-]\d{1,4}){0,4}|[a-zA-Z])[.)])\s+)?"
    r"(?:\[[^\[\]\n]{0,6}\](?:\s+|$)|[☐⬜☑☒]\s+)?"
)
_END = re.compile(r"(?:\s*<!--[^<>]{0,200}-->)*\s*$")
_LEAD = re.compile(r"(?:\[[^\[\]\n]{1,30}\]|[^\s\w]{1,12})\s+")
_SPACE = re.compile(r"\s+|(?<=\S)(?=[（［])")
_IN_BRACKETS = re.compile(r"(?:\*\*|__)?[\[(]([^()\[\]]{1,40})[\])](?:\*\*|__)?")
_JOINED = re.compile(r"(?:[-–—|:]+\s*|(?=\*\*|__))(\S.{0,40})")
_SIGN = re.compile("[\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]")
_EMPHASIS = "*_` "
_LONGEST = 60
_MOST_WORDS = 5
_FEWEST = 2  # lines of a file that make a habit


class Stated(NamedTuple):
    """The statements of a line, in front of its words and behind them."""

    lead: Spot
    tail: Spot
    is_heading: bool

    @property
    def spots(self) -> tuple[Spot, Spot]:
        return self.lead, self.tail

    @property
    def says_something(self) -> bool:
        return any(spot.span.start < spot.span.end for spot in self.spots)


class Statements:
    """The statements of the tasks of one file, and how it says each state."""

    def __init__(self, source: Source, tasks: Iterable[TaskDraft]) -> None:
        self._source = source
        lines = {line.number: line for line in source.document.lines if line.kind in (Kind.HEADING, Kind.ITEM)}
        self._at: dict[int, Stated] = {}
        self._words: dict[tuple[Hashable, TaskStatus], Counter[str]] = {}
        for task in tasks:
            if task.line in lines and task.line not in self._at:
                self._add(lines[task.line], task.status)

    def at(self, line: int) -> Stated | None:
        return self._at.get(line)

    def word_for(self, spot: Spot, status: TaskStatus) -> str | None:
        """The file's commonest way to say that state at such a place; None to leave it as it is."""
        said = self._words.get((spot.group, status), Counter[str]())
        is_empty = spot.span.start == spot.span.end
        if self._at[spot.line].is_heading:
            # Its link is made of its words: a mark of a state may take the place of another, no more.
            own = spot.span.of(self._source.text)
            marks = (text for text, _ in said.most_common() if self._are_marks(own, text))
            return None if is_empty else next(marks, None)
        if is_empty and _SIGN.search(self._source.shown(self._source.line(spot.line))):
            return None  # beside a sign of something else it would be misread
        text, count = next(iter(said.most_common(1)), ("", 0))
        is_usual = count >= _FEWEST and count * 2 > said.total()
        return text if is_usual or (text and not is_empty) else None

    def _add(self, line: Line, status: TaskStatus) -> None:
        lead, tail = _spans(self._source, line.number)
        sort = (line.kind, line.level, line.mark is not None)
        spots = [Spot(SpotKind.STATEMENT, line.number, span, (sort, place)) for place, span in enumerate((lead, tail))]
        self._at[line.number] = stated = Stated(spots[0], spots[1], line.kind is Kind.HEADING)
        for spot in stated.spots:
            self._words.setdefault((spot.group, status), Counter())[spot.span.of(self._source.text)] += 1

    def _are_marks(self, *texts: str) -> bool:
        """Whether each has a sign of a state, or stands in brackets."""
        shown = [self._source.shown(text) for text in texts]
        return all(_SIGN.search(text) or _IN_BRACKETS.fullmatch(text) for text in shown)


def _spans(source: Source, number: int) -> tuple[Span, Span]:
    start, end = source.lines[number - 1]
    text = source.text
    begin = match.end() if (match := _START.match(text, start, end)) else start
    end = max(begin, match.start()) if (match := _END.search(text, max(begin, end - 1000), end)) else end
    lead = _LEAD.match(text, begin, end)
    first = lead.end() if lead and _says_a_state(source.shown(lead.group())) else begin
    return Span(begin, first), _tail(source, first, end)


def _tail(source: Source, start: int, end: int) -> Span:
    """The longest end of a line that is nothing but a state, with the space in front; empty when there is none."""
    text = source.text
    for last in (end, end - 2) if text[end - 2 : end] in ("**", "__") else (end,):
        places = [match.span() for match in _SPACE.finditer(text, max(start + 1, last - _LONGEST), last)]
        for before, after in places[-_MOST_WORDS:]:
            said = text[after:last]
            if said.count("**") % 2 == 0 and _says_a_state(source.shown(said)):
                return Span(before, last)
    return Span(end, end)


def _says_a_state(shown: str) -> bool:
    """A sign of a state, with or without its word; a word alone in brackets, in bold or behind a dash."""
    bare = shown.strip(_EMPHASIS)
    signs = [sign for sign in _SIGN.findall(bare) if read_emoji(sign)]
    words = _SIGN.sub("", bare).strip(_EMPHASIS + ".!")
    if signs and (not words or _is_state(words)):
        return len(signs) == len(_SIGN.findall(bare))
    match = None if signs else _IN_BRACKETS.fullmatch(shown) or _JOINED.fullmatch(shown)
    return match is not None and _is_state(match.group(1))


def _is_state(words: str) -> bool:
    match = _IN_BRACKETS.fullmatch(words.strip())
    return is_status_word((match.group(1) if match else words).strip(_EMPHASIS + "-–—:|.!")) is not None
