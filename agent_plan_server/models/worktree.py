"""Where the work of a claim is done: a folder of its own with a branch of its own."""

from agent_plan_server.models.noun import Noun


class WorktreeReply(Noun):
    """The worktree of a claim.

    `holds` are tasks whose work, not merged yet, the branch begins with; `misses` those that it should begin with and
    whose work does not merge cleanly. Files of `filters` are as git keeps them until `run` was run.
    """

    task: str
    claim: str
    path: str
    branch: str
    base_commit: str | None
    is_new: bool
    holds: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    run: tuple[str, ...] = ()
    seq: int


class WorktreeLine(Noun):
    """`state` is that of the task: in_progress, completed …; main for the repository's own; else other or gone.

    `remove` is the command for one that nobody needs any more; this program never runs it.
    """

    path: str
    branch: str | None
    state: str
    task: str | None = None
    agent: str | None = None
    is_merged: bool = False
    remove: str | None = None


class WorktreeList(Noun):
    worktrees: tuple[WorktreeLine, ...]
    seq: int
