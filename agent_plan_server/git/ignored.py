"""What git is told to ignore."""

from collections.abc import Iterable
from pathlib import Path

from agent_plan_server.git.command import run_git

_TIMEOUT_S = 3.0


def ignored_files(root: Path, names: Iterable[str]) -> frozenset[str]:
    """Those of the names, relative to the root of a working tree, that git ignores and does not track."""
    answer = run_git(root, "check-ignore", "-z", "--stdin", text="\0".join(names), timeout_s=_TIMEOUT_S)
    return frozenset(answer.text.split("\0")) - {""} if answer and answer.code == 0 else frozenset()
