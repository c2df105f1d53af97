"""The doctor: it finds what is wrong, says what to do, and repairs counts only."""

import pytest
from claiming import claim
from drafts import import_tasks, task

from agent_plan_server.models.health import Grade
from agent_plan_server.services.health import check_health, repair_counts
from agent_plan_server.storage.driver import sqlite3


def finding(engine, name):
    return next(found for found in check_health(engine).findings if found.name == name)


def change_behind_its_back(engine, statement):
    """What somebody with a database shell does."""
    intruder = sqlite3.connect(str(engine.path), isolation_level=None)
    intruder.execute(statement)
    intruder.close()


def test_a_fresh_store_is_well(engine):
    import_tasks(engine, task("1.1", "src/a.py"), task("1.2", "src/b.py"))
    claim(engine, "ada")

    report = check_health(engine)

    assert report.worst is Grade.OK, report
    assert [found.name for found in report.findings] == [
        "engine",
        "integrity",
        "file",
        "history",
        "counts",
        "claims",
        "servers",
    ]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE tasks SET blockers = 7 WHERE key = '1.2'",
        "UPDATE phases SET blockers = 2",
        "UPDATE progress SET tasks = tasks + 1 WHERE state = 'pending'",
    ],
)
def test_wrong_counts_are_found_and_repaired(engine, damage):
    import_tasks(engine, task("1.1"), task("1.2"))
    change_behind_its_back(engine, damage)
    assert finding(engine, "counts").grade is Grade.BAD

    repaired = repair_counts(engine, "gary")

    assert repaired == 1
    assert finding(engine, "counts").grade is Grade.OK


def test_a_changed_history_is_found(engine):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada")
    change_behind_its_back(engine, "DROP TRIGGER events_are_never_changed")

    change_behind_its_back(engine, "UPDATE events SET actor = 'nobody' WHERE seq = 1")

    assert finding(engine, "history").text.startswith("event 1 does not fit")


def test_live_claims_that_share_a_path_are_found(engine):
    import_tasks(engine, task("1.1", "src/a.py"), task("1.2", "src/b.py"))
    claim(engine, "ada")
    claim(engine, "bob")

    change_behind_its_back(engine, """UPDATE claims SET scope = '["src/**"]'""")

    assert finding(engine, "claims").grade is Grade.BAD
