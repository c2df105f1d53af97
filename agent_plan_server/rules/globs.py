"""Two globs, and a path that both match: a dynamic programme over both, no regular expression.

It runs on two levels with the same steps: a pattern is a row of names, in which `**` stands for any number of names;
a name is a row of characters, in which `*` stands for any number of characters and `?` for one.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

_ANY_NAME = "x"


class _Level(NamedTuple):
    """What differs between rows of names and rows of characters."""

    star: str
    between_stars: str
    is_open: Callable[[str], bool]
    meet: Callable[[str, str], str | None]
    example: Callable[[str], str | None]


def meet_globs(a: Sequence[str], b: Sequence[str]) -> str | None:
    """A path matched by both rows of names, or None; no two `**` may be neighbours in a row."""
    found = _meet(_NAMES, a, b)
    return None if found is None else "/".join(found) or _ANY_NAME


def is_open(name: str) -> bool:
    """Holds a wildcard. Brackets and braces are letters: paths contain them."""
    return "*" in name or "?" in name


@lru_cache(maxsize=4096)
def _meet_names(a: str, b: str) -> str | None:
    if a == b and not is_open(a):
        return a
    if not is_open(a) and not is_open(b):
        return None
    found = _meet(_CHARACTERS, a, b)
    name = None if found is None else "".join(found)
    # Never the name of a file.
    return None if name in (".", "..") else name


def _meet_characters(a: str, b: str) -> str | None:
    if "?" in (a, b):
        return _example_of_character(b if a == "?" else a)
    return a if a == b else None


def _example_of_character(character: str) -> str:
    return "x" if character == "?" else character


_CHARACTERS = _Level("*", "x", "?".__eq__, _meet_characters, _example_of_character)
_NAMES = _Level("**", "", is_open, _meet_names, lambda name: _meet_names("*", name))


def _meet(level: _Level, a: Sequence[str], b: Sequence[str]) -> list[str] | None:
    rows = _reach(level, a, b)
    if rows is None or not rows[-1] >> len(b) & 1:
        return None
    return _walk_back(level, a, b, rows)


def _reach(level: _Level, a: Sequence[str], b: Sequence[str]) -> list[int] | None:
    """For each length of a's beginning, the lengths of b's beginnings that it can meet, as bits; None at a dead end."""
    stars = sum(1 << place for place, token in enumerate(b) if token == level.star)
    everything = (2 << len(b)) - 1
    matching = _index(level, b)
    rows = [1 | (stars & 1) << 1]
    for token in a:
        row = rows[-1]
        if token == level.star:
            # A star swallows as much of b as it likes: every bit from the lowest one upwards.
            row = everything & -(row & -row)
        else:
            row = row & (stars << 1) | (row & matching(token)) << 1
            row |= (row & stars) << 1
        if not row:
            return None
        rows.append(row)
    return rows


def _index(level: _Level, b: Sequence[str]) -> Callable[[str], int]:
    """Answers, for a token, at which places of b it can stand, as bits."""
    plain: dict[str, int] = {}
    wild: list[tuple[int, str]] = []
    for place, token in enumerate(b):
        if token == level.star:
            continue
        if level.is_open(token):
            wild.append((1 << place, token))
        else:
            plain[token] = plain.get(token, 0) | 1 << place

    def matching(token: str) -> int:
        if not level.is_open(token):
            return plain.get(token, 0) | sum(bit for bit, other in wild if level.meet(token, other) is not None)
        every = [*((bits, other) for other, bits in plain.items()), *wild]
        return sum(bits for bits, other in every if level.meet(token, other) is not None)

    return matching


def _walk_back(level: _Level, a: Sequence[str], b: Sequence[str], rows: list[int]) -> list[str]:
    """The tokens of one common row, found from the end; stars swallow before they begin, which gives real names."""
    i, j = len(a), len(b)
    found: list[str | None] = []
    while i or j:
        star_a, star_b = i > 0 and a[i - 1] == level.star, j > 0 and b[j - 1] == level.star
        if not star_a and not star_b:
            i, j = i - 1, j - 1
            found.append(level.meet(a[i], b[j]))
            continue
        can_leave_b = j > 0 and bool(rows[i] >> (j - 1) & 1)
        can_leave_a = i > 0 and bool(rows[i - 1] >> j & 1)
        if can_leave_b and (star_a or not can_leave_a):
            j -= 1
            found.append(level.between_stars if star_a and star_b else level.example(b[j]) if star_a else "")
        else:
            i -= 1
            found.append(level.between_stars if star_a and star_b else level.example(a[i]) if star_b else "")
    return [token for token in reversed(found) if token]
