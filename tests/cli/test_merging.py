"""`agent-plan merge`: who may run it, what it says, and how it exits."""

import json
from pathlib import Path

import pytest
from repositories import commit, git

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.settings import AGENT_SIGNS, load_settings


@pytest.fixture
def done(planned, project):
    """Task 1.1 is completed on its branch, and no worktree has the main branch."""
    git(project, "switch", "-q", "-c", "main")
    commit(project, "Begin.")
    git(project, "switch", "-q", "--detach")
    finish(planned, "ada", "1.1", src__greet_py="x\n")
    return planned


def finish(command, agent: str, key: str, **files: str) -> None:
    command("claim", key, "--agent", agent)
    path = json.loads(command("worktree", "add", key, "--json").out)["path"]
    commit(Path(path), f"Do {key}.", **{name.replace("_py", ".py"): text for name, text in files.items()})
    command("complete", key, "--agent", agent, "--summary", "done")


def test_a_person_merges_a_task(done, project):
    answer = done("merge", "1.1")

    assert answer.code == 0
    assert "INTO main" in answer.out
    assert "merged, textually clean" in answer.out
    assert git(project, "log", "-1", "--format=%an", "main") == "Gary"
    assert done("merge", "--all").out == "✓ Nothing waits to be merged into main.\n"


def test_merges_in_json_carry_the_contract(done, project):
    merged = json.loads(done("merge", "--all", "--into", "plan/integration", "--json").out)

    assert (merged["v"], merged["into"], merged["commit"]) == (
        1,
        "plan/integration",
        git(project, "rev-parse", "plan/integration"),
    )
    (line,) = merged["lines"]
    assert (line["task"], line["agent"], line["state"], line["commit"]) == ("1.1", "ada", "merged", merged["commit"])


def test_what_conflicts_is_named_and_exits_4(done, project):
    finish(done, "bob", "1.2", src__greet_py="y\n")

    answer = done("merge", "--all")

    assert answer.code == 4
    assert "conflicts in src/greet.py; bob has it again" in " ".join(answer.out.split())


@pytest.mark.parametrize("sign", AGENT_SIGNS)
def test_an_agent_may_not_merge(done, monkeypatch, sign):
    monkeypatch.setenv(sign, "ada")

    answer = done("merge", "--all")

    assert (answer.code, sign in answer.err) == (4, True)
    assert answer.err.startswith("error[needs_person]")


def test_an_agent_merges_where_the_team_has_said_so(done, project, monkeypatch):
    monkeypatch.setenv("AGENT_PLAN_AGENT", "ada")
    monkeypatch.setenv("AGENT_PLAN_MERGE_BY", "agents")

    assert done("merge", "--all").code == 0
    assert " ada " in done("log").out.splitlines()[-1]


@pytest.mark.parametrize("call", [("merge", "--all"), ("worktree", "add", "1.1"), ("worktree", "list")])
def test_outside_git_there_is_nothing_to_merge_and_no_worktree(planned, project, store, call):
    (project / ".git").rename(project.parent / "kept.git")

    answer = planned(*call, "--store", str(project.parent / "kept.git" / "agent-plan" / "agent-plan.db"))

    assert (answer.code, "There is no git repository here" in answer.err) == (3, True)


@pytest.mark.parametrize("call", [("merge",), ("merge", "1.1", "--all")])
def test_one_task_or_all_has_to_be_said(done, call):
    assert done(*call).code == 2


def test_settings_of_merging_are_read_and_checked():
    settings = load_settings(environment={"AGENT_PLAN_MERGE_FIRST": "ada, bob,", "AGENT_PLAN_MERGE_BY": "agents"})

    assert (settings.merge_first, settings.agents_merge) == (("ada", "bob"), True)
    assert not load_settings(environment={}).agents_merge
    with pytest.raises(InvalidRequest, match="'everybody', not one of: people, agents"):
        load_settings(environment={"AGENT_PLAN_MERGE_BY": "everybody"})
