"""Commands by which people decide."""

import json

import pytest

from agent_plan_server.settings import AGENT_SIGNS


@pytest.fixture
def asked(planned):
    planned("claim", "1.1", "--agent", "ada")
    answer = planned("ask", "Go on?", "--option", "yes", "--option", "no", "--on", "1.1", "--agent", "ada", "--json")
    return json.loads(answer.out)["decision"]


def test_a_decision_takes_an_option_and_frees_the_task(planned, asked):
    answer = planned("decide", asked, "yes", "--reason", "we have time", "--json")

    decided = json.loads(answer.out)
    assert (decided["option"], decided["task_status"]) == ("yes", "in_progress")


def test_a_decision_can_be_answered_by_number(planned, asked):
    assert f"{asked} = no" in planned("decide", asked, "2").out


def test_what_is_no_option_is_refused_with_the_options(planned, asked):
    answer = planned("decide", asked, "perhaps")

    assert answer.code == 2
    assert "1 'yes', 2 'no'" in answer.err


def test_a_decision_carries_the_name_that_git_signs_with(planned, asked):
    planned("decide", asked, "yes")

    assert "by Gary" in planned("decide", asked, "no").err


@pytest.mark.parametrize("sign", AGENT_SIGNS)
@pytest.mark.parametrize("call", [("decide", "D1", "yes"), ("accept", "D1"), ("take", "1.1", "--reason", "gone")])
def test_an_agent_may_not_decide(planned, asked, monkeypatch, sign, call):
    monkeypatch.setenv(sign, "1")

    answer = planned(*call)

    assert answer.code == 4
    assert answer.err.startswith("error[needs_person]")
    assert sign in answer.err


def test_a_person_takes_a_task_from_whoever_holds_it(planned):
    planned("claim", "1.1", "--agent", "ada")

    answer = planned("take", "1.1", "--reason", "ada is gone")

    assert answer.code == 0
    assert planned("claim", "1.1", "--agent", "bob").code == 0


def test_nothing_is_taken_where_nobody_holds_it(planned):
    assert planned("take", "1.1", "--reason", "gone").code == 4
