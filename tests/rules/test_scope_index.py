"""The index answers as comparing pair by pair does."""

import random

from agent_plan_server.rules.scope_index import ScopeIndex
from agent_plan_server.rules.scopes import find_overlap, normalise_scope

_NAMES = ("src", "a", "b", "auth", "*", "**", "*.py", "a?", "x.py", "docs")


def _random_pattern(rng: random.Random) -> str:
    return "/".join(rng.choice(_NAMES) for _ in range(rng.randint(1, 4)))


def test_index_finds_an_overlap_exactly_where_pairs_have_one() -> None:
    rng = random.Random(20_260_101)
    for _ in range(1_500):
        held = [(owner, normalise_scope(_random_pattern(rng) for _ in range(rng.randint(0, 3)))) for owner in range(6)]
        wanted = normalise_scope(_random_pattern(rng) for _ in range(2))

        found = ScopeIndex(held).find_overlap(wanted)

        assert (found is not None) == any(find_overlap(wanted, scope) for _, scope in held), (wanted, held)
        if found is not None:
            owner, overlap = found
            assert overlap.held in dict(held)[owner]
            assert find_overlap([overlap.wanted], [overlap.held]) is not None
