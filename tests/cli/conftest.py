"""A repository with a plan, and the command line run in it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from agent_plan_server.cli.program import run
from agent_plan_server.settings import AGENT_SIGNS
from agent_plan_server.storage import Engine, open_engine

PLAN = """# Greeter

## Phase 1: Library

- [ ] Write `src/greet.py`
- [ ] Write `tests/test_greet.py`
- [x] Choose a name

## Phase 2: Command

- [ ] Write `src/command.py`
"""


class Answer(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Answer]


@pytest.fixture(autouse=True)
def own_environment(tmp_path, monkeypatch) -> None:
    for name in [name for name in os.environ if name.startswith(("GIT_", "AGENT_PLAN_", "LC_"))]:
        monkeypatch.delenv(name)
    for name in (*AGENT_SIGNS, "CLAUDE_PROJECT_DIR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LOGNAME", "gary")
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text("[user]\nname = Gary\nemail = gary@example.org\n")


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A real repository with a plan that nobody has imported, and the working directory."""
    folder = tmp_path / "project"
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    (folder / "PLAN.md").write_text(PLAN)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def agent_plan(project, capsys) -> Command:
    """Run a command as `agent-plan` would, in this process."""

    def call(*arguments: str) -> Answer:
        capsys.readouterr()
        code = run(arguments)
        return Answer(code, *capsys.readouterr())

    return call


@pytest.fixture
def planned(agent_plan) -> Command:
    """The same, with the plan imported."""
    assert agent_plan("import", "PLAN.md").code == 0
    return agent_plan


@pytest.fixture
def store(project) -> Iterator[Engine]:
    """The store behind the commands, without a plan."""
    engine = open_engine(project / ".git" / "agent-plan" / "agent-plan.db")
    yield engine
    engine.close()


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "agent_plan_server", *arguments],
        capture_output=True,
        env=os.environ | environment,
        timeout=60,
        check=False,
    )


@pytest.fixture(name="start")
def start_process(project) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    return start
