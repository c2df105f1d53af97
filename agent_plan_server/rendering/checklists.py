"""Boxes of linked files that hold no tasks of their own: checklists that say how far the tasks of an index are."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from agent_plan_server.importers.words.titles import comparable
from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.rendering.boxes import Box
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.spots import Spot, SpotKind
from agent_plan_server.rendering.units import Unit, Wanted, units_at_places


class Checklists:
    """The pages of a plan that hold no tasks."""

    def __init__(self, pages: Mapping[Path, Page]) -> None:
        self._pages = pages
        self._boxes: dict[Path, list[Box]] = {}
        self._named: dict[Path, dict[str, list[Box]]] = {}
        for path, page in pages.items():
            self._boxes[path] = [box for boxes in page.boxes.values() for box in boxes]
            for box in self._boxes[path]:
                self._named.setdefault(path, {}).setdefault(box.words, []).append(box)

    def units_of(self, task: TaskDraft, wanted: Wanted, own: Sequence[Unit]) -> list[Unit]:
        """The ways to write a state into a box that bears the title, together with the task's own place or alone.

        Which of several boxes is meant is for the proof to say.
        """
        alone = list(self._alone(task, wanted))
        ways = [_together(one, other) for other in alone for one in own] + [*own, *alone]
        return sorted(ways, key=lambda unit: not _takes_back(unit, wanted))

    def _alone(self, task: TaskDraft, wanted: Wanted) -> Iterator[Unit]:
        for path, page in self._pages.items():
            places = [[_spot(box)] for box in self._boxes_of(path, task.title)]
            yield from units_at_places(path, page, task, places, wanted)

    def _boxes_of(self, path: Path, title: str) -> Sequence[Box]:
        exact = self._named.get(path, {}).get(comparable(title))
        return exact or [box for box in self._boxes[path] if box.names(title)]


def _spot(box: Box) -> Spot:
    return box.spot._replace(kind=SpotKind.CHECKLIST)


def _takes_back(unit: Unit, wanted: Wanted) -> bool:
    """Whether it puts back all that the last render of the task replaced, and no more."""
    written = {(each.kind, each.place, each.old) for each in wanted.written if each.kind is not SpotKind.PARENT}
    return written == {(edit.spot.kind, edit.place, edit.new) for edit in unit.edits}


def _together(one: Unit, other: Unit) -> Unit:
    return one._replace(edits=(*one.edits, *other.edits), reads_as=one.reads_as | other.reads_as)
