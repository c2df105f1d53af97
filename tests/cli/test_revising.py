"""Commands by which people revise a plan."""

import json

import pytest

from agent_plan_server.settings import AGENT_SIGNS


def test_an_edit_says_what_changed_and_who_is_told(planned):
    planned("claim", "1.1", "--agent", "ada")

    answer = planned("edit", "1.1", "--title", "Write all of it", "--add-path", "docs/x.md", "--reason", "more")

    assert answer.code == 0
    assert "1.1 revised" in answer.out
    assert "scope: + docs/x.md" in answer.out
    assert "ada holds it and is told with the next reply" in answer.out


def test_an_edit_as_json_names_the_fields(planned):
    record = json.loads(planned("edit", "1.1", "--owner", "gary", "--reason", "his part", "--json").out)

    assert (record["v"], record["task"], record["fields"], record["told"]) == (1, "1.1", ["owner"], None)


def test_an_edit_without_a_reason_or_without_a_change_is_refused(planned):
    assert planned("edit", "1.1", "--owner", "gary").code == 2
    assert "Nothing was said" in planned("edit", "1.1", "--reason", "x").err


def test_a_circle_exits_2_with_its_way(planned):
    planned("edit", "1.2", "--needs", "1.1", "--reason", "x")

    answer = planned("edit", "1.1", "--needs", "1.2", "--reason", "x")

    assert answer.code == 2
    assert "1.1 → 1.2" in answer.err or "1.2 → 1.1" in answer.err


def test_a_split_names_the_parts(planned):
    answer = planned("split", "1.1", "Parse", "Print", "--in-order", "--reason", "too large")

    assert "1.1.1, 1.1.2" in answer.out
    assert planned("show", "1.1.1").code == 0


def test_a_held_task_is_split_with_take_only(planned):
    planned("claim", "1.1", "--agent", "ada")

    assert planned("split", "1.1", "A", "B", "--reason", "x").code == 4
    assert "the claim of ada was ended" in planned("split", "1.1", "A", "B", "--reason", "x", "--take").out


def test_tasks_and_phases_are_added(planned):
    assert "3 added as a phase" in planned("add", "Harden", "--as-phase", "3", "--needs", "2", "--reason", "x").out
    answer = planned("add", "Rotate the key", "--phase", "3", "--reason", "x")

    assert "3.1 added to phase 3: Rotate the key" in answer.out
    assert "waits for phase 2" in answer.out
    assert planned("add", "Harden", "--as-phase", "4", "--phase", "3", "--reason", "x").code == 2


def test_a_proposal_is_rejected_with_a_reason(planned):
    proposed = json.loads(planned("propose", "Rewrite", "--why", "ugly", "--agent", "ada", "--json").out)

    assert planned("reject", proposed["decision"]).code == 2
    answer = planned("reject", proposed["decision"], "--reason", "no time")

    assert f"{proposed['task']} is skipped" in answer.out


def test_the_history_tells_of_revisions(planned):
    planned("edit", "1.1", "--owner", "gary", "--reason", "his part")

    assert "task revised: his part" in planned("log").out


@pytest.mark.parametrize("sign", AGENT_SIGNS)
@pytest.mark.parametrize(
    "call",
    [
        ("edit", "1.1", "--owner", "ada"),
        ("split", "1.1", "A", "B"),
        ("add", "More"),
        ("reject", "D1"),
    ],
)
def test_an_agent_may_not_revise(planned, monkeypatch, sign, call):
    monkeypatch.setenv(sign, "1")

    answer = planned(*call, "--reason", "x")

    assert answer.code == 4
    assert sign in answer.err
