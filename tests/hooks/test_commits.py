"""Commits are refused outside of what their agent holds, and inside of what others hold, by the hook of git itself."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hooks.clients import ADA, git, put
from hooks.committing import COMMAND, call_git, commit, install_hooks, write

from agent_plan_server.services.claims import release_task, update_claim
from agent_plan_server.services.completions import complete_task

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed"),
]


@pytest.fixture(autouse=True)
def installed(project, store, monkeypatch) -> None:
    install_hooks(project)
    monkeypatch.setenv("GIT_EDITOR", "true")


def test_a_commit_inside_the_scope_passes_in_silence(project, held):
    answer = commit(project, "src/a/x.py", agent="ada")

    assert (answer.code, answer.err) == (0, "")


def test_what_another_holds_is_refused_with_its_holder_until_when_and_what_to_do(project, held):
    answer = commit(project, "src/a/x.py", "src/b/y.py", agent="ada")

    assert answer.code == 1
    until = held["bob"].expires_at
    assert "agent-plan: this commit is refused." in answer.err
    assert f"'src/b/y.py' is in the scope of task '1.2', which 'bob' holds until {until:%H:%M}" in answer.err
    assert "Next: send_message to 'bob'" in answer.err
    assert "src/a/x.py" not in answer.err
    assert "--no-verify" not in answer.err


def test_what_is_outside_of_the_scope_is_refused_with_how_to_add_it(project, held):
    answer = commit(project, "README.md", "new/file", agent="ada")

    assert answer.code == 1
    assert "'README.md', 'new/file' are outside the scope of all you hold" in answer.err
    assert f"update_claim with claim '{held['ada'].handle}' and add_paths" in answer.err


def test_every_holder_is_named_and_what_nobody_holds(project, store, hold, held):
    update_claim(store, hold("eve", "1.3").handle, ("docs/**",))

    answer = commit(project, "docs/d.md", "src/b/y.py", "README.md", agent="ada")

    assert answer.code == 1
    assert [name for name in ("'docs/d.md'", "'src/b/y.py'", "'README.md'") if name not in answer.err] == []
    assert answer.err.count("Next:") == 3


def test_many_files_are_counted(project, held):
    answer = commit(project, *(f"new/{number}" for number in range(200)), agent="ada")

    assert answer.code == 1
    assert "and 190 more are outside the scope" in answer.err
    assert len(answer.err) < 2_000


def test_somebody_unknown_is_kept_out_of_what_others_hold_and_told_how_to_pass(project, held):
    assert commit(project, "README.md").code == 0

    answer = commit(project, "src/b/y.py")

    assert answer.code == 1
    assert "AGENT_PLAN_AGENT=bob git commit" in answer.err
    assert "git commit --no-verify" in answer.err
    assert call_git(project, "commit", "-q", "--no-verify", "-m", "x").code == 0


def test_an_agent_that_has_not_said_who_it_is_is_not_told_how_a_person_passes(project, held):
    answer = commit(project, "src/b/y.py", GEMINI_CLI="1")

    assert answer.code == 1
    assert "AGENT_PLAN_AGENT=bob git commit" in answer.err
    assert "--no-verify" not in answer.err


@pytest.mark.parametrize("name", ["CLAUDE_CODE_SESSION_ID", "CODEX_THREAD_ID"])
def test_the_session_of_the_client_tells_who_commits(project, held, name):
    assert commit(project, "README.md", **{name: ADA}).code == 1
    call_git(project, "reset", "-q", "--hard")
    assert commit(project, "src/a/x.py", **{name: ADA}).code == 0


def test_the_branch_that_is_checked_out_tells_who_commits(project, held, tmp_path):
    git(project, "worktree", "add", "-q", "-b", held["ada"].branch, str(tmp_path / "tree"))

    assert commit(tmp_path / "tree", "src/a/x.py").code == 0
    assert commit(tmp_path / "tree", "README.md").code == 1


def test_who_the_environment_names_is_believed_before_the_branch(project, held, tmp_path):
    git(project, "worktree", "add", "-q", "-b", held["ada"].branch, str(tmp_path / "tree"))

    assert commit(tmp_path / "tree", "src/a/x.py", agent="bob").code == 1


def test_an_agent_without_a_claim_is_told_to_claim(project, store, held):
    release_task(store, held["ada"].handle, "")

    answer = commit(project, "src/a/x.py", agent="ada")

    assert answer.code == 1
    assert "claim_task gives you one" in answer.err


def test_what_an_agent_has_just_completed_it_may_still_commit(project, store, held):
    complete_task(store, held["ada"].handle, "done")

    assert commit(project, "src/b/y.py", agent="ada").code == 1
    assert commit(project, "src/a/x.py", agent="ada").code == 1, "the file of bob is still staged"
    git(project, "reset", "-q", "--hard")
    assert "claim_task gives you one" in commit(project, "README.md", agent="ada").err
    git(project, "reset", "-q", "--hard")
    assert commit(project, "src/a/x.py", agent="ada").code == 0

    update_claim(store, held["bob"].handle, ("src/a/x.py",))

    assert commit(project, "src/a/x.py", agent="ada").code == 1


def test_a_renamed_file_is_judged_by_both_its_names_and_a_deleted_one_too(project, held):
    git(project, "mv", "src/a/x.py", "src/b/moved.py")
    assert "'src/b/moved.py'" in call_git(project, "commit", "-m", "x", agent="ada").err
    git(project, "reset", "-q", "--hard")
    git(project, "mv", "src/b/y.py", "src/a/moved.py")
    assert "'src/b/y.py'" in call_git(project, "commit", "-m", "x", agent="ada").err
    git(project, "reset", "-q", "--hard")
    git(project, "rm", "-q", "src/b/y.py")
    assert "'src/b/y.py'" in call_git(project, "commit", "-m", "x", agent="ada").err


@pytest.mark.parametrize("way", [("-a",), ("src/b/y.py",), ("--include", "src/b/y.py"), ("--only", "src/b/y.py")])
def test_what_is_committed_without_being_staged_is_judged(project, held, way):
    (project / "src/b/y.py").write_text("new\n")

    assert call_git(project, "commit", "-m", "x", *way, agent="ada").code == 1


def test_what_is_staged_and_not_committed_is_not_judged(project, held):
    write(project, "src/a/x.py", "src/b/y.py")

    assert call_git(project, "commit", "-q", "-m", "x", "src/a/x.py", agent="ada").code == 0


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system refuses names that are not UTF-8")
def test_odd_names_are_judged_and_shown_in_one_line(project, held):
    for name in ("src/b/a\nnew: line", "src/b/\x1b[2J", "src/a/fine\nname"):
        (project / name).write_text("x")
    Path(os.fsdecode(os.fsencode(project) + b"/src/b/caf\xe9")).write_text("x")
    git(project, "add", "-A")

    answer = call_git(project, "commit", "-m", "x", agent="ada")

    assert answer.code == 1
    assert "'src/b/a new: line'" in answer.err
    assert "src/b/caf" in answer.err
    assert "\x1b" not in answer.err
    assert "fine" not in answer.err


def test_links_are_judged_by_where_they_lie(project, held):
    (project / "src/b/link").symlink_to("../a/x.py")
    git(project, "add", "src/b/link")

    assert "'src/b/link'" in call_git(project, "commit", "-m", "x", agent="ada").err


def test_the_first_commit_of_a_repository_is_judged(tmp_path, project, held):
    git(project, "switch", "-q", "--orphan", "fresh")

    assert commit(project, "src/b/new.py", agent="ada").code == 1


def start_merge(project: Path, tree: Path, branch: str) -> None:
    """A branch in a worktree, and a main that has changed the same file and one that others hold."""
    git(project, "worktree", "add", "-q", "-b", branch, str(tree))
    write(tree, "src/a/x.py")
    git(tree, "commit", "-q", "--no-verify", "-m", "Mine.")
    (project / "src/a/x.py").write_text("theirs\n")
    write(project, "src/b/y.py", "README.md")
    git(project, "commit", "-q", "--no-verify", "-a", "-m", "Theirs.")


def test_merging_main_into_the_branch_of_a_task_is_judged_by_what_differs_from_both(project, held, tmp_path):
    tree = tmp_path / "tree"
    start_merge(project, tree, held["ada"].branch)

    assert call_git(tree, "merge", "main", agent="ada").code == 1, "there was no conflict"
    write(tree, "src/a/x.py")
    assert call_git(tree, "commit", "-q", "-m", "Merge.", agent="ada").code == 0

    assert call_git(tree, "log", "-1", "--format=%P").out.count(" ") == 1


def test_what_a_merge_slips_in_is_refused(project, held, tmp_path):
    tree = tmp_path / "tree"
    start_merge(project, tree, held["ada"].branch)
    call_git(tree, "merge", "main", agent="ada")

    write(tree, "src/a/x.py", "src/b/y.py")

    answer = call_git(tree, "commit", "-m", "Merge.", agent="ada")
    assert answer.code == 1
    assert "'src/b/y.py'" in answer.err
    assert "README.md" not in answer.err


def test_a_rebase_is_not_stopped(project, held, tmp_path):
    tree = tmp_path / "tree"
    start_merge(project, tree, held["ada"].branch)

    assert call_git(tree, "rebase", "main").code == 1, "there was no conflict"
    write(tree, "src/a/x.py")
    assert call_git(tree, "commit", "-q", "-m", "Rebased.").code == 0
    assert call_git(tree, "rebase", "--continue").code == 0


def test_a_pick_of_what_others_hold_is_not_stopped(project, held, tmp_path):
    tree = tmp_path / "tree"
    start_merge(project, tree, held["ada"].branch)

    call_git(tree, "cherry-pick", "main")
    write(tree, "src/a/x.py")

    assert call_git(tree, "commit", "-q", "-m", "Picked.", agent="ada").code == 0


@pytest.mark.parametrize(("guard", "codes"), [("scope", [1, 1]), ("others", [0, 1]), ("off", [0, 0])])
def test_the_guard_can_be_set_lower(project, held, guard, codes):
    answers = [commit(project, name, agent="ada", AGENT_PLAN_GUARD=guard) for name in ("README.md", "src/b/y.py")]

    assert [answer.code for answer in answers] == codes


def test_without_a_store_nothing_is_said(project, held):
    shutil.rmtree(project / ".git" / "agent-plan")

    answer = commit(project, "src/b/y.py", agent="ada")

    assert (answer.code, answer.err) == (0, "")
    assert not (project / ".git" / "agent-plan").exists()


@pytest.mark.parametrize(
    ("statement", "setting"),
    [
        ("DROP TABLE claims", {}),
        ("PRAGMA user_version = 999", {}),
        ("PRAGMA user_version = 4", {"AGENT_PLAN_ODD": "1"}),
    ],
)
def test_our_own_failure_stops_nobody_and_is_said_aloud(project, store, held, statement, setting):
    put(store, statement)

    answer = commit(project, "src/b/y.py", agent="ada", **setting)

    assert answer.code == 0
    assert answer.err.startswith("agent-plan: this hook did not work, so nothing was checked.")
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err


def test_a_store_that_is_no_database_stops_nobody(project, held):
    (project / ".git" / "agent-plan" / "agent-plan.db").write_bytes(b"x" * 9_000)

    answer = commit(project, "src/b/y.py", agent="ada")

    assert answer.code == 0
    assert "nothing was checked" in answer.err


def test_the_repository_of_the_commit_counts_whatever_the_environment_names(project, held, tmp_path):
    git(tmp_path, "init", "-q", "elsewhere")

    assert commit(project, "src/b/y.py", agent="ada", AGENT_PLAN_PROJECT=str(tmp_path / "elsewhere")).code == 1


def test_a_lapsed_claim_that_may_be_taken_stops_nobody(project, store, held):
    put(store, "UPDATE claims SET expires_clock = 0 WHERE agent_id = (SELECT id FROM agents WHERE name = 'bob')")

    assert commit(project, "src/b/y.py").code == 0


def test_a_commit_is_judged_with_git_s_own_settings_for_a_hook(project, held, tmp_path):
    """GIT_DIR and GIT_INDEX_FILE lead to the repository, not the folder that git happens to run in."""
    environment = {"GIT_DIR": str(project / ".git"), "GIT_WORK_TREE": str(project)}
    write(project, "src/b/y.py")

    done = subprocess.run(
        ["git", "commit", "-m", "x"],
        cwd=tmp_path,
        env={**os.environ, **environment, "AGENT_PLAN_AGENT": "ada"},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1
    assert b"'src/b/y.py'" in done.stderr
