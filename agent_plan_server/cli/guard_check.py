"""The doctor's look at the guards: whether the clients of the repository start them, and whether they answer.

What stands in a file of the repository is read and never run: the hook that is asked is our own.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from agent_plan_server.cli.connections.clients import CLIENTS, Client, has_folder
from agent_plan_server.cli.connections.parts import Guards
from agent_plan_server.git.hook_files import list_hooks
from agent_plan_server.models.health import Finding, Grade
from agent_plan_server.rules.guarding import Mode
from agent_plan_server.settings import Settings

_SECONDS = 10
# What the hook ends with where somebody holds the path.
_REFUSED = 2


def check_guards(settings: Settings) -> tuple[Finding, ...]:
    """One finding for each client that is used here, one for the hook itself where any is, and one for git's hooks."""
    root = settings.repository.root if settings.repository else settings.project
    guarded = {name: client.guards for name, client in CLIENTS.items() if client.guards and _is_used(root, client)}
    findings = [_judge_client(root, name, guards) for name, guards in guarded.items()]
    is_needed = any(finding.grade is Grade.OK for finding in findings)
    own = [_judge_hook(settings, is_needed=is_needed)] if findings else []
    return (*findings, *own, *_judge_git(settings, is_needed=bool(findings)))


def _is_used(root: Path, client: Client) -> bool:
    places = {client.server.path, *([client.guards.path] if client.guards else [])}
    return any((root / place).exists() for place in places) or has_folder(root, client)


def _judge_client(root: Path, name: str, guards: Guards) -> Finding:
    title, path = CLIENTS[name].name, root / guards.path
    try:
        programs = guards.list_programs(path.read_text(encoding="utf-8") if path.exists() else "", "pre-tool")
    except (OSError, ValueError):
        return Finding(name=name, grade=Grade.WARN, text=f"{title}: {guards.path} cannot be read")
    if not programs:
        text = f"{title}: no guard in {guards.path}, so its edits are only checked when they are committed"
    elif lost := [program for program in programs if shutil.which(program) is None]:
        text = f"{title}: {guards.path} starts {lost[0]!r}, which is not there"
    else:
        return Finding(name=name, grade=Grade.OK, text=f"{title}: guarded by {guards.path}")
    return Finding(name=name, grade=Grade.WARN, text=text, fix=f"agent-plan connect {name}")


def _judge_git(settings: Settings, *, is_needed: bool) -> Iterator[Finding]:
    states = list_hooks(settings.repository) if settings.repository else []
    missing = [state for state in states if not state.is_in]
    if states and not missing:
        yield Finding(name="git", grade=Grade.OK, text="git: commits and pushes are checked")
    elif missing and (is_needed or len(missing) < len(states)):
        text = f"git: no guard in {' and '.join(str(state.path) for state in missing)}"
        yield Finding(name="git", grade=Grade.WARN, text=text, fix="agent-plan connect git")


def _judge_hook(settings: Settings, *, is_needed: bool) -> Finding:
    if settings.guard is Mode.OFF:
        return Finding(name="hook", grade=Grade.WARN, text="AGENT_PLAN_GUARD has switched the guards off")
    began = perf_counter()
    complaint = _ask_hook(settings)
    taken = round((perf_counter() - began) * 1000)
    if complaint is None:
        return Finding(name="hook", grade=Grade.OK, text=f"a made-up edit was judged in {taken} ms")
    return Finding(name="hook", grade=Grade.BAD if is_needed else Grade.WARN, text=f"no judgement: {complaint}")


def _ask_hook(settings: Settings) -> str | None:
    """What the hook says when it cannot judge an edit; None when it can."""
    path = settings.project / "made-up-by-the-doctor"
    event = {
        "hook_event_name": "PreToolUse",
        "session_id": "doctor",
        "cwd": str(settings.project),
        "tool_name": "Write",
        "tool_input": {"file_path": str(path)},
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "agent_plan_server", "hook", "pre-tool"],
            input=json.dumps(event),
            env={**os.environ, "AGENT_PLAN_STORE": str(settings.store), "AGENT_PLAN_PROJECT": str(settings.project)},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return f"it gave no answer within {_SECONDS} seconds"
    is_judged = (done.returncode == 0 and not done.stderr.strip()) or done.returncode == _REFUSED
    return None if is_judged else " ".join(done.stderr.split())[:300] or f"it ended with {done.returncode}"
