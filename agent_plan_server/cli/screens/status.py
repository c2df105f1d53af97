"""The status of a plan on 24 lines: needs you, moving, stuck, what would conflict, in this order."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.bar import draw_bar
from agent_plan_server.cli.screens.durations import say_work
from agent_plan_server.cli.screens.glyphs import Glyph
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.radar import draw_conflicts, draw_gaps, draw_unmerged
from agent_plan_server.cli.screens.styles import Line, Span, Style
from agent_plan_server.cli.screens.text import say_count
from agent_plan_server.cli.screens.work import draw_moving, draw_needs, draw_stuck
from agent_plan_server.models.radar import Radar
from agent_plan_server.models.summary import StatusSummary

_LINES = 24
_SAID = ("verified", "reported", "waived", "skipped", "failed", "blocked", "proposed")

T = TypeVar("T")


class _Most(NamedTuple):
    """How many lines each part may have."""

    needs: int
    moving: int
    stuck: int
    conflicts: int


_ROOMY, _TIGHT = _Most(5, 5, 3, 3), _Most(3, 2, 2, 2)


def draw_empty(page: Page) -> Iterator[Line]:
    yield page.line("No plan yet.")
    yield from page.hints("agent-plan init")


def draw_status(page: Page, summary: StatusSummary) -> Sequence[Line]:
    page = page._replace(now=summary.at)
    lines = list(_draw(page, summary, _ROOMY))
    return lines if len(lines) <= _LINES else list(_draw(page, summary, _TIGHT))


def _draw(page: Page, summary: StatusSummary, most: _Most) -> Iterator[Line]:
    yield page.spread((page.span(summary.title, Style.STRONG), "·", summary.phase), _who_and_when(summary))
    yield page.join(*draw_bar(page, summary.totals, summary.tasks), Span(" "), page.span(_count(summary)))
    yield from _part(
        page, glyphs.WAITING, "NEEDS YOU", summary.needs_you, summary.needs_you_total, most.needs, draw_needs
    )
    yield from _part(page, glyphs.WORKING, "MOVING", summary.moving, summary.moving_total, most.moving, draw_moving)
    yield from _part(page, glyphs.LAPSED, "STUCK", summary.stuck, summary.stuck_total, most.stuck, draw_stuck)
    yield from _radar(page, summary.radar, most.conflicts)
    yield ()
    yield from draw_unmerged(page, summary.radar)
    if not summary.needs_you and not summary.moving and not summary.stuck:
        yield page.line(_say_quiet(summary))
    if summary.phases:
        yield page.spread(_path(page, summary), _ready(summary))
    yield from _hint(page, summary.hint)


def _who_and_when(summary: StatusSummary) -> str:
    return f"{say_count(summary.agents, 'agent')} · {summary.at.astimezone():%H:%M}"


def _count(summary: StatusSummary) -> str:
    finished = sum(summary.totals[state] for state in ("verified", "reported", "waived", "skipped"))
    said = [f"{summary.totals[state]:,} {state}" for state in _SAID if summary.totals[state]]
    if summary.minutes_left:
        said.append(f"~{say_work(summary.minutes_left)} left")
    return " · ".join([f"{finished:,} of {summary.tasks:,}", *said])


def _part(
    page: Page,
    glyph: Glyph,
    words: str,
    items: Sequence[T],
    total: int,
    most: int,
    draw: Callable[[Page, Sequence[T]], Iterator[Line]],
    command: str = "agent-plan claims",
) -> Iterator[Line]:
    if not total:
        return
    shown = items if total <= most else items[: most - 1]
    yield ()
    yield page.heading(glyph, words, total)
    yield from draw(page, shown)
    if total > len(shown):
        yield page.line(page.span(f"{total - len(shown):,} more: {command}", Style.DIM), indent=2)


def _radar(page: Page, radar: Radar, most: int) -> Iterator[Line]:
    found, total, draw = radar.conflicts, radar.conflicts_total, partial(draw_conflicts, plan=radar.plan)
    yield from _part(page, glyphs.FAILED, "WOULD CONFLICT", found, total, most, draw, "agent-plan radar")
    yield from draw_gaps(page, radar)


def _path(page: Page, summary: StatusSummary) -> tuple[Span, ...]:
    if not summary.critical_path:
        return ()
    return page.span("critical path", Style.DIM), page.span(" → ".join(summary.critical_path))


def _ready(summary: StatusSummary) -> str:
    if not summary.ready:
        return "nothing is ready"
    return f"{summary.ready:,} ready: agent-plan ready"


def _say_quiet(summary: StatusSummary) -> str:
    return "No claims, and nothing needs you." if summary.phases else "No claims."


def _hint(page: Page, hint: str) -> Iterator[Line]:
    if hint.startswith("agent-plan"):
        yield from page.hints(hint)
    elif hint:
        yield page.line(hint)
