"""Claude Code as it is, against a stand-in for its model: it connects, and its edits stay inside what was claimed."""

import json
import shutil

import pytest
from clients.model import open_model

pytestmark = pytest.mark.skipif(shutil.which("claude") is None, reason="Claude Code is not installed (npm)")
SERVER = "mcp__agent-plan__"


def claim(answer: str) -> tuple[str, dict]:
    return f"{SERVER}claim_task", {"agent": json.loads(answer)["agent"], "task": "1.1"}


def write(path) -> tuple[str, dict]:
    return "Write", {"file_path": str(path), "content": "x = 1\n"}


def test_the_server_connects(run):
    run("agent-plan", "connect", "claude")
    added = run("claude", "mcp", "add", "--scope", "local", "agent-plan", "--", "agent-plan", "serve")

    listed = run("claude", "mcp", "list")

    assert added.returncode == 0
    assert "agent-plan: agent-plan serve - ✔ Connected" in listed.stdout


def test_an_edit_inside_the_scope_is_made_and_one_outside_is_refused(run, project):
    inside, outside = project / "src" / "greet.py", project / "src" / "command.py"
    run("agent-plan", "connect", "claude")
    steps = [
        # On a busy machine the model is asked before the server is there.
        lambda answer: ("WaitForMcpServers", {}),
        lambda answer: (f"{SERVER}resume", {}),
        claim,
        lambda answer: write(inside),
        lambda answer: write(outside),
        lambda answer: ("Bash", {"command": f"echo 'x = 2' > {outside}"}),
    ]

    with open_model(steps) as model:
        session = run(
            *("claude", "-p", "Work.", "--output-format", "stream-json", "--verbose"),
            *("--mcp-config", ".mcp.json", "--strict-mcp-config", "--permission-mode", "acceptEdits"),
            *("--allowedTools", "mcp__agent-plan,Write,Bash"),
            ANTHROPIC_BASE_URL=model.url,
            ANTHROPIC_API_KEY="none",
            CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC="1",
        )

    assert session.returncode == 0, session.stdout + session.stderr
    assert len(model.answers) == len(steps)
    assert inside.read_text() == "x = 1\n"
    assert not outside.exists()
    for answer in model.answers[-2:]:
        assert "src/command.py" in answer
        assert "update_claim" in answer
