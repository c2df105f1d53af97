"""What git is in the middle of in a worktree: a merge, a pick, a rebase."""

from pathlib import Path
from typing import NamedTuple

from agent_plan_server.git.head import HEADS
from agent_plan_server.git.repository import Repository, current_branch, find_git_dir

_REBASES = ("rebase-merge", "rebase-apply")
_STATE_BYTES = 1 << 16


class Operation(NamedTuple):
    """Names of commits: what is being merged or picked, and what a rebase is putting in its new place.

    `branch` is the one that is worked on, also while a rebase has HEAD detached.
    """

    branch: str | None
    parents: tuple[str, ...] = ()
    rebased: str | None = None


def find_operation(repository: Repository) -> Operation:
    """Reads what git itself keeps for it."""
    branch, git_dir = current_branch(repository), find_git_dir(repository)
    if git_dir is None:
        return Operation(branch)
    merged, picked = _read_lines(git_dir / "MERGE_HEAD"), _read_lines(git_dir / "CHERRY_PICK_HEAD")
    rebase = next((git_dir / name for name in _REBASES if (git_dir / name).is_dir()), None)
    if rebase is None:
        return Operation(branch, (*merged, *picked[:1]))
    (name,) = _read_lines(rebase / "head-name")[:1] or ("",)
    (rebased,) = _read_lines(git_dir / "REBASE_HEAD")[:1] or (None,)
    own = name.removeprefix(HEADS) if name.startswith(HEADS) else None
    return Operation(branch or own, (*merged, *picked[:1]), rebased)


def _read_lines(file: Path) -> list[str]:
    try:
        with file.open("rb") as stream:
            return stream.read(_STATE_BYTES).decode(errors="replace").split()
    except OSError:
        return []
