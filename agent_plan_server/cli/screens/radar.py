"""Merges to come: which branches would conflict, and what waits to be merged."""

from collections.abc import Iterator, Sequence

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.cli.screens.table import Column, lay_out
from agent_plan_server.cli.screens.text import say_count
from agent_plan_server.models.radar import Conflict, Radar, Side

_COLUMNS = (Column(3), Column(24), Column(24), Column())


def draw_radar(page: Page, radar: Radar) -> Iterator[Line]:
    compared = f"{radar.branches} with work, {say_count(radar.pairs, 'pair')}"
    into = f"into {radar.into}" if radar.into else ""
    yield page.spread((page.span("RADAR", Style.STRONG), "·", compared), into)
    yield from draw_conflicts(page, radar.conflicts, radar.plan)
    if radar.branches and not radar.conflicts_total and not radar.unknown:
        yield page.line("Textually clean, as far as merging two of them shows.")
    if not radar.branches and not radar.trouble:
        yield page.line("No branch of a live or unmerged task has work of its own.")
    # Everything was looked at just now.
    yield from draw_gaps(page, radar, "that git cannot compare: git fsck tells why")
    yield from draw_unmerged(page, radar)


def draw_conflicts(page: Page, conflicts: Sequence[Conflict], plan: str) -> Iterator[Line]:
    rows = [
        (
            page.glyph(glyphs.FAILED),
            name_side(conflict.ours, plan),
            name_side(conflict.theirs, plan),
            _say_files(conflict),
        )
        for conflict in conflicts
    ]
    yield from lay_out(page, _COLUMNS, rows)


def draw_gaps(page: Page, radar: Radar, why: str = "not looked at: agent-plan radar") -> Iterator[Line]:
    """What is not known, and why."""
    if radar.unknown:
        yield page.line(page.span(f"{say_count(radar.unknown, 'pair')} of branches {why}", Style.DIM), indent=2)
    if radar.trouble:
        yield page.line(page.glyph(glyphs.NOTICE), f"radar: {radar.trouble}", indent=2)


def draw_unmerged(page: Page, radar: Radar, indent: int = 0) -> Iterator[Line]:
    if radar.unmerged:
        words = f"{say_count(radar.unmerged, 'completed task')} to merge, the oldest {page.age(radar.unmerged_since)}"
        yield page.line(f"{words}: agent-plan merge --all", indent=indent)


def name_side(side: Side, plan: str) -> str:
    """The task and its holder, with the plan where it is not the one that is looked at."""
    if side.task is None:
        return side.branch
    return f"{side.task} {side.agent}" + (f" of {side.plan}" if side.plan != plan else "")


def _say_files(conflict: Conflict) -> str:
    if not conflict.files:
        return "no history in common"
    more = f" +{conflict.files_total - 1}" if conflict.files_total > 1 else ""
    return f"{conflict.files[0]}{more}"
