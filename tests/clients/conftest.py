"""A repository with a plan, and an environment in which a real client finds nothing but it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

PLAN = "# Greeter\n\n## Phase 1: Library\n\n- [ ] Write `src/greet.py`\n- [ ] Write `src/command.py`\n"
_FOREIGN = ("CLAUDE", "ANTHROPIC", "CODEX", "OPENAI", "GEMINI", "AGENT_PLAN_", "GIT_")
Run = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept["PATH"]])
    return kept | {"HOME": str(tmp_path), "PATH": path, "CODEX_HOME": str(tmp_path / ".codex")}


@pytest.fixture
def project(tmp_path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "PLAN.md").write_text(PLAN)
    return folder


@pytest.fixture
def run(project, environment) -> Run:
    """Run a program in the project, which has the plan imported."""

    def call(*arguments: str, **more: str) -> "CompletedProcess[str]":
        return subprocess.run(
            arguments, cwd=project, env=environment | more, capture_output=True, text=True, timeout=120, check=False
        )

    assert call("git", "init", "-q", ".").returncode == 0
    assert call("agent-plan", "import", "PLAN.md").returncode == 0
    return call
