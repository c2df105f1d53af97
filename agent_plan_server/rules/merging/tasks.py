"""One task: its words, files, needs, steps and state, as imported, as stored and as in the file."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from agent_plan_server.models.difference import DifferenceKind, Taking
from agent_plan_server.models.draft import StepDraft, TaskDraft
from agent_plan_server.models.export import TaskExport
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rules.merging.ledger import Ledger, Place, merge_names, merge_value, shorten

# Why the paths that a held task would get too cannot be given to it; None when they can.
Collides = Callable[[TaskExport, tuple[str, ...]], str | None]
_WORDS = ("title", "body", "estimate", "owner")
_ENDED = (TaskStatus.COMPLETED, TaskStatus.SKIPPED)


class Merged(NamedTuple):
    """The task to store, and the one that counts as imported from now on."""

    target: TaskDraft
    base: TaskDraft


class TaskMerger:
    """Merges tasks; `known` are the keys that a need can mean, `added` those that come with this import."""

    def __init__(self, ledger: Ledger, known: frozenset[str], added: frozenset[str], collides: Collides) -> None:
        self._ledger = ledger
        self._known = known
        self._added = added
        self._collides = collides

    def merge(self, base: TaskDraft | None, stored: TaskExport, file: TaskDraft) -> Merged:
        """`base` is absent for what was added to the store first: everything that differs is the file's change."""
        old = base or as_draft(stored)
        target: dict[str, object] = {}
        imported: dict[str, object] = {}
        place = Place(DifferenceKind.TASK_CHANGED, task=stored.key)
        for field in _WORDS:
            target[field], imported[field] = merge_value(
                self._ledger, place, field, getattr(old, field), getattr(stored, field), getattr(file, field)
            )
        for side in (target, imported):
            side["estimate_minutes"] = _minutes(side["estimate"], stored, file, old)
        target["scope"], imported["scope"] = self._merge_scope(place, old, stored, file)
        for field in ("depends_on", "follows"):
            target[field], imported[field] = self._merge_needs(place, field, old, stored, file)
        target["steps"], imported["steps"] = self._merge_steps(place, old, stored, file)
        target["status"], imported["status"] = self._merge_state(stored, old, file)
        return Merged(
            as_draft(stored).model_copy(update=target), file.model_copy(update=imported | {"key": stored.key})
        )

    def _merge_scope(
        self, place: Place, old: TaskDraft, stored: TaskExport, file: TaskDraft
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        added = tuple(path for path in file.scope if path not in old.scope and path not in stored.scope)
        if stored.claim and added and (reason := self._collides(stored, added)):
            self._ledger.remark(place, f"{place}: files {', '.join(added)} cannot be added now. {reason}", "scope")
            return stored.scope, old.scope
        return merge_names(self._ledger, place, "scope", old.scope, stored.scope, file.scope)

    def _merge_needs(
        self, place: Place, field: str, old: TaskDraft, stored: TaskExport, file: TaskDraft
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        base, here, there = (self._needs(task, field, stored.key) for task in (old, stored, file))
        # Work that comes between two tasks brings the order along in which it was put there.
        new = [key for key in there if key not in base and key not in here]
        is_order = field == "follows" and new and set(new) <= self._added and not stored.claim
        return merge_names(
            self._ledger, place, field, base, here, there, Taking.ADDITION if is_order else Taking.CHANGE
        )

    def _needs(self, task: TaskDraft, field: str, own: str) -> tuple[str, ...]:
        keys: tuple[str, ...] = getattr(task, field)
        stated = set(task.depends_on) if field == "follows" else ()
        return tuple(key for key in keys if key in self._known and key != own and key not in stated)

    def _merge_steps(
        self, place: Place, old: TaskDraft, stored: TaskExport, file: TaskDraft
    ) -> tuple[tuple[StepDraft, ...], tuple[StepDraft, ...]]:
        texts, imported = merge_value(
            self._ledger, place, "steps", *(tuple(step.text for step in task.steps) for task in (old, stored, file))
        )
        before, here, there = _ticks(old), _ticks(stored), _ticks(file)
        done = {step for step, is_done in here.items() if is_done}
        refused: set[_Step] = set()
        for step in _count(texts):
            if not there.get(step) or step in done:
                continue
            if step not in here:
                done.add(step)
            elif not before.get(step):
                (done if self._take_step(stored.key, step[0]) else refused).add(step)
        target = tuple(StepDraft(text=step[0], done=step in done) for step in _count(texts))
        return target, tuple(
            StepDraft(text=step[0], done=bool(there.get(step)) and step not in refused) for step in _count(imported)
        )

    def _take_step(self, key: str, text: str) -> bool:
        said = f"Task {key}: step {shorten(text)!r} is ticked in the file, not here."
        place = Place(DifferenceKind.STEP_DONE, task=key)
        return self._ledger.enter(place, Taking.CHANGE, said, "steps", file=text).taken

    def _merge_state(self, stored: TaskExport, old: TaskDraft, file: TaskDraft) -> tuple[TaskStatus, TaskStatus]:
        """Ticks that the store wrote itself come back as what it knows; those of people are offered, not believed."""
        live, said = stored.status, file.status
        place = Place(DifferenceKind.STATE_CHANGED, task=stored.key)
        if said in (live, old.status) or live is TaskStatus.PROPOSED:
            return live, said
        if said in _ENDED and not live.is_finished:
            return self._end(place, stored, old, said)
        if said is TaskStatus.PENDING and live.is_finished:
            return self._offer(place, live, old.status, said, f"Task {stored.key} is open in the file, {live} here.")
        if said in (TaskStatus.BLOCKED, TaskStatus.FAILED):
            self._ledger.enter(
                place, Taking.ADDITION, f"Task {stored.key} is {said} in the file, {live} here; it stays so.", "status"
            )
        return live, said

    def _end(self, place: Place, stored: TaskExport, old: TaskDraft, said: TaskStatus) -> tuple[TaskStatus, TaskStatus]:
        if stored.claim:
            who = f"held by {stored.claim.agent!r} here: wait for it, or end the claim with {{take}}"
            self._ledger.remark(place, f"Task {stored.key} is {said} in the file, {who}.", "status", said)
            return stored.status, old.status
        text = f"Task {stored.key} is {said} in the file, {stored.status} here."
        return self._offer(place, stored.status, old.status, said, text)

    def _offer(
        self, place: Place, live: TaskStatus, old: TaskStatus, said: TaskStatus, text: str
    ) -> tuple[TaskStatus, TaskStatus]:
        taken = self._ledger.enter(place, Taking.CHANGE, text, "status", live, said).taken
        return (said, said) if taken else (live, old)


# A step is its text, and which of those with the same text it is.
_Step = tuple[str, int]


def _count(texts: Iterable[str]) -> list[_Step]:
    seen: Counter[str] = Counter()
    steps: list[_Step] = []
    for text in texts:
        steps.append((text, seen[text]))
        seen[text] += 1
    return steps


def _ticks(task: TaskDraft) -> dict[_Step, bool]:
    return dict(zip(_count(step.text for step in task.steps), (step.done for step in task.steps), strict=True))


def is_revised(base: TaskDraft, stored: TaskExport) -> bool:
    """Whether people changed the words or files of a task after its import."""
    return any(getattr(base, field) != getattr(stored, field) for field in (*_WORDS, "scope"))


def _minutes(estimate: object, *sources: TaskDraft) -> int | None:
    return next((each.estimate_minutes for each in sources if each.estimate == estimate), None)


def as_draft(stored: TaskExport) -> TaskDraft:
    return TaskDraft.model_validate({name: getattr(stored, name) for name in TaskDraft.model_fields if name != "notes"})
