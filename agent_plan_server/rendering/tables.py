"""The rows of tables, cell by cell, and their status columns."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent_plan_server.importers.parts.rows import column_of
from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.rendering.source import Source, Span
from agent_plan_server.rendering.spots import Spot, SpotKind

_PIPE = re.compile(r"(?<!\\)\|")


class Row(NamedTuple):
    """A row below the header of its table; `columns` say what each cell is about, padding belongs to its cell."""

    header: int
    columns: tuple[str | None, ...]
    cells: tuple[Span, ...]

    def cell(self, column: str) -> Span | None:
        """The first of that meaning, which has it."""
        place = self.columns.index(column) if column in self.columns else len(self.cells)
        return self.cells[place] if place < len(self.cells) else None


def find_rows(source: Source) -> dict[int, Row]:
    """The rows of all tables by their lines, headers and rulers left out."""
    found: dict[int, Row] = {}
    header: int | None = None  # its line
    last: int | None = None
    columns: dict[int, tuple[str | None, ...]] = {}
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
            if header not in columns:
                columns[header] = tuple(_meaning(source, span) for span in _cells(source, header))
            found[line.number] = Row(header, columns[header], tuple(_cells(source, line.number)))
    return found


def status_cell(number: int, row: Row) -> Spot | None:
    """Where a row on that line says its state, padding included."""
    cell = row.cell("status")
    return Spot(SpotKind.CELL, number, cell, (row.header, row.columns.index("status"))) if cell else None


def _meaning(source: Source, cell: Span) -> str | None:
    return column_of(strip_decoration(source.shown(cell.of(source.text))).casefold())


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
