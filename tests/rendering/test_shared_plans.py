"""Real plans: the same without a change, and every byte back after a flip and its flip back (see faults/flips.py)."""

import pytest
from faults.flips import flip_plan
from importers.shared_plans import shared_plans

_FLIPS_PER_PLAN = 8
_TOGETHER = 8


@pytest.mark.parametrize("folder", ["dev", "pool", "seeds"])
def test_real_plans_are_written_back_byte_for_byte(folder):
    flipped = 0
    for path in sorted((shared_plans() / folder).iterdir()):
        flips = flip_plan(path, _FLIPS_PER_PLAN, _TOGETHER)
        assert flips.wrong == [], path.name
        flipped += flips.flipped

    assert flipped > 0
