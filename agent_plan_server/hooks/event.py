"""An event of a coding agent's client, from the JSON that it gives to a hook."""

import json
import os
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from agent_plan_server.errors import InvalidRequest


class Kind(StrEnum):
    SESSION_START = "session-start"
    PROMPT = "prompt"
    PRE_TOOL = "pre-tool"
    POST_TOOL = "post-tool"
    PRE_COMPACT = "pre-compact"
    STOP = "stop"
    SESSION_END = "session-end"


# As Claude Code and Codex call them.
_NAMES = {
    Kind.SESSION_START: "SessionStart",
    Kind.PROMPT: "UserPromptSubmit",
    Kind.PRE_TOOL: "PreToolUse",
    Kind.POST_TOOL: "PostToolUse",
    Kind.PRE_COMPACT: "PreCompact",
    Kind.STOP: "Stop",
    Kind.SESSION_END: "SessionEnd",
}
_KINDS = {
    **{kind.replace("-", ""): kind for kind in Kind},
    **{name.lower(): kind for kind, name in _NAMES.items()},
    # As Gemini CLI does.
    "beforeagent": Kind.PROMPT,
    "beforetool": Kind.PRE_TOOL,
    "aftertool": Kind.POST_TOOL,
    "precompress": Kind.PRE_COMPACT,
    "afteragent": Kind.STOP,
}


class Event(NamedTuple):
    """`name` is the client's own. `is_repeated`: the agent goes on only because a hook kept it from stopping before."""

    kind: Kind
    name: str
    session: str | None
    folder: str
    tool: str = ""
    input: Mapping[str, Any] = {}
    source: str = ""
    is_repeated: bool = False


def read_event(text: bytes, named: str | None) -> Event:
    """The event that a client describes, of the kind that is named or else as it says; raises InvalidRequest."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise InvalidRequest(
            "A hook reads the JSON of a client's event from its input, and this is none.",
            "See that a client starts it, as {init} sets it up.",
        )
    name = _text(told, "hook_event_name")
    kind = find_kind(named or name)
    tool_input = told.get("tool_input")
    return Event(
        kind=kind,
        name=name or _NAMES[kind],
        session=_text(told, "session_id") or None,
        folder=_text(told, "cwd") or os.getcwd(),
        tool=_text(told, "tool_name"),
        input=tool_input if isinstance(tool_input, dict) else {"input": tool_input},
        source=_text(told, "source"),
        is_repeated=told.get("stop_hook_active") is True,
    )


def find_kind(name: str) -> Kind:
    """In kebab case or as the client writes it; raises InvalidRequest."""
    kind = _KINDS.get(re.sub("[^a-z]", "", name.lower()))
    if kind is None:
        raise InvalidRequest(f"There is no hook for the event {name[:60]!r}.", f"Known are: {', '.join(Kind)}.")
    return kind


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""
