"""One phase: its goal, its tasks with their state, its criteria, the decisions in front of it."""

from collections.abc import Iterator

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.cli.screens.table import Column, lay_out
from agent_plan_server.cli.screens.work import draw_needs
from agent_plan_server.models.summary import CriterionLine, PhaseView, TaskLine

_CRITERIA = {"open": glyphs.PENDING, "met": glyphs.REPORTED, "failed": glyphs.FAILED, "waived": glyphs.WAIVED}


def draw_phase(page: Page, view: PhaseView) -> Iterator[Line]:
    done = sum(view.counts.get(state, 0) for state in ("verified", "reported", "waived", "skipped"))
    left = (page.span(f"Phase {view.number}", Style.STRONG), page.span(view.title, Style.STRONG), f"· {view.state}")
    yield page.spread(left, f"{done:,} of {view.tasks_total:,}")
    if view.goal:
        yield from page.paragraph(view.goal, indent=2, most=4)
    if view.waits_for:
        yield page.line(page.span("waits for", Style.WARNING), ", ".join(view.waits_for), indent=2)
    yield from draw_tasks(page, view.tasks)
    if view.tasks_total > len(view.tasks):
        words = f"{view.tasks_total - len(view.tasks):,} more: agent-plan export"
        yield page.line(page.span(words, Style.DIM), indent=2)
    yield from draw_criteria(page, view.criteria)
    if view.decisions:
        yield page.heading(glyphs.WAITING, "IN FRONT", len(view.decisions))
        yield from draw_needs(page, view.decisions)
    for rule in view.rules:
        yield from page.paragraph(f"- {rule}", indent=2, most=2)
    if view.other_open:
        yield page.line(page.span("also open:", Style.DIM), ", ".join(view.other_open))


def draw_tasks(page: Page, tasks: tuple[TaskLine, ...]) -> Iterator[Line]:
    columns = (Column(3), Column(14), Column(), Column(11), Column(14), Column(10))
    rows = [(page.state(t.state), t.key, t.title, t.state.replace("_", " "), t.agent, t.estimate) for t in tasks]
    yield from lay_out(page, columns, rows)


def draw_criteria(page: Page, criteria: tuple[CriterionLine, ...]) -> Iterator[Line]:
    if not criteria:
        return
    yield page.heading(glyphs.FINE, "CRITERIA", len(criteria))
    rows = [(page.glyph(_CRITERIA[c.state]), c.name, c.kind.replace("_", " "), c.text, c.path) for c in criteria]
    yield from lay_out(page, (Column(3), Column(5), Column(14), Column(), Column(24)), rows)
