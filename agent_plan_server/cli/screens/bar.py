"""A bar that shows how far a plan is, in three inks."""

from collections.abc import Mapping, Sequence

from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Span, Style

_INKS = (
    (("verified", "waived"), "█", Style.GOOD),
    (("reported", "skipped"), "▓", Style.MOVING),
    (("failed",), "▒", Style.BAD),
)


def draw_bar(page: Page, totals: Mapping[str, int], tasks: int, cells: int = 20) -> Sequence[Span]:
    """Verified, reported, failed and the rest; whatever there is one of can be seen."""
    spans, left = [page.span("▕")], cells
    for states, sign, style in _INKS:
        count = sum(totals.get(state, 0) for state in states)
        share = min(left, max(round(count / tasks * cells), 1)) if count else 0
        spans.append(page.span(sign * share, style))
        left -= share
    return [*spans, page.span("░" * left, Style.DIM), page.span("▏")]
