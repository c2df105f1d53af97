"""Our lines in hooks that are there already, as git and other tools run them, and gone again without a trace."""

import os
import shlex
import shutil
import stat
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from agent_plan_server.git.hook_blocks import REFUSED
from agent_plan_server.git.hook_files import list_hooks, plan_hooks, plan_removal, write_changes
from agent_plan_server.git.repository import Repository, find_repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Command(NamedTuple):
    """Stands for the guard: says what it was called with and leaves with the code it is told."""

    path: Path

    def answer(self, code: int) -> None:
        (self.path.parent / "code").write_text(str(code))

    def heard(self) -> list[str]:
        log = self.path.parent / "log"
        return log.read_text().splitlines() if log.exists() else []


@pytest.fixture
def command(tmp_path) -> Command:
    folder = tmp_path / "a folder's bin"
    folder.mkdir()
    path = folder / "agent-plan"
    path.write_text(
        '#!/bin/sh\nhere=$(dirname "$0")\necho "guard $*" >> "$here/log"\n'
        '[ "$2" = pre-push ] && sed "s/^/guard read /" >> "$here/log"\nexit "$(cat "$here/code")"\n'
    )
    path.chmod(0o755)
    (folder / "code").write_text("0")
    return Command(path)


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n")


@pytest.fixture
def folder(tmp_path) -> Path:
    git(tmp_path, "init", "-q", "project")
    (tmp_path / "project" / "README").write_text("hello\n")
    git(tmp_path / "project", "add", ".")
    git(tmp_path / "project", "commit", "-q", "-m", "Begin.")
    return tmp_path / "project"


@pytest.fixture
def repository(folder) -> Repository:
    found = find_repository(folder)
    assert found is not None
    return found


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path) -> bool:
    """Whether git made the commit."""
    done = subprocess.run(
        ["git", "commit", "-q", "--allow-empty", "-m", "Go on."], cwd=folder, capture_output=True, check=False
    )
    return done.returncode == 0


def put_hook(folder: Path, name: str, text: str | bytes, mode: int = 0o755) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    path.chmod(mode)
    return path


def install(repository: Repository, command: Command) -> None:
    write_changes(plan_hooks(repository, str(command.path)))


def remove(repository: Repository) -> None:
    write_changes(plan_removal(repository))


def picture(folder: Path) -> dict[str, tuple[int, bytes | str]]:
    """Every hook and every file of the working tree: kind, mode and content."""
    files = [*(folder / ".git").glob("hooks/**/*"), *(path for path in folder.rglob("*") if ".git" not in path.parts)]
    shown = {str(path.relative_to(folder)): _show(path) for path in files}
    return shown | {".git/hooks": (int((folder / ".git" / "hooks").is_dir()), "")}


def _show(path: Path) -> tuple[int, bytes | str]:
    if path.is_symlink():
        return 0, os.readlink(path)
    return stat.S_IMODE(path.stat().st_mode), path.read_bytes() if path.is_file() else ""


def test_where_no_hook_is_the_guard_gets_its_own_and_leaves_no_trace(folder, repository, command):
    before = picture(folder)

    install(repository, command)

    assert commit(folder)
    assert command.heard() == ["guard hook pre-commit"]
    assert all(state.is_in for state in list_hooks(repository))
    remove(repository)
    assert picture(folder) == before
    assert not any(state.is_in for state in list_hooks(repository))


def test_the_folder_of_hooks_is_made_where_there_is_none_and_goes_again(folder, repository, command):
    shutil.rmtree(folder / ".git" / "hooks")
    before = picture(folder)

    install(repository, command)

    assert commit(folder)
    assert command.heard()
    remove(repository)
    assert picture(folder) == before


def test_a_folder_of_hooks_into_which_somebody_put_one_stays(folder, repository, command):
    shutil.rmtree(folder / ".git" / "hooks")
    install(repository, command)
    put_hook(folder / ".git" / "hooks", "post-commit", "#!/bin/sh\n")

    remove(repository)

    assert [path.name for path in (folder / ".git" / "hooks").iterdir()] == ["post-commit"]


@pytest.mark.parametrize(("code", "is_made"), [(REFUSED, False), (0, True), (1, True), (2, True), (127, True)])
def test_only_a_refusal_stops_a_commit(folder, repository, command, code, is_made):
    install(repository, command)
    command.answer(code)

    assert commit(folder) is is_made


def test_a_command_that_is_gone_stops_nobody_and_is_missed_aloud(folder, repository, command):
    install(repository, command)
    command.path.unlink()

    done = subprocess.run(["git", "commit", "--allow-empty", "-m", "x"], cwd=folder, capture_output=True, check=False)

    assert done.returncode == 0
    assert b"agent-plan" in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "#!/bin/sh\ntouch theirs\n",
        "#!/bin/sh\ntouch theirs",
        "#! /usr/bin/env -S bash -e\ntouch theirs\nexit 0\n",
        "#!/bin/sh -e\n\n# words\ntouch theirs; exec true\n",
        "touch theirs\n",
    ],
)
def test_a_hook_of_the_shell_runs_after_the_guard_and_is_restored(folder, repository, command, text):
    put_hook(folder / ".git" / "hooks", "pre-commit", text, 0o750)
    before = picture(folder)

    install(repository, command)

    assert commit(folder)
    (folder / "theirs").unlink()
    command.answer(REFUSED)
    assert not commit(folder)
    assert not (folder / "theirs").exists()
    assert len(command.heard()) == 2
    remove(repository)
    assert picture(folder) == before


@pytest.mark.parametrize(
    "text", ["", "#!/bin/sh", "#!/bin/sh\n", "#!/bin/sh\r\nexit 0\r\n", b"#!/bin/sh\necho caf\xe9\n"]
)
def test_whatever_a_hook_is_made_of_comes_back(folder, repository, command, text):
    put_hook(folder / ".git" / "hooks", "pre-commit", text)
    before = picture(folder)

    install(repository, command)
    once = picture(folder)
    install(repository, command)

    assert picture(folder) == once != before
    remove(repository)
    assert picture(folder) == before


def test_a_hook_of_another_language_is_kept_aside_and_called(folder, repository, command):
    program = '#!/usr/bin/env python3\nimport sys\nopen("theirs", "w").write(sys.stdin.read())\n'
    put_hook(folder / ".git" / "hooks", "pre-push", program)
    before = picture(folder)
    git(folder.parent, "init", "-q", "--bare", "remote")

    install(repository, command)
    git(folder, "push", "-q", "../remote", "main")

    line = f"refs/heads/main {git(folder, 'rev-parse', 'main')} refs/heads/main {'0' * 40}"
    assert command.heard() == ["guard hook pre-push ../remote ../remote", f"guard read {line}"]
    assert (folder / "theirs").read_text() == f"{line}\n"
    (folder / "theirs").unlink()
    remove(repository)
    assert picture(folder) == before


def test_a_hook_kept_aside_refuses_as_it_did(folder, repository, command):
    put_hook(folder / ".git" / "hooks", "pre-commit", "#!/usr/bin/env python3\nraise SystemExit(3)\n")

    install(repository, command)

    assert not commit(folder)


def test_a_link_to_a_script_of_the_repository_is_kept_and_its_script_not_written(folder, repository, command):
    script = put_hook(folder / "scripts", "check", "#!/bin/sh\ntouch theirs\n")
    (folder / ".git" / "hooks" / "pre-commit").symlink_to("../../scripts/check")
    before = picture(folder)

    install(repository, command)

    assert script.read_text() == "#!/bin/sh\ntouch theirs\n"
    assert commit(folder)
    assert command.heard()
    (folder / "theirs").unlink()
    remove(repository)
    assert picture(folder) == before


def test_a_hook_that_git_passes_over_is_not_woken(folder, repository, command):
    put_hook(folder / ".git" / "hooks", "pre-commit", "#!/bin/sh\nexit 1\n", 0o644)
    before = picture(folder)

    install(repository, command)

    assert commit(folder)
    assert command.heard()
    remove(repository)
    assert picture(folder) == before


def test_installing_again_changes_nothing_and_another_command_replaces_the_first(folder, repository, command):
    put_hook(folder / ".git" / "hooks", "pre-commit", "#!/usr/bin/env python3\n")
    install(repository, command)

    assert plan_hooks(repository, str(command.path)).edits == ()

    write_changes(plan_hooks(repository, "/elsewhere/agent-plan"))

    text = (folder / ".git" / "hooks" / "pre-commit").read_text()
    assert "/elsewhere/agent-plan" in text
    assert str(command.path) not in text
    assert text.count(">>>") == 1
    assert "pre-commit.before-agent-plan" in text


def test_a_plan_alone_changes_nothing(folder, repository, command):
    before = picture(folder)

    plan = plan_hooks(repository, str(command.path))

    assert [edit.path.name for edit in plan.edits] == ["pre-commit", "pre-push"]
    assert plan.edits[0].before is None
    assert picture(folder) == before


@pytest.mark.parametrize(
    "there", [None, "#!/bin/sh\ntrue\n", "#!/bin/sh", "#!/usr/bin/env python3\nopen('old', 'w')\n"]
)
def test_lines_that_somebody_added_meanwhile_stay_and_work(folder, repository, command, there):
    hook = folder / ".git" / "hooks" / "pre-commit"
    if there:
        put_hook(hook.parent, hook.name, there)
    install(repository, command)
    with hook.open("a") as stream:
        stream.write("\ntouch mine\n")

    remove(repository)

    assert commit(folder)
    assert (folder / "mine").exists()
    assert (folder / "old").exists() is bool(there and "python" in there)
    assert command.heard() == []
    assert b"agent-plan:" not in hook.read_bytes()


def test_every_worktree_runs_the_hooks_of_the_common_folder(folder, repository, command):
    git(folder, "worktree", "add", "-q", "../side")
    side = find_repository(folder.parent / "side")
    assert side is not None

    install(side, command)

    assert commit(folder)
    assert commit(folder.parent / "side")
    assert len(command.heard()) == 2
    remove(repository)
    assert plan_removal(side).edits == ()


HUSKY = """#!/usr/bin/env sh
s=$(dirname "$(dirname "$0")")/$(basename "$0")
[ ! -f "$s" ] && exit 0
sh -e "$s" "$@"
"""


@pytest.mark.parametrize("there", [None, "touch theirs\n", "touch theirs"])
def test_with_husky_the_lines_go_into_the_script_that_it_calls(folder, repository, command, there, monkeypatch):
    for hook in ("pre-commit", "pre-push"):
        put_hook(folder / ".husky" / "_", hook, HUSKY)
    git(folder, "config", "core.hooksPath", ".husky/_")
    if there:
        put_hook(folder / ".husky", "pre-commit", there, 0o644)
    before = picture(folder)
    monkeypatch.setenv("PATH", f"{command.path.parent}:{os.environ['PATH']}")

    install(repository, command)

    text = (folder / ".husky" / "pre-commit").read_text()
    assert str(command.path.parent.parent) not in text, "the path of one machine in a file of everybody"
    assert commit(folder)
    assert command.heard() == ["guard hook pre-commit"]
    assert (folder / "theirs").exists() is bool(there)
    (folder / "theirs").unlink(missing_ok=True)
    command.answer(REFUSED)
    assert not commit(folder)
    remove(repository)
    assert picture(folder) == before


def test_in_a_worktree_where_husky_was_not_installed_no_hook_is_in(folder, repository, command):
    for hook in ("pre-commit", "pre-push"):
        put_hook(folder / ".husky" / "_", hook, HUSKY)
    put_hook(folder / ".husky" / "_", ".gitignore", "*\n")
    git(folder, "config", "core.hooksPath", ".husky/_")
    install(repository, command)
    git(folder, "add", ".husky")
    commit(folder)
    git(folder, "worktree", "add", "-q", "../side")
    side = find_repository(folder.parent / "side")
    assert side is not None

    assert [state.is_in for state in list_hooks(repository)] == [True, True]
    assert [state.is_in for state in list_hooks(side)] == [False, False]


def test_people_who_lack_the_command_notice_nothing_of_a_shared_hook(folder, repository, command):
    git(folder, "config", "core.hooksPath", ".githooks")
    install(repository, command)

    done = subprocess.run(["git", "commit", "--allow-empty", "-m", "x"], cwd=folder, capture_output=True, check=False)

    assert done.returncode == 0
    assert done.stderr == b""


FRAMEWORK = """#!/bin/sh
# File generated by pre-commit: https://pre-commit.com
[ ! -x "$0.legacy" ] || "$0.legacy" "$@" || exit 1
"""


def test_the_pre_commit_framework_may_write_its_hook_anew(folder, repository, command):
    put_hook(folder / ".git" / "hooks", "pre-commit", FRAMEWORK)
    before = picture(folder)

    install(repository, command)
    put_hook(folder / ".git" / "hooks", "pre-commit", FRAMEWORK)

    assert commit(folder)
    assert command.heard() == ["guard hook pre-commit"]
    assert all(state.is_in for state in list_hooks(repository))
    remove(repository)
    assert picture(folder) == before


@pytest.mark.parametrize("end", [".legacy", ".old"])
def test_lines_are_found_where_another_tool_has_put_them(folder, repository, command, end):
    install(repository, command)
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.rename(f"{hook}{end}")
    theirs = put_hook(hook.parent, hook.name, "#!/bin/sh\n# theirs\n")

    remove(repository)

    assert not Path(f"{hook}{end}").exists()
    assert theirs.read_text() == "#!/bin/sh\n# theirs\n"


LEFTHOOK = "pre-commit:\n  jobs:\n    - run: true\n"


@pytest.mark.parametrize("there", [None, "colors: false\n", "colors: false"])
def test_lefthook_is_told_in_its_local_file(folder, repository, command, there):
    (folder / "lefthook.yml").write_text(LEFTHOOK)
    if there:
        (folder / "lefthook-local.yml").write_text(there)
    before = picture(folder)

    install(repository, command)

    told = yaml.safe_load((folder / "lefthook-local.yml").read_text())
    assert told["pre-push"]["commands"]["agent-plan"]["use_stdin"] is True
    run = told["pre-commit"]["commands"]["agent-plan"]["run"]
    command.answer(REFUSED)
    assert subprocess.run(["sh", "-c", run], check=False).returncode == 1
    assert command.heard() == ["guard hook pre-commit"]
    assert plan_hooks(repository, str(command.path)).edits == ()
    remove(repository)
    assert picture(folder) == before


def test_lefthook_may_write_its_hook_anew(folder, repository, command):
    (folder / "lefthook.yml").write_text(LEFTHOOK)
    written = '#!/bin/sh\ncall_lefthook()\n{\n  lefthook "$@"\n}\n'
    put_hook(folder / ".git" / "hooks", "pre-commit", written)

    install(repository, command)
    put_hook(folder / ".git" / "hooks", "pre-commit", written)

    assert all(state.is_in for state in list_hooks(repository))
    (folder / "lefthook-local.yml").unlink()
    assert not all(state.is_in for state in list_hooks(repository))


@pytest.mark.parametrize("there", ["pre-commit:\n  jobs: []\n", "'pre-push': {}\n", "{}\n"])
def test_a_local_file_of_lefthook_that_has_these_hooks_is_left_to_the_person(folder, repository, command, there):
    (folder / "lefthook.yml").write_text(LEFTHOOK)
    (folder / "lefthook-local.yml").write_text(there)

    plan = plan_hooks(repository, str(command.path))

    assert [edit.path.name for edit in plan.edits] == ["pre-commit", "pre-push"]
    assert "agent-plan hook pre-commit" in plan.notes[-1]


def test_hooks_of_the_whole_machine_are_not_written_but_the_lines_are_told(folder, repository, command, tmp_path):
    hook = put_hook(tmp_path / "all hooks", "pre-commit", "#!/bin/sh\n")
    git(folder, "config", "--global", "core.hooksPath", str(hook.parent))

    plan = plan_hooks(repository, str(command.path))

    assert plan.edits == ()
    assert str(hook) in plan.notes[0]
    assert "hook pre-commit" in plan.notes[0]
    hook.write_text(f"#!/bin/sh\n{plan.notes[0].partition(chr(10))[2]}")
    assert [str(hook) in note for note in plan_hooks(repository, str(command.path)).notes] == [False]
    assert plan_removal(repository).edits == ()


def test_a_folder_of_hooks_that_leads_out_of_the_repository_is_not_written(folder, repository, command, tmp_path):
    (tmp_path / "out").mkdir()
    shutil.rmtree(folder / ".git" / "hooks")
    (folder / ".git" / "hooks").symlink_to(tmp_path / "out")

    plan = plan_hooks(repository, str(command.path))

    assert plan.edits == ()
    assert len(plan.notes) == 2


def test_a_folder_of_hooks_that_leads_to_itself_is_not_written(folder, repository, command):
    git(folder, "config", "core.hooksPath", "loop/hooks")
    (folder / "loop").symlink_to("loop")

    assert not any(state.is_in for state in list_hooks(repository))
    assert plan_removal(repository).edits == ()


def test_something_in_the_way_is_left_to_the_person(folder, repository, command):
    put_hook(folder / ".git" / "hooks", "pre-commit", "#!/usr/bin/env python3\n")
    put_hook(folder / ".git" / "hooks", "pre-commit.before-agent-plan", "of somebody")
    (folder / ".git" / "hooks" / "pre-push").mkdir()

    plan = plan_hooks(repository, str(command.path))

    assert plan.edits == ()
    assert len(plan.notes) == 2


def test_nothing_of_the_repository_runs_while_hooks_are_put_in_and_taken_out(folder, repository, command, tmp_path):
    trap = f"#!/bin/sh\ntouch {shlex.quote(str(tmp_path / 'canary'))}\n"
    for hook in ("pre-commit", "pre-push", "post-index-change", "fsmonitor-watchman"):
        put_hook(folder / ".git" / "hooks", hook, trap)
    git(folder, "config", "core.fsmonitor", ".git/hooks/fsmonitor-watchman")
    git(folder, "config", "alias.config", "!.git/hooks/pre-commit")

    install(repository, command)
    remove(repository)

    assert not (tmp_path / "canary").exists()
    assert commit(folder)
    assert (tmp_path / "canary").exists(), "the trap is no trap"
