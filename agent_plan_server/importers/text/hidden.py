"""What stands in a plan and is not its text: code, comments, front matter."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

Lines = tuple[tuple[int, str], ...]


class Kind(StrEnum):
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    CODE = "code"
    BLANK = "blank"
    RULE = "rule"
    TEXT = "text"
    HIDDEN = "hidden"  # comments and front matter


_FENCE = re.compile(r"\s*(`{3,}|~{3,})(.*)")
FRONT_MATTER = "---"
_QUOTED_FILES = ("markdown", "md", "mdx")
_IN_SEQUENCE = re.compile(r"(#{1,6})\s+\W{0,3}(phase|task|step|sprint|week)\s+(\d{1,4})\b", re.I)
_MOST_LEAKS = 40
_FENCE_LINES = 3
_HEADING = re.compile(r"#{1,2}\s+\S")


def find_hidden(lines: Lines) -> tuple[dict[int, Kind], tuple[str, ...]]:
    """Which places (counted from 0) hold code, comments or front matter, and remarks on what has no end.

    A fence or comment that is never closed is stray: what follows is read, so that no work is lost in it. Where a
    quoted file leaks out of its fence, "Task 3" between "Task 2" and "Task 4" shows that the fence was over.
    """
    closed: set[int] = set()
    for _ in range(_MOST_LEAKS):
        hidden, remarks = _hide(lines, closed)
        leaks = set(_swallowed(lines, hidden)) - closed
        if not leaks:
            break
        closed |= leaks
    return hidden, remarks


def _hide(lines: Lines, closed: set[int]) -> tuple[dict[int, Kind], tuple[str, ...]]:
    hidden = dict.fromkeys(range(end_of_front_matter(lines)), Kind.HIDDEN)
    blocks = _Blocks(lines, closed)
    place, end_of_all = len(hidden), len(lines)
    if around := _fence_around(lines, place):
        hidden.update(dict.fromkeys(around, Kind.HIDDEN))
        place, end_of_all = around[0] + 1, around[1]
    while place < end_of_all:
        text = lines[place][1]
        may_open = "```" in text or "~~~" in text or "<!--" in text
        end, kind = blocks.end_of(place) if may_open else (None, None)
        if end is not None and kind is not None:
            hidden.update(dict.fromkeys(range(place, end + 1), kind))
            place = end
        place += 1
    return hidden, tuple(blocks.remarks)


def end_of_front_matter(lines: Lines) -> int:
    """How many lines it has, both marks included; none when the text does not begin with it."""
    if not lines or lines[0][1] != FRONT_MATTER:
        return 0
    for place, (_, text) in enumerate(lines[1:], 1):
        if text == FRONT_MATTER:
            return place + 1
    return 0


def _fence_around(lines: Lines, start: int) -> tuple[int, int] | None:
    """The first and last line when they fence the whole text and a heading stands below: the plan is in the fence."""
    places = [place for place in range(start, len(lines)) if lines[place][1].strip()]
    if len(places) <= _FENCE_LINES or (opener := _FENCE.match(lines[places[0]][1])) is None:
        return None
    fence, info = opener.groups()
    if info.strip().casefold() not in ("", *_QUOTED_FILES) or lines[places[-1]][1].strip() != fence:
        return None
    is_text = any(_HEADING.match(lines[place][1]) for place in places[1:3])
    return (places[0], places[-1]) if is_text and _is_closed_last(lines, places, fence) else None


def _is_closed_last(lines: Lines, places: list[int], fence: str) -> bool:
    """What opens and closes inside is even: the last fence closes the first one, not one of its own."""
    return sum(lines[place][1].strip().startswith(fence) for place in places[1:-1]) % 2 == 0


class _Blocks:
    """Finds where fences and comments end; what was once found to have no end is not looked for again."""

    def __init__(self, lines: Lines, closed: set[int]) -> None:
        self._lines = lines
        self._closed = closed
        self._endless: set[str] = set()
        self.remarks: list[str] = []

    def end_of(self, place: int) -> tuple[int | None, Kind | None]:
        """The last place of the block that opens here, and its kind; the kind is None when none opens."""
        text = self._lines[place][1]
        if match := _FENCE.match(text):
            fence, info = match.groups()
            if fence[0] == "~" or "`" not in info:
                nests = info.strip().casefold() in _QUOTED_FILES
                return self._find(place, fence, nests=nests), Kind.CODE
        if "<!--" in text and "-->" not in text.rpartition("<!--")[2]:
            return self._find(place, "<!--", nests=False), Kind.HIDDEN
        return None, None

    def _find(self, place: int, opener: str, *, nests: bool) -> int | None:
        if opener in self._endless:
            return None
        end = self._comment_end(place) if opener == "<!--" else self._fence_end(place, opener, nests=nests)
        if end is None and nests:
            end = self._fence_end(place, opener, nests=False)
        if end is None:
            self._endless.add(opener)
            what = "comment" if opener == "<!--" else "fence"
            self.remarks.append(f"The {what} of line {self._lines[place][0]} has no end: what follows was read.")
        return end

    def _comment_end(self, place: int) -> int | None:
        return next((later for later in range(place + 1, len(self._lines)) if "-->" in self._lines[later][1]), None)

    def _fence_end(self, place: int, fence: str, *, nests: bool) -> int | None:
        """A quoted Markdown file may hold fences of its own: those that name a language open a level of their own."""
        depth = 1
        for later in range(place + 1, len(self._lines)):
            if later in self._closed:
                return later - 1
            text = self._lines[later][1].strip()
            if text.startswith(fence):
                depth += -1 if not text.strip(fence[0]) else int(nests)
            if depth == 0:
                return later
        return None


def _swallowed(lines: Lines, hidden: dict[int, Kind]) -> Iterator[int]:
    """Headings in code that fill a gap between numbered headings outside it."""
    if not hidden:
        return
    series: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for place, (_, text) in enumerate(lines):
        if text[:1] == "#" and (match := _IN_SEQUENCE.match(text)):
            level, word, number = match.groups()
            series.setdefault((level, word.casefold()), []).append((place, int(number)))
    for same in series.values():
        shown = [each for each in same if each[0] not in hidden]
        for (before, first), (after, second) in pairwise(shown):
            if second > first + 1:
                yield from [place for place, number in same if before < place < after and number == first + 1][:1]
