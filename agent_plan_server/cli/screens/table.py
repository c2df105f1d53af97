"""Records in columns: each as wide as it needs, one of them cut so that the line fits the page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Span
from agent_plan_server.cli.screens.text import count_cells

_GAP = 2
_LEAST = 8


class Column(NamedTuple):
    """`most` is the widest it gets; the column without a limit takes what the others leave."""

    most: int | None = None
    is_right: bool = False
    title: str = ""


def lay_out(page: Page, columns: Sequence[Column], rows: Sequence[Sequence[object]], indent: int = 2) -> Iterator[Line]:
    """One line for each row, in columns; a cell is text or a Span."""
    cells = [[_cell(page, value) for value in row] for row in rows]
    if cells and any(column.title for column in columns):
        cells.insert(0, [page.span(column.title) for column in columns])
    widths = _widths(page, columns, cells, indent)
    for row in cells:
        yield (Span(" " * indent), *_row(page, columns, row, widths))


def _cell(page: Page, value: object) -> Span:
    return value if isinstance(value, Span) else page.span("" if value is None else value)


def _widths(page: Page, columns: Sequence[Column], rows: list[list[Span]], indent: int) -> list[int]:
    needed = [max((count_cells(row[place].text) for row in rows), default=0) for place in range(len(columns))]
    # No narrower than its title.
    widths = [
        min(need, max(column.most, len(column.title)) if column.most else need)
        for need, column in zip(needed, columns, strict=True)
    ]
    over = sum(widths) + _GAP * (sum(1 for width in widths if width) - 1) + indent - page.width
    # The column without a limit gives way first, then the others from the right.
    order = sorted(range(len(columns)), key=lambda place: (columns[place].most is not None, -place))
    for place in order:
        if over <= 0:
            break
        given = min(over, max(widths[place] - _LEAST, 0))
        widths[place] -= given
        over -= given
    return widths


def _row(page: Page, columns: Sequence[Column], row: list[Span], widths: list[int]) -> Iterator[Span]:
    shown = [place for place, width in enumerate(widths) if width]
    for place in shown:
        span = page.span(row[place].text, row[place].style, widths[place])
        pad = " " * (widths[place] - count_cells(span.text))
        is_last = place == shown[-1]
        if columns[place].is_right:
            yield Span(pad)
        yield span
        if not is_last:
            yield Span((pad if not columns[place].is_right else "") + " " * _GAP)
