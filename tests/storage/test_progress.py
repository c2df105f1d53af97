"""The figures of a phase: the database keeps them, whatever changes the tasks."""

import pytest
from drafts import import_phases, phase, task

from agent_plan_server.storage import open_engine, sqlite_file, sqlite_schema
from agent_plan_server.storage.driver import sqlite3
from agent_plan_server.storage.migrations import steps

PLAN = 1


def has_right_figures(engine) -> bool:
    return engine.read(lambda store: store.plans.is_progress_right(PLAN))


def count_ready(engine) -> int:
    return engine.read(lambda store: store.tasks.count_ready(PLAN))


def import_two_phases(engine) -> None:
    import_phases(
        engine,
        phase("1", task("1.1", estimate_minutes=30), task("1.2", after=("1.1",)), task("1.3", estimate_minutes=5)),
        phase("2", task("2.1"), task("2.2")),
    )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE tasks SET status = 'in_progress' WHERE key = '1.1'",
        "UPDATE tasks SET status = 'completed', proof = 'reported' WHERE key = '1.1'",
        "UPDATE tasks SET status = 'skipped'",
        "UPDATE tasks SET blockers = 0",
        "UPDATE tasks SET blockers = blockers + 1",
        "UPDATE tasks SET estimate_minutes = 90",
        "UPDATE tasks SET phase_id = (SELECT max(id) FROM phases) WHERE key IN ('1.1', '1.2')",
        "DELETE FROM tasks WHERE key = '2.1'",
    ],
)
def test_figures_follow_the_tasks(engine, change):
    import_two_phases(engine)
    connection = sqlite3.connect(str(engine.path), isolation_level=None)

    touched = connection.execute(change).rowcount
    connection.close()

    assert touched
    assert has_right_figures(engine)


def test_ready_tasks_are_those_with_nothing_in_front(engine):
    import_two_phases(engine)

    assert count_ready(engine) == len(engine.read(lambda store: store.tasks.list_ready(PLAN, -1, 10)))


def test_figures_of_a_store_of_the_first_schema_are_right_after_its_migration(tmp_path, monkeypatch):
    for module in (sqlite_file, sqlite_schema):
        monkeypatch.setattr(module, "steps", lambda engine: steps(engine)[:1])
    old = open_engine(tmp_path / "plan.db")
    old.write(_write_old_tasks)
    old.close()
    monkeypatch.undo()

    engine = open_engine(tmp_path / "plan.db")

    assert count_ready(engine) == 2
    assert has_right_figures(engine)
    engine.close()


def _write_old_tasks(store) -> None:
    """As the program of the first schema did, which counted for itself."""
    for statement in (
        "INSERT INTO plans VALUES (1, 'old', 'Old', '', 'generic', 'PLAN.md', '', 0)",
        "INSERT INTO phases (id, plan_id, number, title, position) VALUES (1, 1, '1', 'One', 0)",
        "INSERT INTO tasks (id, plan_id, phase_id, key, title, position, status, blockers)"
        " VALUES (1, 1, 1, 'a', 'A', 0, 'pending', 0), (2, 1, 1, 'b', 'B', 1, 'pending', 0),"
        " (3, 1, 1, 'c', 'C', 2, 'pending', 1)",
        "INSERT INTO progress VALUES (1, 'pending', 3, 0), (1, 'reported', 0, 0)",
    ):
        store.plans._tx._db.execute(statement)
