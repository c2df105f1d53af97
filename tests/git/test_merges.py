"""Merges as real git would make them, with no working tree and nothing of the repository run."""

import shutil
import subprocess
from pathlib import Path

import pytest

from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.git import merges
from agent_plan_server.git.merges import probe_merge, probe_merges, require_merge_tree
from agent_plan_server.git.repository import Repository, find_repository
from agent_plan_server.git.shadow import open_shadow

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def commit_on(folder: Path, branch: str, start: str, **files: str) -> str:
    git(folder, "checkout", "-q", "-B", branch, start)
    for name, text in files.items():
        (folder / name).write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", f"Work on {branch}.")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n")
    folder = tmp_path / "a project: of ours"
    git(tmp_path, "init", "-q", folder.name)
    (folder / "shared").write_text("one\ntwo\nthree\n")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Begin.")
    return folder


@pytest.fixture
def repository(folder) -> Repository:
    found = find_repository(folder)
    assert found is not None
    return found


def list_objects(folder: Path) -> set[str]:
    return {str(path) for path in (folder / ".git" / "objects").rglob("*")}


def test_work_on_different_files_is_clean_and_the_same_lines_conflict(folder, repository):
    ada = commit_on(folder, "ada", "main", shared="one\nADA\nthree\n")
    bob = commit_on(folder, "bob", "main", shared="one\nBOB\nthree\n", other="x")
    eve = commit_on(folder, "eve", "main", mine="x")

    clean, conflict = probe_merges(repository, [(ada, eve), (ada, bob)]).values()

    assert (clean.is_clean, clean.files, clean.messages) == (True, (), ())
    assert (conflict.is_clean, conflict.files) == (False, ("shared",))
    assert conflict.messages == ("CONFLICT (content): Merge conflict in shared",)


def test_a_probe_leaves_nothing_behind_in_the_repository(folder, repository):
    ada = commit_on(folder, "ada", "main", shared="one\nADA\nthree\n")
    bob = commit_on(folder, "bob", "main", shared="one\nBOB\nthree\n")
    before, refs = list_objects(folder), git(folder, "for-each-ref")

    probe_merges(repository, [(ada, bob)])

    assert list_objects(folder) == before
    assert git(folder, "for-each-ref") == refs
    assert git(folder, "status", "--porcelain") == ""


def test_a_merge_driver_of_the_repository_is_never_run(folder, repository, tmp_path):
    (folder / ".gitattributes").write_text("* merge=evil\n")
    (folder / ".git" / "info" / "attributes").write_text("* merge=evil\n")
    git(folder, "config", "merge.evil.driver", f"touch '{tmp_path}/canary' #")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Set a trap.")
    ada = commit_on(folder, "ada", "main", shared="one\nADA\nthree\n")
    bob = commit_on(folder, "bob", "main", shared="one\nBOB\nthree\n")

    (probe,) = probe_merges(repository, [(ada, bob)]).values()

    assert not probe.is_clean
    assert not (tmp_path / "canary").exists()
    subprocess.run(["git", "merge-tree", "--write-tree", ada, bob], cwd=folder, capture_output=True, check=False)
    assert (tmp_path / "canary").exists(), "the trap is no trap"


def test_names_that_are_odd_are_told_as_they_are(folder, repository):
    odd = {"--ours": "A\n", "a b": "A\n", "né": "A\n", "new\nline": "A\n"}
    ada = commit_on(folder, "ada", "main", **odd)
    bob = commit_on(folder, "bob", "main", **dict.fromkeys(odd, "B\n"))

    (probe,) = probe_merges(repository, [(ada, bob)]).values()

    assert set(probe.files) == set(odd)


def test_commits_that_are_not_there_are_said_so(repository):
    with (
        open_shadow(repository, "1" * 40) as shadow,
        pytest.raises(StorageUnavailable, match="git cannot merge 111111111111 and 222222222222"),
    ):
        probe_merge(shadow, "1" * 40, "2" * 40)


def test_of_many_pairs_those_are_left_out_that_git_cannot_merge_or_that_time_is_up_for(folder, repository):
    ada = commit_on(folder, "ada", "main", shared="one\nADA\nthree\n")
    bob = commit_on(folder, "bob", "main", shared="one\nBOB\nthree\n")
    pairs = [(ada, "1" * 40), (ada, bob)]

    assert list(probe_merges(repository, pairs, seconds=60)) == [(ada, bob)]
    assert probe_merges(repository, pairs, seconds=0) == {}


def test_histories_with_nothing_in_common_are_not_clean_and_conflict_in_no_file(folder, repository):
    ada = commit_on(folder, "ada", "main", own="x")
    other = git(folder, "commit-tree", "main^{tree}", "-m", "Begin elsewhere.")

    (probe,) = probe_merges(repository, [(ada, other)]).values()

    assert (probe.is_clean, probe.files) == (False, ())
    assert probe.messages == ("They have no history in common.",)


def test_a_clone_without_its_history_merges_what_it_has(folder, tmp_path):
    commit_on(folder, "main", "main", shared="one\ntwo\n")
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), "clone")
    clone = tmp_path / "clone"
    ada = commit_on(clone, "ada", "origin/main", mine="x")
    bob = commit_on(clone, "bob", "origin/main", other="x")

    (probe,) = probe_merges(find_repository(clone), [(ada, bob)]).values()

    assert probe.is_clean


def test_a_tree_that_cannot_be_read_is_not_taken_for_an_empty_one(folder, repository):
    ada = commit_on(folder, "ada", "main", own="x")
    tree = git(folder, "rev-parse", f"{ada}^{{tree}}")
    (folder / ".git" / "objects" / tree[:2] / tree[2:]).unlink()

    with open_shadow(repository, ada) as shadow, pytest.raises(StorageUnavailable, match="Could not read"):
        probe_merge(shadow, ada, git(folder, "rev-parse", "main"))


def test_a_git_that_is_too_old_is_named_with_what_is_needed(repository, monkeypatch):
    monkeypatch.setattr(merges, "git_version", lambda folder: (2, 30))

    with pytest.raises(StorageUnavailable, match=r"git 2\.30 is too old\. Next: Install git 2\.38"):
        require_merge_tree(repository)
