"""Who holds what; or every attempt at one task."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.glyphs import Glyph
from agent_plan_server.cli.screens.listing import draw_more
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Span, Style
from agent_plan_server.cli.screens.table import Column, lay_out
from agent_plan_server.models.page import Item
from agent_plan_server.models.page import Page as Found

_COLUMNS = (
    Column(3),
    Column(14, title="task"),
    Column(14, title="holder"),
    Column(3, is_right=True, title="try"),
    Column(6, is_right=True, title="held"),
    Column(14, title="lease"),
    Column(title="files"),
)
_SIGNS = {
    "moving": glyphs.WORKING,
    "waiting": glyphs.WAITING,
    "lapsed": glyphs.LAPSED,
    "gone": glyphs.LAPSED,
    "completed": glyphs.REPORTED,
    "failed": glyphs.FAILED,
}
_STUCK = ("lapsed", "gone")


def draw_claims(page: Page, found: Found, task: str | None) -> Iterator[Line]:
    if not found.total:
        yield page.line(f"Nobody has tried {task} yet." if task else "No claims.")
        yield from page.hints(f"agent-plan claim {task}" if task else "agent-plan ready")
        return
    states = Counter(str(item["state"]) for item in found.items)
    counted = " · ".join(f"{count} {state}" for state, count in states.items())
    left = (page.span("ATTEMPTS" if task else "CLAIMS", Style.STRONG), task or "", counted)
    yield page.spread(left, f"as of seq {found.seq}, {page.now.astimezone():%H:%M:%S}")
    yield from lay_out(page, _COLUMNS, [_row(page, item) for item in found.items], indent=0)
    for item in found.items:
        if item["reason"]:
            yield page.line(page.span(f"{item['task']}/{item['attempt']}", Style.DIM), str(item["reason"]), indent=2)
    yield from draw_more(page, found)
    stuck = [str(item["task"]) for item in found.items if item["state"] in _STUCK]
    yield from page.hints(*[f"agent-plan take {key}" for key in stuck[:1]])


def _row(page: Page, item: Item) -> tuple[object, ...]:
    state = str(item["state"])
    sign: Glyph = _SIGNS.get(state, glyphs.PENDING)
    files = item["scope"] if isinstance(item["scope"], list) else []
    more = f" +{len(files) - 1}" if len(files) > 1 else ""
    return (
        page.glyph(sign),
        item["task"],
        item["agent"],
        item["attempt"],
        page.age(_moment(item["since"])),
        _lease(page, item, state),
        f"{files[0]}{more}" if files else "-",
    )


def _lease(page: Page, item: Item, state: str) -> Span:
    end = _moment(item["expires_at"])
    if state == "moving" and end:
        return page.span(f"{page.age(end)} left".replace("now left", "ends now"))
    if state == "lapsed" and end:
        return page.span(f"lapsed {page.age(end)}", Style.WARNING)
    words = {"gone": "server gone", "waiting": "stands still"}.get(state, state)
    return page.span(words, Style.WARNING if state in _STUCK else Style.PLAIN)


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None
