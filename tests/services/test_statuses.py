"""The status summary: needs you, moving, stuck."""

import subprocess
import sys

import pytest
from claiming import claim, finish
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import NotFound
from agent_plan_server.models.claim import Caller
from agent_plan_server.models.draft import DecisionDraft
from agent_plan_server.models.states import DecisionKind, FailureProposal, TaskStatus
from agent_plan_server.services.decisions import decide, request_decision
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.statuses import show_status


def test_status_counts_tasks_by_state_and_minutes_left(engine):
    import_tasks(engine, task("1.1", estimate_minutes=30), task("1.2", estimate_minutes=90), task("1.3"))
    finish(engine, "ada", "1.1")
    claim(engine, "ada", "1.2")

    status = show_status(engine)

    assert {state: count for state, count in status.totals.items() if count} == {
        "reported": 1,
        "in_progress": 1,
        "pending": 1,
    }
    assert (status.tasks, status.minutes_left, status.ready) == (3, 90, 1)


def test_status_names_the_phase_that_is_open(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",), title="API"))
    finish(engine, "ada", "1.1")

    status = show_status(engine)

    assert status.phase == 'phase 2 of 2 "API"'
    assert [(now.number, now.tasks, now.finished) for now in status.phases] == [("2", 1, 0)]


def test_claim_moves_with_its_last_note(engine, clock):
    import_tasks(engine, task("1.1", "src/a.py", "src/b.py", title="Log in"))
    held = claim(engine, "ada")
    post_note(engine, "6/8 tests pass\nsecond line", handle=held.handle)
    clock.advance(minutes=2)

    status = show_status(engine)

    moving = status.moving[0]
    assert (moving.task, moving.title, moving.agent, moving.files) == ("1.1", "Log in", "ada", 2)
    assert moving.note == "6/8 tests pass"
    assert (status.at - moving.note_at).total_seconds() == 120
    assert status.stuck == ()


def test_lapsed_claim_is_stuck_and_free_to_take(engine, clock):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada")

    clock.advance(minutes=34)

    status = show_status(engine)
    assert status.moving == ()
    assert [(stuck.task, stuck.agent, stuck.why, stuck.command) for stuck in status.stuck] == [
        ("1.1", "ada", "lapsed", "agent-plan take 1.1")
    ]
    assert (status.at - status.stuck[0].lapsed_at).total_seconds() == 14 * 60


def test_claim_of_a_dead_server_is_stuck_at_once(engine):
    import_tasks(engine, task("1.1"))
    path = engine.describe()["path"]
    program = f"from agent_plan_server.storage import open_engine; print(open_engine({path!r}).join())"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    claim(engine, "ada", by=Caller(session=int(ended.stdout)))

    status = show_status(engine)

    assert [(stuck.task, stuck.why) for stuck in status.stuck] == [("1.1", "gone")]


def test_task_that_waits_for_a_person_is_never_stuck(engine, clock):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    request_decision(engine, "Which one?", ("left", "right"), handle=held.handle)

    clock.advance(minutes=300)

    status = show_status(engine)
    assert status.stuck == ()
    assert [moving.waits_for for moving in status.moving] == ["D1"]
    assert [(need.id, need.task, need.options, need.command) for need in status.needs_you] == [
        ("D1", "1.1", ("left", "right"), "agent-plan decide D1")
    ]
    assert status.hint == "agent-plan decide D1"


def test_failed_task_needs_a_person(engine):
    import_tasks(engine, task("1.1"))
    report_failure(engine, claim(engine, "ada").handle, "the test is flaky", proposal=FailureProposal.SKIP)

    status = show_status(engine)

    assert status.totals["failed"] == 1
    assert [(need.kind, need.task, need.options) for need in status.needs_you] == [
        ("failure", "1.1", ("retry", "revise", "skip"))
    ]


def test_failed_task_without_a_question_is_not_forgotten(engine):
    import_tasks(engine, task("1.1"))
    engine.write(lambda store: store.tasks.move(store.tasks.find_by_key(1, "1.1"), TaskStatus.FAILED))

    status = show_status(engine)

    assert [(need.id, need.command) for need in status.needs_you] == [("1.1", "agent-plan show 1.1")]


def test_gate_needs_a_person_only_when_nothing_else_is_in_front(engine):
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go on?", before_phases=("2",))
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)), decisions=(gate,))
    before = show_status(engine).needs_you
    finish(engine, "ada", "1.1")

    after = show_status(engine).needs_you

    assert before == ()
    assert [(need.kind, need.question, need.waiting) for need in after] == [("gate", "Go on?", 1)]


def test_critical_path_follows_the_longest_remaining_way(engine):
    import_phases(
        engine,
        phase("1", task("1.1"), task("1.2", after=("1.1",), estimate_minutes=300), task("1.3", after=("1.1",))),
        phase("2", task("2.1"), after=("1",)),
    )

    assert show_status(engine).critical_path == ("1.1", "1.2", "phase 2")


def test_critical_path_begins_with_the_task_in_work(engine):
    import_tasks(engine, task("1.1", estimate_minutes=300), task("1.2"), task("1.3", after=("1.1",)))
    claim(engine, "ada", "1.1")

    assert show_status(engine).critical_path == ("1.1", "1.3")


def test_agents_of_the_last_hour_are_counted(engine, clock):
    import_tasks(engine, task("1.1"), task("1.2"))
    claim(engine, "ada")
    clock.advance(minutes=50)
    claim(engine, "bob")

    clock.advance(minutes=20)

    assert show_status(engine).agents == 1


def test_lists_are_cut_and_totals_are_true(engine):
    import_tasks(engine, *(task(f"1.{number}") for number in range(30)))
    for number in range(25):
        claim(engine, f"agent-{number}")

    status = show_status(engine)

    assert (len(status.moving), status.moving_total) == (20, 25)


def test_finished_plan_says_so(engine):
    import_tasks(engine, task("1.1"))
    finish(engine, "ada", "1.1")

    status = show_status(engine)

    assert (status.phase, status.hint) == ("finished", "Every task is finished.")


def test_status_without_a_plan_says_what_to_do(engine):
    with pytest.raises(NotFound, match="No plan has been imported"):
        show_status(engine)


def test_a_gate_that_was_refused_says_so(engine):
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go on?", options=("go", "stop"), before_tasks=("1.1",))
    import_phases(engine, phase("1", task("1.1")), decisions=(gate,))
    decide(engine, "D1", "stop", "not yet", "gary")

    (need,) = show_status(engine).needs_you

    assert need.question == "Go on? (stop, said gary: nobody passes)"
