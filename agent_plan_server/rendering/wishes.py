"""What a file shall say next: as imported, as stored and as it is now, task by task.

Only what the store has changed since the import is written. What somebody has changed in the file by hand is theirs:
it is reported and left to the next import.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from agent_plan_server.models.draft import StepDraft, TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.units import Left, Wanted, Written
from agent_plan_server.rules.matching import Landmark, Matching, landmark_of, match_tasks


class LiveTask(NamedTuple):
    """A task as it is stored and what the file said of it when it was imported, each with its phase."""

    stored: TaskDraft
    phase: str = ""
    draft: TaskDraft | None = None
    draft_phase: str | None = None
    written: tuple[Written, ...] = ()

    @property
    def key(self) -> str:
        return self.stored.key

    @property
    def status(self) -> TaskStatus:
        return self.stored.status

    @property
    def landmark(self) -> Landmark:
        """As it was imported: its title may have been edited since."""
        return landmark_of(self.draft or self.stored)

    @property
    def said(self) -> TaskStatus:
        """What the file said when it was imported."""
        return self.draft.status if self.draft else TaskStatus.PENDING

    @property
    def has_changed(self) -> bool:
        return self.status is not self.said.when_imported


class Wishes(NamedTuple):
    """`wanted` by key of the file, `pairs` from stored keys to keys of the file, `unsure` keys that may be several."""

    wanted: dict[str, Wanted]
    pairs: dict[str, str]
    unsure: frozenset[str]
    left: tuple[Left, ...]


def wish(live: Sequence[LiveTask], now: Sequence[TaskDraft]) -> Wishes:
    """What to write, and what cannot be written because the task is not found or was changed by hand."""
    matching = match_tasks((task.landmark for task in live), map(landmark_of, now))
    found = {task.key: task for task in now}
    wanted: dict[str, Wanted] = {}
    left: list[Left] = []
    for task in live:
        if task.key not in matching.pairs:
            left += _missing(task, matching)
            continue
        there = found[matching.pairs[task.key]]
        steps = dict(_steps(task, there))
        status = _status(task, there)
        if isinstance(status, Left):
            left.append(status)
            status = None
        if status or steps:
            wanted[there.key] = Wanted(status, steps, task.written)
    return Wishes(wanted, matching.pairs, frozenset(each.key for each in matching.unsure), tuple(left))


def _status(task: LiveTask, there: TaskDraft) -> TaskStatus | Left | None:
    if there.status is task.status or not task.has_changed:
        by_hand = there.status is not task.status and there.status is not task.said
        return _by_hand(task, there) if by_hand else None
    return task.status if there.status is task.said else _by_hand(task, there)


def _by_hand(task: LiveTask, there: TaskDraft) -> Left:
    says, knows = (status.replace("_", " ") for status in (there.status, task.status))
    return Left(
        None, task.key, there.line, f"somebody made it {says} in the file since the import; the store has {knows}"
    )


def _missing(task: LiveTask, matching: Matching) -> Iterator[Left]:
    if task.status is TaskStatus.PROPOSED or task.draft is None:
        return
    for unsure in matching.unsure:
        if unsure.key == task.key and task.has_changed:
            yield Left(None, task.key, None, f"it could be any of {', '.join(unsure.candidates)} in the file")
            return
    if task.has_changed:
        yield Left(None, task.key, None, "the file does not have it any more")


def _steps(task: LiveTask, there: TaskDraft) -> Iterator[tuple[int, bool]]:
    """Positions in the file of steps that the store has finished or opened since the import."""
    said = _by_text(task.draft.steps if task.draft else ())
    known = _by_text(task.stored.steps)
    for position, (text, step) in enumerate(_by_text(there.steps).items(), 1):
        stored, before = known.get(text), said.get(text)
        if stored is None or stored.done is step.done or (step.done and task.status is TaskStatus.COMPLETED):
            continue  # in some files the ticks of all steps are how a task is said to be completed
        if before is None or before.done is step.done:
            yield position, stored.done


def _by_text(steps: Sequence[StepDraft]) -> Mapping[tuple[str, int], StepDraft]:
    """Steps by their words; of equal ones the first, the second …"""
    seen: Counter[str] = Counter()
    named = {}
    for step in steps:
        named[step.text, seen[step.text]] = step
        seen[step.text] += 1
    return named
