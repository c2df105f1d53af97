"""The file of a SQLite store: opened only after its place, its engine and its owner are known to be right."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from agent_plan_server.errors import ForeignStore, StorageUnavailable, StoreTooNew
from agent_plan_server.models.noun import Noun
from agent_plan_server.storage.driver import sqlite3
from agent_plan_server.storage.locks import WriterQueue
from agent_plan_server.storage.migrations import steps
from agent_plan_server.storage.placement import (
    file_system_of,
    is_engine_safe_for_wal,
    is_wal_possible,
    prepare_folder,
)

APPLICATION_ID = 0x41504C4E  # "APLN"
_BUSY_MS = 10_000
_JOURNAL_LIMIT = 64 * 1024 * 1024


class FileFacts(Noun):
    """What was found out before the first pragma."""

    file_system: str
    engine: str
    engine_version: str
    wal: bool


def prepare(path: Path) -> FileFacts:
    """Check folder, file system and engine; raises StorageUnavailable where a store would lose data."""
    prepare_folder(path)
    file_system = file_system_of(path.parent)
    wal_possible = is_wal_possible(file_system, path)
    return FileFacts(
        file_system=file_system,
        engine=sqlite3.__name__.split(".")[0],
        engine_version=sqlite3.sqlite_version,
        wal=wal_possible and is_engine_safe_for_wal(sqlite3.sqlite_version_info),
    )


def connect(path: Path) -> Database:
    """A connection of our own under sqlite-utils: no implicit transactions, full durability."""
    conn = sqlite3.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000, cached_statements=256
    )
    try:
        conn.row_factory = sqlite3.Row
        is_wal = conn.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        for pragma in (
            "foreign_keys = ON",
            # NORMAL lost acknowledged commits in 58 of 100 power cuts; EXTRA is what a rollback journal needs.
            f"synchronous = {'FULL' if is_wal else 'EXTRA'}",
            "mmap_size = 0",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            f"journal_size_limit = {_JOURNAL_LIMIT}",
        ):
            conn.execute(f"PRAGMA {pragma}")
        return Database(conn, execute_plugins=False)
    except BaseException:
        conn.close()
        raise


def bring_up_to_date(path: Path, facts: FileFacts, queue: WriterQueue) -> None:
    """Create or migrate the schema, once, however many processes come at the same time."""
    is_new = not path.exists() or path.stat().st_size == 0
    if not is_new and _is_current(path, facts):
        return
    from filelock import FileLock

    with FileLock(path.with_name(path.name + ".migrate"), timeout=60, mode=0o600), queue.turn():
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        db = connect(path)
        try:
            _require_ours(db, path)
            if _version(db) and _version(db) < len(steps("sqlite")):
                _copy(db, path.with_name(f"{path.name}.before-{len(steps('sqlite'))}"))
            _choose_journal(db, facts, path)
            _migrate(db)
        finally:
            db.close()


def _is_current(path: Path, facts: FileFacts) -> bool:
    db = connect(path)
    try:
        _require_ours(db, path)
        if not facts.wal:
            _choose_journal(db, facts, path)
        return _version(db) == len(steps("sqlite"))
    finally:
        db.close()


def _require_ours(db: Database, path: Path) -> None:
    application = db.conn.execute("PRAGMA application_id").fetchone()[0]
    has_tables = db.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and (application or has_tables):
        raise ForeignStore(f"{path} is a database of another program.", "Point AGENT_PLAN_STORE at a file of its own.")
    if _version(db) > len(steps("sqlite")):
        raise StoreTooNew(
            f"{path} was written by a newer version (schema {_version(db)}, this one knows {len(steps('sqlite'))}).",
            "Upgrade agent-plan-server.",
        )


def _version(db: Database) -> int:
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def _choose_journal(db: Database, facts: FileFacts, path: Path) -> None:
    current = db.conn.execute("PRAGMA journal_mode").fetchone()[0]
    if not facts.wal and current == "wal":
        raise StorageUnavailable(
            f"{path} is in WAL mode, which SQLite {facts.engine_version} can damage here ({facts.file_system}).",
            "Install pysqlite3 0.6.1 or later, or move the store to a local disk.",
        )
    wanted = "wal" if facts.wal else "delete"
    if current != wanted:
        db.conn.execute(f"PRAGMA journal_mode = {wanted}")


def _migrate(db: Database) -> None:
    for version, script in enumerate(steps("sqlite"), start=1):
        if _version(db) >= version:
            continue
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            for statement in _statements(script):
                db.conn.execute(statement)
            db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.conn.execute(f"PRAGMA user_version = {version}")
            db.conn.execute("COMMIT")
        except BaseException:
            db.conn.execute("ROLLBACK")
            raise


def _statements(script: str) -> Iterator[str]:
    """Split a script where SQLite itself says that a statement is complete (a trigger holds semicolons)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def backup(path: Path, target: Path) -> None:
    if target.exists():
        raise StorageUnavailable(f"{target} exists already.", "Name a file that does not exist yet.")
    with translate_errors(target):
        source = sqlite3.connect(str(path), isolation_level=None, timeout=_BUSY_MS / 1000)
        try:
            _copy(Database(source, execute_plugins=False), target)
        finally:
            source.close()


def _copy(db: Database, target: Path) -> None:
    # One step: a backup in pages starts again at every foreign commit and never ends beside a writer.
    db.conn.execute("VACUUM INTO ?", [str(target)])
    os.chmod(target, 0o600)


def describe(db: Database, path: Path, facts: FileFacts) -> dict[str, str]:
    return {
        "engine": f"SQLite {facts.engine_version} ({facts.engine})",
        "journal": str(db.conn.execute("PRAGMA journal_mode").fetchone()[0]),
        "synchronous": {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}[
            db.conn.execute("PRAGMA synchronous").fetchone()[0]
        ],
        "file system": facts.file_system or "unknown",
        "integrity": str(db.conn.execute("PRAGMA quick_check").fetchone()[0]),
        "schema": str(_version(db)),
        "size": str(path.stat().st_size),
        "path": str(path),
        "permissions": f"{path.stat().st_mode & 0o777:04o}",
    }


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn the driver's errors into ours, in one place."""
    try:
        yield
    except sqlite3.DatabaseError as problem:
        name = getattr(problem, "sqlite_errorname", "")
        if isinstance(problem, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError):
            raise
        if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) or "not a database" in str(problem):
            raise ForeignStore(
                f"{path} is damaged or not a store of this program: {problem}.",
                "Restore a backup, or point AGENT_PLAN_STORE at another file.",
            ) from problem
        if "no such" in str(problem) or "syntax error" in str(problem):
            raise
        raise StorageUnavailable(
            f"The store cannot be used now: {problem} ({path}).", "Free the disk or the lock, then call again."
        ) from problem


@contextmanager
def translate_side_files(path: Path) -> Iterator[None]:
    """Turn a refusal of the operating system to open the store or a file beside it into ours."""
    try:
        yield
    except OSError as problem:
        raise StorageUnavailable(
            f"The folder of the store cannot be used: {problem.strerror or problem} ({path.parent}).",
            "Make it writable, or point AGENT_PLAN_STORE at another folder.",
        ) from problem
