"""A repository that is hostile: nothing of it runs, nothing outside of it is touched, and everything is answered."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from branching import begin_repository, git
from claiming import claim
from drafts import import_tasks, task

from agent_plan_server.errors import NotFound, StorageUnavailable
from agent_plan_server.git.branches import (
    branch_commit,
    is_ancestor,
    is_branch_name,
    list_branches,
    list_contained,
    main_branch,
)
from agent_plan_server.git.changes import changed_files
from agent_plan_server.git.command import run_git
from agent_plan_server.git.head import list_branch_names
from agent_plan_server.git.hook_blocks import REFUSED
from agent_plan_server.git.merges import probe_merges
from agent_plan_server.git.repository import (
    Repository,
    current_branch,
    find_repository,
    head_commit,
    tracked_files,
    user_name,
)
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.packets import show_packet
from agent_plan_server.services.radar import show_radar
from agent_plan_server.services.standings import resume
from agent_plan_server.services.statuses import show_status
from agent_plan_server.settings import AGENT_SIGNS

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="the traps are shell scripts"),
]

# What git looks up a command in.
COMMANDS = (
    "core.fsmonitor", "core.pager", "pager.diff", "pager.status", "core.sshCommand", "core.askPass", "core.editor",
    "core.gitProxy", "sequence.editor", "diff.external", "diff.evil.command", "diff.evil.textconv", "merge.evil.driver",
    "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "filter.a=b.clean", "filter.Dot.ted.clean",
    "credential.helper", "gpg.program", "uploadpack.packObjectsHook", "core.alternateRefsCommand",
    "remote.origin.uploadpack", "trailer.evil.command", "interactive.diffFilter",
)  # fmt: skip
VERBS = (
    "rev-parse", "rev-list", "diff-tree", "status", "ls-files", "symbolic-ref", "config", "for-each-ref", "merge-base",
    "merge-tree", "check-ref-format", "version", "commit-tree", "update-ref",
)  # fmt: skip
HOOKS = ("post-index-change", "post-checkout", "post-merge", "reference-transaction", "pre-commit", "pre-push")
ATTRIBUTES = "* diff=evil filter=evil merge=evil\ntwo filter=a=b\nthree filter=Dot.ted\n"
ODD = [
    b"--upload-pack=x", b"-x", b"new\nline", b"caf\xe9", b"x" * 300, b"tab\there", b'"quoted"', b"a\\b", b"*.py",
    b":(top)x", b".GIT", b"git~1", b".gi\xe2\x80\x8ct", b"README", b"readme", b"con", b"\x1b[2J", b"\xe2\x80\xaetxt",
    b" ", b"HEAD",
]  # fmt: skip


class Hostile(NamedTuple):
    folder: Path
    repository: Repository
    outside: Path
    canary: Path


@pytest.fixture
def hostile(tmp_path, monkeypatch) -> Hostile:
    """Every trap that reading a repository is known to spring, and files that any of its commands would touch."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret\n")
    repository = begin_repository(tmp_path / "project", one="1\n", two="2\n", three="3\n", shared="a\nb\nc\n")
    folder = repository.root
    set_traps(folder, outside, tmp_path / "canary")
    for name in ("one", "two", "three"):
        os.utime(folder / name, (1, 1))
    (folder / "one").write_text("9\n")
    (folder / "link").symlink_to(outside / "secret")
    (folder / "way out").symlink_to(outside)
    return Hostile(folder, repository, outside, tmp_path / "canary")


def set_traps(folder: Path, outside: Path, canary: Path) -> None:
    trap = folder / ".git" / "trap"
    trap.write_text(f"#!/bin/sh\necho \"$0 $@\" >> '{canary}'\nexit 1\n")
    trap.chmod(0o755)
    for hook in HOOKS:
        shutil.copy(trap, folder / ".git" / "hooks" / hook)
    commands = [f"[{section}]\n{key} = {trap}\n" for section, key in map(name_section, COMMANDS)]
    aliases = [f"[alias]\n{verb} = !{trap}\n" for verb in VERBS]
    (outside / "included").write_text("".join(commands))
    settings = {
        "core.hooksPath": str(folder / ".git" / "hooks"),
        "filter.evil.required": "true",
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "extensions.worktreeConfig": "true",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{trap}",
        "protocol.ext.allow": "always",
        "include.path": str(outside / "included"),
        f"includeIf.gitdir:{folder}/.path": str(outside / "included"),
        "diff.renames": "copies",
        "core.quotePath": "true",
        "merge.conflictStyle": "diff3",
        "core.commitGraph": "true",
    }
    for key, value in settings.items():
        git(folder, "config", key, value)
    with (folder / ".git" / "config").open("a") as config:
        config.writelines([*commands, *aliases])
    (folder / ".git" / "config.worktree").write_text("".join(commands))
    (folder / ".git" / "info" / "attributes").write_text(ATTRIBUTES)
    (folder / ".gitattributes").write_text(ATTRIBUTES)


def name_section(key: str) -> tuple[str, str]:
    section, *middle, name = key.split(".")
    return (f'{section} "{".".join(middle)}"' if middle else section), name


def list_content(*folders: Path) -> dict[str, tuple[int, int]]:
    """Every file with its size and the moment of its last change, which git renews for objects that it would write."""
    found = {}
    for file in (file for folder in folders for file in folder.rglob("*") if file.is_symlink() or not file.is_dir()):
        status = file.lstat()
        found[str(file)] = (status.st_size, 0 if ".git/objects/" in str(file) else status.st_mtime_ns)
    return found


def make_commit(folder: Path, parents: tuple[str, ...], files: dict[bytes, bytes]) -> str:
    """A commit made without configuration, index or working tree, with names as they are."""
    plain = {**os.environ, "GIT_CONFIG_COUNT": "0", "GIT_CONFIG_GLOBAL": str(folder.parent / ".gitconfig")}

    def run(*arguments: str, text: bytes = b"") -> str:
        done = subprocess.run(["git", *arguments], cwd=folder, input=text, capture_output=True, check=True, env=plain)
        return done.stdout.decode().strip()

    blobs = {name: run("hash-object", "-w", "--stdin", "--no-filters", text=text) for name, text in files.items()}
    lines = [b"100644 blob " + blob.encode() + b"\t" + name + b"\0" for name, blob in blobs.items()]
    tree = run("mktree", "-z", text=b"".join(lines))
    return run("commit-tree", tree, *(word for parent in parents for word in ("-p", parent)), "-m", "Work.")


def write_ref(folder: Path, name: str, commit: str) -> None:
    file = folder / ".git" / "refs" / "heads" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{commit}\n")


def put_index(folder: Path, entries: str) -> None:
    """An index with these entries, made by a repository without traps."""
    git(folder.parent, "init", "-q", "calm")
    git(folder, f"--git-dir={folder.parent}/calm/.git", "update-index", "--index-info", text=entries)
    shutil.copy(folder.parent / "calm/.git/index", folder / ".git" / "index")


@pytest.fixture
def crossed(hostile, engine):
    """Two live tasks whose branches change the same files, all of them with odd names."""
    import_tasks(engine, task("1.1"), task("1.2"))
    base = git(hostile.folder, "rev-parse", "main")
    held = [claim(engine, agent) for agent in ("ada", "bob")]
    for one in held:
        files = {name: one.agent.encode() for name in (*ODD, b"shared")}
        write_ref(hostile.folder, one.branch, make_commit(hostile.folder, (base,), files))
    return held


def ask_everything(hostile: Hostile) -> None:
    """Every function that starts git or reads its files."""
    folder, repository = hostile.folder, hostile.repository
    head = head_commit(repository)
    assert head is not None
    assert find_repository(folder) == repository
    assert (current_branch(repository), user_name(repository)) == ("main", "Ada")
    assert "one" in changed_files(repository, "HEAD")
    assert "one" in tracked_files(repository)
    with pytest.raises(NotFound):
        changed_files(repository, "1" * 40)
    assert main_branch(repository) == "main"
    assert branch_commit(repository, "main") == head
    assert is_branch_name(repository, "plan/x")
    assert is_ancestor(repository, head, head)
    branches = list_branches(repository, "plan/", beyond=head)
    assert set(branches) <= (list_branch_names(repository.common_dir, "plan") or set())
    list_contained(repository, branches.values(), head)
    probe_merges(repository, [(head, commit) for commit in branches.values()])


def test_nothing_of_a_hostile_repository_runs_and_nothing_is_written(hostile, crossed, engine):
    before = list_content(hostile.folder, hostile.outside)

    ask_everything(hostile)
    radar = show_radar(engine, hostile.repository)
    status = show_status(engine, None, hostile.repository)
    resume(engine, "bob", repository=hostile.repository)

    assert not hostile.canary.exists(), hostile.canary.read_text()
    assert list_content(hostile.folder, hostile.outside) == before
    (conflict,) = radar.conflicts
    assert set(conflict.files) == {name.decode(errors="replace") for name in (*ODD, b"shared")}
    assert status.radar.conflicts_total == 1


@pytest.mark.parametrize(
    "command",
    [
        ("diff", "HEAD"),
        ("status",),
        ("merge-tree", "--write-tree", "plan/1.1-task-1.1", "plan/1.2-task-1.2"),
        ("add", "one"),
        ("cat-file", "-p", "1" * 40),
        ("update-ref", "refs/heads/new", "HEAD"),
    ],
    ids=lambda command: command[0],
)
def test_the_traps_are_traps(hostile, crossed, command):
    subprocess.run(["git", *command], cwd=hostile.folder, capture_output=True, check=False, timeout=60)

    assert hostile.canary.exists()


def test_the_guard_of_editors_runs_nothing_and_refuses_what_is_held(hostile, engine):
    import_tasks(engine, task("1.1", "one"))
    claim(engine, "ada")
    edit = {"hook_event_name": "PreToolUse", "session_id": "s", "cwd": str(hostile.folder), "tool_name": "Edit"}
    edit["tool_input"] = {"file_path": str(hostile.folder / "one"), "old_string": "9", "new_string": "8"}

    done = subprocess.run(
        [sys.executable, "-m", "agent_plan_server", "hook"],
        input=json.dumps(edit),
        cwd=hostile.folder,
        env={**os.environ, "AGENT_PLAN_STORE": engine.describe()["path"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2, done.stderr
    assert "ada" in done.stderr
    assert not hostile.canary.exists()


def test_names_reach_an_agent_quoted_and_a_terminal_harmless(hostile, crossed, engine):
    show_radar(engine, hostile.repository)

    packet = show_packet(engine, crossed[0].id, hostile.repository)

    (line,) = packet.conflicts
    assert line.isprintable()
    assert len(line) <= 300


@pytest.mark.parametrize("place", ["/", "..", "../../outside", "/nonexistent"])
def test_a_working_tree_elsewhere_is_not_looked_into(hostile, place):
    git(hostile.folder, "config", "core.worktree", place)

    changed = changed_files(hostile.repository, "HEAD")

    assert "one" in changed
    assert "secret" not in str(changed)
    assert "one" in tracked_files(hostile.repository)


def test_objects_that_stand_for_others_are_not_believed(hostile):
    head = git(hostile.folder, "rev-parse", "HEAD")
    work = make_commit(hostile.folder, (head,), {b"shared": b"changed\n"})
    other = make_commit(hostile.folder, (), {b"shared": b"a\nb\nc\n"})
    (hostile.folder / ".git" / "refs" / "replace").mkdir()
    (hostile.folder / ".git" / "refs" / "replace" / work).write_text(f"{other}\n")
    (hostile.folder / ".git" / "info" / "grafts").write_text(f"{work}\n{head} {other}\n")

    assert is_ancestor(hostile.repository, head, work)
    assert not is_ancestor(hostile.repository, other, head)
    assert list_contained(hostile.repository, [head, work], None) == {head: frozenset(), work: {head}}
    assert "shared" not in probe_merges(hostile.repository, [(head, work)])[head, work].files


def test_branches_with_impossible_names_are_in_nobodys_way(hostile, crossed, engine):
    head = git(hostile.folder, "rev-parse", "HEAD")
    for name in ("-x", "a..b", "a b", "@{1}", "x.lock", "~", "new\nline", "--exec=touch", "é" * 100, ".hidden"):
        write_ref(hostile.folder, f"plan/{name}", head)
    for name, text in {"zero": "0" * 40, "gone": "1" * 40, "words": "no hash", "empty": "", "long": "a" * 9999}.items():
        write_ref(hostile.folder, f"plan/{name}", text)
    (hostile.folder / ".git/refs/heads/plan/symbolic").write_text("ref: refs/heads/plan/symbolic\n")
    (hostile.folder / ".git/refs/heads/plan/linked").symlink_to(hostile.outside / "secret")
    (hostile.folder / ".git/refs/heads/plan/circle").symlink_to("circle")

    ask_everything(hostile)

    radar = show_radar(engine, hostile.repository)
    assert (radar.conflicts_total, radar.trouble) == (1, None)


def test_a_pipe_among_the_branches_is_given_up_and_said(hostile, crossed, engine, monkeypatch):
    monkeypatch.setitem(run_git.__kwdefaults__, "timeout_s", 0.5)
    os.mkfifo(hostile.folder / ".git/refs/heads/plan/pipe")

    assert "no answer" in show_status(engine, None, hostile.repository).radar.trouble
    assert show_packet(engine, crossed[0].id, hostile.repository).conflicts == ()
    with pytest.raises(StorageUnavailable, match="no answer"):
        list_branches(hostile.repository, "plan/")


@pytest.mark.parametrize("name", [".git", ".git/commondir", ".git/HEAD"])
def test_a_pipe_in_the_place_of_a_file_of_git_keeps_nobody_waiting(tmp_path, name):
    if name != ".git":
        git(tmp_path, "init", "-q")
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)

    found = find_repository(tmp_path)

    assert found is None or found.root == tmp_path


def test_a_branch_whose_objects_are_broken_hides_no_other(hostile, crossed, engine):
    import_tasks(engine, task("2.1"), slug="more")
    held = claim(engine, "eve", plan="more")
    base = git(hostile.folder, "rev-parse", "main")
    broken = make_commit(hostile.folder, (base,), {b"shared": b"eve"})
    write_ref(hostile.folder, held.branch, broken)
    tree = git(hostile.folder, "rev-parse", f"{broken}^{{tree}}")
    (hostile.folder / ".git" / "objects" / tree[:2] / tree[2:]).unlink()

    radar = show_radar(engine, hostile.repository, "demo")

    assert (radar.conflicts_total, radar.unknown) == (1, 2)


def test_a_hundred_thousand_files_and_two_hundred_thousand_branches_are_answered(hostile, crossed, engine):
    blob = git(hostile.folder, "rev-parse", "HEAD:one")
    head = git(hostile.folder, "rev-parse", "HEAD")
    index = "".join(f"100644 {blob}\td{number % 300}/f{number}\n" for number in range(100_000))
    index += f"100644 {blob}\tone\n"
    put_index(hostile.folder, index)
    packed = "".join(f"{head} refs/heads/many/{number:06}\n" for number in range(200_000))
    (hostile.folder / ".git" / "packed-refs").write_text(f"# pack-refs with: peeled fully-peeled sorted \n{packed}")

    ask_everything(hostile)

    assert len(tracked_files(hostile.repository)) > 100_000
    assert show_status(engine, None, hostile.repository).radar.trouble is None
    assert show_radar(engine, hostile.repository).conflicts_total == 1


def run_command(hostile: Hostile, engine, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`agent-plan` as a person starts it in the hostile repository."""
    place = {"AGENT_PLAN_STORE": engine.describe()["path"], "COLUMNS": "200"}
    kept = {name: value for name, value in os.environ.items() if name not in AGENT_SIGNS}
    return subprocess.run(
        [sys.executable, "-m", "agent_plan_server", *words],
        cwd=hostile.folder,
        env=kept | place | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_worktree_and_the_drift_in_it_run_nothing(hostile, engine, tmp_path):
    import_tasks(engine, task("1.1", "one"))
    held = claim(engine, "ada", base_commit=head_commit(hostile.repository))
    before = list_content(hostile.outside)

    added = run_command(hostile, engine, "worktree", "add", "1.1", "--path", str(tmp_path / "tree"))
    write_ref(hostile.folder, held.branch, make_commit(hostile.folder, (held.base_commit or "",), {b"two": b"x"}))
    shown = run_command(hostile, engine, "show", "1.1")
    listed = run_command(hostile, engine, "worktree", "list")

    assert (added.returncode, shown.returncode, listed.returncode) == (0, 0, 0), added.stderr + shown.stderr
    assert (tmp_path / "tree" / "one").read_text() == "1\n"
    assert not hostile.canary.exists(), hostile.canary.read_text()
    assert list_content(hostile.outside) == before


def test_the_merge_lane_runs_nothing_and_touches_no_file(hostile, crossed, engine):
    for held in crossed:
        complete_task(engine, held.handle, "done")
    before = list_content(hostile.outside), (hostile.folder / "one").read_text()

    done = run_command(hostile, engine, "merge", "--all", "--into", "plan/integration")

    assert done.returncode == 4, done.stderr
    assert "merged, textually clean" in done.stdout
    assert "conflicts in" in done.stdout
    assert not hostile.canary.exists(), hostile.canary.read_text()
    assert (list_content(hostile.outside), (hostile.folder / "one").read_text()) == before


@pytest.mark.parametrize("hook", ["pre-commit", "pre-push"])
def test_the_guards_of_git_run_nothing_and_refuse_what_is_held(hostile, engine, hook):
    import_tasks(engine, task("1.1", "held"))
    claim(engine, "ada")
    head = git(hostile.folder, "rev-parse", "HEAD")
    work = make_commit(hostile.folder, (head,), {b"held": b"x"})
    put_index(hostile.folder, f"100644 {git(hostile.folder, 'rev-parse', f'{work}:held')}\theld\n")
    told = f"refs/heads/main {work} refs/heads/main {head}\n" if hook == "pre-push" else ""

    done = subprocess.run(
        [sys.executable, "-m", "agent_plan_server", "hook", hook, "origin", "x"],
        input=told,
        cwd=hostile.folder,
        env={**os.environ, "AGENT_PLAN_STORE": engine.describe()["path"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == REFUSED, done.stderr
    assert "'held'" in done.stderr
    assert not hostile.canary.exists(), hostile.canary.read_text()


@pytest.mark.parametrize("name", [".claude", ".mcp.json", ".git/hooks"])
def test_connecting_writes_nothing_through_a_link_out_of_the_repository(hostile, engine, name):
    place, target = hostile.folder / name, hostile.outside / "target"
    if name == ".git/hooks":
        shutil.rmtree(place)
    if name == ".mcp.json":
        target.write_text("{}")
    else:
        target.mkdir()
    place.symlink_to(target)
    before = list_content(hostile.outside)

    for verb in ("connect", "disconnect"):
        done = run_command(hostile, engine, verb, "claude", "git")
        assert "Traceback" not in done.stderr
        assert list_content(hostile.outside) == before

    assert not hostile.canary.exists(), hostile.canary.read_text()


def test_hooks_that_are_kept_outside_are_told_of_and_not_written(hostile, engine):
    git(hostile.folder, "config", "core.hooksPath", str(hostile.outside))
    before = list_content(hostile.outside)

    done = run_command(hostile, engine, "connect", "git")

    assert "cannot be changed for you" in done.stdout
    assert list_content(hostile.outside) == before
    assert not hostile.canary.exists(), hostile.canary.read_text()
