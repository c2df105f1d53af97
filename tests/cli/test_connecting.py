"""`connect` and `disconnect`: what they put into the files of clients, and that they take out no more."""

import json
import os
import tomllib

import pytest

from agent_plan_server.cli.connections.clients import CLIENTS

FILES = {
    "claude": [".mcp.json", ".claude/settings.json"],
    "codex": [".codex/config.toml", ".codex/hooks.json"],
    "gemini": [".gemini/settings.json"],
    "cursor": [".cursor/mcp.json"],
    "vscode": [".vscode/mcp.json"],
    "opencode": ["opencode.json"],
}
MINE = {"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "say done"}]}]}, "model": "m"}


@pytest.fixture(autouse=True)
def installed(tmp_path, monkeypatch):
    """A command of that name on the PATH."""
    command = tmp_path / "bin" / "agent-plan"
    command.parent.mkdir()
    command.touch(0o755)
    monkeypatch.setenv("PATH", str(command.parent), prepend=os.pathsep)


def files_of(project) -> dict[str, bytes]:
    paths = (path for path in project.rglob("*") if path.is_file() and ".git/" not in str(path))
    return {str(path.relative_to(project)): path.read_bytes() for path in paths}


@pytest.mark.parametrize("name", CLIENTS)
def test_connecting_writes_the_clients_files_and_disconnecting_leaves_no_trace(agent_plan, project, name):
    before = files_of(project)

    connected = agent_plan("connect", name, "--words")

    assert connected.code == 0
    assert {*FILES[name], CLIENTS[name].words} == set(files_of(project)) - set(before)

    assert agent_plan("disconnect", name).code == 0
    assert files_of(project) == before


@pytest.mark.parametrize("name", CLIENTS)
def test_connecting_twice_changes_nothing_more(agent_plan, project, name):
    agent_plan("connect", name)
    before = files_of(project)

    answer = json.loads(agent_plan("connect", name, "--json").out)

    assert files_of(project) == before
    assert {file["state"] for file in answer["files"]} == {"kept"}


def test_each_client_is_told_of_the_server_in_its_own_words(agent_plan, project):
    agent_plan("connect", *CLIENTS)

    entry = {"command": "agent-plan", "args": ["serve"]}
    read = {
        path: json.loads((project / path).read_text()) for name in FILES for path in FILES[name] if "toml" not in path
    }
    assert read[".mcp.json"] == read[".cursor/mcp.json"] == {"mcpServers": {"agent-plan": entry}}
    assert read[".gemini/settings.json"]["mcpServers"] == {"agent-plan": entry}
    assert read[".vscode/mcp.json"] == {"servers": {"agent-plan": {"type": "stdio", **entry}}}
    opencode = {"type": "local", "command": ["agent-plan", "serve"], "enabled": True}
    assert read["opencode.json"] == {"mcp": {"agent-plan": opencode}}
    codex = tomllib.loads((project / ".codex/config.toml").read_text())
    assert codex == {"mcp_servers": {"agent-plan": {**entry, "required": True}}}


def test_the_guards_stand_before_edits_and_beside_hooks_that_are_there(agent_plan, project):
    settings = project / ".claude" / "settings.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps(MINE, indent=4))
    before = settings.read_bytes()

    agent_plan("connect", "claude")

    hooks = json.loads(settings.read_text())["hooks"]
    (edit,) = hooks["PreToolUse"]
    assert edit["matcher"] == "Edit|Write|MultiEdit|NotebookEdit|Bash"
    assert edit["hooks"] == [{"type": "command", "command": "agent-plan hook pre-tool", "timeout": 10}]
    assert [item["hooks"][0]["command"] for item in hooks["Stop"]] == ["say done", "agent-plan hook stop"]

    agent_plan("disconnect", "claude")

    assert settings.read_bytes() == before


def test_a_command_that_has_moved_is_renewed_and_one_that_works_is_kept(agent_plan, project):
    servers = {"agent-plan": {"command": "/gone/agent-plan", "args": ["serve"]}}
    (project / ".mcp.json").write_text(json.dumps({"mcpServers": servers}))
    (project / ".claude").mkdir()
    old = {"hooks": [{"type": "command", "command": '"/my gone/agent-plan" hook stop'}]}
    (project / ".claude/settings.json").write_text(json.dumps({"hooks": {"Stop": [old]}}))
    own = {"command": "agent-plan", "args": ["serve"], "env": {"AGENT_PLAN_AGENT": "ada"}}
    (project / ".cursor").mkdir()
    (project / ".cursor/mcp.json").write_text(json.dumps({"mcpServers": {"agent-plan": own}}))

    agent_plan("connect", "claude", "cursor")

    assert json.loads((project / ".mcp.json").read_text())["mcpServers"]["agent-plan"]["command"] == "agent-plan"
    (stop,) = json.loads((project / ".claude/settings.json").read_text())["hooks"]["Stop"]
    assert stop["hooks"][0]["command"] == "agent-plan hook stop"
    assert json.loads((project / ".cursor/mcp.json").read_text())["mcpServers"]["agent-plan"] == own


def test_a_dry_run_shows_the_change_and_writes_nothing(agent_plan, project):
    before = files_of(project)

    answer = agent_plan("connect", "claude", "--dry-run")

    assert '+      "command": "agent-plan",' in answer.out
    assert files_of(project) == before


def test_a_file_that_cannot_be_read_is_left_and_nothing_else_is_written(agent_plan, project):
    (project / ".claude").mkdir()
    (project / ".claude/settings.json").write_text("{ nonsense")
    before = files_of(project)

    answer = agent_plan("connect", "claude")

    assert answer.code == 2
    assert ".claude/settings.json is not the JSON it should be" in answer.err
    assert files_of(project) == before


def test_a_file_outside_the_repository_is_not_written(agent_plan, project, tmp_path):
    (tmp_path / "elsewhere.json").write_text("{}")
    (project / ".claude").mkdir()
    (project / ".claude/settings.json").symlink_to(tmp_path / "elsewhere.json")
    before = files_of(project)

    answer = agent_plan("connect", "claude")

    assert (answer.code, (tmp_path / "elsewhere.json").read_text()) == (2, "{}")
    assert files_of(project) == before
    assert "leads out of the repository" in answer.err


def test_an_agent_cannot_take_the_guards_away(agent_plan, project, monkeypatch):
    agent_plan("connect", "claude")
    before = files_of(project)
    monkeypatch.setenv("CLAUDECODE", "1")

    answer = agent_plan("disconnect", "claude")

    assert answer.code == 4
    assert files_of(project) == before


def hooks_of(project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / ".git" / "hooks").iterdir() if path.suffix != ".sample"}


def test_gits_hooks_are_put_beside_what_is_there_and_taken_out_again(agent_plan, project):
    own = project / ".git" / "hooks" / "pre-commit"
    own.write_text("#!/bin/sh\necho mine\n")
    own.chmod(0o755)
    before = hooks_of(project)

    shown = agent_plan("connect", "git", "--dry-run")
    assert hooks_of(project) == before
    assert "agent-plan" in shown.out

    assert agent_plan("connect", "git").code == 0
    there = hooks_of(project)
    assert b"echo mine" in there["pre-commit"]
    assert b"hook pre-commit" in there["pre-commit"]
    assert b"hook pre-push" in there["pre-push"]

    again = json.loads(agent_plan("connect", "git", "--json").out)
    assert {file["state"] for file in again["files"]} == {"kept"}
    assert hooks_of(project) == there

    agent_plan("disconnect", "git")
    assert hooks_of(project) == before


def test_there_are_no_hooks_of_git_outside_git(agent_plan, project, tmp_path, monkeypatch):
    (tmp_path / "plain").mkdir()
    monkeypatch.chdir(tmp_path / "plain")

    answer = agent_plan("connect", "git")

    assert (answer.code, "There is no git repository here" in answer.err) == (4, True)


def test_a_client_that_nobody_knows_is_refused(agent_plan):
    assert agent_plan("connect", "emacs").code == 2
