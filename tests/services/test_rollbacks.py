"""Rollbacks are planned, never made."""

import pytest
from claiming import claim, finish, last_seq
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import NotFound
from agent_plan_server.services.claims import Wish, claim_task
from agent_plan_server.services.rollbacks import plan_rollback


def test_plan_names_the_base_the_files_and_who_is_behind(engine):
    import_tasks(engine, task("1.1", "src/a.py"), task("1.2", "src/b.py", after=("1.1",)), task("1.3"))
    claim_task(engine, Wish(agent="ada", task="1.1", base_commit="abc1234"))

    plan = plan_rollback(engine, "1.1")

    assert plan.base_commit == "abc1234"
    assert plan.files == ("src/a.py",)
    assert plan.affected == ("1.2",)
    assert [attempt.agent for attempt in plan.attempts] == ["ada"]
    assert plan.commands[0] == "git log --oneline abc1234..HEAD"


def test_rollback_of_a_phase_keeps_the_completed_ones(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))
    finish(engine, "ada", "1.1")

    plan = plan_rollback(engine, "phase 2")

    assert [kept[0] for kept in plan.kept_phases] == ["1"]
    assert list(plan.statuses) == ["2.1"]


def test_rollback_names_the_work_of_later_phases(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))

    assert plan_rollback(engine, "1.1").affected == ("2.1",)


def test_planning_a_rollback_writes_nothing(engine):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada")
    seq = last_seq(engine)

    plan_rollback(engine, "1.1")

    assert last_seq(engine) == seq


def test_unknown_target_is_refused(engine):
    import_tasks(engine, task("1.1"))

    with pytest.raises(NotFound, match="no task or phase '9'"):
        plan_rollback(engine, "9")
