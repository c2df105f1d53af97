"""Notes, proposals and questions."""

import pytest


async def test_a_note_ticks_steps(call):
    claim = (await call("claim_task", agent="ada"))["claim"]

    reply = await call("post_note", claim=claim, text="form done", kind="checkpoint", steps_done=[1])
    packet = (await call("resume", agent="ada"))["work"]

    assert (reply["task"], reply["steps_done"]) == ("1.1", [1])
    assert [step["done"] for step in packet["steps"]] == [True, False]
    assert packet["notes"][0]["kind"] == "checkpoint"


async def test_a_note_on_the_plan_needs_only_an_agent(call):
    reply = await call("post_note", agent="ada", text="the staging host is gone", kind="risk")

    assert reply["task"] is None
    assert reply["next"] == "claim_task gives you other work."


async def test_a_note_without_an_author_is_refused(refuse):
    assert (await refuse("post_note", text="x")).startswith("invalid_request: A note needs its author.")


async def test_a_note_of_a_lapsed_and_taken_claim_is_kept_as_an_orphan(call, clock):
    claim = (await call("claim_task", agent="ada"))["claim"]
    clock.advance(minutes=30)
    await call("claim_task", agent="bob", task="1.1")

    reply = await call("post_note", claim=claim, text="late")

    assert (reply["is_orphan"], reply["holder"]) == (True, "bob")
    assert "stop work on it" in reply["next"]


async def test_a_note_over_the_limit_is_refused_and_writes_nothing(call, refuse):
    claim = (await call("claim_task", agent="ada"))["claim"]
    before = (await call("resume", agent="ada"))["seq"]

    refusal = await refuse("post_note", claim=claim, text="x" * 8193)

    assert refusal.startswith("limit_exceeded: The note has 8,193 bytes; the limit is 8,192.")
    assert (await call("resume", agent="ada"))["seq"] == before


async def test_a_repeated_request_acts_once(call):
    first = await call("post_note", agent="ada", text="one", request_id="r1")

    again = await call("post_note", agent="ada", text="one", request_id="r1")

    assert (again["note"], again["seq"]) == (first["note"], first["seq"])


async def test_a_question_lets_the_task_wait_for_a_person(call):
    claim = (await call("claim_task", agent="ada"))["claim"]

    reply = await call("request_decision", claim=claim, question="Which host?", options=["a", "b"])
    packet = await call("claim_task", agent="ada", task="1.1")

    assert (reply["decision"], reply["task"]) == ("D1", "1.1")
    assert packet["waits_for"] == "D1: Which host?"
    assert packet["expires_at"] is None


async def test_a_proposal_waits_for_a_person(call):
    reply = await call(
        "propose_task", agent="ada", title="Rotate keys", why="they leaked", after="1.1", paths=["ops/**"]
    )

    assert (reply["task"], reply["status"]) == ("1.4", "proposed")
    assert "`agent-plan accept`" in reply["next"]


@pytest.mark.parametrize(("tool", "field"), [("propose_task", "title"), ("propose_task", "why")])
async def test_a_proposal_needs_title_and_reason(refuse, tool, field):
    arguments = {"agent": "ada", "title": "a", "why": "b"} | {field: " "}

    assert (await refuse(tool, **arguments)).startswith("invalid_request: A proposal needs a title and a reason.")
