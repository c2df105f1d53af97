"""Lefthook writes its hooks anew whenever it is installed, and reads what to run from files of the repository."""

import re
import shlex
from pathlib import Path

from agent_plan_server.git import hook_blocks

LOCAL = "lefthook-local.yml"
_CONFIGS = re.compile(r"\.?lefthook\.(?:ya?ml|toml|json)")
_LOCALS = re.compile(r"\.?lefthook-local\.(?:ya?ml|toml|json)")
# A hook that the file sets up already, or a document that nothing can be added to below.
_CLOSED = re.compile(rb"""^(?:["']?pre-(?:commit|push)["']?[ \t]*:|[{\[]|\.\.\.)""", re.MULTILINE)
_PRE_PUSH = "\n      use_stdin: true"


def is_used(root: Path) -> bool:
    return any(_CONFIGS.fullmatch(path.name) for path in root.glob("*lefthook.*"))


def is_hook(text: bytes) -> bool:
    """Whether a hook is one that lefthook writes."""
    return b"call_lefthook" in text


def add_lines(root: Path, command: str) -> bytes | None:
    """The local file with both hooks in it; None where somebody has to do it by hand."""
    files = [path for path in root.glob("*lefthook-local.*") if _LOCALS.fullmatch(path.name)]
    if any(path.name != LOCAL or path.is_symlink() for path in files):
        return None
    if not files:
        return hook_blocks.mark(snippet(command), hook_blocks.FILE)
    text = files[0].read_bytes()
    if _CLOSED.search(hook_blocks.take_out(text)):
        return None
    return hook_blocks.put_last(
        text, hook_blocks.mark(snippet(command), hook_blocks.read_mark(text) or hook_blocks.LINES)
    )


def snippet(command: str) -> str:
    """What to add to a file of lefthook's in YAML."""
    return "\n".join(
        f"{hook}:\n  commands:\n    agent-plan:{_PRE_PUSH if hook == 'pre-push' else ''}\n"
        f"      run: |\n        {shlex.quote(command)} hook {hook} || [ $? -ne {hook_blocks.REFUSED} ] || exit 1"
        for hook in ("pre-commit", "pre-push")
    )
