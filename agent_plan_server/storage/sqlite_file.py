"""The file of a SQLite store: opened only after its place, its engine and its owner are known to be right."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.errors import ForeignStore, StorageUnavailable, StoreTooNew
from agent_plan_server.storage.driver import Connection, sqlite3
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


# Not a pydantic model: hooks open the store, and have milliseconds.
class FileFacts(NamedTuple):
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


def connect(path: Path) -> Connection:
    """A connection without implicit transactions, at full durability."""
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
        return conn
    except BaseException:
        conn.close()
        raise


def is_current(path: Path, facts: FileFacts) -> bool:
    """Whether the store is there with every migration; raises ForeignStore and StoreTooNew."""
    if not path.exists() or path.stat().st_size == 0:
        return False
    db = connect(path)
    try:
        require_ours(db, path)
        if not facts.wal:
            choose_journal(db, facts, path)
        return schema_version(db) == len(steps("sqlite"))
    finally:
        db.close()


def require_ours(db: Connection, path: Path) -> None:
    """Raises ForeignStore for the file of another program, StoreTooNew for one of a later version."""
    application = db.execute("PRAGMA application_id").fetchone()[0]
    has_tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and (application or has_tables):
        raise ForeignStore(f"{path} is a database of another program.", "Point AGENT_PLAN_STORE at a file of its own.")
    version, known = schema_version(db), len(steps("sqlite"))
    if version > known:
        raise StoreTooNew(
            f"{path} was written by a newer version (schema {version}, this one knows {known}).",
            "Upgrade agent-plan-server.",
        )


def schema_version(db: Connection) -> int:
    """How many migrations the store has; 0 for an empty file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def choose_journal(db: Connection, facts: FileFacts, path: Path) -> None:
    """WAL where it is safe, a rollback journal elsewhere; raises StorageUnavailable for a WAL that is not safe."""
    current = db.execute("PRAGMA journal_mode").fetchone()[0]
    if not facts.wal and current == "wal":
        raise StorageUnavailable(
            f"{path} is in WAL mode, which SQLite {facts.engine_version} can damage here ({facts.file_system}).",
            "Install pysqlite3 0.6.1 or later, or move the store to a local disk.",
        )
    wanted = "wal" if facts.wal else "delete"
    if current != wanted:
        db.execute(f"PRAGMA journal_mode = {wanted}")


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
