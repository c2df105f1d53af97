"""Our lines in a hook: marked, so that they are found again and taken out to the byte."""

import re
import shlex

# What disconnecting has to undo besides the lines.
LINES, FILE, FOLDER = b"these lines", b"this file", b"this file and its folder"
_LAST = "# <<< agent-plan"
_BLOCK = re.compile(
    rb"^# >>> agent-plan: (?P<what>[^;\n]*);[^\n]*\n(?s:.*?)^# <<< agent-plan(?:\n|\Z)",
    re.MULTILINE,
)
_SHELLS = re.compile(rb"#![ \t]*(?:\S*/env[ \t]+(?:-S[ \t]*)?)?(?:\S*/)?(?:sh|bash|dash|ksh|zsh)(?:[ \t\r\n]|\Z)")
SHEBANG = b"#!/bin/sh\n"
# What our command ends with to refuse. Not 1: so ends a Python that cannot import what it should run.
REFUSED = 4


def write_lines(
    hook: str, command: str, what: bytes = LINES, *, aside: str | None = None, shared: bool = False
) -> bytes:
    """The lines for a shell script; only one exit code refuses, so that a command that is gone or broken stops nobody.

    `aside` is the file beside it that is called after. What is `shared` with people who may not have the command
    passes in silence where it is missing.
    """
    call = f'{shlex.quote(command)} hook {hook} "$@" || [ $? -ne {REFUSED} ] || exit 1'
    if hook == "pre-push":
        call = _keep_input(call)
    if shared:
        call = f"if command -v {shlex.quote(command)} >/dev/null 2>&1; then\n{call}\nfi"
    return mark(f"{call}\n{call_aside(aside)}" if aside else call, what)


def call_aside(aside: str) -> str:
    """The line that calls the hook that was there before, where git would have."""
    file = f'"$(dirname "$0")"/{shlex.quote(aside)}'
    return f'if [ -f {file} ] && [ -x {file} ]; then {file} "$@" || exit $?; fi'


def mark(text: str, what: bytes = LINES) -> bytes:
    """The text between our marks, which are comments of shell and YAML alike."""
    first = f"# >>> agent-plan: {what.decode()}; `agent-plan disconnect git` takes it out again"
    return f"{first}\n{text}\n{_LAST}\n".encode()


def is_shell_script(text: bytes) -> bool:
    """Without a first line that says otherwise, git has the shell run it."""
    return b"\0" not in text and (not text.startswith(b"#!") or _SHELLS.match(text) is not None)


def has_lines(text: bytes) -> bool:
    return _BLOCK.search(text) is not None


def read_mark(text: bytes) -> bytes | None:
    """What the lines say has to be undone; None where they are not."""
    found = _BLOCK.search(text)
    return found["what"] if found else None


def put_first(text: bytes, lines: bytes) -> bytes:
    """The script with the lines before all that it does; older lines of ours are replaced."""
    text = take_out(text)
    shebang = text[: text.find(b"\n") + 1 or len(text)] if text.startswith(b"#!") else b""
    return _join(shebang, lines, text[len(shebang) :])


def put_last(text: bytes, lines: bytes) -> bytes:
    return _join(take_out(text), lines, b"")


def take_out(text: bytes, instead: bytes = b"") -> bytes:
    """The text as it is without our lines, or with something in their place."""
    while found := _BLOCK.search(text):
        before = text[: found.start()]
        # Where the lines end without a line break, the one before them is ours.
        before = before if found[0].endswith(b"\n") else before.removesuffix(b"\n")
        text, instead = before + instead + text[found.end() :], b""
    return text


def _join(before: bytes, lines: bytes, after: bytes) -> bytes:
    if before and not before.endswith(b"\n"):
        return before + b"\n" + lines.removesuffix(b"\n")
    return before + lines + after


def _keep_input(call: str) -> str:
    """What git says about the push is read here, and said once more to whatever stands below."""
    return f"""agent_plan_refs=$(cat)
if [ -n "$agent_plan_refs" ]; then
printf '%s\\n' "$agent_plan_refs" | {call}
exec <<AGENT_PLAN_REFS
$agent_plan_refs
AGENT_PLAN_REFS
fi"""
