"""Commands that act for an agent."""

import json

import pytest
from drafts import import_phases, phase, task

from agent_plan_server.models.draft import CriterionDraft
from agent_plan_server.models.states import CriterionKind


def read(answer) -> dict:
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def test_claim_prints_the_task_with_its_handle(planned):
    answer = planned("claim", "--agent", "ada")

    assert answer.code == 0
    assert "Write" in answer.out
    assert "claim   1.1/1-" in answer.out


def test_claim_in_json_carries_the_contract(planned):
    claim = read(planned("claim", "--agent", "ada", "--json"))

    assert claim["v"] == 1
    assert claim["claim"].startswith("1.1/1-")
    assert {"key", "title", "phase", "status", "attempt"} <= set(claim["task"])
    assert claim["scope"] == ["src/greet.py"]
    assert claim["branch"].startswith("plan/1.1-")
    assert claim["expires_at"]
    assert claim["seq"] > 0


def test_a_claim_that_finds_nothing_says_why_and_exits_0(planned):
    for agent in ("ada", "bob"):
        planned("claim", "--agent", agent)

    answer = planned("claim", "--agent", "cyd", "--json")

    nothing = read(answer)
    assert nothing["claim"] is None
    assert nothing["task"] is None
    assert nothing["reason"].startswith("Nothing is ready")
    assert nothing["retry_after_s"] > 0


def test_a_task_that_somebody_holds_is_refused(planned):
    planned("claim", "1.1", "--agent", "ada")

    answer = planned("claim", "1.1", "--agent", "bob")

    assert answer.code == 4
    assert "error[task_held]: Task 1.1 is held by 'ada'" in answer.err


def test_the_agent_is_taken_from_the_environment(planned, monkeypatch):
    monkeypatch.setenv("AGENT_PLAN_AGENT", "heron")

    planned("claim")

    monkeypatch.delenv("AGENT_PLAN_AGENT")
    assert "'heron'" in planned("claim", "1.1", "--agent", "bob").err


def test_a_person_acts_under_the_name_of_the_account(planned):
    planned("claim")

    assert "'gary'" in planned("claim", "1.1", "--agent", "bob").err


def test_a_task_is_completed_by_its_key(planned):
    planned("claim", "1.1", "--agent", "ada")

    answer = planned("complete", "1.1", "--agent", "ada", "--summary", "It greets.", "--json")

    assert read(answer)["outcome"] in ("reported", "verified")


def test_a_task_is_completed_by_its_handle_and_twice_answers_the_same(planned):
    handle = read(planned("claim", "--json"))["claim"]

    first = read(planned("complete", handle, "--summary", "It greets.", "--json"))
    again = read(planned("complete", handle, "--summary", "It greets.", "--json"))

    assert again["outcome"] == first["outcome"]


def test_the_only_claim_needs_no_name(planned):
    planned("claim", "1.1")

    answer = planned("release", "--note", "the handler is done")

    assert answer.code == 0
    assert "1.1 is pending and free for others" in answer.out


def test_among_several_claims_one_has_to_be_named(planned):
    planned("claim", "1.1")
    planned("claim", "1.2")

    answer = planned("release")

    assert answer.code == 2
    assert "It holds 1.1, 1.2" in answer.err


def test_a_task_of_somebody_else_cannot_be_completed_by_its_key(planned):
    planned("claim", "1.1", "--agent", "ada")

    answer = planned("complete", "1.1", "--agent", "bob", "--summary", "mine")

    assert answer.code == 3
    assert "'bob' does not hold '1.1'" in answer.err


def test_what_a_completion_misses_is_listed_and_exits_4(agent_plan, store):
    criterion = CriterionDraft(kind=CriterionKind.ACCEPTANCE, text="It compiles", task="1.1")
    import_phases(store, phase("1", task("1.1")), criteria=(criterion,))
    agent_plan("claim")

    answer = agent_plan("complete", "--summary", "done")

    assert answer.code == 4
    assert "It compiles" in answer.out
    assert "nothing was written" in answer.out


def test_evidence_without_a_name_is_refused(planned):
    planned("claim", "1.1")

    answer = planned("complete", "1.1", "--summary", "done", "--evidence", "it works")

    assert answer.code == 2
    assert "is not NAME=TEXT" in answer.err


def test_a_folder_given_as_a_path_means_everything_in_it(planned, project):
    (project / "docs").mkdir()

    claim = read(planned("claim", "1.1", "--path", "docs", "--json"))

    assert "docs/**" in claim["scope"]


def test_update_adds_paths_and_time(planned):
    planned("claim", "1.1")

    update = read(planned("update", "--add-path", "docs/greet.md", "--minutes", "40", "--json"))

    assert "docs/greet.md" in update["claim"]["scope"]
    assert update["claim"]["lease_ms"] == 40 * 60_000


def test_a_failure_is_offered_again_once_and_then_decided(planned):
    planned("claim", "1.1")
    first = read(planned("fail", "1.1", "--reason", "the clock is mocked", "--json"))
    planned("claim", "1.1")

    second = planned("fail", "1.1", "--reason", "again")

    assert first["task_status"] == "pending"
    assert "a person decides D" in second.out


def test_a_note_is_kept_on_the_task_or_on_the_plan(planned):
    planned("claim", "1.1")

    on_task = planned("note", "half done", "--on", "1.1")
    on_plan = planned("note", "staging is down", "--kind", "risk")

    assert "note kept on 1.1" in on_task.out
    assert "note kept on the plan" in on_plan.out


def test_a_question_makes_the_task_wait(planned):
    planned("claim", "1.1")

    answer = planned("ask", "SQLite or PostgreSQL?", "--option", "SQLite", "--option", "PostgreSQL", "--on", "1.1")

    assert answer.code == 0
    assert "1.1 waits and its lease stands still" in answer.out


def test_a_proposal_waits_for_acceptance(planned):
    proposal = read(planned("propose", "Rotate the key", "--why", "found on the way", "--after", "1.1", "--json"))

    accepted = read(planned("accept", proposal["decision"], "--json"))

    assert proposal["status"] == "proposed"
    assert accepted["task_status"] == "pending"


def test_resume_tells_what_is_held(planned):
    planned("claim", "1.1", "--agent", "ada")

    answer = planned("resume", "--agent", "ada")

    assert answer.code == 0
    assert "you are ada" in answer.out
    assert "claim   1.1/1-" in answer.out


def test_the_same_request_id_acts_once(planned):
    first = read(planned("claim", "--request-id", "r1", "--json"))

    again = read(planned("claim", "--request-id", "r1", "--json"))

    assert again["claim"] == first["claim"]


@pytest.mark.parametrize("verb", ["claim", "resume", "release", "backup"])
def test_no_store_is_left_behind_where_nothing_was_imported(agent_plan, project, verb):
    answer = agent_plan(verb)

    assert answer.code == 3
    assert "`agent-plan init`" in answer.err
    assert not (project / ".git" / "agent-plan").exists()
