"""What can be claimed, best first."""

from collections.abc import Iterator

from agent_plan_server.cli.screens.listing import draw_more
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.cli.screens.table import Column, lay_out
from agent_plan_server.models.page import Item
from agent_plan_server.models.page import Page as Found

_COLUMNS = (
    Column(3, is_right=True, title="#"),
    Column(14, title="task"),
    Column(title="title"),
    Column(8, is_right=True, title="unblocks"),
    Column(10, title="estimate"),
    Column(22, title="files free?"),
)


def draw_ready(page: Page, found: Found) -> Iterator[Line]:
    if not found.total:
        yield page.line("Nothing is ready.")
        yield from page.hints("agent-plan status", "agent-plan show decisions")
        return
    yield page.line(page.span(f"{found.total:,} ready, best first", Style.STRONG))
    rows = [(number, *_row(page, item)) for number, item in enumerate(found.items, start=1)]
    yield from lay_out(page, _COLUMNS, rows)
    yield from draw_more(page, found)


def _row(page: Page, item: Item) -> tuple[object, ...]:
    holder = item.get("held_by")
    free = page.span(f"no: {holder}", Style.WARNING) if holder else "yes"
    return item["key"], item["title"], item["unblocks"] or "-", item["estimate"] or "-", free
