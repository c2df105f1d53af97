"""A worktree for a claim: where it is, and what its branch begins with."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from claiming import claim
from drafts import import_phases, import_tasks, phase, task
from repositories import add, begin, commit, finish_with, git, make_repository

from agent_plan_server.errors import NotFound, Refused, TaskNotReady
from agent_plan_server.git.repository import Repository
from agent_plan_server.services.claims import release_task
from agent_plan_server.services.worktrees import list_all_worktrees

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(tmp_path) -> Repository:
    return make_repository(tmp_path / "project", hot="one\n", cold="one\n")


def claimed_base(engine, agent: str, key: str) -> str | None:
    return claim(engine, agent, key).base_commit


def test_a_worktree_is_put_beside_the_repository_on_the_branch_of_the_claim(engine, repository, tmp_path):
    import_tasks(engine, task("1.1", title="Sign in"))

    reply = begin(engine, repository, "ada", "1.1")

    assert (reply.path, reply.branch) == (str(tmp_path / "project.worktrees" / "1.1-sign-in"), "plan/1.1-sign-in")
    assert git(Path(reply.path), "symbolic-ref", "--short", "HEAD") == "plan/1.1-sign-in"
    assert (reply.is_new, reply.holds, reply.misses) == (True, (), ())
    main = git(repository.root, "rev-parse", "main")
    assert reply.base_commit == main == claimed_base(engine, "ada", "1.1")


def test_adding_it_again_answers_where_it_is(engine, repository):
    import_tasks(engine, task("1.1"))
    first = begin(engine, repository, "ada", "1.1")

    again = add(engine, repository, "1.1")

    assert again == first.model_copy(update={"is_new": False})


def test_several_who_add_at_once_get_one_each(engine, repository):
    """git itself stumbles over a worktree that somebody else is just adding."""
    import_tasks(engine, *(task(f"1.{n}", f"f{n}") for n in range(6)))
    for n in range(6):
        claim(engine, f"agent-{n}", f"1.{n}")

    with ThreadPoolExecutor() as pool:
        replies = list(pool.map(lambda n: add(engine, repository, f"1.{n % 6}"), range(12)))

    assert sorted(reply.is_new for reply in replies) == [False] * 6 + [True] * 6
    assert len({reply.path for reply in replies}) == 6


def test_a_task_that_nobody_holds_has_no_worktree(engine, repository):
    import_tasks(engine, task("1.1"))

    with pytest.raises(TaskNotReady, match=r"Nobody holds 1\.1, which is pending"):
        add(engine, repository, "1.1")
    with pytest.raises(NotFound):
        add(engine, repository, "9.9")


def test_a_worktree_is_never_put_where_git_would_see_it(engine, repository):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada", "1.1")
    (repository.root / ".gitignore").write_text("/trees/\n")

    for place in (repository.root / "work", repository.common_dir / "work"):
        with pytest.raises(Refused, match="is inside the repository"):
            add(engine, repository, "1.1", place)

    ignored = repository.root / "trees" / "work"
    assert add(engine, repository, "1.1", ignored).path == str(ignored)


def test_work_on_the_same_files_begins_with_what_is_not_merged_yet(engine, repository):
    import_tasks(engine, task("1.1", "hot"), task("1.2", "hot"), task("1.3", "cold"))
    done = finish_with(engine, repository, "ada", "1.1", hot="one\nada\n")

    same, other = begin(engine, repository, "bob", "1.2"), begin(engine, repository, "eve", "1.3")

    assert (same.base_commit, same.holds) == (done, ("1.1",))
    assert (other.base_commit, other.holds) == (git(repository.root, "rev-parse", "main"), ())


def test_work_that_needs_others_begins_with_all_of_them(engine, repository):
    import_phases(
        engine,
        phase("1", task("1.1", "a"), task("1.2", "b", after=("1.1",))),
        phase("2", task("2.1", "c"), after=("1",)),
    )
    finish_with(engine, repository, "ada", "1.1", a="a\n")
    main = commit(repository.root, "Meanwhile.", d="d\n")
    git(repository.root, "branch", "-f", "main", main)
    finish_with(engine, repository, "bob", "1.2", b="b\n")

    reply = begin(engine, repository, "eve", "2.1")

    assert reply.holds == ("1.1", "1.2")
    assert {path.name for path in Path(reply.path).iterdir()} == {".git", "a", "b", "cold", "d", "hot"}
    assert reply.base_commit == claimed_base(engine, "eve", "2.1") == git(Path(reply.path), "rev-parse", "HEAD")
    assert git(repository.root, "rev-parse", "main") == main


def test_work_that_is_not_clean_together_is_left_out_and_said(engine, repository):
    import_tasks(engine, task("1.1"), task("1.2"), task("1.3", after=("1.1", "1.2")))
    finish_with(engine, repository, "ada", "1.1", hot="ada\n")
    finish_with(engine, repository, "bob", "1.2", hot="bob\n")

    reply = begin(engine, repository, "eve", "1.3")

    assert (reply.holds, reply.misses) == ((), ("1.2",))
    assert reply.base_commit == git(repository.root, "rev-parse", "main")


def test_the_next_attempt_goes_on_with_the_branch_and_its_base(engine, repository):
    import_tasks(engine, task("1.1"))
    first = begin(engine, repository, "ada", "1.1")
    half = commit(Path(first.path), "Half of it.", new="x\n")
    release_task(engine, claim(engine, "ada", "1.1").handle, "half done")
    git(repository.root, "worktree", "remove", first.path)
    claim(engine, "bob", "1.1", base_commit="1" * 40)

    reply = add(engine, repository, "1.1")

    assert git(Path(reply.path), "rev-parse", "HEAD") == half
    assert reply.base_commit == first.base_commit == claimed_base(engine, "bob", "1.1")


def test_the_base_of_a_branch_that_nobody_remembers_is_where_it_parted(engine, repository):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada", "1.1")
    main = git(repository.root, "rev-parse", "main")
    commit(repository.root, "By hand.", new="x\n")
    git(repository.root, "branch", held.branch)

    assert add(engine, repository, "1.1").base_commit == main


def test_a_worktree_whose_folder_is_gone_or_unfinished_is_told(engine, repository):
    import_tasks(engine, task("1.1"), task("1.2"))
    gone, unfinished = (begin(engine, repository, agent, key) for agent, key in (("ada", "1.1"), ("bob", "1.2")))
    shutil.rmtree(gone.path)
    lock = repository.common_dir / "worktrees" / Path(unfinished.path).name / "locked"
    lock.write_text("initializing")

    with pytest.raises(Refused, match="git worktree prune"):
        add(engine, repository, "1.1")
    with pytest.raises(Refused, match="was interrupted"):
        add(engine, repository, "1.2")


def test_a_filter_that_was_not_run_is_named_with_what_to_run(engine, repository):
    import_tasks(engine, task("1.1"))
    git(repository.root, "config", "filter.loud.smudge", "tr a-z A-Z")
    git(repository.root, "config", "filter.lfs.smudge", "git-lfs smudge -- %f")
    main = commit(repository.root, "Filter.", **{".gitattributes": "hot filter=loud\nbig filter=lfs\n"})
    git(repository.root, "branch", "-f", "main", main)

    reply = begin(engine, repository, "ada", "1.1")

    assert reply.filters == ("loud",)
    for command in reply.run:
        git(repository.root, *command.split()[1:])
    assert (Path(reply.path) / "hot").read_text() == "ONE\n"


def test_files_of_lfs_are_fetched_by_its_own_command(engine, repository):
    import_tasks(engine, task("1.1"))
    git(repository.root, "config", "filter.lfs.smudge", "git-lfs smudge -- %f")
    main = commit(repository.root, "Large.", **{".gitattributes": "big filter=lfs -text\n"}, big="pointer\n")
    git(repository.root, "branch", "-f", "main", main)

    reply = begin(engine, repository, "ada", "1.1")

    assert reply.run == (f"git -C {reply.path} lfs pull",)
    assert (Path(reply.path) / "big").read_text() == "pointer\n"


def test_all_worktrees_are_listed_with_how_to_remove_those_of_finished_tasks(engine, repository, tmp_path):
    import_tasks(engine, task("1.1"), task("1.2"), task("1.3"))
    finish_with(engine, repository, "ada", "1.1", new="x\n")
    held, gone = begin(engine, repository, "bob", "1.2"), begin(engine, repository, "eve", "1.3")
    shutil.rmtree(gone.path)
    git(repository.root, "worktree", "add", "-q", "-b", "own", str(tmp_path / "a b"), "main")

    main, done, moving, lost, own = sorted(
        list_all_worktrees(engine, repository).worktrees, key=lambda line: (line.state != "main", line.task or "9")
    )[:5]

    assert (main.path, main.state, main.remove) == (str(repository.root), "main", None)
    assert (done.task, done.agent, done.state, done.is_merged) == ("1.1", "ada", "completed", False)
    assert done.remove == f"git worktree remove {done.path}"
    assert (moving.path, moving.agent, moving.state, moving.remove) == (held.path, "bob", "in_progress", None)
    assert {(line.state, line.remove) for line in (lost, own)} == {
        ("gone", "git worktree prune"),
        ("other", None),
    }
