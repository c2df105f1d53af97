"""HEAD read from git's own files is what git itself says."""

import os
import subprocess

import pytest

from agent_plan_server.git.head import list_branch_names, read_head
from agent_plan_server.git.repository import find_repository, head_commit


def git(folder, *arguments):
    author = ("-c", "user.name=ada", "-c", "user.email=ada@localhost")
    done = subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path):
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "-m", "first")
    return tmp_path


def test_loose_branch(repository):
    assert read_head(repository / ".git", repository / ".git") == git(repository, "rev-parse", "HEAD")


def test_packed_branch(repository):
    git(repository, "pack-refs", "--all")

    assert read_head(repository / ".git", repository / ".git") == git(repository, "rev-parse", "HEAD")


def test_detached_head(repository):
    git(repository, "checkout", "--quiet", "--detach")

    assert read_head(repository / ".git", repository / ".git") == git(repository, "rev-parse", "HEAD")


def test_linked_worktree_has_its_own_head(repository, tmp_path_factory):
    worktree = tmp_path_factory.mktemp("linked") / "wt"
    git(repository, "worktree", "add", "--quiet", "-b", "topic", str(worktree))
    git(worktree, "commit", "--quiet", "--allow-empty", "-m", "second")

    found = find_repository(worktree)

    assert head_commit(found) == git(worktree, "rev-parse", "HEAD") != git(repository, "rev-parse", "HEAD")


def test_before_the_first_commit_there_is_none(tmp_path):
    git(tmp_path, "init", "--quiet")

    assert read_head(tmp_path / ".git", tmp_path / ".git") is None
    assert head_commit(find_repository(tmp_path)) is None


@pytest.mark.parametrize("content", ["ref: refs/../../../etc/passwd", "ref: refs/heads/.invalid", "garbage", ""])
def test_what_is_not_understood_is_left_to_git(repository, content):
    (repository / ".git" / "HEAD").write_text(content)

    assert read_head(repository / ".git", repository / ".git") is None


def test_branches_of_a_folder_are_named_loose_and_packed(repository):
    for name in ("plan/1.1-packed", "plan/2.1-both", "planned", "other/plan/x"):
        git(repository, "branch", name)
    git(repository, "pack-refs", "--all")
    for name in ("plan/2.1-both", "plan/3.1-loose"):
        git(repository, "update-ref", f"refs/heads/{name}", git(repository, "commit-tree", "HEAD^{tree}", "-m", "on"))

    names = list_branch_names(repository / ".git", "plan")

    assert names == {"plan/1.1-packed", "plan/2.1-both", "plan/3.1-loose"}


def test_a_repository_without_such_branches_names_none(repository):
    assert list_branch_names(repository / ".git", "plan") == set()


def test_refs_that_are_stored_otherwise_are_left_to_git(repository):
    (repository / ".git" / "reftable").mkdir()

    assert list_branch_names(repository / ".git", "plan") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this file system")
@pytest.mark.parametrize("name", ["HEAD", "packed-refs", "refs/heads/main"])
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(repository, name):
    commit = git(repository, "rev-parse", "HEAD")
    (repository / ".git" / name).unlink(missing_ok=True)
    os.mkfifo(repository / ".git" / name)

    assert read_head(repository / ".git", repository / ".git") == (commit if name == "packed-refs" else None)
    assert list_branch_names(repository / ".git", "plan") == set()
