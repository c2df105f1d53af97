"""The work of a task on its way to the branch where all work comes together."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from agent_plan_server.models.noun import Noun


class Merge(Noun):
    """The commit `tip` of a task's branch became part of `into_branch` with `merge_commit` (full hashes)."""

    task: str
    attempt: int
    agent: str
    tip: str
    into_branch: str
    merge_commit: str
    merged_by: str
    at: datetime


class KnownProbe(NamedTuple):
    """What merging two commits gives: textually clean, or the files that conflict."""

    is_clean: bool
    files: tuple[str, ...]


class MergeState(StrEnum):
    """What the merge lane did with a task. Contained: its branch brought nothing that was not there already."""

    MERGED = "merged"
    CONTAINED = "contained"
    RETURNED = "returned"
    WAITING = "waiting"


class MergeLine(Noun):
    """`files` conflict, and then `holder` has the task again, under `claim`; both absent when it is free for others."""

    task: str
    title: str
    agent: str
    state: MergeState
    commit: str | None = None
    files: tuple[str, ...] = ()
    claim: str | None = None
    waits_for: tuple[str, ...] = ()


class MergeReply(Noun):
    """What became of each task that was to be merged into a branch, in the order in which it was tried."""

    into: str
    commit: str
    lines: tuple[MergeLine, ...]
    seq: int

    @property
    def is_clean(self) -> bool:
        return not any(line.state is MergeState.RETURNED for line in self.lines)
