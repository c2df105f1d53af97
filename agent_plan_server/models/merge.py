"""The work of a task on its way to the branch where all work comes together."""

from datetime import datetime
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
