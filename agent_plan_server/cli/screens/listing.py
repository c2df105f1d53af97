"""A list of any view of the plan: its records in columns."""

from collections.abc import Iterator, Sequence

from agent_plan_server.cli.screens.glyphs import STATES
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Span, Style
from agent_plan_server.cli.screens.table import Column, lay_out
from agent_plan_server.models.page import Item, View
from agent_plan_server.models.page import Page as Found

# The fields of each view that are worth a column, and how wide; the one without a width takes the rest.
_FIELDS: dict[View, dict[str, int | None]] = {
    View.PLAN: {"phase": 10, "title": None, "state": 9, "finished": 6, "tasks": 6, "after": 12},
    View.PHASE: {"key": 14, "title": None, "state": 11, "agent": 14, "estimate": 10},
    View.TASK: {"part": 12, "name": 6, "number": 4, "key": 14, "state": 11, "agent": 12, "text": None},
    View.READY: {"key": 14, "title": None, "unblocks": 8, "estimate": 10, "held_by": 18},
    View.CLAIMS: {"task": 14, "agent": 14, "state": 9, "since": 20, "scope": None},
    View.DECISIONS: {"decision": 6, "state": 8, "question": None, "option": 14, "by": 12},
    View.CRITERIA: {"name": 5, "kind": 14, "state": 7, "text": None, "path": 24},
    View.RISKS: {"risk": None, "text": None, "agent": 14, "task": 12},
    View.ENTRIES: {"kind": 13, "phase": 5, "text": None, "fields": 24},
    View.AGENTS: {"agent": 20, "is_live": 7, "last_seen_at": 20, "holds": None},
    View.MESSAGES: {"id": 6, "from": 14, "to": 14, "kind": 8, "text": None},
    View.LOG: {"seq": 7, "actor": 14, "task": 10, "kind": 18, "said": None},
    View.SEARCH: {"key": 14, "title": None, "state": 11, "excerpt": 24},
}


def draw_listing(page: Page, found: Found) -> Iterator[Line]:
    if not found.total:
        yield page.line(f"Nothing in {found.view}.")
        return
    yield page.line(page.span(f"{found.view.upper()} ({found.total:,})", Style.STRONG), "·", found.plan)
    fields = {name: most for name, most in _FIELDS[found.view].items() if _is_used(name, found.items)}
    columns = [Column(most, title=name.replace("_", " ")) for name, most in fields.items()]
    yield from lay_out(page, [Column(3), *columns], [_row(page, item, list(fields)) for item in found.items])
    yield from draw_more(page, found)


def draw_more(page: Page, found: Found) -> Iterator[Line]:
    if found.cursor:
        words = f"{len(found.items):,} of {found.total:,}; the next: --cursor {found.cursor}"
        yield page.line(page.span(words, Style.DIM), indent=2)


def _is_used(name: str, items: Sequence[Item]) -> bool:
    return any(item.get(name) not in (None, "", []) for item in items)


def _row(page: Page, item: Item, fields: Sequence[str]) -> tuple[object, ...]:
    state = item.get("state")
    sign = page.state(state) if isinstance(state, str) and state in STATES else Span("")
    return sign, *(_say(item.get(name)) for name in fields)


def _say(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
