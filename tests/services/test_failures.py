"""Failures: one retry by itself, then a person."""

import pytest
from claiming import ask, claim, events_of, finish, is_ready, status_of, task_now
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import InvalidRequest, TaskNotReady
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.states import ClaimOutcome, FailureProposal, TaskStatus
from agent_plan_server.services.decisions import decide, request_decision
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.packets import show_packet


def fail(engine, agent: str, key: str, **options):
    return report_failure(engine, claim(engine, agent, key).handle, "the port is taken", **options)


def fail_for_good(engine, key: str) -> str:
    """Fail until a person is asked; the name of the decision."""
    fail(engine, "ada", key)
    decision = fail(engine, "ada", key).decision
    assert decision is not None
    return decision


def test_the_first_failure_is_offered_again_by_itself(engine):
    import_tasks(engine, task("1.1"))

    reply = fail(engine, "ada", "1.1")

    assert (reply.task_status, reply.failures, reply.decision) == (TaskStatus.PENDING, 1, None)
    assert claim(engine, "bob").number == 2


def test_the_second_failure_asks_a_person(engine):
    import_tasks(engine, task("1.1"))
    fail(engine, "ada", "1.1")

    reply = fail(engine, "bob", "1.1")

    assert (reply.task_status, reply.failures) == (TaskStatus.FAILED, 2)
    decision = engine.read(lambda store: store.decisions.find(int(reply.decision[1:])))
    assert decision.options == ("retry", "revise", "skip")
    assert "failed 2 times: the port is taken" in decision.question


def test_a_failed_task_is_not_claimed_and_names_the_decision(engine):
    import_tasks(engine, task("1.1"))
    decision = fail_for_good(engine, "1.1")

    with pytest.raises(TaskNotReady, match=rf"failed and waits for a person \(decision {decision}\)"):
        ask(engine, "bob", "1.1")


@pytest.mark.parametrize("proposal", [FailureProposal.REVISE, FailureProposal.SKIP])
def test_what_only_a_person_may_do_asks_a_person_at_once(engine, proposal):
    import_tasks(engine, task("1.1"))

    reply = fail(engine, "ada", "1.1", proposal=proposal)

    assert reply.task_status is TaskStatus.FAILED


def test_how_often_a_task_is_offered_again_is_a_setting(engine):
    import_tasks(engine, task("1.1"))

    assert fail(engine, "ada", "1.1", policy=Policy(automatic_retries=0)).task_status is TaskStatus.FAILED


def test_retry_offers_the_task_again_with_the_persons_words(engine):
    import_tasks(engine, task("1.1"))
    decision = fail_for_good(engine, "1.1")

    decided = decide(engine, decision, "retry", "the port is free now", "kim")

    assert (decided.task_status, decided.frees) == (TaskStatus.PENDING, ("1.1",))
    packet = show_packet(engine, claim(engine, "bob").id)
    assert any("the port is free now" in note.text for note in packet.notes)


def test_revise_offers_the_task_again(engine):
    import_tasks(engine, task("1.1"))

    decide(engine, fail_for_good(engine, "1.1"), "revise", "use port 8081", "kim")

    assert is_ready(engine, "1.1")


def test_skip_frees_those_behind_and_names_those_that_stated_a_need(engine):
    import_tasks(engine, task("1.1"), task("1.2", after=("1.1",)), task("1.3", follows=("1.1",)))

    decided = decide(engine, fail_for_good(engine, "1.1"), "skip", "", "kim")

    assert decided.task_status is TaskStatus.SKIPPED
    assert decided.frees == ("1.2", "1.3")
    assert decided.strands == ("1.2",)
    assert is_ready(engine, "1.2")


def test_skipping_the_last_task_closes_its_phase(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))

    decide(engine, fail_for_good(engine, "1.1"), "skip", "", "kim")

    assert claim(engine, "ada").task == "2.1"


def test_a_question_with_an_option_called_skip_skips_no_task(engine):
    import_tasks(engine, task("1.1"), task("1.2", after=("1.1",)))
    held = claim(engine, "ada", "1.1")
    asked = request_decision(engine, "The flaky test: fix or skip?", ("fix", "skip"), handle=held.handle)

    decide(engine, asked.decision, "skip", "", "kim")

    assert status_of(engine, "1.1") is TaskStatus.IN_PROGRESS
    assert not is_ready(engine, "1.2")


def test_reported_twice_answers_the_same_and_counts_once(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    first = report_failure(engine, held.handle, "broken")

    assert report_failure(engine, held.handle, "broken") == first
    assert task_now(engine, "1.1").failures == 1
    assert len(events_of(engine, "task_failed")) == 1


def test_the_next_attempt_reads_what_was_tried(engine):
    import_tasks(engine, task("1.1"))
    report_failure(engine, claim(engine, "ada").handle, "the port is taken", tried="port 80")

    packet = show_packet(engine, claim(engine, "bob").id)

    assert [(a.number, a.agent, a.outcome, a.reason) for a in packet.attempts] == [
        (1, "ada", ClaimOutcome.FAILED, "the port is taken")
    ]
    assert "Tried: port 80" in packet.notes[0].text


def test_a_failure_without_a_reason_is_refused(engine):
    import_tasks(engine, task("1.1"))

    with pytest.raises(InvalidRequest, match="reason"):
        report_failure(engine, claim(engine, "ada").handle, " \n")


def test_a_failure_withdraws_the_question_behind_it(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    asked = request_decision(engine, "A or B?", handle=held.handle)

    report_failure(engine, held.handle, "neither works")

    decision = engine.read(lambda store: store.decisions.find(int(asked.decision[1:])))
    assert (decision.is_open, decision.option) == (False, "withdrawn")
    assert is_ready(engine, "1.1")


def test_nothing_hidden_is_kept_of_a_reason(engine):
    import_tasks(engine, task("1.1"))
    report_failure(engine, claim(engine, "ada").handle, "first")

    report_failure(engine, claim(engine, "ada").handle, "\x1b[31mred\u202e text")

    kept = engine.read(
        lambda store: [
            store.claims.list_of_task(1)[-1].reason,
            store.decisions.find_open_of_task(1).question,
            *(str(event.payload) for event in store.events.list_since(0, 100)),
        ]
    )
    assert any("red text" in text for text in kept)
    assert not any("\x1b" in text or "x1b" in text or "\u202e" in text for text in kept)


def test_a_task_that_the_plan_calls_failed_waits_for_a_person(engine):
    import_tasks(engine, task("1.1", status=TaskStatus.FAILED), task("1.2"))
    decision = engine.read(lambda store: store.decisions.find_open_of_task(1))

    decide(engine, decision.name, "retry", "", "kim")

    assert {claim(engine, "ada").task, claim(engine, "bob").task} == {"1.1", "1.2"}
    finish(engine, "ada", "1.1")
