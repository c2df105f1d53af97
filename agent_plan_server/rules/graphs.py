"""What waits for what: circles, and the longest way to the end."""

from collections.abc import Hashable, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from agent_plan_server.errors import InvalidRequest

Id = TypeVar("Id", bound=Hashable)


def find_cycle(edges: Iterable[tuple[Id, Id]]) -> tuple[Id, ...] | None:
    """One circle along the edges, its first id again at the end; None when there is none."""
    follows: dict[Id, list[Id]] = {}
    for source, target in edges:
        follows.setdefault(source, []).append(target)
    return _find_circle(follows)


def reach(starts: Iterable[Id], follows: Mapping[Id, Iterable[Id]]) -> frozenset[Id]:
    """All that follows on any of the starts, which are left out."""
    own = frozenset(starts)
    seen, queue = set(own), list(own)
    while queue:
        for after in follows.get(queue.pop(), ()):
            if after not in seen:
                seen.add(after)
                queue.append(after)
    return frozenset(seen) - own


def longest_remaining(minutes: Mapping[Id, int], dependents: Mapping[Id, Iterable[Id]]) -> dict[Id, int]:
    """Minutes from the start of each task to the end of the plan: its own and the longest way after it.

    A dependent without minutes counts as none. Raises InvalidRequest when the tasks wait in a circle.
    """
    remaining: dict[Id, int] = {}
    for task in _last_first(minutes, dependents):
        after = max((remaining[dependent] for dependent in dependents.get(task, ())), default=0)
        remaining[task] = minutes.get(task, 0) + after
    return remaining


def critical_path(minutes: Mapping[Id, int], dependents: Mapping[Id, Iterable[Id]]) -> tuple[Id, ...]:
    """The chain of tasks that no other chain outlasts, in the order of work; the first named wins a tie."""
    remaining = longest_remaining(minutes, dependents)
    path: list[Id] = []
    choice: Iterable[Id] = tuple(minutes)
    while choice:
        path.append(max(choice, key=remaining.__getitem__))
        choice = tuple(dependents.get(path[-1], ()))
    return tuple(path)


def _last_first(minutes: Mapping[Id, int], dependents: Mapping[Id, Iterable[Id]]) -> tuple[Id, ...]:
    order = TopologicalSorter(dependents)
    for task in minutes:
        order.add(task)
    try:
        return tuple(order.static_order())
    except CycleError:
        circle = " → ".join(map(str, _find_circle(dependents) or ()))
        raise InvalidRequest(
            f"These tasks wait for each other: {circle}.", "Remove one of these dependencies."
        ) from None


def _find_circle(follows: Mapping[Id, Iterable[Id]]) -> tuple[Id, ...] | None:
    try:
        TopologicalSorter(follows).prepare()
    except CycleError as error:
        # The sorter calls what we follow "predecessors" and so names the circle backwards.
        circle: list[Id] = error.args[1]
        return tuple(reversed(circle))
    return None
