"""Edits are refused outside of what their agent holds, and inside of what others hold, in each client's own words."""

import json
import subprocess
import sys

import pytest
from claiming import content_of
from drafts import import_tasks, task
from hooks.clients import ADA, BOB, git, put, start_hook

from agent_plan_server.models.claim import Caller
from agent_plan_server.services.agents import identify_agent
from agent_plan_server.services.claims import Wish, claim_task, take_task, update_claim
from agent_plan_server.services.decisions import request_decision
from agent_plan_server.storage import open_engine
from agent_plan_server.storage.driver import sqlite3


def edit(path, tool="Edit", **more):
    return {"hook_event_name": "PreToolUse", "tool_name": tool, "tool_input": {"file_path": str(path)}, **more}


def shell(command, **more):
    return {"hook_event_name": "PreToolUse", "tool_name": "Bash", "tool_input": {"command": command}, **more}


def test_an_edit_inside_the_scope_passes_in_silence(hook, held, project):
    assert hook(**edit(project / "src/a/x.py")).is_silent
    assert hook(**edit(project / "src/a/new/deep.py", "Write")).is_silent


def test_an_edit_of_what_another_holds_names_the_holder_until_when_and_what_to_do(hook, held, project):
    answer = hook(**edit(project / "src/b/y.py"))

    assert answer.code == 2
    assert not answer.out
    until = held["bob"].expires_at
    assert f"'src/b/y.py' is in the scope of task '1.2', which 'bob' holds until {until:%H:%M}" in answer.err
    assert "send_message to 'bob'" in answer.err
    assert answer.err.count("\n") == 1


def test_an_edit_outside_of_all_scopes_says_how_to_add_the_path(hook, held, project, store):
    answer = hook(**edit(project / "README.md"))

    assert answer.code == 2
    assert f"update_claim with claim '{held['ada'].handle}' and add_paths" in answer.err
    update_claim(store, held["ada"].handle, ("README.md",))
    assert hook(**edit(project / "README.md")).is_silent


def test_a_session_that_no_agent_is_known_for_is_only_kept_out_of_what_others_hold(hook, held, project):
    assert hook(**edit(project / "README.md", session_id="a person's own")).is_silent
    assert hook(**edit(project / "src/b/y.py", session_id="a person's own")).code == 2


def test_an_agent_without_a_claim_is_told_to_claim(hook, held, project, store):
    take_task(store, "1.1", "I go on myself", "gary")

    answer = hook(**edit(project / "README.md"))

    assert answer.code == 2
    assert "claim_task gives you one" in answer.err


def test_an_agent_without_a_claim_is_free_once_nothing_is_left_to_do(hook, held, project, store):
    put(store, "UPDATE tasks SET status = 'skipped'")
    put(store, "UPDATE claims SET ended_at = 1, outcome = 'released'")

    assert hook(**edit(project / "README.md")).is_silent


def test_the_agent_that_the_environment_names_is_known_without_a_session(hook, held, project):
    named = {"AGENT_PLAN_AGENT": "ada"}

    assert hook(**edit(project / "src/a/x.py", session_id="new"), environment=named).is_silent
    assert hook(**edit(project / "README.md", session_id="new"), environment=named).code == 2
    assert hook(**edit(project / "README.md", session_id="new"), environment={"AGENT_PLAN_AGENT": "eve"}).code == 2


def test_what_all_agents_of_a_session_hold_counts_together(hook, hold, project):
    hold("ada", "1.1", ADA)
    hold("ada-helper", "1.2", ADA)

    assert hook(**edit(project / "src/a/x.py")).is_silent
    assert hook(**edit(project / "src/b/y.py")).is_silent


def test_a_claim_that_may_be_taken_over_protects_nothing(hook, hold, store, project):
    hold("bob", "1.2", BOB)
    put(store, "UPDATE claims SET expires_clock = 0")

    assert hook(**edit(project / "src/b/y.py", session_id="a person's own")).is_silent


def test_a_lapsed_claim_that_nobody_took_is_still_its_holders(hook, hold, store, project):
    hold("ada", "1.1", ADA)
    put(store, "UPDATE claims SET expires_clock = 0")

    assert hook(**edit(project / "src/a/x.py")).is_silent


def test_a_dead_server_protects_its_claims_for_the_grace_and_no_longer(hook, store, project):
    dead = store.write(lambda tx: tx.agents.open_session(1))
    claim_task(store, Wish(agent="bob", task="1.2"), Caller(session=dead))
    event = edit(project / "src/b/y.py", session_id="a person's own")

    assert hook(**event).code == 2
    store.write(lambda tx: tx.agents.notice_gone_sessions())
    assert hook(**event).code == 2
    assert hook(**event, environment={"AGENT_PLAN_GRACE_MINUTES": "0.001"}).is_silent


def test_a_living_server_protects_its_claims_whatever_was_noted_of_it(hook, store, project):
    claim_task(store, Wish(agent="bob", task="1.2"), Caller(session=store.join()))
    put(store, "UPDATE sessions SET gone_clock = 0")

    answer = hook(**edit(project / "src/b/y.py"), environment={"AGENT_PLAN_GRACE_MINUTES": "0.001"})

    assert answer.code == 2


def test_a_claim_that_waits_for_a_person_holds(hook, held, store, project):
    request_decision(store, "Which way?", ("left", "right"), handle=held["bob"].handle)
    put(store, "UPDATE claims SET expires_clock = 0")

    assert "while it waits for a person" in hook(**edit(project / "src/b/y.py")).err


def test_after_a_reboot_that_nobody_noticed_every_claim_holds(hook, held, store, project):
    put(store, "UPDATE store SET value = 'another' WHERE key = 'boot_id'")

    assert hook(**edit(project / "src/b/y.py")).code == 2


def test_paths_count_from_the_root_of_the_working_tree_they_lie_in(hook, held, project, worktree):
    assert hook(**edit(worktree / "src/a/x.py")).is_silent
    assert hook(**edit(worktree / "src/b/y.py")).code == 2
    assert hook(**edit(worktree / "src/b/y.py"), folder=worktree).code == 2
    assert hook(**edit("y.py"), folder=worktree / "src" / "b").code == 2


def test_files_outside_of_the_repository_are_nobodys_business(hook, held, project, tmp_path):
    other = tmp_path / "other"
    git(tmp_path, "init", "-q", str(other))
    git(project, "init", "-q", str(project / "vendor"))

    for path in (tmp_path / "notes.md", other / "src/b/y.py", project / ".git/info/exclude", project / "vendor/z.py"):
        assert hook(**edit(path)).is_silent, path


def test_ignored_files_are_nobodys_business_unless_they_are_tracked(hook, held, project):
    assert hook(**edit(project / "build/src.o")).is_silent
    assert hook(**shell("rm -rf build; mkdir -p build/x")).is_silent
    (project / "build").mkdir()
    (project / "build/kept").touch()
    git(project, "add", "-f", "build/kept")
    assert hook(**edit(project / "build/kept")).code == 2


def test_a_link_does_not_lead_around_the_guard(hook, held, project):
    (project / "src/a/link.py").symlink_to("../b/y.py")
    (project / "src/a/folder").symlink_to("../b")

    assert hook(**edit(project / "src/a/link.py")).code == 2
    assert hook(**edit(project / "src/a/folder/new.py")).code == 2
    assert hook(**edit(project / "src/a/../b/y.py")).code == 2


def test_a_name_with_stars_is_no_pattern(hook, held, project):
    assert hook(**edit(project / "src/*/x.py")).code == 2
    assert hook(**edit(project / "src/a/*.py")).is_silent


def test_the_guard_can_be_set_lower(hook, held, project):
    for mode, codes in (("scope", (2, 2)), ("others", (0, 2)), ("off", (0, 0))):
        lower = {"AGENT_PLAN_GUARD": mode}
        paths = ("README.md", "src/b/y.py")
        assert tuple(hook(**edit(project / path), environment=lower).code for path in paths) == codes


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("Write", {"file_path": "src/b/y.py", "content": "x"}),
        ("MultiEdit", {"file_path": "src/b/y.py", "edits": []}),
        ("NotebookEdit", {"notebook_path": "src/b/y.ipynb", "new_source": "x"}),
        ("write_file", {"file_path": "src/b/y.py", "content": "x"}),
        ("replace", {"file_path": "src/b/y.py", "old_string": "a", "new_string": "b"}),
        ("apply_patch", {"command": "*** Begin Patch\n*** Update File: src/a/x.py\n*** Move to: src/b/z.py\n"}),
        ("apply_patch", {"input": "*** Begin Patch\n*** Delete File: src/b/y.py\n*** End Patch\n"}),
        ("Bash", {"command": "cd src && echo new > b/y.py", "description": "write"}),
        ("shell", {"command": ["bash", "-lc", "rm y.py"], "workdir": "src/b"}),
        ("shell", {"command": ["rm", "src/b/y.py"]}),
        ("run_shell_command", {"command": "sed -i s/a/b/ y.py", "directory": "src/b"}),
        ("Bash", {"command": "apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: src/b/n.py\n+x\n*** End Patch\nEOF"}),
        ("Bash", {"command": "mkdir -p src/b/new"}),
        ("Bash", {"command": "rm -rf src"}),
        ("Bash", {"command": "mv src/a/x.py src/b"}),
        ("Bash", {"command": "cd .. && rm -rf project"}),
        ("Bash", {"command": "git checkout HEAD -- ."}),
    ],
)  # fmt: skip
def test_every_tool_that_writes_is_guarded(hook, held, tool, given):
    answer = hook("pre-tool", hook_event_name="PreToolUse", tool_name=tool, tool_input=given)

    assert answer.code == 2
    assert "'bob' holds" in answer.err


@pytest.mark.parametrize(
    "given",
    [
        {"command": "cat src/b/y.py | grep old; git status; ls > /dev/null"},
        {"command": "echo new > src/a/x.py && mkdir -p src/a/new src/tools && git add -A && git commit -m x"},
        {"command": "cp src/b/y.py src/a/ && touch /tmp/anywhere"},
    ],
)
def test_a_command_that_reads_or_writes_its_own_passes_in_silence(hook, held, given):
    assert hook("pre-tool", tool_name="Bash", tool_input=given).is_silent


def test_an_event_that_only_the_command_line_names_is_answered_by_the_name_of_the_client(hook, held):
    answer = hook("pre-tool", tool_name="Bash", tool_input={"command": "make"})

    assert answer.record["hookSpecificOutput"]["hookEventName"] == "PreToolUse"


def test_a_command_that_cannot_be_told_passes_with_a_word_that_the_commit_is_checked(hook, held):
    answer = hook(**shell("make all"))

    assert answer.code == 0
    assert "cannot tell what this command writes" in answer.context
    assert answer.record["hookSpecificOutput"]["hookEventName"] == "PreToolUse"
    assert not answer.err


@pytest.mark.parametrize("path", ["src/a/x.py", "src/b/y.py"])
def test_a_judgement_loads_nothing_that_takes_long(held, project, path):
    told = {"session_id": ADA, "cwd": str(project), **edit(project / path)}
    command = [sys.executable, "-X", "importtime", "-m", "agent_plan_server", "hook", "pre-tool"]

    done = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, cwd=project, timeout=60)

    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "pysqlite3" in loaded
    assert not loaded & {"pydantic", "click", "mcp", "sqlite_utils", "filelock", "yaml", "dataclasses", "inspect"}


def test_where_nobody_holds_anything_a_persons_commands_pass_in_silence(hook, store):
    assert hook(**shell("make all")).is_silent


def test_other_tools_are_not_judged(hook, held, project):
    assert hook(hook_event_name="PreToolUse", tool_name="Read", tool_input={"file_path": "src/b/y.py"}).is_silent


def test_gemini_is_refused_the_same_way(held, project):
    event = {
        "session_id": BOB,
        "cwd": str(project),
        "hook_event_name": "BeforeTool",
        "timestamp": "2026-11-21T12:00:00.000Z",
        "tool_name": "write_file",
        "tool_input": {"file_path": str(project / "src/a/x.py"), "content": "x"},
    }

    answer = start_hook(text=json.dumps(event), folder=project)

    assert answer.code == 2
    assert "'ada' holds" in answer.err


def test_without_a_store_nothing_is_refused_and_nothing_is_made(hook, project):
    before = sorted(project.rglob("*"))

    for name in ("SessionStart", "UserPromptSubmit", "PostToolUse", "PreCompact", "Stop", "SessionEnd"):
        assert hook(hook_event_name=name, tool_name="Edit", tool_input={"file_path": "x"}).is_silent, name
    assert hook(**edit(project / "README.md")).is_silent
    assert sorted(project.rglob("*")) == before


def test_a_guard_only_reads(hook, held, store, project):
    before = content_of(store)

    hook(**edit(project / "README.md"))

    assert content_of(store) == before


def test_outside_git_the_project_is_guarded(hook, tmp_path, monkeypatch):
    folder = tmp_path / "plain"
    folder.mkdir()
    engine = open_engine(folder / ".agent-plan" / "agent-plan.db")
    import_tasks(engine, task("1.1", "src/a/**"))
    claim_task(engine, Wish(agent="ada", task="1.1"), Caller(client_session=ADA))
    engine.close()

    assert hook(**edit(folder / "src/a/x.py"), folder=folder).is_silent
    assert hook(**edit(folder / "README.md"), folder=folder).code == 2
    assert hook(**edit(tmp_path / "README.md"), folder=folder).is_silent


def test_an_agent_is_recognised_by_the_session_of_its_last_call_alone(hook, held, store, project):
    store.write(lambda tx: tx.agents.touch(identify_agent(tx, "ada", Caller()).id, Caller(client_session="newer")))

    assert hook(**edit(project / "README.md", session_id=ADA)).is_silent
    assert hook(**edit(project / "README.md", session_id="newer")).code == 2


def test_a_locked_store_keeps_no_editor_waiting(hook, held, store, project, tmp_path):
    store.backup(tmp_path / "locked.db")
    other = sqlite3.connect(str(tmp_path / "locked.db"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    answer = hook(**edit(project / "src/b/y.py"), environment={"AGENT_PLAN_STORE": str(tmp_path / "locked.db")})

    other.close()
    assert answer.code == 0
    assert "locked" in answer.err
    assert "nothing was checked" in answer.record["systemMessage"]


def test_a_client_that_sends_no_end_is_answered_after_some_seconds(project):
    command = [sys.executable, "-m", "agent_plan_server", "hook", "pre-tool"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=project
    ) as process:
        assert process.wait(timeout=60) == 0
        assert process.stderr is not None
        assert "took longer than 5 seconds" in process.stderr.read()


@pytest.mark.parametrize(("version", "word"), [(2, "earlier version"), (99, "newer version")])
def test_a_store_of_another_version_is_left_as_it_is(hook, held, store, project, version, word):
    put(store, f"PRAGMA user_version = {version}")

    answer = hook(**edit(project / "src/b/y.py"))

    assert answer.code == 0
    assert word in answer.err
    assert store.describe()["schema"] == str(version)


@pytest.mark.parametrize("text", ["", "not json", "[1]", "null", "[" * 100_000, '{"hook_event_name": "Nonsense"}'])
def test_what_is_no_event_forbids_nothing_and_is_said_aloud(held, project, text):
    answer = start_hook(text=text, folder=project)

    assert answer.code == 0
    assert "nothing was checked" in answer.err
    assert "Traceback" not in answer.err
    assert answer.record["systemMessage"]


@pytest.mark.parametrize(
    "told",
    [
        {"tool_name": "Edit", "tool_input": None},
        {"tool_name": "Edit", "tool_input": {"file_path": 7}},
        {"tool_name": "Edit", "tool_input": {"file_path": "a\0b"}},
        {"tool_name": "Write", "tool_input": {"file_path": "a" * 5_000}},
        {"tool_name": "Bash", "tool_input": {"command": None}},
        {"tool_name": "Bash", "tool_input": {"command": [1, None, {}]}},
        {"tool_name": "Bash", "tool_input": "ls"},
        {"tool_name": "Bash", "tool_input": {"command": "echo \ud800 > \ud800"}},
        {"tool_name": "apply_patch", "tool_input": "*** Update File: \n"},
        {"tool_name": ["Edit"]},
        {"session_id": 7, "tool_name": "Edit", "tool_input": {"file_path": "README.md"}},
    ],
)
def test_an_odd_event_is_answered_without_a_bug(hook, held, told):
    answer = hook("pre-tool", **told)

    assert answer.code in (0, 2)
    assert "bug" not in answer.err


def test_an_unknown_setting_is_said_aloud(hook, held, project):
    for setting in ({"AGENT_PLAN_GUARD": "strict"}, {"AGENT_PLAN_GAURD": "off"}):
        answer = hook(**edit(project / "README.md"), environment=setting)

        assert answer.code == 0
        assert next(iter(setting)) in answer.err


@pytest.mark.parametrize("name", ["pre-tool", "PreToolUse", "BeforeTool", "pre-tool-use"])
def test_the_event_may_be_named_in_every_way(hook, held, project, name):
    assert hook(name, **edit(project / "src/b/y.py")).code == 2


@pytest.mark.parametrize("word", ["nonsense", "--nonsense"])
def test_a_word_that_is_no_event_is_said_aloud_and_forbids_nothing(project, word):
    answer = start_hook(word, text="", folder=project)

    assert answer.code == 0
    assert f"There is no hook for the event {word!r}" in answer.err


def test_an_option_that_is_not_known_forbids_nothing(hook, project):
    assert hook("pre-tool", "--nonsense", **edit(project / "README.md")).code == 0
