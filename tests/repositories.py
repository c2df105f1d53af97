"""A real repository for tests, and short forms of what people and agents do in it."""

import subprocess
from pathlib import Path

from claiming import claim

from agent_plan_server.git.repository import Repository, find_repository
from agent_plan_server.models.worktree import WorktreeReply
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.worktrees import add_worktree
from agent_plan_server.storage import Engine


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def make_repository(folder: Path, **files: str) -> Repository:
    """With one commit on `main`, which no worktree has checked out afterwards."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    for key, value in (("user.name", "Gary"), ("user.email", "gary@example.org")):
        git(folder, "config", key, value)
    commit(folder, "Begin.", **files)
    git(folder, "switch", "-q", "--detach")
    return open_repository(folder)


def open_repository(folder: Path) -> Repository:
    found = find_repository(folder)
    assert found is not None
    return found


def commit(folder: Path, message: str, **files: str) -> str:
    """Write files ("__" in a name without "/" is one) and commit them; the full hash."""
    for name, text in files.items():
        target = folder / (name if "/" in name else name.replace("__", "/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def add(engine: Engine, repository: Repository, key: str, place: Path | None = None) -> WorktreeReply:
    """A worktree for whoever holds a task."""
    return add_worktree(engine, repository, key, repository.common_dir / "worktree.lock", place)


def begin(engine: Engine, repository: Repository, agent: str, key: str) -> WorktreeReply:
    """Claim a task and add its worktree."""
    claim(engine, agent, key)
    return add(engine, repository, key)


def finish_with(engine: Engine, repository: Repository, agent: str, key: str, **files: str) -> str:
    """Claim a task, commit work on its branch and complete it; the commit."""
    place = Path(begin(engine, repository, agent, key).path)
    done = commit(place, f"Do {key}.", **files)
    complete_task(engine, claim(engine, agent, key).handle, "done")
    return done
