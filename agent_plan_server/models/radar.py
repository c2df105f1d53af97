"""Merges to come: branches that work is on now, and which of them git cannot merge textually."""

from datetime import datetime
from typing import NamedTuple

from agent_plan_server.models.noun import Noun


class Side(Noun):
    """A branch with work of its own; without task and agent it is the one where the work of the plan comes together."""

    branch: str
    plan: str
    task: str | None = None
    agent: str | None = None


class Tip(NamedTuple):
    """A side and its last commit (full hash)."""

    side: Side
    commit: str

    def key_with(self, other: "Tip") -> tuple[str, str]:
        """What a probe of the two is known by."""
        return min(self.commit, other.commit), max(self.commit, other.commit)


class Conflict(Noun):
    """Two branches that would conflict in these files, and in none where they have no history in common.

    `files_total` counts what the list leaves out; of thousands the first thousand are known.
    """

    ours: Side
    theirs: Side
    files: tuple[str, ...]
    files_total: int

    @property
    def branches(self) -> tuple[str, str]:
        return self.ours.branch, self.theirs.branch


class Radar(Noun):
    """What is known of merges to come. A pair that is no conflict and not unknown is textually clean, and no more.

    `unknown` counts the pairs that nobody has looked at; `unmerged` the completed tasks whose work is not merged, with
    the moment when the first of them was completed; `trouble` is why git could not be asked.
    """

    plan: str
    into: str | None = None
    branches: int = 0
    pairs: int = 0
    unknown: int = 0
    conflicts: tuple[Conflict, ...] = ()
    conflicts_total: int = 0
    unmerged: int = 0
    unmerged_since: datetime | None = None
    trouble: str | None = None
