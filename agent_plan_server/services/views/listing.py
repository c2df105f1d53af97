"""What a view answers with, and how items are cut so that none fills a reply."""

from collections.abc import Callable
from typing import NamedTuple

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.models.page import Item
from agent_plan_server.models.plan import Plan
from agent_plan_server.services.shortening import shorten
from agent_plan_server.storage import Store

PAGE = 120
ALL = 2_000
TITLE_CHARACTERS = 160
TEXT_CHARACTERS = 500
_PART_BYTES = 2_000
_LIST_ITEMS = 20
_LIST_CHARACTERS = 200


class Row(NamedTuple):
    """An item, and the mark after which the next page begins."""

    mark: int
    item: Item


class Listing(NamedTuple):
    rows: list[Row]
    total: int
    has_more: bool = False


# Of a plan, with the id that the caller named, after a mark (absent at the top).
Lister = Callable[[Store, Plan, str | None, int | None], Listing]


def need_id(value: str | None, view: str, what: str) -> str:
    if not value or not value.strip():
        raise InvalidRequest(f"The view {view!r} needs an id.", f"Pass {what} as `id`.")
    return value


def slice_items(items: list[Item], after: int | None) -> Listing:
    begin = max(after or 0, 0)
    rows = [Row(place, _cap(item)) for place, item in enumerate(items[begin : begin + PAGE], start=begin + 1)]
    return Listing(rows, len(items), begin + PAGE < len(items))


def _cap(item: Item) -> Item:
    """No single value may fill a reply."""
    return {name: _cap_value(value) for name, value in item.items()}


def _cap_value(value: str | int | bool | list[str] | None) -> str | int | bool | list[str] | None:
    if isinstance(value, str):
        return _cap_text(value)
    if isinstance(value, list):
        return [shorten(text, _LIST_CHARACTERS) for text in value[:_LIST_ITEMS]]
    return value


def _cap_text(text: str) -> str:
    return text if len(text.encode()) <= _PART_BYTES else next(iter(_pieces(text))) + "…"


def split_text(part: str, text: str, head: Item | None = None) -> list[Item]:
    """One item, or as many as it takes to show a long text whole."""
    pieces = _pieces(text)
    if len(pieces) <= 1:
        return [{"part": part, **(head or {}), "text": text}] if text else []
    return [
        {"part": f"{part} {number}/{len(pieces)}", **(head or {}), "text": piece}
        for number, piece in enumerate(pieces, start=1)
    ]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    while text:
        piece = text.encode()[:_PART_BYTES].decode(errors="ignore")
        pieces.append(piece)
        text = text[len(piece) :]
    return pieces
