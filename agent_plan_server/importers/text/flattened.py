"""Plans that went through a web page: headings end with ¶, lists are run together on one line.

The result is ordinary lines, each with the number of the line it stands on in the file.
"""

import re
from collections.abc import Iterator, Sequence

from agent_plan_server.importers.words.names import read_phase_name
from agent_plan_server.importers.words.roles import role_of

PILCROW = "¶"
_ENOUGH_PILCROWS = 2
_GLUED_BOX = re.compile(r"(?<=\S)\s+[-*+] (?=\[[ xX~/!-]\](?:\s|$))")
_GLUED_NUMBER = re.compile(r"(?<=\S)\s+(?=\d{1,2}\. \[[ xX]\]\s)")
# One of these is in whatever the two patterns find, behind the first sign of the line.
_GLUED = ("- [", "* [", "+ [", ". [")
_LEAD = re.compile(r"((?:\*\*)?[^\W\d_][^:\[\]`]{0,80}:(?:\*\*)?)\s+(?=[-*+] \S)")
_GLUED_PATHS = re.compile(r"(?<=\.md)(?=[A-Za-z][\w-]*/|[A-Z][A-Z_0-9]{3,}\.)")
_FIRST_GLUED = 4  # the first place for the bracket of a second box: "a - ["
_LONGEST_HEADING = 90


def is_flattened(lines: Sequence[str]) -> bool:
    return sum(line.endswith(PILCROW) for line in lines) >= _ENOUGH_PILCROWS


def unflatten(lines: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """The lines as (number, text), headings marked and lists set apart again; a healthy plan comes back unchanged."""
    if is_flattened(lines):
        return tuple(_restore(lines))
    has_headings = any(line.startswith("#") for line in lines)
    return tuple(_separate(lines, has_headings))


def _restore(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    level = 1
    for number, line in enumerate(lines, 1):
        if line.endswith(PILCROW):
            yield number, f"{'#' * level} {line.rstrip(PILCROW + ' ').lstrip('#').strip()}"
            level = 2
            continue
        for piece in _split_boxes(line):
            yield from ((number, part) for part in _split_lead(piece))


def _separate(lines: Sequence[str], has_headings: bool) -> Iterator[tuple[int, str]]:
    """Without ¶: only what cannot be prose is set apart (two boxes on one line; a lead and a box)."""
    for number, line in enumerate(lines, 1):
        if not has_headings and _was_heading(line, lines[number - 2] if number > 1 else ""):
            yield number, f"## {line}"
        elif line.lstrip().find("[", _FIRST_GLUED) > 0 and len(pieces := _split_boxes(line)) > 1:
            yield from ((number, piece) for piece in pieces)
        else:
            yield number, line


def _split_boxes(line: str) -> list[str]:
    """ "Tasks: - [x] a - [x] b" is a lead and two items; boxes in code quotes are left alone."""
    if not any(sign in line[1:] for sign in _GLUED) or ("] " not in line and not line.endswith("]")):
        return [line]
    pieces = []
    start = quotes = counted = 0
    for match in [*_GLUED_BOX.finditer(line), *_GLUED_NUMBER.finditer(line)]:
        place = match.start()
        quotes += line.count("`", counted, place) if place > counted else -line.count("`", place, counted)
        counted = place
        if quotes % 2 == 0:
            pieces.append(line[start:place].rstrip())
            start = place
    pieces.append(line[start:])
    return [pieces[0], *(piece.strip() for piece in pieces[1:])]


def _split_lead(piece: str) -> Iterator[str]:
    """ "Goal: - decide a - decide b" is a lead and two items, once the page is known to be flattened."""
    if (match := _LEAD.match(piece)) is None:
        yield from _GLUED_PATHS.split(piece) if piece.count(".md") > 2 else (piece,)
        return
    yield match.group(1)
    yield from (f"- {item}" for item in re.split(r"(?:^|\s+)- ", piece[match.end() :]) if item)


def _was_heading(line: str, before: str) -> bool:
    """A plan that lost its # marks: a short line that names a phase or a known section."""
    if not line or len(line) > _LONGEST_HEADING or line[0] in "-*+|#> \t" or line[-1] in ".:;,":
        return False
    name = read_phase_name(line)
    if name is not None:
        return bool(name.title) or not name.rest
    return not before and len(line.split()) <= 6 and ":" not in line and role_of(line) is not None
