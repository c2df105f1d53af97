"""Branches and where they stand, asked of git itself; and the one that a repository's work comes together on."""

from collections.abc import Iterable

from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.git.command import ask_git, ask_line, run_git
from agent_plan_server.git.head import HEADS
from agent_plan_server.git.repository import Repository

_USUAL = ("main", "master", "trunk")


def list_branches(repository: Repository, *prefixes: str, beyond: str | None = None) -> dict[str, str]:
    """The commit (full hash) of every branch below the prefixes, as "plan/", by name without refs/heads/, sorted.

    With `beyond` (a full hash) only branches with commits that are not in that one. Raises StorageUnavailable when git
    cannot say.
    """
    options = ["--format=%(objectname) %(refname)", *([f"--no-merged={beyond}"] if beyond else [])]
    wanted = [f"{HEADS}{prefix}" for prefix in prefixes] or [HEADS]
    answer = ask_git(repository.root, "for-each-ref", *options, "--", *wanted)
    if answer is None:
        raise StorageUnavailable("git cannot list the branches of this repository.", "Run `git branch` to see why.")
    pairs = (line.split(" ", 1) for line in answer.splitlines())
    return {name.removeprefix(HEADS): commit for commit, name in pairs}


def branch_commit(repository: Repository, name: str) -> str | None:
    """The commit (full hash) at the end of a branch; None when there is no such branch."""
    wanted = f"{HEADS}{name}^{{commit}}"
    return ask_line(repository.root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)


def is_branch_name(repository: Repository, name: str) -> bool:
    """Whether git would take it as the name of a branch."""
    return ask_git(repository.root, "check-ref-format", f"{HEADS}{name}") is not None


def is_ancestor(repository: Repository, old: str, new: str) -> bool:
    """Whether the commit `new` has everything of the commit `old` (full hashes)."""
    return ask_git(repository.root, "merge-base", "--is-ancestor", old, new) is not None


def merge_base(repository: Repository, ours: str, theirs: str) -> str | None:
    """Where two commits (full hashes) parted; None without a history in common."""
    return ask_line(repository.root, "merge-base", ours, theirs)


def is_symbolic(repository: Repository, name: str) -> bool:
    """Whether the branch is another name for some other ref."""
    return ask_line(repository.root, "symbolic-ref", "--quiet", f"{HEADS}{name}") is not None


def move_branch(repository: Repository, name: str, new: str, old: str | None, why: str) -> bool:
    """Let a branch end at `new`; False when it did not end at `old` (None: when it was there already).

    Full hashes. No working tree and no hook has any part in it. Raises StorageUnavailable when git cannot write it.
    """
    expected = old or "0" * len(new)
    answer = run_git(repository.root, "update-ref", "--no-deref", "-m", why, "--", f"{HEADS}{name}", new, expected)
    if answer and answer.code == 0:
        return True
    if branch_commit(repository, name) != old:
        return False
    said = answer.complaint[:300] if answer else "git cannot be started"
    raise StorageUnavailable(f"The branch {name!r} cannot be moved: {said}", "Mend that, then try again.")


def list_contained(
    repository: Repository, tips: Iterable[str], beyond: str | None, *, most: int | None = None
) -> dict[str, frozenset[str]]:
    """For each commit those of the others that it was built on; `beyond` may be one of them (full hashes).

    The walk does not enter the history of `beyond`, and ends after so many commits. Commits that are not there count
    for nothing. Raises StorageUnavailable when git cannot tell.
    """
    wanted = frozenset(tips)
    limits = (f"--max-count={most}",) if most is not None else ()
    answer = run_git(
        repository.root,
        *("rev-list", "--topo-order", "--reverse", "--parents", "--ignore-missing", *limits, "--stdin"),
        text="".join(f"{name}\n" for name in (*wanted, *([f"^{beyond}"] if beyond else []))),
    )
    if answer is None or answer.code:
        raise StorageUnavailable("git cannot list the commits of the branches.", "Run `git fsck` to see the reason.")
    built_on = {beyond: wanted & {beyond}} if beyond else {}
    # Reversed, so that parents come before their children.
    for line in answer.text.splitlines():
        commit, *parents = line.split()
        built_on[commit] = (wanted & {commit}).union(*(built_on.get(parent, ()) for parent in parents))
    return {tip: built_on.get(tip, frozenset()) - {tip} for tip in wanted}


def first_with(repository: Repository, commit: str, branch: str) -> str:
    """Of a commit `branch` and its first parents, the first that has `commit`, which is in it (full hashes)."""
    way = ("--first-parent", "--ancestry-path", "--parents", f"{commit}..{branch}")
    lines = (ask_git(repository.root, "rev-list", *way) or "").splitlines()
    if not lines:
        return branch
    first, parent, *_ = lines[-1].split()
    return commit if parent == commit else first


def main_branch(repository: Repository) -> str | None:
    """The branch that the repository calls its own: origin's, else a usual name, else what the first worktree has."""
    origin = ask_line(repository.root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD") or ""
    own = ask_line(repository.common_dir, "symbolic-ref", "--quiet", "--short", "HEAD")
    for name in (origin.removeprefix("origin/"), *_USUAL, own):
        if name and branch_commit(repository, name):
            return name
    return None
