"""The repository as real git makes it, in every shape that agents work in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from agent_plan_server.errors import NotFound
from agent_plan_server.git.changes import changed_files
from agent_plan_server.git.repository import (
    Repository,
    current_branch,
    find_repository,
    has_file,
    head_commit,
    is_directory,
    tracked_files,
    user_name,
)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text(
        "[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n[protocol]\nallow = always\n"
    )


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = tmp_path / "project"
    git(tmp_path, "init", "-q", "project")
    write(folder, README="hello\n", src__app_dot_py="print()\n")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Begin.")
    return folder


@pytest.fixture
def repository(folder) -> Repository:
    found = find_repository(folder)
    assert found is not None
    return found


@pytest.fixture
def no_git(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))


def test_a_repository_is_found_from_a_folder_inside_it_without_starting_git(folder, no_git):
    assert find_repository(folder / "src") == Repository(folder, folder / ".git")


def test_a_folder_outside_git_has_no_repository(tmp_path):
    assert find_repository(tmp_path) is None


def test_a_worktree_shares_the_common_folder_of_its_repository(folder, tmp_path, monkeypatch):
    git(folder, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    git(folder, "worktree", "add", "-q", "-b", "inner", str(folder / ".worktrees" / "inner"))

    with monkeypatch.context() as without:
        without.setenv("PATH", "")
        side, inner = find_repository(tmp_path / "side"), find_repository(folder / ".worktrees" / "inner")

    assert side == Repository(tmp_path / "side", folder / ".git")
    assert inner == Repository(folder / ".worktrees" / "inner", folder / ".git")
    assert current_branch(side) == "side"
    assert "README" in tracked_files(side)


def test_a_submodule_is_a_repository_of_its_own(folder, tmp_path, monkeypatch):
    git(tmp_path, "init", "-q", "outer")
    git(tmp_path / "outer", "submodule", "--quiet", "add", str(folder), "lib")
    monkeypatch.setenv("PATH", "")

    outer = tmp_path / "outer"

    assert find_repository(outer / "lib") == Repository(outer / "lib", outer / ".git" / "modules" / "lib")


def test_a_bare_repository_is_its_own_common_folder(folder, tmp_path):
    git(tmp_path, "clone", "-q", "--bare", str(folder), "bare.git")
    bare = tmp_path / "bare.git"

    repository = find_repository(bare)

    assert repository == Repository(bare, bare)
    assert head_commit(repository) == git(folder, "rev-parse", "HEAD")
    assert changed_files(repository, "HEAD") == ()


def test_a_folder_that_points_at_a_bare_repository_shares_it_with_its_worktrees(folder, tmp_path):
    home = tmp_path / "home"
    git(tmp_path, "clone", "-q", "--bare", str(folder), "home/.bare")
    (home / ".git").write_text("gitdir: ./.bare\n")
    git(home, "worktree", "add", "-q", "work", "main")

    assert find_repository(home) == Repository(home, home / ".bare")
    assert find_repository(home / "work") == Repository(home / "work", home / ".bare")


def test_git_itself_is_asked_when_the_environment_names_the_repository(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_DIR", str(folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(folder))

    assert find_repository(tmp_path) == Repository(folder, folder / ".git")


@pytest.mark.parametrize("text", ["", "gitdir: ../nowhere\n", "nonsense", "gitdir: \0\n"])
def test_a_git_file_that_leads_nowhere_is_no_repository(tmp_path, text):
    (tmp_path / ".git").write_text(text)

    assert find_repository(tmp_path) is None


def test_before_the_first_commit_there_is_a_branch_and_no_head(tmp_path):
    git(tmp_path, "init", "-q", "fresh")
    repository = find_repository(tmp_path / "fresh")

    assert head_commit(repository) is None
    assert current_branch(repository) == "main"
    assert tracked_files(repository) == ()


def test_a_detached_head_has_no_branch(folder, repository):
    git(folder, "checkout", "-q", "--detach")

    assert current_branch(repository) is None
    assert head_commit(repository) == git(folder, "rev-parse", "HEAD")


def test_without_git_the_head_is_still_read_and_no_branch(folder, repository, request):
    head = git(folder, "rev-parse", "HEAD")

    request.getfixturevalue("no_git")

    assert head_commit(repository) == head
    assert current_branch(repository) is None


def test_changed_files_are_committed_edited_staged_deleted_and_new_ones(folder, repository):
    base = head_commit(repository)
    write(folder, committed="1", staged="1", edited="1", gone="1")
    git(folder, "add", "committed", "edited", "gone")
    git(folder, "mv", "src/app.py", "src/main.py")
    git(folder, "commit", "-q", "-m", "Go on.")
    git(folder, "add", "staged")
    git(folder, "mv", "README", "READYOU")
    write(folder, edited="2", new="1", _dot_gitignore="ignored\n", ignored="1")
    (folder / "gone").unlink()

    changed = changed_files(repository, base)

    own = (".gitignore", "README", "READYOU", "committed", "edited", "gone", "new")
    assert changed == (*own, "src/app.py", "src/main.py", "staged")


def test_a_file_that_was_only_touched_is_not_changed_and_the_index_stays_as_it_is(folder, repository):
    os.utime(folder / "README", (1, 1))
    index = (folder / ".git" / "index").read_bytes()

    assert changed_files(repository, "HEAD") == ()
    assert (folder / ".git" / "index").read_bytes() == index
    git(folder, "status")
    assert (folder / ".git" / "index").read_bytes() != index, "git had no reason to write"


def test_a_worktree_kept_inside_the_repository_is_not_a_changed_file(folder, repository):
    git(folder, "worktree", "add", "-q", "inner")

    assert changed_files(repository, "HEAD") == ()


def test_names_are_taken_as_they_are(folder, repository):
    names = ["--upload-pack=x", "-c", "a b", "né", "new\nline", "*.py", '"quoted"', "a\\b"]
    for name in names:
        (folder / name).write_text("x")

    assert set(changed_files(repository, "HEAD")) == set(names)

    git(folder, "add", "--", *names)

    assert set(names) < set(tracked_files(repository))
    assert set(changed_files(repository, "HEAD")) == set(names)


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system refuses names that are not UTF-8")
def test_a_name_that_is_not_text_is_still_listed(folder, repository):
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9")).write_text("x")

    assert changed_files(repository, "HEAD") == ("caf\ufffd",)


@pytest.mark.parametrize("since", ["", "nowhere", "0" * 40, "--output=canary", "-h", "HEAD\0", "HEAD:README", "\ud800"])
def test_a_commit_that_is_none_is_refused(folder, repository, since):
    with pytest.raises(NotFound, match="is not in this repository"):
        changed_files(repository, since)

    assert changed_files(repository, "HEAD") == ()


def test_a_folder_inside_the_repository_is_a_directory(folder, repository, tmp_path):
    (folder / "out").symlink_to(tmp_path)
    (folder / "loop").symlink_to("loop")
    paths = ("src", "src/", "README", "none", "out", "loop", "..", "/", "\0", "a" * 300, "", " ")

    directories = [path for path in paths if is_directory(repository, path)]

    assert directories == ["src", "src/"]


def test_the_name_that_commits_are_signed_with(repository):
    assert user_name(repository) == "Ada"


def test_a_repository_without_a_name_has_none(repository, tmp_path):
    (tmp_path / ".gitconfig").write_text("")

    assert user_name(repository) is None


@pytest.mark.parametrize("path", ["docs/plan.md", "docs", "docs/", "./docs/plan.md"])
def test_a_file_or_folder_inside_the_root_is_there(tmp_path, path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/plan.md").write_text("x")

    assert has_file(tmp_path, path)


@pytest.mark.parametrize("path", ["", "docs/gone.md", "../outside.md", "docs/../docs/plan.md", "/etc/passwd", "a\0b"])
def test_a_path_that_is_missing_or_leaves_the_root_is_not_there(tmp_path, path):
    root = tmp_path / "root"
    (root / "docs").mkdir(parents=True)
    (root / "docs/plan.md").write_text("x")
    (tmp_path / "outside.md").write_text("x")

    assert not has_file(root, path)


def test_a_link_out_of_the_root_is_not_followed(tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "outside.md").write_text("x")
    (root / "inside.md").symlink_to(tmp_path / "outside.md")
    (root / "circle.md").symlink_to(root / "circle.md")

    assert not has_file(root, "inside.md")
    assert not has_file(root, "circle.md")
