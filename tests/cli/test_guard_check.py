"""The doctor's look at the guards."""

import json
import sys

import pytest

from agent_plan_server.git.hook_files import plan_hooks, write_changes
from agent_plan_server.git.repository import find_repository


def findings(answer) -> dict[str, tuple[str, str]]:
    return {finding["name"]: (finding["grade"], finding["text"]) for finding in json.loads(answer.out)["findings"]}


def configure(project, path, event, command) -> None:
    (project / path).parent.mkdir(exist_ok=True)
    hooks = [{"type": "command", "command": "echo other"}, {"type": "command", "command": command}]
    (project / path).write_text(json.dumps({"hooks": {event: [{"matcher": "Edit", "hooks": hooks}]}}))


@pytest.fixture
def program(tmp_path):
    """An executable that is there, in a folder with a space."""
    path = tmp_path / "my tools" / "agent-plan"
    path.parent.mkdir()
    path.write_text(
        f"#!{sys.executable}\nraise SystemExit('the doctor runs nothing that a file of the repository names')\n"
    )
    path.chmod(0o755)
    return path


def test_where_no_client_is_used_nothing_is_said_of_guards(planned):
    assert not {"claude", "codex", "gemini", "hook"} & set(findings(planned("doctor", "--json")))


@pytest.mark.parametrize(
    ("name", "path", "event"),
    [
        ("claude", ".claude/settings.json", "PreToolUse"),
        ("codex", ".codex/hooks.json", "PreToolUse"),
        ("gemini", ".gemini/settings.json", "BeforeTool"),
    ],
)
def test_a_client_is_guarded_once_its_settings_start_the_hook(planned, project, program, name, path, event):
    (project / path).parent.mkdir()
    grade, text = findings(planned("doctor", "--json"))[name]
    assert (grade, "no guard" in text) == ("warn", True)
    configure(project, path, event, f'"{program}" hook pre-tool')

    found = findings(planned("doctor", "--json"))

    assert found[name][0] == "ok"
    assert found["hook"][0] == "ok"
    assert "was judged in" in found["hook"][1]


def test_a_guard_whose_program_is_gone_is_told_with_the_command_that_mends_it(planned, project):
    configure(project, ".claude/settings.json", "PreToolUse", "/gone/agent-plan hook pre-tool")

    answer = planned("doctor")

    assert "'/gone/agent-plan', which is not there" in " ".join(answer.out.split())
    assert "agent-plan connect claude" in answer.out


@pytest.mark.parametrize("text", ["{", "[]", '{"hooks": []}', "\udcff"])
def test_settings_that_cannot_be_read_are_said_to_be_so(planned, project, text):
    (project / ".claude").mkdir()
    (project / ".claude" / "settings.json").write_bytes(text.encode(errors="surrogateescape"))

    assert findings(planned("doctor", "--json"))["claude"] == (
        "warn",
        "Claude Code: .claude/settings.json cannot be read",
    )


def test_a_guard_that_cannot_judge_is_bad_where_a_client_relies_on_it(planned, project, program, monkeypatch):
    configure(project, ".claude/settings.json", "PreToolUse", f'"{program}" hook pre-tool')
    monkeypatch.setattr(sys, "executable", "/bin/false")

    answer = planned("doctor", "--json")

    assert answer.code == 5
    assert findings(answer)["hook"] == ("bad", "no judgement: it ended with 1")


def test_a_guard_that_is_switched_off_is_told(planned, project, program, monkeypatch):
    configure(project, ".claude/settings.json", "PreToolUse", f'"{program}" hook pre-tool')
    monkeypatch.setenv("AGENT_PLAN_GUARD", "off")

    assert findings(planned("doctor", "--json"))["hook"] == ("warn", "AGENT_PLAN_GUARD has switched the guards off")


def test_hooks_of_git_are_told_once_they_are_in_or_a_client_is_guarded(planned, project, program):
    assert "git" not in findings(planned("doctor", "--json"))
    configure(project, ".claude/settings.json", "PreToolUse", f'"{program}" hook pre-tool')
    assert findings(planned("doctor", "--json"))["git"][0] == "warn"
    repository = find_repository(project)
    assert repository is not None

    write_changes(plan_hooks(repository, str(program)))

    assert findings(planned("doctor", "--json"))["git"] == ("ok", "git: commits and pushes are checked")
    (project / ".git" / "hooks" / "pre-push").unlink()
    answer = planned("doctor")
    assert "no guard in" in answer.out
    assert "agent-plan connect git" in answer.out
