"""The status column of each table, cell by cell."""

import re
from collections.abc import Iterator

from agent_plan_server.importers.parts.rows import column_of
from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.rendering.source import Source, Span
from agent_plan_server.rendering.spots import Spot, SpotKind

_PIPE = re.compile(r"(?<!\\)\|")


def find_cells(source: Source) -> dict[int, Spot]:
    """For each row of a table with a status column its cell there, padding included."""
    found: dict[int, Spot] = {}
    header: int | None = None  # its line
    last: int | None = None
    for line in source.document.lines:
        if line.kind is not Kind.ROW:
            header, last = (header, last) if line.kind is Kind.BLANK else (None, None)
            continue
        if header is None:
            header = line.number
        elif not line.text.strip(" |:-"):
            # A ruler: what stands above it is the header of what follows.
            header, last = last or header, None
        else:
            last = line.number
            if spot := _cell(source, header, line.number):
                found[line.number] = spot
    return found


def _cell(source: Source, header: int, row: int) -> Spot | None:
    columns = [_heading(source, header, span) for span in _cells(source, header)]
    cells = list(_cells(source, row))
    column = next((place for place, name in enumerate(columns) if column_of(name) == "status"), None)
    if column is None or column >= len(cells):
        return None
    return Spot(SpotKind.CELL, row, cells[column], (header, column))


def _heading(source: Source, header: int, cell: Span) -> str:
    return strip_decoration(source.shown(cell.of(source.text))).casefold()


def _cells(source: Source, number: int) -> Iterator[Span]:
    """Between unescaped bars; the bars at both ends bound no cell."""
    start, end = source.lines[number - 1]
    text = source.text
    bare = text[start:end].rstrip()
    first = start + len(bare) - len(bare.lstrip().lstrip("|"))
    last = max(first, start + len(bare.rstrip("|")))
    place = first
    for match in _PIPE.finditer(text, first, last):
        yield Span(place, match.start())
        place = match.end()
    yield Span(place, last)
