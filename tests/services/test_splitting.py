"""Splitting: the parts take a task's place, and nothing that was done is lost."""

import pytest
from claiming import claim, content_of, events_of, finish, is_ready, status_of, task_now
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import InvalidRequest, NotFound, Refused, StaleClaim, TaskHeld
from agent_plan_server.models.draft import CriterionDraft, DecisionDraft, StepDraft
from agent_plan_server.models.states import CriterionKind, DecisionKind, FailureProposal, TaskStatus
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.health import repair_counts
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.splitting import split_task


def split(engine, key="1.2", titles=("One", "Two"), **options):
    return split_task(engine, key, titles, "too large", "kim", **options)


def chain(engine):
    import_tasks(engine, task("1.1"), task("1.2", "src/a/**", after=("1.1",)), task("1.3", after=("1.2",)))


def test_the_parts_stand_between_what_was_before_and_behind(engine):
    chain(engine)

    reply = split(engine)

    assert reply.parts == ("1.2.1", "1.2.2")
    assert status_of(engine, "1.2") is TaskStatus.SKIPPED
    assert not is_ready(engine, "1.2.1")
    finish(engine, "ada", "1.1")
    assert task_now(engine, "1.2.1").scope == ("src/a/**",)
    finish(engine, "ada", "1.2.1")
    assert not is_ready(engine, "1.3")
    finish(engine, "ada", "1.2.2")
    assert is_ready(engine, "1.3")
    assert repair_counts(engine, "kim") == 0


def test_parts_in_order_wait_for_each_other(engine):
    chain(engine)
    finish(engine, "ada", "1.1")

    split(engine, in_order=True)

    assert (is_ready(engine, "1.2.1"), is_ready(engine, "1.2.2")) == (True, False)


def test_splitting_the_last_task_of_a_phase_keeps_the_phase_open(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))

    split(engine, "1.1")

    assert not is_ready(engine, "2.1")
    assert repair_counts(engine, "kim") == 0


def test_the_last_part_has_the_open_criteria_and_every_part_the_open_steps(engine):
    steps = (StepDraft(text="parse", done=True), StepDraft(text="print"))
    criterion = CriterionDraft(kind=CriterionKind.TEST, text="green", task="1.1")
    import_tasks(engine, task("1.1", body="Both ways.", steps=steps), criteria=(criterion,))

    split(engine, "1.1")

    assert finish(engine, "ada", "1.1.1").outcome == "reported"
    assert finish(engine, "ada", "1.1.2").outcome == "incomplete"
    body = task_now(engine, "1.1.2").body
    assert "Both ways." in body
    assert "- print" in body
    assert "- parse" not in body


def test_a_gate_before_the_task_is_before_its_parts(engine):
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go?", before_tasks=("1.1",))
    import_tasks(engine, task("1.1"), decisions=(gate,))

    split(engine, "1.1")

    assert not is_ready(engine, "1.1.1")
    assert repair_counts(engine, "kim") == 0


def test_a_held_task_is_not_split_under_its_holder(engine):
    chain(engine)
    claim(engine, "ada", "1.1")
    before = content_of(engine)

    with pytest.raises(TaskHeld, match="ada"):
        split(engine, "1.1")
    assert content_of(engine) == before


def test_a_held_task_is_split_when_its_claim_is_taken(engine):
    chain(engine)
    handle = claim(engine, "ada", "1.1").handle
    post_note(engine, "half done", handle=handle)

    reply = split(engine, "1.1", take=True)

    assert reply.taken_from == "ada"
    with pytest.raises(StaleClaim):
        report_failure(engine, handle, "too late")
    notes = engine.read(lambda store: [note.text for note in store.notes.list_of_task(1, 9)])
    assert notes == ["kim split this task into 1.1.1, 1.1.2: too large", "half done"]


def test_splitting_a_failed_task_answers_what_people_were_asked(engine):
    import_tasks(engine, task("1.1"))
    report_failure(engine, claim(engine, "ada").handle, "too large", None, FailureProposal.REVISE)

    split(engine, "1.1")

    decision = engine.read(lambda store: store.decisions.list_of_task(1))[0]
    assert (decision.is_open, decision.option, decision.decided_by) == (False, "revise", "kim")
    assert is_ready(engine, "1.1.1")


def test_every_split_is_in_the_history(engine):
    chain(engine)

    split(engine)

    event = events_of(engine, "task_split")[0]
    assert (event["task"], event["parts"], event["reason"]) == ("1.2", ["1.2.1", "1.2.2"], "too large")


@pytest.mark.parametrize("titles", [(), ("One",), ("One", "One"), ("One", " ")])
def test_a_split_into_fewer_than_two_is_refused(engine, titles):
    chain(engine)

    with pytest.raises(InvalidRequest):
        split(engine, titles=titles)


def test_what_is_finished_or_unknown_is_not_split(engine):
    import_tasks(engine, task("1.1", status=TaskStatus.COMPLETED))

    with pytest.raises(Refused, match="completed"):
        split(engine, "1.1")
    with pytest.raises(NotFound):
        split(engine, "9.9")
