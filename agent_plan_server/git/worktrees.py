"""The worktrees of a repository: listed, and added without running anything that the repository configures."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.errors import Refused, StorageUnavailable
from agent_plan_server.git.command import ask_git, list_names, run_git
from agent_plan_server.git.filters import list_filters, switch_filters_off
from agent_plan_server.git.head import HEADS
from agent_plan_server.git.repository import Repository

# Of a filter's name, what git takes in a pathspec.
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_ADD_TIMEOUT_S = 600
_TRIES, _PAUSE_S = 20, 0.05


class Worktree(NamedTuple):
    """`branch` is absent when HEAD is detached. Unfinished: adding it was interrupted; gone: its folder is missing."""

    path: Path
    branch: str | None
    is_bare: bool = False
    is_unfinished: bool = False
    is_gone: bool = False


def list_worktrees(repository: Repository) -> list[Worktree]:
    """The main one first. Raises StorageUnavailable when git cannot tell."""
    for _ in range(_TRIES):
        answer = ask_git(repository.root, "worktree", "list", "--porcelain", "-z")
        if answer is not None:
            return [_read(dict(_split(entry))) for entry in answer.split("\0\0") if entry.strip("\0")]
        # git gives up at a worktree that somebody is just adding.
        time.sleep(_PAUSE_S)
    raise StorageUnavailable("git cannot list the worktrees.", "Run `git worktree list` to see the reason.")


def find_worktree(repository: Repository, branch: str) -> Worktree | None:
    """The one that has a branch checked out."""
    return next((tree for tree in list_worktrees(repository) if tree.branch == branch), None)


def add_worktree(repository: Repository, place: Path, branch: str, start: str | None) -> None:
    """Make a worktree of a branch, which begins at the commit `start` (full hash); None when the branch is there.

    No hook and no filter runs, so filtered files are as git keeps them. Adding one while another is added may fail.
    Raises Refused when git will not.
    """
    what = ("--no-track", "-b", branch, "--", str(place), start) if start else ("--", str(place), branch)
    answer = run_git(
        repository.common_dir,
        *("worktree", "add", "--quiet", *what),
        settings=switch_filters_off(repository),
        # What the environment says of an index is about another worktree.
        places={"GIT_DIR": str(repository.common_dir)},
        timeout_s=_ADD_TIMEOUT_S,
    )
    if answer is None or answer.code:
        said = answer.complaint.splitlines()[-1:] if answer else ["git cannot be started"]
        raise Refused(
            f"git cannot add a worktree at {place}: {' '.join(said)[:300]}",
            "`agent-plan worktree list` shows those that are there.",
        )


def list_unfiltered(place: Path) -> list[str]:
    """The filters that files of a worktree ask for, by name: adding it ran none of them."""
    names = [name for name in list_filters(place) if _NAME.fullmatch(name)]
    return [name for name in names if list_names(place, "ls-files", "-z", "--", f":(top,attr:filter={name})")]


def _split(entry: str) -> Iterator[tuple[str, str]]:
    for line in entry.strip("\0").split("\0"):
        name, _, value = line.partition(" ")
        yield name, value


def _read(fields: dict[str, str]) -> Worktree:
    branch = fields.get("branch", "")
    return Worktree(
        path=Path(fields["worktree"]),
        branch=branch.removeprefix(HEADS) or None,
        is_bare="bare" in fields,
        is_unfinished=fields.get("locked") == "initializing",
        is_gone="prunable" in fields,
    )
