"""The order in which completed work is merged."""

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

Id = TypeVar("Id", bound=Hashable)


def order_merges(
    agents: Mapping[Id, str], before: Mapping[Id, AbstractSet[Id]], first: Sequence[str] = ()
) -> tuple[Id, ...]:
    """The work of agents that go first, then as given; but nothing ahead of what is `before` it.

    `agents` says whose each piece of work is, in the order of the plan.
    """
    ranks = {agent: rank for rank, agent in enumerate(reversed(first), start=1)}
    # A dictionary for its order and its keys, which are a set.
    left = dict.fromkeys(sorted(agents, key=lambda work: -ranks.get(agents[work], 0)))
    ordered: list[Id] = []
    while left:
        # In a circle, which only branches that were mixed by hand can make, the first one begins.
        chosen = next((work for work in left if not before.get(work, frozenset()) & left.keys()), next(iter(left)))
        del left[chosen]
        ordered.append(chosen)
    return tuple(ordered)
