"""Worktrees as real git has them; nothing of the repository runs when one is added."""

import shutil
from pathlib import Path

import pytest
from repositories import commit, git, make_repository

from agent_plan_server.errors import Refused
from agent_plan_server.git.repository import Repository
from agent_plan_server.git.worktrees import add_worktree, find_worktree, list_unfiltered, list_worktrees

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(tmp_path) -> Repository:
    return make_repository(tmp_path / "project", code="one\n")


def test_a_worktree_begins_at_a_commit_on_a_branch_of_its_own(repository, tmp_path):
    start = git(repository.root, "rev-parse", "main")
    commit(repository.root, "Go on.")

    add_worktree(repository, tmp_path / "work", "plan/1.1-first", start)

    assert git(tmp_path / "work", "rev-parse", "HEAD") == start
    assert git(tmp_path / "work", "status", "--porcelain") == ""
    assert [(tree.path, tree.branch) for tree in list_worktrees(repository)] == [
        (repository.root, None),
        (tmp_path / "work", "plan/1.1-first"),
    ]


def test_a_branch_that_is_there_is_checked_out_where_it_is(repository, tmp_path):
    git(repository.root, "branch", "plan/1.1-first", "main")

    add_worktree(repository, tmp_path / "work", "plan/1.1-first", None)

    assert find_worktree(repository, "plan/1.1-first") == (tmp_path / "work", "plan/1.1-first", False, False, False)
    assert find_worktree(repository, "main") is None


def test_names_that_are_odd_are_told_as_they_are(repository, tmp_path):
    place = tmp_path / "--odd\nname with 'quotes'"

    add_worktree(repository, place, "plan/né", git(repository.root, "rev-parse", "main"))

    assert find_worktree(repository, "plan/né") == (place, "plan/né", False, False, False)


def test_a_branch_that_looks_like_an_option_is_refused(repository, tmp_path):
    with pytest.raises(Refused):
        add_worktree(repository, tmp_path / "work", "--force", git(repository.root, "rev-parse", "main"))


def test_what_git_will_not_do_is_refused_with_its_reason(repository, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()

    with pytest.raises(Refused, match="already exists"):
        add_worktree(repository, tmp_path / "full", "plan/1.1-first", git(repository.root, "rev-parse", "main"))


def test_a_worktree_without_its_folder_is_gone_and_an_interrupted_one_unfinished(repository, tmp_path):
    start = git(repository.root, "rev-parse", "main")
    for name in ("gone", "unfinished"):
        add_worktree(repository, tmp_path / name, name, start)
    shutil.rmtree(tmp_path / "gone")
    (repository.common_dir / "worktrees" / "unfinished" / "locked").write_text("initializing")

    trees = {tree.branch: (tree.is_gone, tree.is_unfinished) for tree in list_worktrees(repository)}

    assert trees == {None: (False, False), "gone": (True, False), "unfinished": (False, True)}


@pytest.fixture
def trapped(repository, tmp_path) -> Path:
    """Every command that git would run for a checkout, or the listing of one, leaves a canary."""
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/canary'\ncat\n")
    trap.chmod(0o755)
    hooks = repository.common_dir / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        shutil.copy(trap, hooks / name)
    commit(repository.root, "Set a trap.", **{".gitattributes": "code filter=evil\n"})
    for key in ("filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "core.fsmonitor"):
        git(repository.root, "config", key, str(trap))
    git(repository.root, "config", "filter.evil.required", "true")
    (tmp_path / "canary").unlink(missing_ok=True)
    return tmp_path / "canary"


def test_no_hook_filter_or_monitor_of_the_repository_runs(repository, tmp_path, trapped):
    add_worktree(repository, tmp_path / "work", "work", git(repository.root, "rev-parse", "HEAD"))
    names = list_unfiltered(tmp_path / "work")
    list_worktrees(repository)

    assert not trapped.exists()
    assert (tmp_path / "work" / "code").read_text() == "one\n"
    assert names == ["evil"]


def test_the_trap_is_one(repository, tmp_path, trapped):
    git(repository.root, "-c", "core.fsmonitor=false", "config", "--unset", "filter.evil.process")

    git(repository.root, "worktree", "add", "-q", "-b", "other", str(tmp_path / "other"), "HEAD")

    assert trapped.exists()


def test_the_environment_of_a_hook_does_not_lead_elsewhere(repository, tmp_path, monkeypatch):
    start = git(repository.root, "rev-parse", "main")
    index = (repository.common_dir / "index").read_bytes()
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository.common_dir / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(repository.root))

    add_worktree(repository, tmp_path / "work", "work", start)

    assert (tmp_path / "work" / "code").read_text() == "one\n"
    assert (repository.common_dir / "index").read_bytes() == index
