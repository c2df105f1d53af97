"""Files touched outside the scope, as real git shows them, told at completion and when somebody looks."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from claiming import claim, events_of, finish
from drafts import import_tasks, task

from agent_plan_server.errors import NotFound
from agent_plan_server.git.repository import Repository, find_repository
from agent_plan_server.models.claim import Claim
from agent_plan_server.models.scope import Drift
from agent_plan_server.models.states import NoteKind
from agent_plan_server.services.claims import release_task
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.drift import find_drift, list_touched
from agent_plan_server.storage import Engine

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n")
    git(tmp_path, "init", "-q", "project")
    commit(tmp_path / "project", "README")
    return tmp_path / "project"


@pytest.fixture
def repository(folder) -> Repository:
    found = find_repository(folder)
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def plan(engine) -> None:
    import_tasks(engine, task("1.1", "src/**"), task("1.2", "docs/**"), task("1.3", "lib/**"))


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{name} of {folder.name}\n")


def commit(folder: Path, *names: str) -> None:
    write(folder, *names)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Go on.")


def begin(engine: Engine, folder: Path, key: str, agent: str = "ada", tree: bool = True) -> tuple[Claim, Path]:
    """A claim, and the worktree of its branch."""
    held = claim(engine, agent, key, base_commit=git(folder, "rev-parse", "main"))
    assert held.branch is not None
    if tree:
        git(folder, "worktree", "add", "-q", "-b", held.branch, f"../{agent}")
    return held, folder.parent / agent


def complete(engine: Engine, held: Claim, repository: Repository):
    return complete_task(engine, held.handle, "done", touched=list_touched(engine, held.handle, repository))


def date(path: Path, held: Claim, seconds: int) -> None:
    moment = held.claimed_at.timestamp() + seconds
    os.utime(path, (moment, moment))


def test_in_a_worktree_of_its_own_what_is_committed_staged_and_new_counts(engine, folder, repository):
    held, tree = begin(engine, folder, "1.1")
    commit(tree, "src/a.py", "docs/a.md")
    write(tree, "new", "src/b.py")
    write(folder, "of-somebody-else")

    reply = complete(engine, held, repository)

    assert reply.outcome == "reported"
    assert (reply.outside, reply.outside_total) == (("docs/a.md", "new"), 2)


def test_drift_is_kept_in_the_history_and_noted_for_people(engine, folder, repository):
    held, tree = begin(engine, folder, "1.1")
    commit(tree, "docs/a.md")

    first = complete(engine, held, repository)

    (event,) = events_of(engine, "task_completed")
    assert (event["outside"], event["outside_total"]) == (["docs/a.md"], 1)
    notes = engine.read(lambda store: store.notes.list_of_task(held.task_id, 10))
    assert [note.text for note in notes if note.kind is NoteKind.RISK] == [
        "Touched outside its scope, by what git shows: docs/a.md."
    ]
    assert complete(engine, held, repository) == first


def test_work_inside_the_scope_leaves_no_word_of_drift(engine, folder, repository):
    held, tree = begin(engine, folder, "1.1")
    commit(tree, "src/a.py")

    reply = complete(engine, held, repository)

    assert (reply.outside, reply.outside_total) == ((), 0)
    (event,) = events_of(engine, "task_completed")
    assert "outside" not in event
    notes = engine.read(lambda store: store.notes.list_of_task(held.task_id, 10))
    assert [note.kind for note in notes] == [NoteKind.HANDOVER]


def test_what_came_by_merging_is_not_drift(engine, folder, repository):
    held, tree = begin(engine, folder, "1.1")
    other, other_tree = begin(engine, folder, "1.2", "bob")
    commit(folder, "of-main")
    commit(tree, "src/a.py")
    commit(other_tree, "docs/b.md")
    complete(engine, other, repository)
    git(tree, "merge", "-q", "--no-edit", "main")
    git(tree, "merge", "-q", "--no-edit", str(other.branch))

    assert complete(engine, held, repository).outside == ()


def test_what_came_from_the_integration_branch_of_the_remote_is_not_drift(engine, folder, repository):
    held, tree = begin(engine, folder, "1.1")
    git(folder.parent, "clone", "-q", "project", "remote")
    commit(folder.parent / "remote", "of-main")
    git(folder, "remote", "add", "origin", "../remote")
    git(folder, "fetch", "-q", "origin")
    git(tree, "merge", "-q", "--no-edit", "origin/main")

    assert complete(engine, held, repository).outside == ()


def test_a_branch_that_begins_with_work_not_yet_merged_has_not_drifted(engine, clock, folder, repository):
    other, other_tree = begin(engine, folder, "1.2", "bob")
    commit(other_tree, "docs/b.md")
    complete(engine, other, repository)
    clock.advance(minutes=1)
    held, tree = begin(engine, folder, "1.1")
    git(tree, "merge", "-q", "--no-edit", str(other.branch))

    assert complete(engine, held, repository).outside == ()


def test_a_branch_that_is_checked_out_nowhere_is_looked_at(engine, folder, repository):
    _, tree = begin(engine, folder, "1.1")
    commit(tree, "docs/a.md")
    git(folder, "worktree", "remove", str(tree))
    write(folder, "of-somebody-else")

    assert find_drift(engine, "1.1", None, repository) == Drift(("docs/a.md",), 1)


def test_in_the_folder_that_all_share_the_files_of_others_are_theirs(engine, folder, repository):
    held, _ = begin(engine, folder, "1.1", tree=False)
    begin(engine, folder, "1.2", "bob", tree=False)
    finish(engine, "eve", "1.3")
    commit(folder, "src/a.py", "docs/b.md", "lib/e.py", "README", "deleted")
    git(folder, "rm", "-q", "README")
    write(folder, "old", "new")
    date(folder / "old", held, -60)
    for name in ("new", "deleted"):
        date(folder / name, held, 60)

    reply = complete(engine, held, repository)

    assert reply.outside == ("README", "deleted", "new")


def test_a_scope_that_has_ended_before_does_not_excuse(engine, clock, folder, repository):
    finish(engine, "eve", "1.3")
    clock.advance(minutes=1)
    held, _ = begin(engine, folder, "1.1", tree=False)
    commit(folder, "lib/e.py")
    date(folder / "lib/e.py", held, 1)

    assert complete(engine, held, repository).outside == ("lib/e.py",)


def test_many_names_are_counted_and_odd_ones_shown_in_one_line(engine, folder, repository):
    held, tree = begin(engine, folder, "1.1")
    write(tree, *(f"file{number:03}" for number in range(120)), "a\n\x1b[2Jb" + "x" * 150)

    reply = complete(engine, held, repository)

    assert (len(reply.outside), reply.outside_total) == (20, 121)
    assert reply.outside[0].startswith("a bxxx")
    assert len(reply.outside[0]) == 120
    notes = engine.read(lambda store: store.notes.list_of_task(held.task_id, 10))
    assert any(note.text.endswith(" and 101 more.") for note in notes)


@pytest.mark.parametrize("base", [None, "1" * 40])
def test_without_a_commit_to_begin_at_nothing_is_known(engine, folder, repository, base):
    held = claim(engine, "ada", "1.1", base_commit=base)
    write(folder, "new")

    assert complete(engine, held, repository).outside == ()


def test_drift_is_shown_while_a_claim_lives_and_as_long_as_its_branch_is_there(engine, folder, repository):
    assert find_drift(engine, "1.1", None, repository) == Drift()
    held, tree = begin(engine, folder, "1.1")
    write(tree, "new")
    assert find_drift(engine, "1.1", None, repository) == Drift(("new",), 1)

    release_task(engine, held.handle, "given back")

    assert find_drift(engine, "1.1", None, repository) == Drift(("new",), 1)
    git(folder, "worktree", "remove", "--force", str(tree))
    git(folder, "branch", "-q", "-D", str(held.branch))
    assert find_drift(engine, "1.1", None, repository) == Drift()
    with pytest.raises(NotFound):
        find_drift(engine, "9.9", None, repository)
