"""A look at a store for those who have milliseconds: one read-only snapshot; nothing is made or migrated."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.storage import sqlite_file
from agent_plan_server.storage.clock import Clock, SystemClock
from agent_plan_server.storage.driver import Connection, sqlite3
from agent_plan_server.storage.lease_clock_rows import LeaseClockRows
from agent_plan_server.storage.locks import SignsOfLife
from agent_plan_server.storage.migrations import steps
from agent_plan_server.storage.rows import Row, Transaction
from agent_plan_server.storage.statements import load_statements

_BUSY_SECONDS = 0.5


@contextmanager
def look_at(path: Path, clock: Clock | None = None) -> Iterator[Transaction | None]:
    """A transaction that only reads; None where there is no store.

    Raises StorageUnavailable when the store is of another version, or locked for longer than half a second.
    """
    if not path.is_file() or not path.stat().st_size:
        yield None
        return
    with sqlite_file.translate_errors(path):
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=_BUSY_SECONDS
        )
        signs = _watch(path)
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA trusted_schema = OFF")
            _require_this_version(db, path)
            db.execute("BEGIN")
            yield _Snapshot(db, signs, clock or SystemClock())
        finally:
            db.close()
            if signs is not None:
                signs.close()


class _Snapshot:
    """What rows ask of a transaction, for reading."""

    def __init__(self, db: Connection, signs: SignsOfLife | None, clock: Clock) -> None:
        self._db = db
        self._signs = signs
        self._statements = load_statements()
        self.clock, self.now = clock.monotonic_ms(), clock.wall_ms()
        lease_clock = LeaseClockRows(self)
        offset = lease_clock.offset(clock.boot_id())
        # After a reboot that no writer has noticed yet, the clock stands where it stood and every lease begins anew.
        self.clock = lease_clock.high_water() if offset is None else self.clock + offset

    def all(self, statement: str, **values: Any) -> list[Row]:
        rows: list[Row] = self._db.execute(self._statements[statement], values).fetchall()
        return rows

    def one(self, statement: str, **values: Any) -> Row | None:
        rows = self.all(statement, **values)
        return rows[0] if rows else None

    def run(self, statement: str, **values: Any) -> int:
        raise NotImplementedError(statement)

    def is_alive(self, session: int) -> bool:
        return self._signs is not None and self._signs.is_alive(session)


def _watch(path: Path) -> SignsOfLife | None:
    try:
        return SignsOfLife(path.with_name(path.name + ".sessions"), is_reader=True)
    except OSError:
        return None


def _require_this_version(db: Connection, path: Path) -> None:
    sqlite_file.require_ours(db, path)
    if sqlite_file.schema_version(db) < len(steps("sqlite")):
        raise StorageUnavailable(
            f"{path} was written by an earlier version.", "{status} brings it up to date, as any command does."
        )
