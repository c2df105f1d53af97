"""Where the branch of a task begins: with all finished work that it needs or that touches its files."""

from typing import NamedTuple

from agent_plan_server.git.branches import is_ancestor
from agent_plan_server.git.merges import commit_merge, probe_merge, require_merge_tree
from agent_plan_server.git.repository import Repository, Signer
from agent_plan_server.git.shadow import Shadow, open_shadow
from agent_plan_server.models.claim import Claim
from agent_plan_server.rules.scopes import find_overlap
from agent_plan_server.services.merge_queue import MergeQueue, Work


class Base(NamedTuple):
    """A commit (full hash), the tasks whose unmerged work it has, and those whose work could not be merged into it."""

    commit: str
    holds: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()


def make_base(repository: Repository, queue: MergeQueue, claim: Claim, by: Signer) -> Base:
    """The end of the integration branch with the unmerged work in front of the claim: it cannot conflict with that.

    Where that work is not clean together, the branch as it is. No branch and no working tree is touched.
    """
    wanted = [work for work in _in_front(queue, claim) if not is_ancestor(repository, work.tip, queue.tip)]
    if not wanted:
        return Base(queue.tip)
    require_merge_tree(repository)
    base, misses = queue.tip, []
    with open_shadow(repository, base, keeps=True) as shadow:
        for work in wanted:
            joined = _join(repository, shadow, base, work, by)
            base = joined or base
            if joined is None:
                misses.append(work.claim.task)
    if misses:
        return Base(queue.tip, misses=tuple(misses))
    return Base(base, holds=tuple(work.claim.task for work in wanted))


def _in_front(queue: MergeQueue, claim: Claim) -> list[Work]:
    before = queue.ground.before(claim.task_id)
    return [
        work
        for task, work in queue.works.items()
        if task in before or find_overlap(claim.scope, work.claim.scope) is not None
    ]


def _join(repository: Repository, shadow: Shadow, base: str, work: Work, by: Signer) -> str | None:
    """A commit that has both; None when they conflict."""
    if is_ancestor(repository, work.tip, base):
        return base
    if is_ancestor(repository, base, work.tip):
        return work.tip
    probe = probe_merge(shadow, base, work.tip)
    if not probe.is_clean:
        return None
    return commit_merge(shadow, probe.tree, (base, work.tip), f"Begin with {work.claim.task}: {work.title}\n", by)
