"""A plan before and after its revisions were written: which task is which, and which are new."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.models.draft import PlanDraft, TaskDraft
from agent_plan_server.rendering.revisions import Revision

PathOf = Callable[[str | None], Path | None]


class Aligned(NamedTuple):
    """`new` by key of the store; `before` and `names` give for a key of the files the one it had, and the store's.

    The name of a task that the store does not have is empty.
    """

    plan: PlanDraft
    new: dict[str, TaskDraft]
    before: dict[str, str]
    names: dict[str, str]

    def is_beside(self, new: TaskDraft, behind: str) -> bool:
        """Whether a new task is in the phase of one that was there, named by its key before."""
        phase = next(phase for phase in self.plan.phases if new in phase.tasks)
        return any(self.before.get(task.key) == behind for task in phase.tasks)


def align(
    before: PlanDraft, after: PlanDraft, revisions: Sequence[Revision], names: Mapping[str, str], path_of: PathOf
) -> Aligned:
    """By the lines of the new ones and the order of the others; one too many or too few shows in a comparison."""
    at = {(path_of(task.file), task.line): task for task in after.tasks}
    new = {key: task for (key, _), place in places_of(revisions).items() if (task := at.get(place))}
    added = {task.key for task in new.values()}
    rest = (task.key for task in after.tasks if task.key not in added)
    keys = dict(zip(rest, (task.key for task in before.tasks), strict=False))
    known = {there: names.get(key, "") for there, key in keys.items()}
    return Aligned(after, new, keys, known | {task.key: key for key, task in new.items()})


def places_of(revisions: Sequence[Revision]) -> dict[tuple[str, str], tuple[Path, int]]:
    """The line on which each new task stands when all are written: the last of its own."""
    added = [each for each in revisions if not each.field]
    places = {}
    for place, each in enumerate(added):
        above = [
            other
            for before, other in enumerate(added)
            if other.path == each.path and (other.line, before) <= (each.line, place)
        ]
        places[each.wish] = each.path, each.line + sum(other.height for other in above)
    return places
