"""Claiming, working, finishing and failing, as an agent does it through the protocol."""

import pytest
from claiming import claim
from drafts import import_tasks, task

from agent_plan_server.models.reply import ClaimReply
from agent_plan_server.server.hints import after_claim
from agent_plan_server.services.packets import show_packet


async def test_claim_answers_the_whole_work_packet(call):
    reply = await call("claim_task", agent="ada")

    assert reply["claim"].startswith("1.1/1-")
    assert reply["task"] == {"key": "1.1", "title": "Sign in", "phase": "1", "status": "in_progress", "attempt": 1}
    assert reply["scope"] == ["src/auth/**"]
    assert reply["branch"] == "plan/1.1-sign-in"
    assert reply["expires_at"]
    assert reply["phase"]["goal"] == "Users"
    assert [step["text"] for step in reply["steps"]] == ["a", "b"]
    assert {criterion["kind"] for criterion in reply["criteria"]} == {"test", "deliverable"}
    assert "complete_task with `evidence`" in reply["next"]


async def test_every_reply_ends_with_seq_news_and_next(call):
    reply = await call("claim_task", agent="ada")

    assert list(reply)[-3:] == ["seq", "news", "next"]
    assert reply["seq"] > 0


async def test_claim_without_work_says_why_and_when_to_ask_again(call):
    await call("claim_task", agent="ada")

    reply = await call("claim_task", agent="bob")

    assert reply["claim"] is None
    assert "src/auth" in reply["reason"]
    assert reply["retry_after_s"] == 15
    assert "wait_for_change" in reply["next"]


async def test_claiming_again_answers_the_same_claim(call):
    first = await call("claim_task", agent="ada")

    second = await call("claim_task", agent="ada", request_id="r1")

    assert (second["claim"], second["is_new"]) == (first["claim"], False)


async def test_a_held_task_is_refused_with_its_holder(call, refuse):
    await call("claim_task", agent="ada")

    refusal = await refuse("claim_task", agent="bob", task="1.1")

    assert refusal.startswith("task_held: Task 1.1 is held by 'ada' until ")
    assert refusal.endswith("Next: claim_task without a task gives you other work.")


async def test_a_null_argument_counts_as_left_out(call):
    reply = await call("claim_task", agent="ada", task=None, paths=None)

    assert reply["task"]["key"] == "1.1"


async def test_a_folder_that_exists_means_everything_in_it(call):
    claim = (await call("claim_task", agent="ada"))["claim"]

    reply = await call("update_claim", claim=claim, add_paths=["src/", "docs/new.md"], minutes=45)

    assert {"src/**", "docs/new.md"} <= set(reply["scope"])
    assert reply["lease_minutes"] == 45


async def test_update_refuses_files_that_somebody_else_holds(call, refuse):
    await call("claim_task", agent="ada", task="1.1", paths=["lib/**"])
    await call("claim_task", agent="ada", task="1.1")

    refusal = await refuse("claim_task", agent="bob", task="1.3")

    assert refusal.startswith("scope_held: 1.3: 'src/auth/login.py' overlaps 'src/auth/**'")


async def test_completion_without_evidence_changes_nothing_and_names_what_is_missing(call):
    packet = await call("claim_task", agent="ada")

    reply = await call("complete_task", claim=packet["claim"], summary="done")

    assert reply["outcome"] == "incomplete"
    assert {gap["kind"] for gap in reply["missing"]} == {"test", "deliverable"}
    assert "complete_task again" in reply["next"]


async def test_completion_with_evidence_frees_what_waited(call, project):
    packet = await call("claim_task", agent="ada")
    (project / "docs").mkdir()
    (project / "docs/page.md").write_text("x")
    test = next(criterion["name"] for criterion in packet["criteria"] if criterion["kind"] == "test")

    reply = await call("complete_task", claim=packet["claim"], summary="done", evidence={test: "12 passed"})

    assert reply["outcome"] == "reported"
    assert (reply["missing"], reply["freed"]) == ([], ["1.2"])
    assert reply["rules"] == ["Tag the commit."]
    assert reply["next"] == "Do what `rules` ask of a finished task; then claim_task gives you the next task."


async def test_a_release_leaves_its_note_to_the_next_agent(call):
    claim = (await call("claim_task", agent="ada"))["claim"]

    released = await call("release_task", claim=claim, note="the form is there, the test is not")
    packet = await call("claim_task", agent="bob")

    assert released["task_status"] == "pending"
    assert packet["task"]["attempt"] == 2
    assert packet["notes"][0]["text"] == "the form is there, the test is not"
    assert packet["notes"][0]["agent"] == "ada"


async def test_a_second_failure_asks_a_person(call):
    first = (await call("claim_task", agent="ada", task="1.1"))["claim"]
    await call("report_failure", claim=first, reason="no database", tried='{"port": 5432}')
    second = (await call("claim_task", agent="ada", task="1.1"))["claim"]

    reply = await call("report_failure", claim=second, reason="still none", proposal="skip")

    assert (reply["task_status"], reply["failures"], reply["decision"]) == ("failed", 2, "D1")
    assert reply["next"].startswith("A person decides D1;")


async def test_a_stale_claim_completes_nothing_and_is_told_who_holds_the_task(call, refuse, clock):
    claim = (await call("claim_task", agent="ada"))["claim"]
    clock.advance(minutes=30)
    await call("claim_task", agent="bob", task="1.1")

    refusal = await refuse("complete_task", claim=claim, summary="late")

    assert refusal.startswith(f"stale_claim: The claim {claim} ended (lapsed")
    assert "'bob' holds 1.1 since" in refusal


async def test_a_handle_that_is_none_is_explained(refuse):
    refusal = await refuse("release_task", claim="1.1", note="x")

    assert refusal.startswith("invalid_request: '1.1' is not a claim handle")
    assert "Use the `claim` that claim_task answered; resume tells it again." in refusal


@pytest.mark.parametrize(("base", "is_named"), [("1" * 40, True), (None, False)])
def test_where_there_is_a_repository_the_next_step_begins_with_a_worktree(engine, base, is_named):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada", base_commit=base)

    hint = after_claim(ClaimReply(claim=held), show_packet(engine, held.id))

    assert hint.startswith("{worktree} with the task's key") is is_named
