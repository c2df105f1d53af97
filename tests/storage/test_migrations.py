"""The schema: made once, however many come, and refused when it is not ours."""

import sqlite3 as system_sqlite
from pathlib import Path

import pytest
from processes import hear, kill, start_python

from agent_plan_server.errors import ForeignStore, StorageUnavailable, StoreTooNew
from agent_plan_server.storage import open_engine, sqlite_file, sqlite_schema
from agent_plan_server.storage.driver import sqlite3
from agent_plan_server.storage.migrations import steps

PROCESSES = 8
_OPENER = """
import sys
from agent_plan_server.storage import open_engine
print("ready", flush=True)
sys.stdin.readline()
engine = open_engine(sys.argv[1])
engine.write(lambda store: store.events.append("opened", sys.argv[2]))
print(engine.describe()["integrity"], engine.read(lambda store: store.events.first_broken_link()), flush=True)
"""


def know_steps(monkeypatch, scripts):
    """Let the program know other migrations than its own."""
    for module in (sqlite_file, sqlite_schema):
        monkeypatch.setattr(module, "steps", lambda engine: scripts)


def sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("round_", range(5))
def test_eight_processes_at_once_make_one_store(tmp_path, round_):
    path = tmp_path / "new" / "plan.db"
    openers = [start_python(_OPENER, path, name) for name in range(PROCESSES)]
    try:
        for opener in openers:
            assert hear(opener) == "ready"
        for opener in openers:
            opener.stdin.write("go\n")
            opener.stdin.flush()

        assert [hear(opener) for opener in openers] == ["ok None"] * PROCESSES
    finally:
        for opener in openers:
            kill(opener)

    engine = open_engine(path)
    assert engine.read(lambda store: store.events.last_seq()) == PROCESSES
    assert engine.describe()["schema"] == str(len(steps("sqlite")))
    engine.close()


def test_a_store_is_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "new" / "plan.db"
    open_engine(path).close()

    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_newer_schema_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "plan.db"
    open_engine(path).close()
    sql(path, "PRAGMA user_version = 99")
    before = path.read_bytes()

    with pytest.raises(StoreTooNew, match="schema 99, this one knows"):
        open_engine(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "other.db"
    connection = system_sqlite.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(ForeignStore, match="another program"):
        open_engine(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "content", [b"# A plan\n\n- [ ] not a database\n" * 40, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "plan.db"
    path.write_bytes(content)

    with pytest.raises(ForeignStore):
        open_engine(path)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_store(tmp_path):
    path = tmp_path / "plan.db"
    path.touch()

    engine = open_engine(path)

    assert engine.describe()["integrity"] == "ok"
    engine.close()


def test_an_older_schema_is_brought_up_to_date_after_a_copy(tmp_path, monkeypatch):
    path = tmp_path / "plan.db"
    engine = open_engine(path)
    engine.write(lambda store: store.events.append("opened", "ada"))
    engine.close()
    known = steps("sqlite")
    newer = [*known, "CREATE TABLE later (x TEXT) STRICT;\n"]
    know_steps(monkeypatch, newer)

    migrated = open_engine(path)

    assert migrated.describe()["schema"] == str(len(newer))
    migrated.close()
    monkeypatch.undo()
    copy = open_engine(path.with_name(f"plan.db.before-{len(newer)}"))
    assert copy.read(lambda store: store.events.last_seq()) == 1
    copy.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "plan.db"
    open_engine(path).close()
    broken = [*steps("sqlite"), "CREATE TABLE later (x TEXT) STRICT;\nCREATE TABLE events (x TEXT) STRICT;\n"]
    know_steps(monkeypatch, broken)
    with pytest.raises((StorageUnavailable, sqlite3.DatabaseError)):
        open_engine(path)
    monkeypatch.undo()

    engine = open_engine(path)

    assert engine.describe()["schema"] == str(len(steps("sqlite")))
    engine.close()
