"""Where plans are kept: engines behind one seam, and the Store that every service works with."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_plan_server.storage.clock import Clock
    from agent_plan_server.storage.engine import Engine, snapshot, transaction
    from agent_plan_server.storage.store import Store
else:

    def __getattr__(name: str) -> object:
        # At their first use: a hook takes a small module of this folder, and the nouns cost ten times that.
        if name not in _HOMES:
            raise AttributeError(name)
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = ["Engine", "Store", "open_engine", "snapshot", "transaction"]
_HOMES = {"Engine": "engine", "Store": "store", "snapshot": "engine", "transaction": "engine"}


def open_engine(location: str | Path, clock: "Clock | None" = None, deadline_seconds: float | None = None) -> "Engine":
    """Open the store at a path, creating it when it is not there; raises StorageUnavailable.

    A write that has to wait longer than the deadline is given up.
    """
    # Lazily: a second engine must not cost the users of the first its import.
    from agent_plan_server.storage.sqlite import SqliteEngine
    from agent_plan_server.storage.writer import DEADLINE_SECONDS

    return SqliteEngine(Path(location), clock, deadline_seconds or DEADLINE_SECONDS)
