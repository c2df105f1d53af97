"""What every test may ask for: a clock that stands still, and a store on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from manual_clock import ManualClock

from agent_plan_server.storage import Engine, open_engine


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "agent-plan.db"


@pytest.fixture
def engine(store_path: Path, clock: ManualClock) -> Iterator[Engine]:
    opened = open_engine(store_path, clock)
    yield opened
    opened.close()
