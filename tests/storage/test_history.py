"""The history: only added to, and a change to it is seen."""

from pathlib import Path

import pytest

from agent_plan_server.storage.driver import sqlite3


@pytest.fixture
def path(engine) -> Path:
    """A store with a hundred events."""
    for number in range(100):
        engine.write(lambda store, number=number: store.events.append("note_posted", "ada", {"text": f"note {number}"}))
    return Path(engine.describe()["path"])


def sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(str(path), isolation_level=None)
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()


def first_broken_link(engine, **options) -> int | None:
    return engine.read(lambda store: store.events.first_broken_link(**options))


@pytest.mark.parametrize(
    "statement", ["UPDATE events SET actor = 'bob' WHERE seq = 3", "DELETE FROM events WHERE seq = 3"]
)
def test_an_event_is_neither_changed_nor_deleted(engine, path, statement):
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        sql(path, statement)
    assert first_broken_link(engine) is None


@pytest.mark.parametrize(
    "column", ["actor = 'bob'", "kind = 'x'", "payload = '{}'", "at = 5", "task_id = 7", "plan_id = 7"]
)
def test_a_forged_line_is_found_by_its_number(engine, path, column):
    sql(path, "DROP TRIGGER events_are_never_changed", f"UPDATE events SET {column} WHERE seq = 42")  # noqa: S608

    assert first_broken_link(engine, batch=10) == 42


def test_a_line_that_was_taken_out_is_found_at_the_next(engine, path):
    sql(path, "DROP TRIGGER events_are_never_deleted", "DELETE FROM events WHERE seq = 42")

    assert first_broken_link(engine) == 43


def test_numbers_have_no_gaps_after_a_rollback(engine):
    def fail(store):
        store.events.append("note_posted", "ada")
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        engine.write(fail)

    assert engine.write(lambda store: store.events.append("note_posted", "ada")) == 1
    assert first_broken_link(engine) is None
