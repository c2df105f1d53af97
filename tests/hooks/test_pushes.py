"""Pushes are refused when their new commits touch what others hold, or leave the scope of a claim's branch."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hooks.clients import git, put
from hooks.committing import COMMAND, call_git, commit, install_hooks, write

from agent_plan_server.services.completions import complete_task

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed"),
]


@pytest.fixture(autouse=True)
def installed(project, store, tmp_path) -> None:
    """The hooks, and a remote that has main, which is older than any claim."""
    call_git(project, "commit", "-q", "--amend", "--no-edit", GIT_COMMITTER_DATE="@1000000000 +0000")
    git(tmp_path, "init", "-q", "--bare", "remote")
    git(project, "remote", "add", "origin", str(tmp_path / "remote"))
    git(project, "push", "-q", "origin", "main")
    install_hooks(project)


@pytest.fixture
def tree(project, held, tmp_path) -> Path:
    """The worktree of the branch of Ada's claim."""
    git(project, "worktree", "add", "-q", "-b", held["ada"].branch, str(tmp_path / "tree"))
    return tmp_path / "tree"


def commit_unchecked(folder: Path, *names: str, **environment: str) -> None:
    write(folder, *names)
    done = call_git(folder, "commit", "-q", "--no-verify", "-m", "Go on.", **environment)
    assert done.code == 0, done.err


def test_the_branch_of_a_claim_is_pushed_with_what_lies_in_its_scope(tree):
    commit_unchecked(tree, "src/a/x.py")

    answer = call_git(tree, "push", "-q", "origin", "HEAD")

    assert (answer.code, answer.err) == (0, "")


def test_a_commit_outside_of_the_scope_is_refused_also_when_another_takes_it_back(tree, held):
    commit_unchecked(tree, "README.md")
    git(tree, "revert", "--no-edit", "HEAD")
    commit_unchecked(tree, "src/a/x.py")

    answer = call_git(tree, "push", "-q", "origin", "HEAD")

    assert answer.code == 1
    assert "agent-plan: this push is refused." in answer.err
    assert "'README.md' is outside the scope" in answer.err
    assert f"update_claim with claim '{held['ada'].handle}'" in answer.err


def test_the_branch_is_judged_as_its_holder_s_whoever_pushes_it(tree, project, held):
    commit_unchecked(tree, "src/a/x.py", "src/b/y.py")

    answer = call_git(project, "push", "-q", "origin", held["ada"].branch, agent="bob")

    assert answer.code == 1
    assert "'src/b/y.py' is in the scope of task '1.2', which 'bob' holds" in answer.err


@pytest.mark.parametrize("source", ["HEAD", "@", "{branch}"])
def test_it_is_known_under_another_name_at_the_remote(tree, source):
    commit_unchecked(tree, "README.md")

    pushed = call_git(tree, "push", "-q", "origin", f"{source.format(branch=branch_of(tree))}:refs/heads/review")

    assert pushed.code == 1


def branch_of(tree: Path) -> str:
    return call_git(tree, "branch", "--show-current").out.strip()


def test_what_came_by_merging_main_is_not_judged(project, tree):
    commit_unchecked(project, "src/b/y.py", "README.md")
    commit_unchecked(tree, "src/a/x.py")
    git(tree, "merge", "-q", "--no-verify", "--no-edit", "main")

    assert call_git(tree, "push", "-q", "origin", "HEAD").code == 0


def test_what_came_from_the_branch_of_another_task_is_not_judged(project, store, tree, held, tmp_path):
    git(project, "worktree", "add", "-q", "-b", held["bob"].branch, str(tmp_path / "bob"))
    commit_unchecked(tmp_path / "bob", "src/b/y.py")
    complete_task(store, held["bob"].handle, "done")
    git(tree, "merge", "-q", "--no-verify", held["bob"].branch)
    commit_unchecked(tree, "src/a/x.py")

    assert call_git(tree, "push", "-q", "origin", "HEAD").code == 0


def test_a_merge_that_changes_more_than_its_parents_is_judged(project, tree):
    commit_unchecked(project, "README.md")
    git(tree, "merge", "-q", "--no-commit", "--no-ff", "main")
    commit_unchecked(tree, "src/b/y.py")

    answer = call_git(tree, "push", "-q", "origin", "HEAD")

    assert answer.code == 1
    assert "'src/b/y.py'" in answer.err
    assert "README.md" not in answer.err


def test_what_the_remote_has_already_is_not_judged_again(tree):
    commit_unchecked(tree, "README.md")
    assert call_git(tree, "push", "-q", "--no-verify", "origin", "HEAD").code == 0
    commit_unchecked(tree, "src/a/x.py")

    assert call_git(tree, "push", "-q", "origin", "HEAD").code == 0


def test_what_came_from_the_remote_s_main_is_not_judged(project, tree, tmp_path):
    git(tmp_path, "clone", "-q", "-b", "main", "remote", "clone")
    commit_unchecked(tmp_path / "clone", "README.md")
    git(tmp_path / "clone", "push", "-q", "origin", "main")
    git(tree, "fetch", "-q", "origin")
    git(tree, "merge", "-q", "--no-verify", "origin/main")
    commit_unchecked(tree, "src/a/x.py")

    assert call_git(tree, "push", "-q", "origin", "HEAD").code == 0


def test_another_branch_may_not_bring_what_somebody_holds_since_then(project, held):
    commit_unchecked(project, "src/b/y.py", "README.md")

    answer = call_git(project, "push", "-q", "origin", "main")

    assert answer.code == 1
    assert "'src/b/y.py' is in the scope of task '1.2', which 'bob' holds" in answer.err
    assert "README.md" not in answer.err
    assert "AGENT_PLAN_AGENT=bob git push" in answer.err
    assert "git push --no-verify" in answer.err
    assert call_git(project, "push", "-q", "--no-verify", "origin", "main").code == 0


def test_who_holds_it_may_push_it_on_any_branch(project, held):
    commit_unchecked(project, "src/b/y.py", "README.md")

    assert call_git(project, "push", "-q", "origin", "main", agent="ada").code == 1
    assert call_git(project, "push", "-q", "origin", "main", agent="bob").code == 0


def test_what_was_committed_before_the_claim_began_is_not_refused(project, held):
    commit_unchecked(project, "src/b/y.py", GIT_COMMITTER_DATE="@1000000000 +0000")

    assert call_git(project, "push", "-q", "origin", "main").code == 0


def test_each_claim_counts_from_when_it_began(project, store, held):
    put(store, "UPDATE claims SET claimed_at = 4000000000000 WHERE task_id = (SELECT id FROM tasks WHERE key = '1.2')")
    commit_unchecked(project, "src/a/x.py", "src/b/y.py")

    answer = call_git(project, "push", "-q", "origin", "main")

    assert answer.code == 1
    assert "'src/a/x.py'" in answer.err
    assert "src/b/y.py" not in answer.err


def test_main_may_bring_the_branch_of_a_claim_that_was_merged_into_it(project, tree):
    commit_unchecked(tree, "src/a/x.py")
    git(project, "merge", "-q", "--no-ff", "--no-verify", "--no-edit", branch_of(tree))

    assert call_git(project, "push", "-q", "origin", "main").code == 0


def test_every_branch_of_a_push_is_judged(project, tree):
    git(project, "branch", "fine")
    commit_unchecked(tree, "README.md")
    commit_unchecked(project, "src/b/y.py")

    answer = call_git(project, "push", "-q", "origin", "fine", branch_of(tree), "main")

    assert answer.code == 1
    assert "'README.md'" in answer.err
    assert "'src/b/y.py'" in answer.err


def test_branches_are_deleted_and_tags_pushed_without_a_look(project, held):
    git(project, "push", "-q", "--no-verify", "origin", "main:refs/heads/old")
    commit_unchecked(project, "src/b/y.py")
    git(project, "tag", "v1")

    assert call_git(project, "push", "-q", "origin", ":old", "v1").code == 0


def test_a_remote_that_has_nothing_yet_and_no_name_is_pushed_to(project, held, tmp_path):
    git(tmp_path, "init", "-q", "--bare", "empty")

    assert call_git(project, "push", "-q", str(tmp_path / "empty"), "main").code == 0
    commit_unchecked(project, "src/b/y.py")
    assert call_git(project, "push", "-q", str(tmp_path / "empty"), "main:other").code == 1


def test_a_push_that_tells_nothing_passes(project, held):
    assert call_git(project, "push", "-q", "origin", "main").code == 0


def test_with_the_guard_off_nothing_is_refused(project, held):
    commit_unchecked(project, "src/b/y.py")

    assert call_git(project, "push", "-q", "origin", "main", AGENT_PLAN_GUARD="off").code == 0


def test_our_own_failure_stops_no_push_and_is_said_aloud(project, store, held):
    commit_unchecked(project, "src/b/y.py")
    put(store, "DROP TABLE claims")

    answer = call_git(project, "push", "-q", "origin", "main")

    assert answer.code == 0
    assert "nothing was checked" in answer.err


@pytest.mark.parametrize(("year", "is_said"), [(2001, False), (2096, True)])
def test_a_push_of_more_new_commits_than_can_be_looked_at_says_so(project, held, year, is_said):
    moment = (year - 1970) * 365 * 24 * 3600
    stream = ["reset refs/heads/many", "from refs/heads/main"]
    for number in range(2_001):
        stream += [
            f"commit refs/heads/many\ncommitter A <a@b> {moment} +0000\ndata 1\nx\nM 100644 inline f{number}\ndata 0"
        ]
    import_stream(project, "\n".join(stream))

    answer = call_git(project, "push", "-q", "origin", "many")

    assert answer.code == 0
    assert ("more new commits than the 2,000 newest" in answer.err) is is_said


def import_stream(project: Path, text: str) -> None:
    subprocess.run(["git", "fast-import", "--quiet"], cwd=project, input=text.encode(), check=True)


def test_a_commit_that_was_checked_is_pushed(project, tree):
    assert commit(tree, "src/a/x.py").code == 0

    assert call_git(tree, "push", "-q", "origin", "HEAD").code == 0
