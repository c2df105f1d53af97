"""Where plans are kept: engines behind one seam, and the Store that every service works with."""

from pathlib import Path

from agent_plan_server.storage.clock import Clock
from agent_plan_server.storage.engine import Engine, snapshot, transaction
from agent_plan_server.storage.store import Store
from agent_plan_server.storage.writer import DEADLINE_SECONDS

__all__ = ["Engine", "Store", "open_engine", "snapshot", "transaction"]


def open_engine(location: str | Path, clock: Clock | None = None, deadline_seconds: float = DEADLINE_SECONDS) -> Engine:
    """Open the store at a path, creating it when it is not there; raises StorageUnavailable.

    A write that has to wait longer than the deadline is given up.
    """
    # Lazily: a second engine must not cost the users of the first its import.
    from agent_plan_server.storage.sqlite import SqliteEngine

    return SqliteEngine(Path(location), clock, deadline_seconds)
