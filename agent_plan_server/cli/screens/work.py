"""Rows that several screens share: what needs a person, what moves, what is stuck."""

from collections.abc import Iterator, Sequence

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.cli.screens.table import Column, lay_out
from agent_plan_server.models.summary import Moving, Need, Stuck


def draw_needs(page: Page, needs: Sequence[Need]) -> Iterator[Line]:
    columns = (Column(3), Column(14), Column(), Column(5, is_right=True), Column(28))
    yield from lay_out(page, columns, [_need(page, need) for need in needs])


def draw_moving(page: Page, moving: Sequence[Moving]) -> Iterator[Line]:
    columns = (Column(14), Column(22), Column(14), Column(5, is_right=True), Column(8), Column())
    yield from lay_out(page, columns, [_moving(page, claim) for claim in moving])


def draw_stuck(page: Page, stuck: Sequence[Stuck]) -> Iterator[Line]:
    columns = (Column(14), Column(), Column(14), Column(12), Column(24))
    yield from lay_out(page, columns, [_stuck(page, claim) for claim in stuck])


def _need(page: Page, need: Need) -> tuple[object, ...]:
    sign = glyphs.GATE if need.kind == "gate" else glyphs.FAILED if need.kind == "failure" else glyphs.WAITING
    return page.glyph(sign), need.id, need.question, page.age(need.asked_at), page.span(need.command, Style.DIM)


def _moving(page: Page, claim: Moving) -> tuple[object, ...]:
    files = "1 file" if claim.files == 1 else f"{claim.files} files" if claim.files else ""
    if claim.waits_for:
        last: object = page.span(f"waits for {claim.waits_for}", Style.WARNING)
    elif claim.note:
        last = f'{page.age(claim.note_at)} ago "{claim.note}"'.replace("now ago", "now")
    else:
        last = ""
    return claim.task, claim.title, claim.agent, page.age(claim.since), files, last


def _stuck(page: Page, claim: Stuck) -> tuple[object, ...]:
    why = "server gone" if claim.why == "gone" else f"lapsed {page.age(claim.lapsed_at)}"
    return claim.task, claim.title, claim.agent, page.span(why, Style.WARNING), page.span(claim.command, Style.DIM)
