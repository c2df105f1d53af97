"""`agent-plan worktree`."""

import json
from pathlib import Path

import pytest
from drafts import import_phases, phase, task
from repositories import commit, git

from agent_plan_server.models.draft import CriterionDraft
from agent_plan_server.models.states import CriterionKind


@pytest.fixture
def begun(planned, project):
    """The plan is imported and committed."""
    commit(project, "Begin.")
    return planned


def test_an_agent_gets_a_folder_and_a_branch_for_its_claim(begun, project, monkeypatch):
    begun("claim", "1.1", "--agent", "ada")

    reply = json.loads(begun("worktree", "add", "1.1", "--json").out)
    again = begun("worktree", "add", "1.1")

    assert reply["v"] == 1
    assert reply["path"].startswith(str(project.parent / "project.worktrees" / "1.1-"))
    assert git(Path(reply["path"]), "symbolic-ref", "--short", "HEAD") == reply["branch"]
    assert "1.1 has its worktree already" in again.out
    monkeypatch.chdir(reply["path"])
    assert json.loads(begun("worktree", "add", "1.1", "--json").out) == reply | {"is_new": False}


def test_a_path_is_relative_to_the_folder_one_is_in(begun, project):
    begun("claim", "1.1", "--agent", "ada")

    assert begun("worktree", "add", "1.1", "--path", "../mine").code == 0

    assert (project.parent / "mine" / "PLAN.md").exists()
    assert begun("worktree", "add", "1.2", "--path", "mine").code == 4


def test_worktrees_are_listed_with_the_command_that_removes_them(begun, project):
    begun("claim", "1.1", "--agent", "ada")
    path = json.loads(begun("worktree", "add", "1.1", "--json").out)["path"]
    commit(Path(path), "Greet.", src__greet_py="x\n")
    begun("complete", "1.1", "--agent", "ada", "--summary", "done")

    answer = begun("worktree", "list")

    assert f"  git worktree remove {path}\n" in answer.out
    assert "ada" in answer.out
    lines = json.loads(begun("worktree", "list", "--json").out)["worktrees"]
    assert [line["state"] for line in lines] == ["main", "completed"]


def test_a_task_has_to_be_named(begun):
    answer = begun("worktree", "add")

    assert (answer.code, "`agent-plan worktree add` 2.3" in answer.err) == (2, True)


def test_a_task_is_done_when_its_file_is_in_its_own_worktree(begun, project, store):
    criterion = CriterionDraft(kind=CriterionKind.DELIVERABLE, text="The page", path="page.html", task="1.1")
    import_phases(store, phase("1", task("1.1")), criteria=(criterion,))
    begun("claim", "1.1", "--agent", "ada")
    path = json.loads(begun("worktree", "add", "1.1", "--json").out)["path"]
    missing = begun("complete", "1.1", "--agent", "ada", "--summary", "done")

    commit(Path(path), "Write it.", **{"page.html": "x"})

    assert (missing.code, "page.html is not there" in missing.out) == (4, True)
    assert begun("complete", "1.1", "--agent", "ada", "--summary", "done").out.startswith("● 1.1 completed, verified")
    assert not (project / "page.html").exists()
