"""Where the shared plans are, for tests that read them; they are never part of this repository."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[3] / "shared" / "plans"


def find_shared_plans() -> Path | None:
    named = os.environ.get("AGENT_PLAN_SHARED")
    candidates = [Path(named), Path(named) / "plans"] if named else [_BESIDE]
    return next((each for each in candidates if (each / "truth.json").is_file()), None)


def shared_plans() -> Path:
    """The folder of shared plans; skips the test when there is none."""
    folder = find_shared_plans()
    if folder is None:
        pytest.skip("shared plans are absent: set AGENT_PLAN_SHARED to their folder")
    return folder
