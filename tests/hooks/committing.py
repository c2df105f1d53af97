"""Commits and pushes as people and agents make them, through hooks that are installed."""

import os
import subprocess
import sys
from pathlib import Path

from hooks.clients import Answer

from agent_plan_server.git.hook_files import plan_hooks, write_changes
from agent_plan_server.git.repository import find_repository

COMMAND = Path(sys.executable).with_name("agent-plan")


def install_hooks(folder: Path) -> None:
    repository = find_repository(folder)
    assert repository is not None
    write_changes(plan_hooks(repository, str(COMMAND)))


def call_git(folder: Path, *arguments: str, agent: str | None = None, **environment: str) -> Answer:
    """Run git, as an agent that says who it is or as somebody that nobody knows."""
    named = {"AGENT_PLAN_AGENT": agent} if agent else {}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **named, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def write(folder: Path, *names: str) -> None:
    """Change files, and stage the change."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with (folder / name).open("a") as stream:
            stream.write("new\n")
    subprocess.run(["git", "add", "--", *names], cwd=folder, check=True)


def commit(folder: Path, *names: str, agent: str | None = None, **environment: str) -> Answer:
    write(folder, *names)
    return call_git(folder, "commit", "-q", "-m", "Go on.", agent=agent, **environment)
