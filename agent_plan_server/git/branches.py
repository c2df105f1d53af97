"""Branches and where they stand, asked of git itself; and the one that a repository's work comes together on."""

from pathlib import Path

from agent_plan_server.git.command import ask_git, ask_line
from agent_plan_server.git.repository import Repository

_HEADS = "refs/heads/"
_USUAL = ("main", "master", "trunk")


def list_branches(repository: Repository, *prefixes: str) -> dict[str, str]:
    """The commit (full hash) of every branch below the prefixes, as "plan/", by name without refs/heads/, sorted."""
    wanted = [f"{_HEADS}{prefix}" for prefix in prefixes] or [_HEADS]
    answer = ask_git(repository.root, "for-each-ref", "--format=%(objectname) %(refname)", "--", *wanted) or ""
    pairs = (line.split(" ", 1) for line in answer.splitlines())
    return {name.removeprefix(_HEADS): commit for commit, name in pairs}


def branch_commit(repository: Repository, name: str) -> str | None:
    """The commit (full hash) at the end of a branch; None when there is no such branch."""
    wanted = f"{_HEADS}{name}^{{commit}}"
    return ask_line(repository.root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)


def worktree_of(repository: Repository, name: str) -> Path | None:
    """The folder of the worktree that has a branch checked out; None when none has."""
    path = ask_line(repository.root, "for-each-ref", "--format=%(worktreepath)", "--", f"{_HEADS}{name}")
    return Path(path) if path else None


def is_branch_name(repository: Repository, name: str) -> bool:
    """Whether git would take it as the name of a branch."""
    return ask_git(repository.root, "check-ref-format", f"{_HEADS}{name}") is not None


def is_ancestor(repository: Repository, old: str, new: str) -> bool:
    """Whether the commit `new` has everything of the commit `old` (full hashes)."""
    return ask_git(repository.root, "merge-base", "--is-ancestor", old, new) is not None


def main_branch(repository: Repository) -> str | None:
    """The branch that the repository calls its own: origin's, else a usual name, else what the first worktree has."""
    origin = ask_line(repository.root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD") or ""
    own = ask_line(repository.common_dir, "symbolic-ref", "--quiet", "--short", "HEAD")
    for name in (origin.removeprefix("origin/"), *_USUAL, own):
        if name and branch_commit(repository, name):
            return name
    return None
