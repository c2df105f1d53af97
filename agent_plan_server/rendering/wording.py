"""What to write into a spot, so that it says a state as its file says states."""

from collections.abc import Iterator
from typing import NamedTuple

from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.records import unquote
from agent_plan_server.rendering.spots import Spot, SpotKind
from agent_plan_server.rendering.vocabulary import read_value, with_tail

_TRUTHS = ("true", "yes", "false", "no")


class Wording(NamedTuple):
    """The text for a spot, and the state as which it will be read."""

    new: str
    reads_as: TaskStatus


def wordings(page: Page, spot: Spot, status: TaskStatus) -> Iterator[Wording]:
    """The ways to write a state there, best first; none where it cannot be said."""
    for new in _texts(page, spot, status, page.written_at(spot)):
        yield Wording(new, _reading_of(spot, new) or status)


def _reading_of(spot: Spot, text: str) -> TaskStatus | None:
    """The state that a text says in such a spot."""
    if spot.kind in (SpotKind.BOX, SpotKind.CHECKLIST):
        return read_mark(text.strip())
    bare = unquote(text) if spot.kind is SpotKind.VALUE else text
    if bare.lower() in _TRUTHS:
        return TaskStatus.COMPLETED if bare.lower() in ("true", "yes") else TaskStatus.PENDING
    return read_value(bare)


def _texts(page: Page, spot: Spot, status: TaskStatus, now: str) -> Iterator[str]:
    match spot.kind:
        case SpotKind.BOX | SpotKind.CHECKLIST:
            if (mark := page.marks.mark_for(status, now)) is not None:
                yield mark
        case SpotKind.VALUE:
            yield from _scalars(page, spot, status, now)
        case SpotKind.CELL:
            if word := page.word_for(spot, status, now.strip()):
                yield fit_cell(word, now)
        case SpotKind.FIELD:
            if word := page.word_for(spot, status, now):
                yield word
                yield with_tail(word, now)
        case SpotKind.STATEMENT:
            if (word := page.statements.word_for(spot, status)) is not None:
                yield word


def _scalars(page: Page, spot: Spot, status: TaskStatus, now: str) -> Iterator[str]:
    """In the quotes of the present value; true and false stay true and false."""
    if now.lower() in _TRUTHS:
        truth = _TRUTHS[0:3:2] if now.lower() in ("true", "false") else _TRUTHS[1:4:2]
        new = truth[0 if status is TaskStatus.COMPLETED else 1]
        if status in (TaskStatus.COMPLETED, TaskStatus.PENDING) or new != now.lower():
            yield new.capitalize() if now[0].isupper() else new
        return
    quote = now[0] if now[:1] in ("'", '"') else ""
    if word := page.word_for(spot, status, unquote(now)):
        yield f"{quote}{word}{quote}"


def fit_cell(word: str, cell: str) -> str:
    """The word in a cell, as wide as the cell was where it fits."""
    bare = cell.strip()
    lead = cell[: len(cell) - len(cell.lstrip())] if bare else cell[:1]
    trail = " " if cell[-1:].isspace() else ""
    room = len(cell) - len(lead) - len(word)
    return f"{lead}{word}{' ' * room if room > 0 and trail else trail}"
