"""The schema of a SQLite store, and what else concerns the file as a whole: migrations, backups, its description.

sqlite-utils is the handle here. It and filelock cost 70 ms to import, so commands that find the schema up to date never
come here.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock
from sqlite_utils import Database

from agent_plan_server.errors import Refused
from agent_plan_server.storage.driver import Connection, sqlite3
from agent_plan_server.storage.locks import WriterQueue
from agent_plan_server.storage.migrations import steps
from agent_plan_server.storage.sqlite_file import (
    APPLICATION_ID,
    FileFacts,
    choose_journal,
    connect,
    require_ours,
    schema_version,
    translate_errors,
)


def bring_up_to_date(path: Path, facts: FileFacts, queue: WriterQueue) -> None:
    """Create or migrate the schema, once, however many processes come at the same time."""
    with FileLock(path.with_name(path.name + ".migrate"), timeout=60, mode=0o600), queue.turn():
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        db = connect(path)
        try:
            require_ours(db, path)
            choose_journal(db, facts, path)
            _migrate(db, path)
        finally:
            db.close()


def _migrate(connection: Connection, path: Path) -> None:
    """Run the steps that are missing, each in one transaction; a store that has some is copied first."""
    db = Database(connection, execute_plugins=False)
    if 0 < schema_version(connection) < len(steps("sqlite")):
        _copy(db, path.with_name(f"{path.name}.before-{len(steps('sqlite'))}"))
    for version, script in enumerate(steps("sqlite"), start=1):
        if schema_version(connection) >= version:
            continue
        db.execute("BEGIN IMMEDIATE")
        try:
            for statement in _statements(script):
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {version}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
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
    """Copy the store in one piece; raises Refused when the target exists."""
    if target.exists():
        raise Refused(f"{target} exists already.", "Name a file that does not exist yet.")
    with translate_errors(target):
        db = Database(connect(path), execute_plugins=False)
        try:
            _copy(db, target)
        finally:
            db.close()


def _copy(db: Database, target: Path) -> None:
    # One step: a backup in pages starts again at every foreign commit and never ends beside a writer.
    db.execute("VACUUM INTO ?", [str(target)])
    os.chmod(target, 0o600)


def describe(path: Path, facts: FileFacts) -> dict[str, str]:
    """Facts about the file and its engine, by name; reads all of it once."""
    db = Database(connect(path), execute_plugins=False)
    try:
        return {
            "engine": f"SQLite {facts.engine_version} ({facts.engine})",
            "journal": db.journal_mode,
            "synchronous": {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}[int(_pragma(db, "synchronous"))],
            "file system": facts.file_system or "unknown",
            "integrity": str(_pragma(db, "quick_check")),
            "schema": str(_pragma(db, "user_version")),
            "rows": str(sum(db.table(name).count for name in db.table_names())),
            "size": str(path.stat().st_size),
            "path": str(path),
            "permissions": f"{path.stat().st_mode & 0o777:04o}",
        }
    finally:
        db.close()


def _pragma(db: Database, name: str) -> int | str:
    value: int | str = db.execute(f"PRAGMA {name}").fetchone()[0]
    return value
