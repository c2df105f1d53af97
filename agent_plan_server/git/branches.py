"""Branches and where they stand, asked of git itself; and the one that a repository's work comes together on."""

from collections.abc import Collection, Iterable

from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.git.command import ask_git, ask_line, run_git
from agent_plan_server.git.repository import Repository

_HEADS = "refs/heads/"
_LONGEST_WALK = 10_000
_USUAL = ("main", "master", "trunk")


def list_branches(repository: Repository, *prefixes: str, beyond: str | None = None) -> dict[str, str]:
    """The commit (full hash) of every branch below the prefixes, as "plan/", by name without refs/heads/, sorted.

    With `beyond` (a full hash) only branches with commits that are not in that one. Raises StorageUnavailable when git
    cannot say.
    """
    options = ["--format=%(objectname) %(refname)", *([f"--no-merged={beyond}"] if beyond else [])]
    wanted = [f"{_HEADS}{prefix}" for prefix in prefixes] or [_HEADS]
    answer = ask_git(repository.root, "for-each-ref", *options, "--", *wanted)
    if answer is None:
        raise StorageUnavailable("git cannot list the branches of this repository.", "Run `git branch` to see why.")
    pairs = (line.split(" ", 1) for line in answer.splitlines())
    return {name.removeprefix(_HEADS): commit for commit, name in pairs}


def branch_commit(repository: Repository, name: str) -> str | None:
    """The commit (full hash) at the end of a branch; None when there is no such branch."""
    wanted = f"{_HEADS}{name}^{{commit}}"
    return ask_line(repository.root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)


def is_branch_name(repository: Repository, name: str) -> bool:
    """Whether git would take it as the name of a branch."""
    return ask_git(repository.root, "check-ref-format", f"{_HEADS}{name}") is not None


def is_ancestor(repository: Repository, old: str, new: str) -> bool:
    """Whether the commit `new` has everything of the commit `old` (full hashes)."""
    return ask_git(repository.root, "merge-base", "--is-ancestor", old, new) is not None


def merge_base(repository: Repository, ours: str, theirs: str) -> str | None:
    """Where two commits (full hashes) parted; None without a history in common."""
    return ask_line(repository.root, "merge-base", ours, theirs)


def is_symbolic(repository: Repository, name: str) -> bool:
    """Whether the branch is another name for some other ref."""
    return ask_line(repository.root, "symbolic-ref", "--quiet", f"{_HEADS}{name}") is not None


def move_branch(repository: Repository, name: str, new: str, old: str | None, why: str) -> bool:
    """Let a branch end at `new`; False when it did not end at `old` (None: when it was there already).

    Full hashes. No working tree and no hook has any part in it. Raises StorageUnavailable when git cannot write it.
    """
    expected = old or "0" * len(new)
    answer = run_git(repository.root, "update-ref", "--no-deref", "-m", why, "--", f"{_HEADS}{name}", new, expected)
    if answer and answer.code == 0:
        return True
    if branch_commit(repository, name) != old:
        return False
    said = answer.complaint[:300] if answer else "git cannot be started"
    raise StorageUnavailable(f"The branch {name!r} cannot be moved: {said}", "Mend that, then try again.")


def list_contained(repository: Repository, tips: Iterable[str], base: str) -> dict[str, frozenset[str]]:
    """For each commit those of the others that it was built on; none for what is in `base` already (full hashes).

    Commits that are not there any more count for nothing. Raises StorageUnavailable when git cannot tell.
    """
    wanted = frozenset(tips)
    answer = run_git(
        repository.root,
        *("rev-list", "--topo-order", "--reverse", "--parents", "--ignore-missing", "--stdin"),
        text="".join(f"{tip}\n" for tip in (*wanted, f"^{base}")),
    )
    if answer is None or answer.code:
        raise StorageUnavailable("git cannot list the commits of the branches.", "Run `git fsck` to see the reason.")
    built_on: dict[str, frozenset[str]] = {}
    for line in answer.text.splitlines():
        commit, *parents = line.split()
        built_on[commit] = frozenset({commit} & wanted).union(*(built_on.get(parent, ()) for parent in parents))
    return {tip: built_on.get(tip, frozenset()) - {tip} for tip in wanted}


def first_with(repository: Repository, commit: str, branch: str) -> str:
    """Of a commit `branch` and its first parents, the first that has `commit`, which is in it (full hashes)."""
    way = ("--first-parent", "--ancestry-path", "--parents", f"{commit}..{branch}")
    lines = (ask_git(repository.root, "rev-list", *way) or "").splitlines()
    if not lines:
        return branch
    first, parent, *_ = lines[-1].split()
    return commit if parent == commit else first


def find_contained(repository: Repository, commits: Collection[str], beyond: str | None) -> set[tuple[str, str]]:
    """Pairs of commits (full hashes) of which the first is part of the second, as far as a short walk shows.

    The walk does not enter the history of `beyond`, which may be one of them.
    """
    excluded = [f"^{beyond}"] if beyond else []
    # Children come before their parents.
    walk = ("rev-list", "--topo-order", "--parents", "--ignore-missing", f"--max-count={_LONGEST_WALK}")
    answer = ask_git(repository.root, *walk, *commits, *excluded, "--") or ""
    holders = {commit: {commit} for commit in commits}
    for line in answer.splitlines():
        commit, *parents = line.split()
        for parent in parents:
            holders.setdefault(parent, set()).update(holders.get(commit, ()))
    return {(commit, holder) for commit in commits for holder in holders[commit] if holder != commit}


def main_branch(repository: Repository) -> str | None:
    """The branch that the repository calls its own: origin's, else a usual name, else what the first worktree has."""
    origin = ask_line(repository.root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD") or ""
    own = ask_line(repository.common_dir, "symbolic-ref", "--quiet", "--short", "HEAD")
    for name in (origin.removeprefix("origin/"), *_USUAL, own):
        if name and branch_commit(repository, name):
            return name
    return None
