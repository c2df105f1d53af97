"""The SQLite engine: our own connections under sqlite-utils, one writer at a time, one queue for all processes.

Whoever has to wait for the queue waits on the writer thread, so that its caller can give up in time.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.storage import sqlite_file
from agent_plan_server.storage.clock import Clock, SystemClock
from agent_plan_server.storage.driver import Connection
from agent_plan_server.storage.locks import SignsOfLife, WriterQueue
from agent_plan_server.storage.rows import Row
from agent_plan_server.storage.sqlite_file import translate_errors, translate_side_files
from agent_plan_server.storage.statements import load_statements
from agent_plan_server.storage.store import Store
from agent_plan_server.storage.writer import DEADLINE_SECONDS, WriterThread

T = TypeVar("T")
# A thread that waits for the queue costs two switches (80 µs), so a free turn is taken at once; but who never queued
# would push in front of those who wait, as SQLite's own busy handler does.
_PAUSE_SECONDS = 0.005
_TURNS_IN_A_ROW = 8
# Nobody retries a call of last week, nor merges what branches were then; a server that starts is the moment to forget.
_KEPT_MS = 7 * 24 * 3_600_000


class SqliteTransaction:
    """What `Store` asks of SQLite inside one transaction."""

    def __init__(self, db: Connection, engine: "SqliteEngine") -> None:
        self._db = db
        self._statements = load_statements()
        self._engine = engine
        self.clock, self.now = engine.times()

    def all(self, statement: str, **values: Any) -> list[Row]:
        rows: list[Row] = self._db.execute(self._statements[statement], values).fetchall()
        return rows

    def one(self, statement: str, **values: Any) -> Row | None:
        rows = self._db.execute(self._statements[statement], values).fetchall()
        return rows[0] if rows else None

    def run(self, statement: str, **values: Any) -> int:
        """How many rows were touched."""
        return int(self._db.execute(self._statements[statement], values).rowcount)

    def is_alive(self, session: int) -> bool:
        return self._engine.is_alive(session)


class SqliteEngine:
    """One SQLite file, shared by any number of processes of this machine."""

    def __init__(self, path: Path, clock: Clock | None = None, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        self.path = path
        self.session: int | None = None
        self._clock = clock or SystemClock()
        self._pid = os.getpid()
        self._file = sqlite_file.prepare(path)
        with translate_errors(path), translate_side_files(path):
            # Before anything is made beside it: the file may be of another program.
            is_current = sqlite_file.is_current(path, self._file)
        with translate_side_files(path):
            self._queue = WriterQueue(path.with_name(path.name + ".lock"))
            self._signs = SignsOfLife(path.with_name(path.name + ".sessions"))
        self._writer = WriterThread(self._turn, deadline_seconds)
        self._reading = threading.Lock()
        self._writing = threading.Lock()
        self._last_write = 0.0
        self._turns_in_a_row = 0
        self._read_db: Connection | None = None
        self._write_db: Connection | None = None
        with translate_errors(path), translate_side_files(path):
            if not is_current:
                _schema().bring_up_to_date(path, self._file, self._queue)
        self._offset = 0
        self._offset = self._synchronise_clock()

    def read(self, work: Callable[[Store], T]) -> T:
        """Run in one snapshot; the connection is this process's own for reading."""
        self._refuse_after_fork()
        with self._reading, translate_errors(self.path):
            if self._read_db is None:
                self._read_db = self._connect()
            db = self._read_db
            db.execute("BEGIN")
            try:
                return work(Store(SqliteTransaction(db, self)))
            finally:
                db.execute("ROLLBACK")

    def write(self, work: Callable[[Store], T]) -> T:
        if self._step_in():
            return self._write_and_step_out(work)
        return self._writer.run(lambda: self._write(work))

    def write_if_free(self, work: Callable[[Store], T]) -> T | None:
        """Run alone among all writers if nobody else is writing just now; None, and nothing done, when somebody is."""
        return self._write_and_step_out(work) if self._step_in() else None

    def times(self) -> tuple[int, int]:
        """The lease clock and the wall clock, milliseconds."""
        return self._clock.monotonic_ms() + self._offset, self._clock.wall_ms()

    def is_alive(self, session: int) -> bool:
        return self._signs.is_alive(session)

    def join(self) -> int:
        if self.session is None:
            self.session = self.write(self._open_session)
        return self.session

    def _open_session(self, store: Store) -> int:
        store.requests.forget_before(store.now - _KEPT_MS)
        store.merges.forget_probes_before(store.now - _KEPT_MS)
        session = store.agents.open_session(os.getpid())
        # Before others can see it: a session without a sign of life is taken for dead.
        self._signs.hold(session)
        return session

    def change_mark(self) -> int:
        self._refuse_after_fork()
        with self._reading, translate_errors(self.path):
            if self._read_db is None:
                self._read_db = self._connect()
            return int(self._read_db.execute("PRAGMA data_version").fetchone()[0])

    def backup(self, target: Path) -> None:
        """Copy the store in one piece; raises Refused when the target exists."""
        _schema().backup(self.path, target)

    def describe(self) -> dict[str, str]:
        with translate_errors(self.path):
            facts: dict[str, str] = _schema().describe(self.path, self._file)
            return facts

    def close(self) -> None:
        """End the writer thread first: closing under it would crash the interpreter."""
        if os.getpid() != self._pid:
            return  # the connections belong to the process that opened them
        self._writer.stop()
        for db in (self._read_db, self._write_db):
            if db is not None:
                db.close()
        self._read_db = self._write_db = None
        self._queue.close()
        self._signs.close()

    def _connect(self) -> Connection:
        return sqlite_file.connect(self.path)

    def _step_in(self) -> bool:
        """Take the turn among threads and processes if it is free; who got it has to step out."""
        self._refuse_after_fork()
        if not self._writing.acquire(blocking=False):
            return False
        if self._may_step_in() and self._queue.take_if_free():
            return True
        self._writing.release()
        return False

    def _write_and_step_out(self, work: Callable[[Store], T]) -> T:
        try:
            return self._write(work)
        finally:
            self._queue.leave()
            self._writing.release()

    def _may_step_in(self) -> bool:
        """Whether this process may take a free turn without queueing; after a few in a row it lets others go first."""
        if time.monotonic() - self._last_write > _PAUSE_SECONDS:
            self._turns_in_a_row = 0
        self._turns_in_a_row = (self._turns_in_a_row + 1) % _TURNS_IN_A_ROW
        return self._turns_in_a_row > 0

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Alone among the threads of this process, then among all processes."""
        with self._writing, self._queue.turn():
            yield

    def _refuse_after_fork(self) -> None:
        # SQLite forbids to carry a connection over a fork.
        if os.getpid() != self._pid:
            raise StorageUnavailable("The store was opened before a fork.", "Open it again in the new process.")

    def _write(self, work: Callable[[Store], T]) -> T:
        """Run one transaction; the caller has the turn among processes and `_writing` among threads."""
        with translate_errors(self.path):
            if self._write_db is None:
                self._write_db = self._connect()
            db = self._write_db
            # IMMEDIATE: a transaction that reads first and writes later can fail at the write.
            db.execute("BEGIN IMMEDIATE")
            try:
                done = work(Store(SqliteTransaction(db, self)))
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
            finally:
                self._last_write = time.monotonic()
            return done

    def _synchronise_clock(self) -> int:
        """The offset from this boot's monotonic clock to the store's lease clock.

        After a reboot the clock goes on where it stood, and every live claim gets one whole lease.
        """
        boot = self._clock.boot_id()
        known = self.read(lambda store: store.lease_clock.offset(boot))
        return known if known is not None else self.write(lambda store: store.lease_clock.rebase(boot))


def _schema() -> ModuleType:
    # Lazily: it costs a command half its start, and is nearly never needed.
    from agent_plan_server.storage import sqlite_schema

    return sqlite_schema
