"""The doctor's look at the guards: whether the clients of the repository start them, and whether they answer.

What stands in a file of the repository is read and never run: the hook that is asked is our own.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from agent_plan_server.git.hook_files import list_hooks
from agent_plan_server.models.health import Finding, Grade
from agent_plan_server.rules.guarding import Mode
from agent_plan_server.settings import Settings

_SECONDS = 10
# What the hook ends with where somebody holds the path.
_REFUSED = 2
_OURS = re.compile(r"""^\s*("[^"]*agent-plan[^"]*"|\S*agent-plan\S*)\s+hook\s+pre-tool\b""")


class _Client(NamedTuple):
    """`signs` are what shows that the client is used here."""

    title: str
    settings: str
    event: str
    signs: tuple[str, ...]


_CLIENTS = {
    "claude": _Client("Claude Code", ".claude/settings.json", "PreToolUse", (".claude", ".mcp.json")),
    "codex": _Client("Codex", ".codex/hooks.json", "PreToolUse", (".codex",)),
    "gemini": _Client("Gemini CLI", ".gemini/settings.json", "BeforeTool", (".gemini",)),
}


def check_guards(settings: Settings) -> tuple[Finding, ...]:
    """One finding for each client that is used here, one for the hook itself where any is, and one for git's hooks."""
    root = settings.repository.root if settings.repository else settings.project
    used = [name for name, client in _CLIENTS.items() if any((root / sign).exists() for sign in client.signs)]
    findings = [_judge_client(root, name) for name in used]
    is_needed = any(finding.grade is Grade.OK for finding in findings)
    own = [_judge_hook(settings, is_needed=is_needed)] if findings else []
    return (*findings, *own, *_judge_git(settings, is_needed=bool(findings)))


def _judge_client(root: Path, name: str) -> Finding:
    client = _CLIENTS[name]
    try:
        programs = list(_list_programs(root / client.settings, client.event))
    except (OSError, ValueError):
        return Finding(name=name, grade=Grade.WARN, text=f"{client.title}: {client.settings} cannot be read")
    if not programs:
        text = f"{client.title}: no guard in {client.settings}, so its edits are only checked when they are committed"
    elif lost := [program for program in programs if shutil.which(program) is None]:
        text = f"{client.title}: {client.settings} starts {lost[0]!r}, which is not there"
    else:
        return Finding(name=name, grade=Grade.OK, text=f"{client.title}: guarded by {client.settings}")
    return Finding(name=name, grade=Grade.WARN, text=text, fix=f"agent-plan connect {name}")


def _judge_git(settings: Settings, *, is_needed: bool) -> Iterator[Finding]:
    states = list_hooks(settings.repository) if settings.repository else []
    missing = [state for state in states if not state.is_in]
    if states and not missing:
        yield Finding(name="git", grade=Grade.OK, text="git: commits and pushes are checked")
    elif missing and (is_needed or len(missing) < len(states)):
        text = f"git: no guard in {' and '.join(str(state.path) for state in missing)}"
        yield Finding(name="git", grade=Grade.WARN, text=text, fix="agent-plan connect git")


def _list_programs(path: Path, event: str) -> Iterator[str]:
    """What the client starts as our hook before a tool; raises OSError and ValueError for a file it cannot read."""
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    try:
        commands = [hook.get("command") for item in told.get("hooks", {}).get(event, ()) for hook in item["hooks"]]
    except (AttributeError, KeyError, TypeError) as problem:
        raise ValueError from problem
    for command in commands:
        if isinstance(command, str) and (match := _OURS.match(command)):
            yield match[1].strip('"')


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
