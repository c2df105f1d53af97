"""The seam between the program and a database: a transaction, a clock, one way to run a named statement.

Everything above works with `Store` (what a transaction can ask) and never learns which engine is below.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from agent_plan_server.storage.store import Store

T = TypeVar("T")
P = ParamSpec("P")


class Engine(Protocol):
    """A database that runs work in transactions; made by `storage.open_engine`."""

    session: int | None

    def read(self, work: Callable[[Store], T]) -> T:
        """Run in one snapshot that never waits for a writer."""
        ...

    def write(self, work: Callable[[Store], T]) -> T:
        """Run alone among all writers of the store; all or nothing.

        Raises StorageUnavailable when the outcome is unknown or the store cannot be written.
        """
        ...

    def write_if_free(self, work: Callable[[Store], T]) -> T | None:
        """As `write`, but None and nothing done when it would have to wait for another writer."""
        ...

    def change_mark(self) -> int:
        """A number that differs after any process has written; 3 µs, so it may be polled."""
        ...

    def join(self) -> int:
        """Register this process as a living server; it counts as dead as soon as the process is."""
        ...

    def backup(self, target: Path) -> None: ...

    def describe(self) -> Mapping[str, str]:
        """Facts for `doctor`, by name."""
        ...

    def close(self) -> None: ...


def transaction(service: Callable[Concatenate[Store, P], T]) -> Callable[Concatenate[Engine, P], T]:
    """Make a service one write transaction: it takes a Store, its callers pass the Engine."""

    @wraps(service)
    def run(engine: Engine, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return engine.write(lambda store: service(store, *args, **kwargs))

    return run


def snapshot(service: Callable[Concatenate[Store, P], T]) -> Callable[Concatenate[Engine, P], T]:
    """Make a service one read transaction."""

    @wraps(service)
    def run(engine: Engine, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return engine.read(lambda store: service(store, *args, **kwargs))

    return run
