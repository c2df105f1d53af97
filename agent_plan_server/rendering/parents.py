"""Boxes above tasks: ticked when all below is done and the file is one that ticks them.

They are never unticked but where a render had ticked them.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.importers.text.outline import Item
from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.marks import TICK
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.spots import SpotKind
from agent_plan_server.rendering.units import Edit, Unit, Wanted


class _Parent(NamedTuple):
    item: Item
    lines: tuple[int, ...]
    depth: int  # how many are above it

    @property
    def is_ticked(self) -> bool:
        return read_mark(self.item.line.mark or "") is TaskStatus.COMPLETED


def units_of_parents(
    path: Path,
    page: Page,
    tasks: Mapping[int, TaskDraft],
    after: Mapping[int, TaskStatus],
    wanted: Mapping[str, Wanted],
) -> Iterator[Unit]:
    """A tick for each parent whose tasks are all finished now, where most such parents are ticked already.

    `tasks` and `after`: the tasks of the file by line, and the states that they will be in.
    """
    parents = list(_parents(page, tasks))
    done = [each for each in parents if all(tasks[line].status.is_finished for line in each.lines)]
    is_habit = sum(each.is_ticked for each in done) * 2 > len(done)
    for each in parents:
        boxes = page.boxes.get(each.item.number, ())
        if len(boxes) != 1:
            continue
        now = page.written_at(boxes[0].spot)
        new = None
        if not all(after[line].is_finished for line in each.lines):
            new = _before(each, now, tasks, wanted)
        elif is_habit and not each.is_ticked:
            new = page.marks.mark_for(TaskStatus.COMPLETED, now) or TICK
        if new is not None:
            below = tuple(key for line in each.lines if (key := tasks[line].key) in wanted)
            spot = boxes[0].spot._replace(kind=SpotKind.PARENT)
            edit = Edit(path, "", None, spot, now, new, each.depth, below)
            yield Unit("", None, each.item.number, (edit,), frozenset((TaskStatus.COMPLETED,)))


def _before(parent: _Parent, now: str, tasks: Mapping[int, TaskDraft], wanted: Mapping[str, Wanted]) -> str | None:
    """What stood in its box before the end of a task below was written, which is taken back now."""
    wishes = (wanted.get(tasks[line].key) for line in parent.lines)
    written = (each for wish in wishes if wish for each in wish.written)
    is_ours = (SpotKind.PARENT, parent.depth, now)
    return next((each.old for each in written if (each.kind, each.place, each.new) == is_ours), None)


def _parents(page: Page, tasks: Mapping[int, TaskDraft]) -> Iterator[_Parent]:
    """Items with a box that are no tasks themselves, with the tasks below them: nested, or numbered "3.1" below "3"."""
    for section in page.source.document.root.walk():
        for block in section.blocks:
            above: dict[str, list[int]] = {}
            for item in block.walk():
                if item.number in tasks and (number := _number_of(item)):
                    above.setdefault(number.rpartition(".")[0], []).append(item.number)
            for item in block.walk():
                if item.line.mark is None or item.number in tasks:
                    continue
                nested = [each.number for each in item.walk() if each.number in tasks]
                if lines := nested or above.get(_number_of(item) or "-", []):
                    yield _Parent(item, tuple(lines), _depth_of(item))


def _depth_of(item: Item) -> int:
    above = 0
    each = item
    while each.parent:
        each, above = each.parent, above + 1
    return above + _number_of(item).count(".")


def _number_of(item: Item) -> str:
    if item.line.ordinal:
        return item.line.ordinal.strip(".")
    return item.text.split(" ")[0].strip(".*_:") if item.text[:1].isdigit() or item.text[:2] == "**" else ""
