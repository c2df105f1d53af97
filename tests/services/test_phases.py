"""The current phase: its goal, its tasks, and what is in front."""

import pytest
from claiming import claim, finish
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import NotFound
from agent_plan_server.models.draft import CriterionDraft, DecisionDraft, EntryDraft
from agent_plan_server.models.states import CriterionKind, DecisionKind, EntryKind
from agent_plan_server.services.decisions import decide
from agent_plan_server.services.phases import current_phase
from agent_plan_server.services.proposals import propose_task


def two_phases(engine, **fields):
    import_phases(
        engine,
        phase("1", task("1.1", title="Log in"), task("1.2", after=("1.1",)), goal="Users can log in."),
        phase("2", task("2.1"), after=("1",)),
        **fields,
    )


def test_current_phase_is_the_one_that_is_open(engine):
    two_phases(engine)

    view = current_phase(engine)

    assert (view.number, view.state, view.goal, view.tasks_total) == ("1", "open", "Users can log in.", 2)


def test_phase_lists_its_tasks_with_state_and_holder(engine):
    two_phases(engine)
    claim(engine, "ada", "1.1")

    view = current_phase(engine)

    assert [(line.key, line.title, line.state, line.agent) for line in view.tasks] == [
        ("1.1", "Log in", "in_progress", "ada"),
        ("1.2", "Task 1.2", "pending", None),
    ]


def test_completed_task_shows_how_it_is_proven_and_the_next_is_ready(engine):
    two_phases(engine)
    finish(engine, "ada", "1.1")

    assert [line.state for line in current_phase(engine).tasks] == ["reported", "ready"]


def test_phase_behind_another_says_what_it_waits_for(engine):
    two_phases(engine)

    view = current_phase(engine, number="2")

    assert (view.state, view.waits_for, view.other_open) == ("waiting", ("1",), ("1",))


def test_next_phase_is_current_when_the_first_is_finished(engine):
    two_phases(engine)
    finish(engine, "ada", "1.1")
    finish(engine, "ada", "1.2")

    assert current_phase(engine).number == "2"
    assert current_phase(engine, number="1").state == "finished"


def test_phase_brings_its_criteria_decisions_and_rules(engine):
    two_phases(
        engine,
        criteria=(CriterionDraft(kind=CriterionKind.EXIT, text="All tests pass", phase="1"),),
        decisions=(DecisionDraft(kind=DecisionKind.QUESTION, question="Which login?", phase="1"),),
        entries=(
            EntryDraft(kind=EntryKind.RULE, text="Run the tests"),
            EntryDraft(kind=EntryKind.RULE, text="Only there", phase="2"),
        ),
    )

    view = current_phase(engine)

    assert [(criterion.text, criterion.state) for criterion in view.criteria] == [("All tests pass", "open")]
    assert [need.question for need in view.decisions] == ["Which login?"]
    assert view.rules == ("Run the tests",)


def test_long_phase_is_cut_at_the_work_that_is_left_and_keeps_its_total(engine):
    import_tasks(engine, *(task(f"1.{number}") for number in range(1, 81)))
    finish(engine, "ada", "1.1")

    view = current_phase(engine)

    assert (view.tasks[0].key, view.tasks[-1].key, len(view.tasks), view.tasks_total) == ("1.2", "1.51", 50, 80)
    assert view.cut == ("tasks",)


def test_phase_of_any_length_has_at_most_eight_kilobytes(engine):
    rule = EntryDraft(kind=EntryKind.RULE, text="r" * 5000)
    import_tasks(engine, *(task(f"1.{number}", title="ß" * 200) for number in range(200)), entries=(rule,) * 30)

    assert len(current_phase(engine).model_dump_json().encode()) < 8192


def test_unknown_phase_is_refused_with_those_there_are(engine):
    two_phases(engine)

    with pytest.raises(NotFound, match="no phase '7'; there are: 1, 2"):
        current_phase(engine, number="7")


def test_phases_in_a_long_row_close_and_open_again(engine):
    row = [phase(str(n), after=(str(n - 1),) if n else ()) for n in range(1, 1200)]
    import_phases(engine, phase("0", task("0.1")), *row)

    freed = finish(engine, "ada", "0.1")
    proposed = propose_task(engine, "ada", "One more", "forgotten", phase="0")
    decide(engine, proposed.decision, "accept", "", "kim")

    assert len(freed.closed_phases) == 20
    assert current_phase(engine).number == "0"
