"""What people and agents revised since the import: tasks that only the store has, and words that are others by now."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.importers.text.decoding import LINE_END
from agent_plan_server.models.draft import PlanDraft, TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.source import Change
from agent_plan_server.rendering.units import Left
from agent_plan_server.rendering.wishes import LiveTask, Wishes
from agent_plan_server.rules.scopes import usable_scope

_NO_SIBLING = "no task of its phase stands in the file before it: how one is written there is not clear"
_UNSURE = "the file has several tasks that it could be"
_MOVED = "it was moved to phase {phase} here; lines of the file are not moved"
_UNWRITTEN = (TaskStatus.PROPOSED, TaskStatus.SKIPPED)
FIELDS = ("title", "estimate", "owner", "scope", "depends_on", "body")


class Missing(NamedTuple):
    """A task that the file does not have, as stored and told in keys of the file; it belongs behind one of those."""

    task: TaskDraft
    told: TaskDraft
    behind: str


class Renewal(NamedTuple):
    """A field of a task that was revised: `key`, `old` and `new` in the words of the file."""

    key: str
    field: str
    old: str | tuple[str, ...] | None
    new: str | tuple[str, ...] | None


class Revision(NamedTuple):
    """One way to write what was revised: into a line, or as the last of new lines behind it when `field` is empty.

    `expected` is what the next import shall read of the task, under the key of the store when it is new; `beside` is
    the key in the file of a task of its phase: its own, or that of the one that it is put behind.
    """

    field: str
    path: Path
    line: int
    change: Change
    expected: TaskDraft
    beside: str

    @property
    def wish(self) -> tuple[str, str]:
        return self.expected.key, self.field

    @property
    def height(self) -> int:
        """How many lines it adds."""
        return 0 if self.field else len(LINE_END.findall(self.change.new))


class Revisions(NamedTuple):
    missing: tuple[Missing, ...]
    renewals: tuple[Renewal, ...]
    left: tuple[Left, ...]


def find_revisions(live: Sequence[LiveTask], file: PlanDraft, wishes: Wishes) -> Revisions:
    """What the file does not say yet; `live` in the order of the store."""
    found = {task.key: (phase.number, task) for phase in file.phases for task in phase.tasks}
    missing: list[Missing] = []
    renewals: list[Renewal] = []
    left: list[Left] = []
    behind: dict[str, str] = {}  # phase → the last of its tasks that the file has
    for task in live:
        if task.key in wishes.pairs:
            phase, there = found[wishes.pairs[task.key]]
            renewals += _renewals(task, there, wishes.pairs)
            if phase == task.draft_phase != task.phase:
                left.append(Left(None, task.key, there.line, _MOVED.format(phase=task.phase)))
            else:
                behind[task.phase] = there.key
        elif task.draft is None and task.status not in _UNWRITTEN:
            if task.phase in behind and task.key not in wishes.unsure:
                missing.append(Missing(task.stored, _told(task.stored, wishes.pairs), behind[task.phase]))
            else:
                left.append(Left(None, task.key, None, _UNSURE if task.key in wishes.unsure else _NO_SIBLING))
    return Revisions(tuple(missing), tuple(renewals), tuple(left))


def _told(task: TaskDraft, pairs: Mapping[str, str]) -> TaskDraft:
    return task.model_copy(update={"depends_on": tuple(pairs[key] for key in task.depends_on if key in pairs)})


def _renewals(task: LiveTask, there: TaskDraft, pairs: Mapping[str, str]) -> Iterator[Renewal]:
    """What the store says otherwise than at the import, while the file still says that."""
    if task.draft is None:
        return
    here = _told(task.stored, pairs)
    was = _told(task.draft, pairs)
    for field in FIELDS:
        old, said, new = (_value(each, field) for each in (was, there, here))
        if said == old != new and (field != "body" or said):
            yield Renewal(there.key, field, getattr(there, field), _in_order(field, there, here))


def _in_order(field: str, there: TaskDraft, here: TaskDraft) -> str | tuple[str, ...] | None:
    """The new value; of several names those that stay first, as the file has them."""
    old, new = getattr(there, field), getattr(here, field)
    if not isinstance(new, tuple):
        return new or None
    kept = {name: usable_scope([name]) if field == "scope" else (name,) for name in old}
    kept = {name: usable for name, usable in kept.items() if set(usable) <= set(new)}
    return (*kept, *(name for name in new if not any(name in usable for usable in kept.values())))


def _value(task: TaskDraft, field: str) -> object:
    """Without the order of what is a set, and without the difference between empty and absent."""
    value = usable_scope(task.scope) if field == "scope" else getattr(task, field)
    return frozenset(value) if isinstance(value, tuple) else value or ""
