"""Where plans are kept: engines behind one seam, and the Store that every service works with."""

from pathlib import Path

from agent_plan_server.storage.clock import Clock
from agent_plan_server.storage.engine import Engine, snapshot, transaction
from agent_plan_server.storage.store import Store

__all__ = ["Engine", "Store", "open_engine", "snapshot", "transaction"]


def open_engine(location: str | Path, clock: Clock | None = None) -> Engine:
    """Open the store at a path, creating it when it is not there; raises StorageUnavailable."""
    # Lazily: a second engine must not cost the users of the first its import.
    from agent_plan_server.storage.sqlite import SqliteEngine

    return SqliteEngine(Path(location), clock)
