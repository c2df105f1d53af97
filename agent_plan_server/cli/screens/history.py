"""The history, one event on one line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.glyphs import Glyph
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Span, Style
from agent_plan_server.models.record import Event

_SIGNS = {
    "task_claimed": glyphs.WORKING,
    "claim_lapsed": glyphs.LAPSED,
    "task_taken": glyphs.LAPSED,
    "task_completed": glyphs.REPORTED,
    "task_failed": glyphs.FAILED,
    "task_skipped": glyphs.SKIPPED,
    "task_proposed": glyphs.PROPOSED,
    "task_split": glyphs.SKIPPED,
    "task_merged": glyphs.FINE,
    "merge_refused": glyphs.FAILED,
    "decision_requested": glyphs.WAITING,
    "decision_taken": glyphs.GATE,
}
# What of an event is worth its place on the line, best first.
_TELLING = (
    "text",
    "reason",
    "question",
    "title",
    "option",
    "proof",
    "outside",
    "changes",
    "decision",
    "phase",
    "into",
    "holder",
    "source",
)
_SEQ_CELLS, _ACTOR_CELLS, _TASK_CELLS = 6, 12, 8


def draw_history(page: Page, events: Iterable[Event]) -> Iterator[Line]:
    for event in events:
        yield draw_event(page, event)


def draw_event(page: Page, event: Event) -> Line:
    """Fixed columns, so that lines that come later stand under those that came before."""
    sign = page.glyph(_sign(event))
    when = f"{event.at.astimezone():%d %b %H:%M}"
    columns: Sequence[Span] = (
        Span(f"{event.seq:>{_SEQ_CELLS}}", Style.DIM),
        page.span(when, Style.DIM),
        page.pad(page.span(event.actor), _ACTOR_CELLS),
        page.pad(page.span(event.task or "-"), _TASK_CELLS),
        sign,
        page.span(event.kind.replace("_", " ") + _tell(event.payload)),
    )
    return page.line(*columns)


def _sign(event: Event) -> Glyph:
    if event.payload.get("proof") == "verified":
        return glyphs.VERIFIED
    return _SIGNS.get(event.kind, glyphs.PENDING)


def _tell(payload: Mapping[str, object]) -> str:
    said = [_say(payload[name]) for name in _TELLING if payload.get(name)]
    return ": " + " · ".join(said[:3]) if said else ""


def _say(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
