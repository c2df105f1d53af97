"""What a merge of two commits would be, found out without any working tree (`git merge-tree`, since git 2.38)."""

import math
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.git.command import ask_line
from agent_plan_server.git.repository import Repository, Signer
from agent_plan_server.git.shadow import PATIENCE_S, Shadow, open_shadow

MINIMUM_GIT = (2, 38)
_MERGE = ("merge-tree", "--write-tree", "--name-only", "-z", "--messages")
_UNRELATED = "refusing to merge unrelated histories"
_ERROR = re.compile(r"^error: ", re.MULTILINE)
_LONGEST_FILE = 1024 * 1024
_HUNK = re.compile(r"^<{7} .*?^>{7} [^\n]*$", re.MULTILINE | re.DOTALL)
_TREE = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})\0")


class MergeProbe(NamedTuple):
    """Textually clean, or the files that conflict and what git says of each. Clean text may still be wrong together."""

    tree: str
    is_clean: bool
    files: tuple[str, ...]
    messages: tuple[str, ...]


def require_merge_tree(repository: Repository) -> None:
    """Raises StorageUnavailable where git is missing, or older than merging without a working tree."""
    version = git_version(repository.root)
    if version is None or version < MINIMUM_GIT:
        found = "is not installed" if version is None else f"{'.'.join(map(str, version))} is too old"
        raise StorageUnavailable(f"git {found}.", "Install git 2.38 or later, which merges without a working tree.")


@lru_cache(maxsize=4)
def git_version(folder: Path) -> tuple[int, int] | None:
    """Major and minor; None without git."""
    found = re.search(r"(\d+)\.(\d+)", ask_line(folder, "version") or "")
    return (int(found[1]), int(found[2])) if found else None


def probe_merges(
    repository: Repository, pairs: Iterable[tuple[str, str]], seconds: float = math.inf
) -> dict[tuple[str, str], MergeProbe]:
    """What each pair of commits (full hashes) would be merged; nothing is written into the repository.

    Without those that git cannot merge, and those that there is no time for. Raises StorageUnavailable where git is
    missing or too old.
    """
    wanted = list(pairs)
    if not wanted:
        return {}
    require_merge_tree(repository)
    found: dict[tuple[str, str], MergeProbe] = {}
    until = time.monotonic() + seconds
    with open_shadow(repository, wanted[0][0]) as shadow:
        for ours, theirs in wanted:
            left = until - time.monotonic()
            if left <= 0:
                break
            with suppress(StorageUnavailable):
                found[ours, theirs] = probe_merge(shadow, ours, theirs, min(left, PATIENCE_S))
    return found


def probe_merge(shadow: Shadow, ours: str, theirs: str, timeout_s: float = PATIENCE_S) -> MergeProbe:
    """What two commits (full hashes) would be merged; its tree lives as long as what the shadow makes.

    Without a history in common they conflict in no file. Raises StorageUnavailable for commits that are not there.
    """
    answer = shadow.run(*_MERGE, ours, theirs, timeout_s=timeout_s)
    if answer.code > 1 and _UNRELATED in answer.complaint:
        return MergeProbe("", is_clean=False, files=(), messages=("They have no history in common.",))
    # A conflict exits 1, and so does a commit that is not there; and git before 2.45 takes a tree that it cannot read
    # for an empty one.
    if answer.code > 1 or not _TREE.match(answer.text) or _ERROR.search(answer.complaint):
        raise StorageUnavailable(
            f"git cannot merge {ours[:12]} and {theirs[:12]}: {answer.complaint[:200]}",
            "Run `git merge-tree --write-tree` with them to see the reason.",
        )
    head, _, told = answer.text.partition("\0\0")
    tree, *files = [part for part in head.split("\0") if part]
    return MergeProbe(tree, answer.code == 0, tuple(files), tuple(_messages(told)))


def commit_merge(shadow: Shadow, tree: str, parents: tuple[str, ...], message: str, by: Signer) -> str:
    """Write the commit of a merge, which no branch has yet; its full hash."""
    lineage = [word for parent in parents for word in ("-p", parent)]
    names = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", by.name), ("EMAIL", by.email))
    }
    answer = shadow.run("commit-tree", tree, *lineage, text=message, names=names)
    if answer.code:
        raise StorageUnavailable(f"git cannot commit: {answer.complaint[:200]}", "Mend that, then try again.")
    return answer.text.strip()


def read_hunks(shadow: Shadow, tree: str, file: str, most: int) -> list[str]:
    """The conflicts in a file of a probe's tree, with their marks, at most so many; none for what is no text."""
    size = shadow.run("cat-file", "-s", f"{tree}:{file}").text.strip()
    if not size.isdigit() or int(size) > _LONGEST_FILE:
        return []
    text = shadow.run("cat-file", "blob", f"{tree}:{file}").text
    return [found.group() for found in _HUNK.finditer(text)][:most]


def _messages(told: str) -> Iterable[str]:
    """Each message is a count of paths, the paths, a kind, and the sentence."""
    fields = iter(told.split("\0"))
    for count in fields:
        if not count.isdigit():
            return
        for _ in range(int(count)):
            next(fields, None)
        if next(fields, "").startswith("CONFLICT"):
            yield next(fields, "").strip()
        else:
            next(fields, None)
