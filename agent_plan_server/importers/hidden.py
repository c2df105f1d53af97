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
_FRONT_MATTER = "---"
_QUOTED_FILES = ("markdown", "md", "mdx")
_IN_SEQUENCE = re.compile(r"(#{1,6})\s+\W{0,3}(phase|task|step|sprint|week)\s+(\d{1,4})\b", re.I)
_MOST_LEAKS = 40


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
    hidden = dict.fromkeys(range(_end_of_front_matter(lines)), Kind.HIDDEN)
    remarks = []
    place = len(hidden)
    while place < len(lines):
        end, kind = _end_of_block(lines, place, closed)
        if end is None:
            remarks.append(f"The {'fence' if kind is Kind.CODE else 'comment'} of line {lines[place][0]} has no end.")
        elif kind is not None:
            hidden.update(dict.fromkeys(range(place, end + 1), kind))
            place = end
        place += 1
    return hidden, tuple(remarks)


def _end_of_front_matter(lines: Lines) -> int:
    if not lines or lines[0][1] != _FRONT_MATTER:
        return 0
    for place, (_, text) in enumerate(lines[1:], 1):
        if text == _FRONT_MATTER:
            return place + 1
    return 0


def _end_of_block(lines: Lines, place: int, closed: set[int]) -> tuple[int | None, Kind | None]:
    """The last place of the block that opens here; (place, None) when none does, None for the place when none ends."""
    text = lines[place][1]
    if match := _FENCE.match(text):
        fence, info = match.groups()
        if fence[0] == "~" or "`" not in info:
            return _find_fence_end(lines, place, fence, closed), Kind.CODE
    if "<!--" in text and "-->" not in text.rpartition("<!--")[2]:
        ends = (later for later in range(place + 1, len(lines)) if "-->" in lines[later][1])
        return next(ends, None), Kind.HIDDEN
    return place, None


def _find_fence_end(lines: Lines, place: int, fence: str, closed: set[int]) -> int | None:
    """A quoted Markdown file may hold fences of its own: those that name a language open a level of their own."""
    quotes_file = lines[place][1].strip().lstrip("`~").strip().casefold() in _QUOTED_FILES
    depth = 1
    for later in range(place + 1, len(lines)):
        if later in closed:
            return later - 1
        text = lines[later][1].strip()
        if not text.startswith(fence):
            continue
        if not text.strip(fence[0]):
            depth -= 1
        elif quotes_file:
            depth += 1
        if depth == 0:
            return later
    return None


def _swallowed(lines: Lines, hidden: dict[int, Kind]) -> Iterator[int]:
    """Headings in code that fill a gap between numbered headings outside it."""
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
