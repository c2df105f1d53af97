"""One wish at a time: a task or a step that shall be in another state, and the ways to write that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.spots import Spot, SpotKind
from agent_plan_server.rendering.wording import wordings


class Written(NamedTuple):
    """What a render wrote into one spot, and what its author had there; `place` counts the spots of a task."""

    place: int
    kind: SpotKind
    old: str
    new: str


class Wanted(NamedTuple):
    """What the file shall say of a task: its state (None: as it is), and for steps by position whether they are done.

    `written` is what the last render wrote for the task: what stood there before comes back with the state it said.
    """

    status: TaskStatus | None = None
    steps: Mapping[int, bool] = {}
    written: tuple[Written, ...] = ()


class Edit(NamedTuple):
    """A change of one spot; `step` is the position of a step from 1, `task` is empty for a group of tasks.

    `place` is which spot of its task it is. `below` are the tasks whose end ticked the box of their parent.
    """

    path: Path
    task: str
    step: int | None
    spot: Spot
    old: str
    new: str
    place: int = 0
    below: tuple[str, ...] = ()


def written_for(edits: Iterable[Edit]) -> Iterator[tuple[str, Written]]:
    """What the next render must know of these edits, task by task, so that it can take them back."""
    for edit in edits:
        keys = edit.below if edit.spot.kind is SpotKind.PARENT else (edit.task,)
        for key in keys:
            if key and edit.step is None:
                yield key, Written(edit.place, edit.spot.kind, edit.old, edit.new)


class Left(NamedTuple):
    """What could not be written, and why."""

    path: Path | None
    task: str
    line: int | None
    reason: str


class Unit(NamedTuple):
    """The edits that write one state together: of a task, or of its step when `done` says so.

    `reads_as` are the states in which the next import may find the task then.
    """

    task: str
    step: int | None
    line: int | None
    edits: tuple[Edit, ...]
    reads_as: frozenset[TaskStatus]
    done: bool | None = None

    @property
    def wish(self) -> tuple[str, int | None]:
        return self.task, self.step

    @property
    def lines(self) -> set[int]:
        return {edit.spot.line for edit in self.edits}


NO_SPOT = "no box, status field or cell of it was found"
SHARED = "several tasks share the place where its state stands"
CANNOT_SAY = "the place where its state stands has no way to say {status}"


def units_of_task(path: Path, page: Page, task: TaskDraft, wanted: Wanted) -> list[Unit] | Left | None:
    """The ways to write the state of a task, best first; Left when there is none, None when it says it already."""
    status = wanted.status
    if status is None or status is task.status:
        return None
    places, stated = page.spots_of(task), page.stated_spots_of(task)
    if stated and page.says_its_state(task):
        places = [*stated, *places]
    if not places and (steps := page.spots_of_steps(task)):
        if status not in (TaskStatus.COMPLETED, TaskStatus.PENDING):
            # It is as far as its steps, which are wishes of their own.
            return [undo] if (undo := _undo(path, page, task, steps, wanted)) else None
        places = [steps]
    reason = CANNOT_SAY.format(status=status.replace("_", " ")) if places else NO_SPOT
    places += [spots for spots in stated if spots not in places]
    return units_at_places(path, page, task, places, wanted) or Left(path, task.key, task.line, reason)


def units_at_places(
    path: Path, page: Page, task: TaskDraft, places: Sequence[list[Spot]], wanted: Wanted
) -> list[Unit]:
    """The ways to write a state into all spots of one place; before them to put back what a render replaced there."""
    units = [undo for spots in places if (undo := _undo(path, page, task, spots, wanted))]
    if status := wanted.status:
        units += [unit for spots in places for unit in _units_at(path, page, task, spots, status)]
    return units


def _units_at(path: Path, page: Page, task: TaskDraft, spots: list[Spot], status: TaskStatus) -> Iterator[Unit]:
    """The ways to write a state into all of these spots at once."""
    columns = [list(wordings(page, spot, status)) for spot in spots]
    for row in zip_longest(*columns):
        # Where one spot has fewer ways than another, its best one is used again.
        chosen = [word or next(iter(column), None) for word, column in zip(row, columns, strict=True)]
        pairs = [(place, word) for place, word in enumerate(chosen) if word]
        edits = [_edit(path, page, task.key, None, spots[place], word.new, place) for place, word in pairs]
        if edits := [edit for edit in edits if edit.old != edit.new]:
            reads_as = frozenset((status, pairs[-1][1].reads_as))
            yield Unit(task.key, None, task.line, tuple(edits), reads_as)


def _undo(path: Path, page: Page, task: TaskDraft, spots: list[Spot], wanted: Wanted) -> Unit | None:
    """The last render of the task taken back, spot by spot, where what it wrote still stands there."""
    is_own = spots[0].kind is not SpotKind.CHECKLIST
    others = (SpotKind.PARENT, SpotKind.CHECKLIST) if is_own else set(SpotKind) - {SpotKind.CHECKLIST}
    written = [each for each in wanted.written if each.kind not in others]
    found = [(each, spots[each.place]) for each in written if each.place < len(spots)]
    edits = tuple(
        _edit(path, page, task.key, None, spot, each.old, each.place)
        for each, spot in found
        if (each.kind, each.new) == (spot.kind, page.written_at(spot))
    )
    if not edits or len(edits) < len(written) or wanted.status is None:
        return None
    return Unit(task.key, None, task.line, edits, frozenset((wanted.status,)))


def units_of_steps(path: Path, page: Page, task: TaskDraft, wanted: Wanted) -> Iterator[Unit]:
    """A unit for each step with a box that shall change; steps without a box say nothing."""
    reads_as = frozenset((task.status, TaskStatus.IN_PROGRESS, wanted.status or task.status))
    for position, step in enumerate(task.steps, 1):
        done = wanted.steps.get(position, step.done)
        spot = page.spot_of_step(step) if done is not step.done else None
        word = next(wordings(page, spot, TaskStatus.COMPLETED if done else TaskStatus.PENDING), None) if spot else None
        if spot and word:
            edit = _edit(path, page, task.key, position, spot, word.new)
            yield Unit(task.key, position, step.line, (edit,), reads_as, done)


def _edit(path: Path, page: Page, task: str, step: int | None, spot: Spot, new: str, place: int = 0) -> Edit:
    return Edit(path, task, step, spot, page.written_at(spot), new, place)
