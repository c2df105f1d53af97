"""Which files change: with the commit that is being made, in commits that are there, and in a working tree."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agent_plan_server.errors import NotFound, StorageUnavailable
from agent_plan_server.git.command import ask_git, ask_line, list_names, run_git
from agent_plan_server.git.filters import switch_filters_off
from agent_plan_server.git.operation import Operation
from agent_plan_server.git.repository import Repository, files_at, find_commit, head_commit, tracked_files

MOST_COMMITS = 2_000
# Plumbing only: `log` runs the program that is configured to check signatures. A renamed file is its two names.
_NAMES = ("-r", "-z", "--name-only", "--no-renames", "--ignore-submodules=none")
# Not `diff`, which writes to the index even when it is told to take no lock.
_UNCOMMITTED = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=dirty")
# No name of a file holds two slashes in a row.
_HEADER = "//"


class Commit(NamedTuple):
    """`at` is in seconds since 1970; of a merge, `files` are those that differ from all its parents."""

    at: int
    files: tuple[str, ...]


def staged_files(repository: Repository, operation: Operation) -> tuple[str, ...]:
    """What a commit made now would change.

    What comes with a merge, a pick or a rebase as it is, is not among it. Git's own variables name the index: that of
    `git commit FILE` is a temporary one.
    """
    head = head_commit(repository)
    if head is None:
        return tracked_files(repository)
    staged = _compare_index(repository, head)
    for parent in operation.parents if staged else ():
        others = set(_compare_index(repository, parent))
        staged = [name for name in staged if name in others]
    if staged and operation.rebased:
        moved = set(_list_files(repository, operation.rebased))
        staged = [name for name in staged if name not in moved]
    return tuple(staged)


def list_commits(
    repository: Repository,
    tip: str,
    without: Iterable[str] = (),
    *,
    remote: str | None = None,
    after: int | None = None,
) -> list[Commit]:
    """The commits up to one, newest first, without those that others lead to; MOST_COMMITS at most.

    `without` are full hashes or names of refs, those that are not there left aside; `remote` leaves out what is known
    to be in a remote repository, and `after` what was committed before a moment (seconds since 1970). Raises
    StorageUnavailable when git cannot list them.
    """
    seen = ("--not", f"--remotes={remote}", "--not") if remote else ()
    since = (f"--max-age={after}",) if after is not None else ()
    named = (tip, *(f"^{name}" for name in without))
    limits = (f"--max-count={MOST_COMMITS}", "--ignore-missing", *since, *seen)
    hashes = ask_git(repository.root, "rev-list", *limits, "--end-of-options", *named, "--")
    if hashes is None:
        raise StorageUnavailable("git cannot list the commits.", "Run `git log` there to see the reason.")
    return list(_read_commits(repository, hashes)) if hashes else []


def changed_files(repository: Repository, since: str, without: Iterable[str] = ()) -> tuple[str, ...]:
    """Files committed since, changed in the working tree or not yet tracked, sorted; NotFound without such a commit.

    Commits that `without` (full hashes or names of refs) lead to do not count.
    """
    base = find_commit(repository, since)
    if base is None:
        raise NotFound(f"The commit {since[:80]!r} is not in this repository.", "Fetch it, or name another commit.")
    commits = list_commits(repository, head_commit(repository) or base, (base, *without))
    names = {name for commit in commits for name in commit.files} | set(_list_uncommitted(repository))
    # A name that ends in a slash is a repository of its own, such as a worktree that somebody keeps in here.
    return tuple(sorted(name for name in names if not name.endswith("/")))


def _compare_index(repository: Repository, commit: str) -> list[str]:
    names = (name for name in _NAMES if name != "-r")
    return list_names(repository.root, "diff-index", "--cached", *names, "--end-of-options", commit, "--")


def _list_files(repository: Repository, commit: str) -> Iterator[str]:
    return (name for one in _read_commits(repository, commit + "\n") for name in one.files)


def _read_commits(repository: Repository, hashes: str) -> Iterator[Commit]:
    form = ("-c", "--root", f"--format={_HEADER}%ct", *_NAMES)
    answer = run_git(repository.root, "diff-tree", "--stdin", *form, text=hashes)
    if answer is None or answer.code != 0:
        raise StorageUnavailable("git cannot compare the commits.", "Run `git fsck` there to see the reason.")
    for part in ("\0" + answer.text).split("\0" + _HEADER)[1:]:
        at, _, names = part.partition("\0")
        # Between the header and the names stands a line break, or with merges nothing.
        names = names.removeprefix("\n")
        yield Commit(int(at), tuple(name for name in names.split("\0") if name))


def _list_uncommitted(repository: Repository) -> list[str]:
    if ask_line(repository.root, "rev-parse", "--is-bare-repository") == "true":
        return []
    settings = switch_filters_off(repository)
    entries = list_names(repository.root, files_at(repository), *_UNCOMMITTED, settings=settings)
    # Each entry is two letters of state, a space and the name.
    return [entry[3:] for entry in entries]
