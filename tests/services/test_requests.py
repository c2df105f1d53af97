"""A call with a request id acts once, however often it comes."""

import pytest
from claiming import ask, claim, content_of, events_of, finish
from drafts import import_tasks, task

from agent_plan_server.errors import TaskHeld
from agent_plan_server.models.claim import Caller
from agent_plan_server.services.claims import release_task
from agent_plan_server.services.decisions import decide, request_decision
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.proposals import propose_task

AGAIN = Caller(request_id="r-1")


@pytest.mark.parametrize(
    "act",
    [
        lambda engine: ask(engine, "ada", by=AGAIN),
        lambda engine: post_note(engine, "slow CI", agent="ada", by=AGAIN),
        lambda engine: propose_task(engine, "ada", "More", "why not", by=AGAIN),
        lambda engine: request_decision(engine, "A or B?", agent="ada", by=AGAIN),
    ],
    ids=["claim", "note", "propose", "ask"],
)
def test_a_repeated_call_answers_the_same_and_writes_nothing(engine, clock, act):
    import_tasks(engine, task("1.1"), task("1.2"))
    first = act(engine)
    before = content_of(engine)
    clock.advance(minutes=1)

    again = act(engine)

    assert again == first
    assert content_of(engine) == before


def test_a_repeated_claim_answers_the_first_even_after_the_task_was_given_back(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    first = claim(engine, "ada", by=AGAIN)
    release_task(engine, first.handle, "")

    assert claim(engine, "ada", by=AGAIN).handle == first.handle


def test_another_request_is_another_act(engine):
    import_tasks(engine, task("1.1"))

    for request in ("r-1", "r-2"):
        request_decision(engine, "A or B?", agent="ada", by=Caller(request_id=request))

    assert len(events_of(engine, "decision_requested")) == 2


def test_two_agents_may_use_the_same_id(engine):
    import_tasks(engine, task("1.1"), task("1.2"))

    assert claim(engine, "ada", by=AGAIN).task != claim(engine, "bob", by=AGAIN).task


def test_two_principals_may_use_the_same_id(engine):
    import_tasks(engine, task("1.1"))
    notes = [
        post_note(engine, "slow CI", agent=name, by=Caller(principal=principal, request_id="r-1"))
        for name, principal in (("ada", "team-a"), ("bob", "team-b"))
    ]

    assert notes[0].note != notes[1].note


def test_a_refused_call_may_be_repeated_and_then_acts(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "bob")
    with pytest.raises(TaskHeld):
        ask(engine, "ada", "1.1", by=AGAIN)
    release_task(engine, held.handle, "")

    assert claim(engine, "ada", "1.1", by=AGAIN).number == 2


def test_a_question_that_comes_again_after_its_answer_is_not_asked_again(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    asked = request_decision(engine, "A or B?", ("A", "B"), held.handle, by=AGAIN)
    decide(engine, asked.decision, "A", "", "kim")

    assert request_decision(engine, "A or B?", ("A", "B"), held.handle, by=AGAIN) == asked
    assert len(events_of(engine, "decision_requested")) == 1


def test_a_claim_that_found_nothing_writes_nothing_and_may_be_repeated(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    finish(engine, "bob", "1.2")
    held = claim(engine, "ada", "1.1")
    before = content_of(engine)

    assert ask(engine, "bob", by=AGAIN).claim is None
    assert content_of(engine) == before

    release_task(engine, held.handle, "")
    assert claim(engine, "bob", by=AGAIN).number == 2


def test_old_requests_are_forgotten_when_a_server_starts(engine, clock):
    import_tasks(engine, task("1.1"))
    for request, days in (("old", 5), ("new", 3)):
        post_note(engine, request, agent="ada", by=Caller(request_id=request))
        clock.advance(minutes=days * 24 * 60)

    engine.join()

    assert [row[1].split()[-1] for row in content_of(engine)["requests"]] == ["new"]
