"""Which branches are worth comparing."""

from collections.abc import Sequence
from itertools import combinations

from agent_plan_server.models.radar import Tip

Pair = tuple[Tip, Tip]


def pair_up(own: Sequence[Tip], others: Sequence[Tip], into: Tip | None) -> list[Pair]:
    """Each branch of a plan with where its work comes together, with each other, and with those of other plans."""
    with_into = [(tip, into) for tip in own] if into else []
    pairs = [*with_into, *combinations(own, 2), *((tip, other) for tip in own for other in others)]
    return [(one, other) for one, other in pairs if one.commit != other.commit]
