"""The sample of each family: every task that can be flipped is flipped and flipped back, alone and with others."""

from pathlib import Path

import pytest
from faults.flips import flip_plan

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "plans").iterdir() if path.is_file())
# They say no state of a single task anywhere, or say it in a way that no edit can change.
_WITHOUT_STATES = {"bmad_epics", "claude_code", "directory_plan", "gsd_plan", "recovery_plan"}


@pytest.mark.parametrize("together", [1, 4])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_written_back_byte_for_byte(path, together):
    flips = flip_plan(path, together=together)

    assert flips.wrong == []
    assert (flips.flipped > 0) is (path.stem not in _WITHOUT_STATES)
    assert flips.flipped + flips.left.total() == flips.tasks
