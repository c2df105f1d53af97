"""What a shell command line plainly writes; nothing of it is run, and no word of it is expanded.

It is read from left to right, command by command, with `cd` followed; the text of substitutions, of `bash -c` and of
`eval` is read after it. Whatever cannot be told is said to be unclear, never guessed.
"""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from agent_plan_server.hooks.reading import Reading
from agent_plan_server.hooks.shell.commands import WRITERS
from agent_plan_server.hooks.shell.git import read_git
from agent_plan_server.hooks.shell.words import Operator, Word, Words, split_words
from agent_plan_server.hooks.shell.writes import Call, Writes

_MOST_CHARACTERS = 100_000
_MOST_LINES = 50
_WRITING = (">", ">>", ">|", "<>", ">&", "&>", "&>>")
_READING = ("<", "<&", "<<<", "<<", "<<-")
_PIPES = ("|", "|&")
_KEYWORDS = ("if", "then", "elif", "else", "fi", "while", "until", "do", "done", "esac", "!", "{", "}", "time")
_HEADERS = ("for", "case", "select")
_ASSIGNMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\+?=")
# Commands that run another one: their options with a value, and how many operands come before it.
_WRAPPERS: dict[str, tuple[str, int]] = {
    "sudo": ("-u -g -p -h -C -D -r -t -T -U", 0),
    "doas": ("-u -C", 0),
    "env": ("-u -C --unset --chdir -S", 0),
    "nice": ("-n --adjustment", 0),
    "ionice": ("-c -n", 0),
    "timeout": ("-s -k --signal --kill-after", 1),
    "stdbuf": ("-i -o -e", 0),
    "nohup": ("", 0),
    "setsid": ("", 0),
    "command": ("", 0),
    "builtin": ("", 0),
    "exec": ("-a", 0),
    "time": ("-f -o", 0),
}
# Options of those that go to another folder first, or have the command in one word.
_MOVING = ("-C", "--chdir", "-D", "-S", "--split-string")


class _Command(NamedTuple):
    words: list[Word]
    targets: list[Word]
    bodies: list[str]
    after: str


def read_shell(text: str, folder: str) -> Reading:
    """What a command line writes that is run in a folder."""
    waiting: list[tuple[str, str | None]] = [(text, folder)]
    paths: list[str] = []
    made: list[str] = []
    is_unclear = False
    for _ in range(_MOST_LINES):
        if not waiting:
            break
        line, start = waiting.pop(0)
        if len(line) > _MOST_CHARACTERS:
            is_unclear = True
            continue
        writes, inner = _read_line(line, start)
        paths += writes.paths
        made += writes.made
        is_unclear |= writes.is_unclear
        waiting += [(text, writes.folder if writes.folder == start else None) for text in inner]
    return Reading(tuple(dict.fromkeys(paths)), tuple(dict.fromkeys(made)), is_unclear or bool(waiting))


def _read_line(text: str, folder: str | None) -> tuple[Writes, list[str]]:
    words = split_words(text)
    writes = Writes(folder)
    outside: list[str | None] = []
    is_behind_pipe = False
    for command in _split_commands(words):
        here = writes.folder
        _read_command(command, writes)
        if is_behind_pipe or command.after in (*_PIPES, "&"):
            writes.folder = here  # a process of its own
        is_behind_pipe = command.after in _PIPES
        if command.after == "(":
            outside.append(writes.folder)
        elif command.after == ")" and outside:
            writes.folder = outside.pop()
    writes.is_unclear |= not words.is_whole
    return writes, [*words.inner, *writes.inner]


def _split_commands(words: Words) -> Iterator[_Command]:
    bodies = iter(words.bodies)
    command = _Command([], [], [], "")
    redirection = ""
    for token in [*words.tokens, Operator("\n")]:
        if isinstance(token, Word):
            if redirection in _WRITING and not (redirection == ">&" and _is_stream(token)):
                command.targets.append(token)
            elif not redirection:
                command.words.append(token)
            redirection = ""
        elif token.text in ("<<", "<<-"):
            command.bodies.append(next(bodies, ""))
        elif token.text in (*_WRITING, *_READING):
            redirection = token.text
        else:
            yield command._replace(after=token.text)
            command = _Command([], [], [], "")
            redirection = ""


def _is_stream(word: Word) -> bool:
    return word.text.rstrip("-").isdigit() or word.text == "-"


def _read_command(command: _Command, writes: Writes) -> None:
    if not (command.words and command.words[0].text == "[["):  # where > compares
        writes.add(*command.targets)
    words = _strip_wrappers(command.words, writes)
    if not words or words[0].text in _HEADERS:
        return
    name = os.path.basename(words[0].text)
    call = Call(name, words[1:], command.bodies)
    if words[0].is_open:
        writes.give_up()
    elif name == "git":
        read_git(call, writes)
    elif writer := WRITERS.get(name):
        writer(call, writes)
    else:
        writes.give_up()


def _strip_wrappers(words: list[Word], writes: Writes) -> list[Word]:
    """The command without keywords, assignments, and other commands that run it."""
    rest = list(reversed(words))
    while rest:
        text = rest[-1].text
        if text in _KEYWORDS or _ASSIGNMENT.match(text):
            rest.pop()
        elif (wrapper := _WRAPPERS.get(os.path.basename(text))) and not rest[-1].is_open:
            rest.pop()
            _strip_options(rest, *wrapper, writes)
        else:
            break
    return rest[::-1]


def _strip_options(rest: list[Word], with_value: str, operands: int, writes: Writes) -> None:
    while rest and rest[-1].text.startswith("-"):
        option = rest.pop().text
        if option.startswith(_MOVING):
            writes.give_up()
        if option in with_value.split() and rest:
            rest.pop()
    del rest[len(rest) - min(operands, len(rest)) :]
