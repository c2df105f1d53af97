"""What every test may ask for: a clock that stands still, and a real store of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from manual_clock import ManualClock

from agent_plan_server.storage import Engine, open_engine


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def engine(tmp_path: Path, clock: ManualClock) -> Iterator[Engine]:
    opened = open_engine(tmp_path / "store" / "plan.sqlite", clock)
    yield opened
    opened.close()
