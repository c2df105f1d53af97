"""A repository with a plan, a second working tree, and hooks started as clients start them."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from drafts import import_tasks, task
from hooks.clients import ADA, BOB, Answer, Hook, git, start_hook

from agent_plan_server.models.claim import Caller, Claim
from agent_plan_server.services.claims import Wish, claim_task
from agent_plan_server.settings import AGENT_SIGNS
from agent_plan_server.storage import Engine, open_engine


@pytest.fixture(autouse=True)
def own_environment(tmp_path, monkeypatch) -> None:
    for name in [name for name in os.environ if name.startswith(("GIT_", "AGENT_PLAN_", "LC_"))]:
        monkeypatch.delenv(name)
    for name in (*AGENT_SIGNS, "CLAUDE_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text("[user]\nname = Gary\nemail = gary@example.org\n")


@pytest.fixture
def project(tmp_path) -> Path:
    """`src/a/x.py`, `src/b/y.py` and `README.md` are committed; `build/` is ignored."""
    folder = tmp_path / "project"
    for name in ("src/a/x.py", "src/b/y.py", "README.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("old\n")
    (folder / ".gitignore").write_text("build/\n")
    git(tmp_path, "init", "-q", "-b", "main", str(folder))
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    return folder


@pytest.fixture
def worktree(project, tmp_path) -> Path:
    """Another working tree of the repository."""
    git(project, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    return tmp_path / "side"


@pytest.fixture
def store(project) -> Iterator[Engine]:
    """The plan: three tasks, on `src/a`, `src/b` and on no files."""
    engine = open_engine(project / ".git" / "agent-plan" / "agent-plan.db")
    import_tasks(engine, task("1.1", "src/a/**"), task("1.2", "src/b/**"), task("1.3"))
    yield engine
    engine.close()


@pytest.fixture
def hold(store) -> Callable[..., Claim]:
    """Let an agent of a client's session claim a task."""

    def claim(agent: str, key: str, client_session: str | None = None) -> Claim:
        reply = claim_task(store, Wish(agent=agent, task=key), Caller(client_session=client_session))
        assert reply.claim is not None
        return reply.claim

    return claim


@pytest.fixture
def held(hold) -> dict[str, Claim]:
    """Ada holds 1.1 and Bob 1.2, each through a session of a client."""
    return {"ada": hold("ada", "1.1", ADA), "bob": hold("bob", "1.2", BOB)}


@pytest.fixture
def hook(project) -> Hook:
    """Start `agent-plan hook` with an event as Claude Code tells it."""

    def start(*words: str, environment: dict[str, str] | None = None, folder: Path = project, **told: Any) -> Answer:
        event = {
            "session_id": ADA,
            "transcript_path": "/nowhere/transcript.jsonl",
            "cwd": str(folder),
            "permission_mode": "default",
            **told,
        }
        return start_hook(*words, text=json.dumps(event), folder=folder, environment=environment)

    return start
