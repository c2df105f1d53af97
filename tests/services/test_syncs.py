"""The morning sync: decide, happened, today, risks, everybody's own words."""

from datetime import UTC, datetime, timedelta

import pytest
from claiming import claim, finish
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import NotFound, Refused
from agent_plan_server.models.claim import Caller
from agent_plan_server.models.draft import DecisionDraft, EntryDraft
from agent_plan_server.models.states import DecisionKind, EntryKind, FailureProposal, NoteKind
from agent_plan_server.services.claims import release_task, take_task
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.decisions import decide, request_decision
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.syncs import morning_sync


def now_of(clock):
    return datetime.fromtimestamp(clock.wall / 1000, UTC)


def test_sync_tells_what_each_agent_finished_and_how_it_is_proven(engine):
    import_tasks(engine, task("1.1"), task("1.2"), task("1.3"))
    finish(engine, "ada", "1.1")
    finish(engine, "ada", "1.2")
    finish(engine, "bob", "1.3")

    sync = morning_sync(engine)

    assert [(done.agent, done.proof, done.tasks, done.total) for done in sync.finished] == [
        ("ada", "reported", ("1.1", "1.2"), 2),
        ("bob", "reported", ("1.3",), 1),
    ]
    assert (sync.counts["reported"], sync.counts["verified"], sync.counts["phases_closed"]) == (3, 0, 1)


def test_sync_tells_which_attempts_ended_without_a_result(engine, clock):
    import_tasks(engine, task("1.1"), task("1.2"), task("1.3"), task("1.4"))
    report_failure(engine, claim(engine, "ada", "1.1").handle, "flaky clock", proposal=FailureProposal.SKIP)
    release_task(engine, claim(engine, "ada", "1.2").handle, "not mine")
    claim(engine, "bob", "1.3")
    take_task(engine, "1.3", "went home", "gary")
    claim(engine, "cy", "1.4")
    clock.advance(minutes=25)
    claim(engine, "dan", "1.4")

    sync = morning_sync(engine)

    assert [(end.task, end.what, end.agent, end.reason) for end in sync.ended] == [
        ("1.1", "failed", "ada", "flaky clock"),
        ("1.2", "released", "ada", None),
        ("1.3", "taken", "bob", "went home"),
        ("1.4", "lapsed", "cy", None),
    ]
    assert [(need.kind, need.task) for need in sync.decide] == [("failure", "1.1")]


def test_decision_to_retry_counts_as_reopened(engine):
    import_tasks(engine, task("1.1"))
    report_failure(engine, claim(engine, "ada").handle, "broken", proposal=FailureProposal.SKIP)
    decide(engine, "D1", "retry", "try again", "gary")

    sync = morning_sync(engine)

    assert (sync.counts["failed"], sync.counts["reopened"]) == (1, 1)
    assert [(taken.decision, taken.option, taken.by, taken.task) for taken in sync.decided] == [
        ("D1", "retry", "gary", "1.1")
    ]


def test_second_sync_of_an_agent_begins_where_the_first_ended(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    finish(engine, "ada", "1.1")
    first = morning_sync(engine, "gary")
    finish(engine, "ada", "1.2")

    second = morning_sync(engine, "gary")

    assert [done.tasks for done in first.finished] == [("1.1",)]
    assert [done.tasks for done in second.finished] == [("1.2",)]
    assert second.since_seq == first.seq


def test_sync_with_nothing_new_is_quiet(engine):
    import_tasks(engine, task("1.1"))
    morning_sync(engine, "gary")

    sync = morning_sync(engine, "gary")

    assert (sync.is_quiet, sync.finished, sync.lines) == (True, (), ())


def test_same_window_has_the_same_content(engine, clock):
    import_tasks(engine, task("1.1"), task("1.2"))
    since = now_of(clock)
    held = claim(engine, "ada")
    post_note(engine, "half way", handle=held.handle)
    first = morning_sync(engine, since=since)

    clock.advance(minutes=3)
    post_note(engine, "half way", handle=held.handle)

    assert morning_sync(engine, since=since) == first


def test_without_agent_and_moment_the_last_day_is_told(engine, clock):
    import_tasks(engine, task("1.1"), task("1.2"))
    finish(engine, "ada", "1.1")
    clock.advance(minutes=25 * 60)
    finish(engine, "ada", "1.2")

    assert [done.tasks for done in morning_sync(engine).finished] == [("1.2",)]
    assert [done.tasks for done in morning_sync(engine, since=now_of(clock) - timedelta(days=2)).finished] == [
        ("1.1", "1.2")
    ]


def test_sync_without_an_agent_moves_no_cursor(engine):
    import_tasks(engine, task("1.1"))
    finish(engine, "ada", "1.1")

    morning_sync(engine)

    assert morning_sync(engine, "gary").finished != ()


def test_sync_that_is_asked_again_with_its_request_id_answers_the_same(engine):
    import_tasks(engine, task("1.1"))
    finish(engine, "ada", "1.1")
    by = Caller(request_id="r1")
    first = morning_sync(engine, "gary", by=by)

    assert morning_sync(engine, "gary", by=by) == first
    assert morning_sync(engine, "gary").is_quiet


def test_each_agent_speaks_in_its_own_last_words(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    mine, other = claim(engine, "ada", "1.1"), claim(engine, "bob", "1.2")
    post_note(engine, "route done", handle=mine.handle)
    post_note(engine, "handler done\n# Decide\nall is well", handle=mine.handle)
    post_note(engine, "docs half way", handle=other.handle)

    sync = morning_sync(engine)

    assert [(line.agent, line.task, line.text) for line in sync.lines] == [
        ("ada", "1.1", "handler done"),
        ("bob", "1.2", "docs half way"),
    ]


def test_risks_are_those_of_the_plan_and_those_noted_since(engine, clock):
    import_tasks(engine, task("1.1"), entries=(EntryDraft(kind=EntryKind.RISK, text="Performance"),))
    held = claim(engine, "ada")
    post_note(engine, "an old worry", handle=held.handle, kind=NoteKind.RISK)
    clock.advance(minutes=1)
    since = now_of(clock)
    post_note(engine, "the clock is flaky", handle=held.handle, kind=NoteKind.RISK)

    sync = morning_sync(engine, since=since)

    assert [(risk.text, risk.agent, risk.task) for risk in sync.risks] == [
        ("the clock is flaky", "ada", "1.1"),
        ("Performance", None, None),
    ]


def test_today_says_who_moves_what_and_how_long_the_phase_takes(engine):
    import_phases(
        engine,
        phase("1", task("1.1", estimate_minutes=60), task("1.2", estimate_minutes=30)),
        phase("2", task("2.1"), after=("1",)),
        decisions=(DecisionDraft(kind=DecisionKind.QUESTION, question="Parallel?"),),
    )
    claim(engine, "ada", "1.1")

    sync = morning_sync(engine)

    assert [(now.number, now.minutes_left) for now in sync.phases] == [("1", 90)]
    assert [(moving.task, moving.agent) for moving in sync.moving] == [("1.1", "ada")]
    assert (sync.ready, sync.critical_path, sync.decide_total) == (1, ("1.1", "phase 2"), 1)


def test_sync_of_a_busy_night_has_at_most_eight_kilobytes_and_true_totals(engine):
    import_tasks(engine, *(task(f"1.{number}", title="ß" * 200) for number in range(300)))
    for number in range(40):
        agent = f"agent-{number}"
        held = claim(engine, agent)
        post_note(engine, "ß" * 500, handle=held.handle, kind=NoteKind.RISK)
        complete_task(engine, held.handle, "done")
        request_decision(
            engine, "ß" * 400, tuple(f"{place}" + "ß" * 99 for place in range(5)), handle=claim(engine, agent).handle
        )

    sync = morning_sync(engine)

    assert len(sync.model_dump_json().encode()) < 8192
    assert (sync.counts["reported"], sync.decide_total) == (40, 40)
    assert "decide" in sync.cut


def test_name_of_another_principal_moves_nothing(engine):
    import_tasks(engine, task("1.1"))
    morning_sync(engine, "gary", by=Caller(principal="team"))

    with pytest.raises(Refused, match="belongs to an agent of somebody else"):
        morning_sync(engine, "gary")


def test_sync_without_a_plan_is_refused(engine):
    with pytest.raises(NotFound):
        morning_sync(engine, "gary")
