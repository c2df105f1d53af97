"""Branches as real git has them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.git.branches import (
    branch_commit,
    first_with,
    is_ancestor,
    is_branch_name,
    is_symbolic,
    list_branches,
    list_contained,
    main_branch,
    merge_base,
    move_branch,
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


def test_a_branch_moves_only_from_where_it_was_seen(folder, repository):
    old = git(folder, "rev-parse", "HEAD")
    git(folder, "branch", "next")
    new, other = (git(folder, "commit-tree", "-m", name, "-p", old, f"{old}^{{tree}}") for name in ("new", "other"))

    assert move_branch(repository, "next", new, old, "why")
    assert not move_branch(repository, "next", other, old, "why")
    assert not move_branch(repository, "next", other, None, "why")
    assert branch_commit(repository, "next") == new
    assert move_branch(repository, "fresh", new, None, "why")
    assert git(folder, "reflog", "-1", "--format=%gs", "next") == "why"


@pytest.mark.parametrize(("name", "commit"), [("next", "1" * 40), ("next/below", None), ("a..b", None)])
def test_a_branch_that_git_cannot_move_is_said_so(folder, repository, name, commit):
    git(folder, "branch", "next")
    head = git(folder, "rev-parse", "HEAD")

    with pytest.raises(StorageUnavailable, match="cannot be moved"):
        move_branch(repository, name, commit or head, head if commit else None, "why")


def test_a_symbolic_branch_is_replaced_and_never_followed(folder, repository):
    old = git(folder, "rev-parse", "HEAD")
    git(folder, "symbolic-ref", "refs/heads/alias", "refs/heads/work")
    new = git(folder, "commit-tree", "-m", "new", "-p", old, f"{old}^{{tree}}")

    assert (is_symbolic(repository, "alias"), is_symbolic(repository, "work")) == (True, False)
    move_branch(repository, "alias", new, old, "why")

    assert branch_commit(repository, "work") == old


def test_what_commits_were_built_on_is_known_as_far_as_it_is_not_in_another(folder, repository):
    def commit_on(*parents: str) -> str:
        lineage = [word for parent in parents for word in ("-p", parent)]
        return git(folder, "commit-tree", "-m", "x", *lineage, f"{base}^{{tree}}")

    base, missing = git(folder, "rev-parse", "HEAD"), "1" * 40
    first = commit_on(base)
    second = commit_on(commit_on(first))
    aside = commit_on(base)
    joined = commit_on(second, aside)
    tips = [base, first, second, joined, missing]

    assert list_contained(repository, tips, None) == {
        missing: frozenset(),
        base: frozenset(),
        first: {base},
        second: {base, first},
        joined: {base, first, second},
    }
    assert list_contained(repository, tips, base) == list_contained(repository, tips, None)
    assert list_contained(repository, tips, first)[joined] == {first, second}
    assert list_contained(repository, tips, None, most=1)[joined] == frozenset()


def test_the_commit_that_brought_another_is_the_first_of_the_branch_that_has_it(folder, repository):
    base, tree = git(folder, "rev-parse", "HEAD"), git(folder, "rev-parse", "HEAD^{tree}")
    work = git(folder, "commit-tree", "-m", "work", "-p", base, tree)
    merge = git(folder, "commit-tree", "-m", "merge", "-p", base, "-p", work, tree)
    later = git(folder, "commit-tree", "-m", "later", "-p", merge, tree)

    assert first_with(repository, work, later) == merge
    assert first_with(repository, merge, later) == merge
    assert first_with(repository, later, later) == later


def test_where_two_commits_parted(folder, repository):
    base = git(folder, "rev-parse", "HEAD")
    tree = git(folder, "rev-parse", "HEAD^{tree}")
    ours, theirs = (git(folder, "commit-tree", "-m", name, "-p", base, tree) for name in ("ours", "theirs"))

    assert merge_base(repository, ours, theirs) == base
    assert merge_base(repository, ours, git(folder, "commit-tree", "-m", "alone", tree)) is None
