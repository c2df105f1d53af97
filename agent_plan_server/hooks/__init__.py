"""Front door 4: hooks of the editors and command lines that agents work in; each must answer in milliseconds.

Only what judging a path needs is imported here: no pydantic, no click, no SDK (a test holds this). Whatever goes wrong
on our side forbids nothing and is said aloud.
"""

import json
import os
import sys
import time
from _thread import start_new_thread
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

from agent_plan_server.errors import PlanServerError
from agent_plan_server.hooks.answer import Answer, fail_open
from agent_plan_server.hooks.event import Kind, find_kind, read_event
from agent_plan_server.settings import load_settings

_LIMIT_SECONDS = 5
# "module:name" in this folder, imported when the event comes.
_HANDLERS = {
    Kind.SESSION_START: "sessions:start_session",
    Kind.PROMPT: "sessions:greet_prompt",
    Kind.PRE_TOOL: "guard:guard_tool",
    Kind.POST_TOOL: "sessions:note_edit",
    Kind.PRE_COMPACT: "sessions:prepare_compaction",
    Kind.STOP: "sessions:stop_session",
    Kind.SESSION_END: "sessions:end_session",
}
# What git calls a hook by; it is followed by what git tells it.
_GIT_HOOKS = {"pre-commit": "commits:guard_commit", "pre-push": "pushes:guard_push"}


def main(arguments: Sequence[str]) -> NoReturn:
    """Answer as the process that a client started, within seconds, and leave."""
    start_new_thread(_give_up, (arguments,))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = run(arguments)
    except OSError:  # the client does not listen any more
        code = 0
    _leave(code)


def run(arguments: Sequence[str], store: str | None = None, project: str | None = None) -> int:
    """Answer the event on the standard input, of the kind that is named or as it says itself; the exit code."""
    try:
        answer = _answer(arguments, store, project)
    except PlanServerError as problem:
        answer = fail_open(f"{problem.message} {problem.next_step}")
    except Exception as problem:  # noqa: BLE001 - the front door
        answer = fail_open(f"This is a bug in agent-plan: {type(problem).__name__}.")
    return _say(answer, arguments)


def _answer(arguments: Sequence[str], store: str | None, project: str | None) -> Answer:
    named = arguments[0] if arguments else ""
    if named in _GIT_HOOKS:
        # Git starts a hook in the working tree that it is about, whatever project the environment names.
        return _handle(_GIT_HOOKS[named], load_settings(store, os.getcwd()), arguments[1:])
    if named:
        find_kind(named)
    event = read_event(sys.stdin.buffer.read(), named)
    is_told = any(os.environ.get(name) for name in ("AGENT_PLAN_PROJECT", "CLAUDE_PROJECT_DIR"))
    settings = load_settings(store, project or (None if is_told else event.folder))
    return _handle(_HANDLERS[event.kind], event, settings)


def _handle(handler: str, *told: object) -> Answer:
    module, name = handler.split(":")
    answer = getattr(import_module(f"{__name__}.{module}"), name)(*told)
    assert isinstance(answer, Answer)
    return answer


def _say(answer: Answer, arguments: Sequence[str]) -> int:
    # Git shows a person all that its hooks say.
    if answer.record is not None and not _GIT_HOOKS.keys() & set(arguments[:1]):
        print(json.dumps(answer.record))
    if answer.text:
        print(answer.text)
    if answer.complaint:
        print(answer.complaint, file=sys.stderr)
    return answer.code


def _give_up(arguments: Sequence[str]) -> None:
    time.sleep(_LIMIT_SECONDS)
    _leave(_say(fail_open(f"It took longer than {_LIMIT_SECONDS} seconds."), arguments))


def _leave(code: int) -> NoReturn:
    """At once: a thread that still waits for the store must not keep an editor waiting."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            continue
    os._exit(code)
