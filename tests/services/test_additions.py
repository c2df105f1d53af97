"""Additions by people: a task or a phase, at the place where it belongs."""

import pytest
from claiming import claim, events_of, finish, is_ready, task_now
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import InvalidRequest, NotFound, Refused
from agent_plan_server.models.draft import DecisionDraft
from agent_plan_server.models.revision import NewTask
from agent_plan_server.models.states import DecisionKind
from agent_plan_server.services.additions import add_phase, add_task
from agent_plan_server.services.health import repair_counts
from agent_plan_server.services.news import show_news


def add(engine, title="More", **fields):
    return add_task(engine, NewTask(title=title, **fields), "forgotten", "kim")


def test_a_task_is_added_behind_the_others_of_its_phase_and_may_be_claimed(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1")))

    added = add(engine, phase="2", paths=("src/",), estimate="2h", criteria=("green",))

    assert (added.name, added.phase) == ("2.2", "2")
    assert task_now(engine, "2.2").estimate_minutes == 120
    assert claim(engine, "ada", "2.2").scope == ("src/**",)
    assert finish(engine, "ada", "2.2").outcome == "incomplete"
    assert events_of(engine, "task_added")[0]["reason"] == "forgotten"
    assert repair_counts(engine, "kim") == 0


def test_a_task_stands_between_those_it_was_put_between(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1")))

    added = add(engine, needs=("2.1",), before=("1.1",))

    assert (added.name, added.waits_for) == ("2.2", ("2.1",))
    assert not is_ready(engine, "1.1")
    assert repair_counts(engine, "kim") == 0


def test_the_holder_of_a_task_hears_what_was_put_before_it(engine):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada", "1.1")

    add(engine, before=("1.1",))

    assert show_news(engine, "ada").revised[0].fields == ("dependencies",)


def test_work_added_to_a_finished_phase_opens_it_again(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))
    finish(engine, "ada", "1.1")

    add(engine, phase="1")

    assert not is_ready(engine, "2.1")
    assert repair_counts(engine, "kim") == 0


def test_a_task_waits_for_the_gate_of_its_phase(engine):
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go?", before_phases=("1",))
    import_tasks(engine, task("1.1"), decisions=(gate,))

    assert add(engine, phase="1").waits_for == ("decision D1",)


def test_a_circle_is_refused_with_its_way(engine):
    import_tasks(engine, task("1.1"), task("1.2", after=("1.1",)))

    with pytest.raises(InvalidRequest, match=r"circle: .*1\.3"):
        add(engine, needs=("1.2",), before=("1.1",))
    with pytest.raises(NotFound):
        add(engine, needs=("1.3",))


@pytest.mark.parametrize(("key", "error"), [("1.1", Refused), ("1/1", InvalidRequest)])
def test_a_key_that_is_taken_or_impossible_is_refused(engine, key, error):
    import_tasks(engine, task("1.1"))

    with pytest.raises(error):
        add(engine, key=key)


def test_a_phase_is_added_behind_the_one_it_waits_for(engine):
    import_tasks(engine, task("1.1"))

    added = add_phase(engine, "2", "Harden", "the audit asks for it", "kim", ("1",))
    add(engine, phase="2")

    assert (added.name, added.waits_for) == ("2", ("phase 1",))
    assert not is_ready(engine, "2.1")
    finish(engine, "ada", "1.1")
    assert is_ready(engine, "2.1")
    assert events_of(engine, "phase_added")[0]["phase"] == "2"
    assert repair_counts(engine, "kim") == 0


def test_a_phase_needs_a_number_of_its_own(engine):
    import_tasks(engine, task("1.1"))

    with pytest.raises(Refused):
        add_phase(engine, "1", "Again", "why not", "kim")
    with pytest.raises(NotFound):
        add_phase(engine, "2", "Harden", "why not", "kim", ("9",))
