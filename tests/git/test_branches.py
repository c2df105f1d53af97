"""Branches as real git has them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.git.branches import (
    branch_commit,
    find_contained,
    is_ancestor,
    is_branch_name,
    list_branches,
    main_branch,
)
from agent_plan_server.git.repository import Repository, find_repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = work\n")
    git(tmp_path, "init", "-q", "project")
    git(tmp_path / "project", "commit", "-q", "--allow-empty", "-m", "Begin.")
    return tmp_path / "project"


@pytest.fixture
def repository(folder) -> Repository:
    found = find_repository(folder)
    assert found is not None
    return found


def test_branches_are_listed_with_their_commits_below_a_prefix(folder, repository):
    first = git(folder, "rev-parse", "HEAD")
    git(folder, "branch", "plan/1.1-first")
    git(folder, "branch", "planned")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Go on.")

    assert list_branches(repository, "plan/") == {"plan/1.1-first": first}
    assert set(list_branches(repository)) == {"plan/1.1-first", "planned", "work"}
    assert branch_commit(repository, "plan/1.1-first") == first
    assert branch_commit(repository, "work") == git(folder, "rev-parse", "HEAD")


def test_branches_with_nothing_of_their_own_are_left_out_beyond_a_commit(folder, repository):
    git(folder, "branch", "plan/1.1-begun")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Go on.")
    git(folder, "branch", "plan/1.2-worked")
    begun = git(folder, "rev-parse", "plan/1.1-begun")

    assert list(list_branches(repository, "plan/", beyond=begun)) == ["plan/1.2-worked"]


def test_branches_that_git_cannot_list_are_an_error_and_not_none(repository):
    with pytest.raises(StorageUnavailable, match="cannot list the branches"):
        list_branches(repository, "plan/", beyond="1" * 40)


def test_of_several_commits_those_that_are_part_of_others_are_found(folder, repository):
    base = git(folder, "rev-parse", "HEAD")
    git(folder, "commit", "-q", "--allow-empty", "-m", "One.")
    one = git(folder, "rev-parse", "HEAD")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Two.")
    two = git(folder, "rev-parse", "HEAD")
    git(folder, "checkout", "-q", "-b", "side", one)
    git(folder, "commit", "-q", "--allow-empty", "-m", "Aside.")
    side = git(folder, "rev-parse", "HEAD")
    git(folder, "merge", "-q", "-m", "Together.", two)
    both = git(folder, "rev-parse", "HEAD")
    every = {(base, one), (base, two), (base, side), (base, both), (one, two), (one, side), (one, both)}
    every |= {(two, both), (side, both)}

    assert find_contained(repository, {base, one, two, side, both}, None) == every
    assert find_contained(repository, {one, two, side}, one) == {(one, two), (one, side)}
    assert find_contained(repository, {one, "1" * 40}, None) == set()


@pytest.mark.parametrize("name", ["", "none", "--all", "work~1", "work^{tree}", "../HEAD", "a\0b", "a\nb"])
def test_what_is_no_branch_has_no_commit(repository, name):
    assert branch_commit(repository, name) is None


@pytest.mark.parametrize("name", ["", "-", "a..b", "a b", "a~1", "a\nb", "/a", "a.lock", "@{1}"])
def test_names_that_git_would_not_take_are_no_names(repository, name):
    assert is_branch_name(repository, name) is (name == "-")


def test_a_commit_is_an_ancestor_of_what_was_built_on_it_and_not_the_other_way_round(folder, repository):
    old = git(folder, "rev-parse", "HEAD")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Go on.")
    new = git(folder, "rev-parse", "HEAD")

    assert is_ancestor(repository, old, new)
    assert is_ancestor(repository, old, old)
    assert not is_ancestor(repository, new, old)


def test_the_main_branch_is_origins_else_a_usual_name_else_what_is_checked_out(folder, repository, tmp_path):
    assert main_branch(repository) == "work"

    git(folder, "branch", "main")

    assert main_branch(repository) == "main"

    git(tmp_path, "clone", "-q", str(folder), "clone")
    clone = find_repository(tmp_path / "clone")

    assert main_branch(clone) == "work"


def test_a_repository_without_a_commit_has_no_main_branch(tmp_path, folder):
    git(tmp_path, "init", "-q", "fresh")

    assert main_branch(find_repository(tmp_path / "fresh")) is None
