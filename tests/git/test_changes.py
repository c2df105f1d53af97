"""What a commit would change and what commits change, in the middle of whatever git is doing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from agent_plan_server.git import changes
from agent_plan_server.git.changes import changed_files, list_commits, staged_files
from agent_plan_server.git.operation import find_operation
from agent_plan_server.git.repository import Repository, find_repository, head_commit

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_EDITOR", "true")
    (tmp_path / ".gitconfig").write_text(
        "[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n[protocol]\nallow = always\n"
    )


@pytest.fixture
def folder(tmp_path) -> Path:
    git(tmp_path, "init", "-q", "project")
    folder = tmp_path / "project"
    commit(folder, one="1\n", both="1\n")
    return folder


@pytest.fixture
def repository(folder) -> Repository:
    found = find_repository(folder)
    assert found is not None
    return found


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=not fails, capture_output=True, text=True)
    return done.stdout.strip()


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name).write_text(text)


def commit(folder: Path, **files: str) -> str:
    write(folder, **files)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Go on.")
    return git(folder, "rev-parse", "HEAD")


def staged(repository: Repository) -> set[str]:
    return set(staged_files(repository, find_operation(repository)))


def part(folder: Path) -> None:
    """A branch that changes `both` and `side`, and a main that changes `both` and `trunk`; it is checked out."""
    git(folder, "switch", "-q", "-c", "side")
    commit(folder, both="side\n", side="1\n")
    git(folder, "switch", "-q", "main")
    commit(folder, both="main\n", trunk="1\n")
    git(folder, "switch", "-q", "side")


def test_before_the_first_commit_all_that_is_staged_is_new(tmp_path):
    git(tmp_path, "init", "-q", "fresh")
    write(tmp_path / "fresh", new="1", other="1")
    git(tmp_path / "fresh", "add", "new")
    fresh = find_repository(tmp_path / "fresh")
    assert fresh is not None

    assert staged(fresh) == {"new"}


def test_a_renamed_file_is_both_its_names_and_a_deleted_one_counts(folder, repository):
    git(folder, "mv", "one", "two")
    git(folder, "rm", "-q", "both")
    write(folder, unstaged="1")

    assert staged(repository) == {"one", "two", "both"}


def test_links_and_submodules_are_paths(folder, repository, tmp_path):
    git(tmp_path, "init", "-q", "inner")
    commit(tmp_path / "inner", x="1")
    git(folder, "submodule", "--quiet", "add", str(tmp_path / "inner"), "lib")
    git(folder, "config", "-f", ".gitmodules", "submodule.lib.ignore", "all")
    (folder / "link").symlink_to("/etc/passwd")
    git(folder, "add", "link", ".gitmodules")

    assert staged(repository) == {"lib", ".gitmodules", "link"}


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system refuses names that are not UTF-8")
def test_odd_names_are_taken_as_they_are(folder, repository):
    names = ["\nlead", "new\nline", "-c", "\x01", "caf\ufffd"]
    for name in names[:-1]:
        write(folder, **{name: "1"})
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9")).write_text("x")
    git(folder, "add", "-A")

    assert staged(repository) == set(names)

    commit(folder)

    assert set(list_commits(repository, "HEAD")[0].files) == set(names)


def test_a_commit_of_named_files_is_judged_by_its_own_index(folder, repository, tmp_path):
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.write_text(f'#!/bin/sh\necho "$GIT_INDEX_FILE" > {tmp_path}/index\ncp "$GIT_INDEX_FILE" {tmp_path}/kept\n')
    hook.chmod(0o755)
    write(folder, one="2", both="2")
    git(folder, "add", "both")

    git(folder, "commit", "-q", "-m", "x", "one")

    assert "next-index" in (tmp_path / "index").read_text(), "git used its ordinary index"
    git(folder, "reset", "-q", "--soft", "HEAD~1")
    os.environ["GIT_INDEX_FILE"] = str(tmp_path / "kept")
    try:
        assert staged(repository) == {"one"}
    finally:
        del os.environ["GIT_INDEX_FILE"]


def test_of_a_merge_only_what_differs_from_all_parents_counts(folder, repository):
    part(folder)
    git(folder, "merge", "-q", "main", fails=True)
    write(folder, both="settled\n", extra="1")
    git(folder, "add", "both", "extra")

    assert staged(repository) == {"both", "extra"}

    git(folder, "commit", "-q", "-m", "Merge.")

    assert set(list_commits(repository, "HEAD")[0].files) == {"both", "extra"}


def test_what_a_merge_takes_from_one_side_does_not_count(folder, repository):
    part(folder)
    git(folder, "merge", "-q", "main", fails=True)
    git(folder, "checkout", "-q", "--theirs", "both")
    git(folder, "add", "both")

    assert staged(repository) == set()


def test_what_is_picked_as_it_is_does_not_count(folder, repository):
    part(folder)
    git(folder, "cherry-pick", "main", fails=True)
    write(folder, both="settled\n")
    git(folder, "add", "both")

    assert staged(repository) == {"both"}


def test_a_rebase_is_not_judged_again_and_its_branch_is_known(folder, repository):
    part(folder)
    git(folder, "rebase", "-q", "main", fails=True)
    write(folder, both="settled\n", extra="1")
    git(folder, "add", "both", "extra")

    assert staged(repository) == {"extra"}
    assert find_operation(repository).branch == "side"


def test_in_a_worktree_its_own_merge_counts(folder, tmp_path):
    part(folder)
    git(folder, "switch", "-q", "main")
    git(folder, "worktree", "add", "-q", "../tree", "side")
    tree = find_repository(tmp_path / "tree")
    assert tree is not None

    git(tmp_path / "tree", "merge", "-q", "main", fails=True)

    assert find_operation(tree).parents == (git(folder, "rev-parse", "main"),)
    assert find_operation(Repository(folder, folder / ".git")).parents == ()


def test_commits_are_told_with_their_files_but_not_those_that_came_by_merging(folder, repository):
    base = git(folder, "rev-parse", "HEAD")
    part(folder)
    git(folder, "merge", "-q", "-X", "ours", "--no-edit", "main")

    commits = list_commits(repository, "side", [base, "refs/heads/main", "1" * 40, "refs/heads/none"])

    assert [set(one.files) for one in commits] == [set(), {"both", "side"}]
    assert commits[0].at == int(git(folder, "show", "-s", "--format=%ct", "HEAD"))


def test_commits_that_a_remote_has_or_that_are_old_are_left_out(folder, repository, tmp_path, monkeypatch):
    git(tmp_path, "init", "-q", "--bare", "remote")
    git(folder, "remote", "add", "origin", str(tmp_path / "remote"))
    git(folder, "push", "-q", "origin", "main")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "@1000000000 +0000")
    commit(folder, old="1")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "@2000000000 +0000")
    commit(folder, new="1")

    assert [one.files for one in list_commits(repository, "main", remote="origin")] == [("new",), ("old",)]
    assert list_commits(repository, "main", after=1_500_000_000)[0].files == ("new",)
    assert list_commits(repository, "main", remote="origin", after=2_000_000_001) == []


def test_of_many_commits_the_newest_are_told(folder, repository, monkeypatch):
    monkeypatch.setattr(changes, "MOST_COMMITS", 2)
    for number in range(3):
        commit(folder, one=f"{number + 2}")

    assert len(list_commits(repository, "main")) == 2


def test_a_commit_that_is_not_there_has_none(repository):
    assert list_commits(repository, "1" * 40) == []


def test_what_a_task_changed_leaves_out_what_it_merged(folder, repository):
    base = head_commit(repository)
    assert base is not None
    part(folder)
    git(folder, "merge", "-q", "-X", "ours", "--no-edit", "main")
    write(folder, untracked="1")

    assert changed_files(repository, base, ["refs/heads/main"]) == ("both", "side", "untracked")
    assert "trunk" in changed_files(repository, base)


def test_the_program_that_checks_signatures_is_not_run(folder, repository, tmp_path):
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/canary'\n")
    trap.chmod(0o755)
    git(folder, "config", "gpg.program", str(trap))
    git(folder, "config", "log.showSignature", "true")
    head = git(folder, "cat-file", "commit", "HEAD")
    top, _, message = head.partition("\n\n")
    signed = f"{top}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n{message}\n"
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=folder,
        input=signed,
        capture_output=True,
        text=True,
    )
    tip = made.stdout.strip()

    assert list_commits(repository, tip)
    assert not (tmp_path / "canary").exists()
    git(folder, "log", "-1", tip)
    assert (tmp_path / "canary").exists(), "the trap is no trap"
