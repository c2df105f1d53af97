"""The plan of a rollback."""

from collections.abc import Iterator, Sequence

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Span, Style
from agent_plan_server.models.rollback import RollbackPlan


def draw_rollback(page: Page, plan: RollbackPlan, root: str) -> Iterator[Line]:
    yield page.line(page.span(f"To undo {plan.target}:", Style.STRONG), plan.title)
    yield page.line(Span("base      ", Style.DIM), plan.base_commit or "unknown: no attempt began in git", indent=2)
    for attempt in plan.attempts:
        branch = f", branch {attempt.branch}" if attempt.branch else ""
        yield page.line(
            Span("attempt   ", Style.DIM), f"{attempt.task}/{attempt.attempt} by {attempt.agent}{branch}", indent=2
        )
    yield from _fact(page, "files", plan.files)
    yield from _fact(page, "waits", plan.affected)
    yield from _fact(page, "kept", plan.kept_phases)
    if plan.affected_done:
        words = f"done on top of it: {', '.join(plan.affected_done)}"
        yield from page.paragraph(f"{page.glyph(glyphs.NOTICE).text} {words}", indent=2, style=Style.WARNING, most=4)
    for guidance in plan.guidance:
        yield from page.paragraph(f"- {guidance}", indent=2, most=4)
    if plan.commands:
        yield page.line(page.span(f"Nothing was changed. In {root}, look first:", Style.STRONG))
        for command in plan.commands:
            yield page.line(command, indent=2)


def _fact(page: Page, name: str, items: Sequence[str]) -> Iterator[Line]:
    if items:
        first, *more = page.paragraph(", ".join(items), indent=13, most=6)
        yield (Span(f"  {name:<11}", Style.DIM), *first[1:])
        yield from more
