"""Browsing a plan: one page of one view, cut where a reply is full."""

import base64
import binascii
import json

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.models.page import Item, Page, View
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.shortening import REPLY_BYTES
from agent_plan_server.services.views import VIEWS, Row
from agent_plan_server.storage import Store, snapshot

# What a database can count to.
_LARGEST_MARK = 1 << 62


@snapshot
def show_plan(
    store: Store, view: str = View.PLAN, id: str | None = None, cursor: str | None = None, plan: str | None = None
) -> Page:
    """One page of a view; `id` names what the view is of (a phase, a task, a text to search …).

    Raises NotFound, and InvalidRequest for an unknown view, a missing id, or the cursor of another view.
    """
    found = find_plan(store, plan)
    chosen = _choose(view)
    listing = VIEWS[chosen](store, found, id, _read_cursor(chosen, cursor))
    kept = _fill(listing.rows)
    is_last = len(kept) == len(listing.rows) and not listing.has_more
    return Page(
        plan=found.slug,
        view=chosen,
        items=tuple(row.item for row in kept),
        total=listing.total,
        cursor=None if is_last or not kept else _write_cursor(chosen, kept[-1].mark),
        seq=store.events.last_seq(),
    )


def _choose(view: str) -> View:
    try:
        return View(view)
    except ValueError:
        known = ", ".join(View)
        raise InvalidRequest(f"There is no view {view[:40]!r}.", f"Choose one of: {known}.") from None


def _fill(rows: list[Row]) -> list[Row]:
    """As many as fit a reply, and at least one."""
    kept: list[Row] = []
    room = REPLY_BYTES
    for row in rows:
        room -= _size(row.item) + 1
        if kept and room < 0:
            break
        kept.append(row)
    return kept


def _size(item: Item) -> int:
    return len(json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode())


def _write_cursor(view: View, mark: int) -> str:
    return base64.urlsafe_b64encode(f"{view}:{mark}".encode()).decode().rstrip("=")


def _read_cursor(view: View, cursor: str | None) -> int | None:
    if not cursor:
        return None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        of_view, _, mark = text.partition(":")
        if of_view == view and 0 <= int(mark) < _LARGEST_MARK:
            return int(mark)
    except (binascii.Error, ValueError):
        pass
    raise InvalidRequest(f"{cursor[:40]!r} is no cursor of view '{view}'.", "Leave it out to begin at the top.")
