"""Drift: files that an attempt touched, as git sees them, outside the scope that it declared."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.errors import NotFound, StorageUnavailable
from agent_plan_server.git.branches import branch_commit, main_branch
from agent_plan_server.git.changes import changed_files, list_commits
from agent_plan_server.git.head import HEADS
from agent_plan_server.git.repository import Repository, current_branch
from agent_plan_server.git.worktrees import find_worktree
from agent_plan_server.models.claim import Claim
from agent_plan_server.models.scope import Drift
from agent_plan_server.rules.limits import strip_hidden
from agent_plan_server.rules.scopes import covers
from agent_plan_server.services.holding import find_claim
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.shortening import shorten
from agent_plan_server.services.task_views import find_task
from agent_plan_server.storage import Engine, Store, snapshot

_NAMED = 20
_NAME_CHARACTERS = 120
# The clock of a file system may stand a little behind ours.
_SLACK_S = 1


class _Ground(NamedTuple):
    """A claim, the attempts at other tasks since it began, and the branches whose commits are not its own."""

    claim: Claim
    around: tuple[Claim, ...]
    branches: tuple[str, ...]
    integration_branch: str | None


def list_touched(engine: Engine, handle: str, repository: Repository) -> tuple[str, ...]:
    """What a live claim has touched so far; nothing where git cannot tell. Raises NotFound and InvalidRequest.

    Asked before the task is completed and not within: git may take longer than other writers should wait.
    """
    ground = _ground_of_handle(engine, handle)
    return _list_files(ground, repository) if ground.claim.is_live else ()


def find_drift(engine: Engine, key: str, plan: str | None, repository: Repository) -> Drift:
    """Of the last attempt at a task, while it is live or its branch is there. Raises NotFound."""
    ground = _ground_of_task(engine, key, plan)
    if ground is None:
        return Drift()
    branch = ground.claim.branch
    is_there = ground.claim.is_live or (branch and branch_commit(repository, branch))
    return name_drift(ground.claim, _list_files(ground, repository)) if is_there else Drift()


def name_drift(claim: Claim, touched: Iterable[str]) -> Drift:
    outside = [name for name in touched if not covers(claim.scope, name)]
    return Drift(tuple(map(_show, outside[:_NAMED])), len(outside))


def describe_drift(drift: Drift) -> str:
    more = f" and {drift.total - len(drift.files)} more" if drift.total > len(drift.files) else ""
    return f"Touched outside its scope, by what git shows: {', '.join(drift.files)}{more}."


@snapshot
def _ground_of_handle(store: Store, handle: str) -> _Ground:
    return _ground(store, find_claim(store, handle))


@snapshot
def _ground_of_task(store: Store, key: str, plan: str | None) -> _Ground | None:
    attempts = store.claims.list_of_task(find_task(store, find_plan(store, plan), key).id)
    return _ground(store, attempts[-1]) if attempts else None


def _ground(store: Store, claim: Claim) -> _Ground:
    around = tuple(store.claims.list_around(claim))
    # A branch may begin with the work of tasks that were completed before, and are not merged yet.
    others = (*around, *store.claims.list_unmerged(claim.plan_id))
    branches = dict.fromkeys(other.branch for other in others if other.branch and other.branch != claim.branch)
    return _Ground(claim, around, tuple(branches), store.merges.integration_branch(claim.plan_id))


def _list_files(ground: _Ground, repository: Repository) -> tuple[str, ...]:
    claim = ground.claim
    if claim.base_commit is None:
        return ()
    try:
        if claim.branch and branch_commit(repository, claim.branch):
            return _list_on_branch(ground, repository, claim.branch, claim.base_commit)
        return _list_in_project(ground, repository, claim.base_commit)
    except (NotFound, StorageUnavailable):
        return ()


def _list_on_branch(ground: _Ground, repository: Repository, branch: str, base: str) -> tuple[str, ...]:
    without = _list_refs(ground, repository, branch)
    if tree := find_worktree(repository, branch):
        return changed_files(Repository(tree.path, repository.common_dir), base, without)
    commits = list_commits(repository, f"{HEADS}{branch}", (base, *without))
    return tuple(sorted({name for commit in commits for name in commit.files}))


def _list_in_project(ground: _Ground, repository: Repository, base: str) -> tuple[str, ...]:
    """In the folder that all share: without what was there before, and what others had in their scope meanwhile."""
    names = changed_files(repository, base, _list_refs(ground, repository, current_branch(repository)))
    since = ground.claim.claimed_at.timestamp()
    return tuple(
        name
        for name in names
        if not _is_older(repository.root / name, since)
        and not any(covers(other.scope, name) for other in ground.around)
    )


def _list_refs(ground: _Ground, repository: Repository, own: str | None) -> list[str]:
    """What somebody else's commits came from, but for the branch that is looked at."""
    integration = ground.integration_branch or main_branch(repository)
    there = [f"refs/remotes/origin/{integration}"] if integration and integration != own else []
    return there + [f"{HEADS}{name}" for name in (integration, *ground.branches) if name and name != own]


def _is_older(path: Path, since: float) -> bool:
    try:
        return path.lstat().st_mtime < since - _SLACK_S
    except (OSError, ValueError):
        return False


def _show(name: str) -> str:
    return shorten(" ".join(strip_hidden(name).split()), _NAME_CHARACTERS)
