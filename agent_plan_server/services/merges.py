"""The merge lane: completed work goes into the branch where all comes together, one task at a time, only when clean.

A merge is a commit, then the move of a branch, then a row. A process that dies in between leaves work that is in the
branch without its row; the next run finds it there and writes the row.
"""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.errors import InvalidRequest, NotFound, Refused, TaskNotReady
from agent_plan_server.git.branches import (
    branch_commit,
    first_with,
    is_ancestor,
    is_branch_name,
    is_symbolic,
    move_branch,
)
from agent_plan_server.git.merges import MergeProbe, commit_merge, probe_merge, read_hunks, require_merge_tree
from agent_plan_server.git.repository import Repository, find_signer
from agent_plan_server.git.shadow import Shadow, open_shadow
from agent_plan_server.git.worktrees import find_worktree
from agent_plan_server.models.claim import Claim
from agent_plan_server.models.merge import MergeLine, MergeReply, MergeState
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.services.merge_queue import MergeQueue, Work, read_queue
from agent_plan_server.services.returns import MergeRefusal, return_task
from agent_plan_server.services.task_views import find_task
from agent_plan_server.services.turns import take_turn
from agent_plan_server.storage import Engine, Store, transaction

# Somebody else moved the branch while a merge into it was made.
_ATTEMPTS = 5
_HUNKS_PER_FILE, _FILES_WITH_HUNKS = 3, 5


class Lane(NamedTuple):
    """What a run works with: `by` is the person, `first` are agents whose work goes before that of others."""

    engine: Engine
    repository: Repository
    lock: Path
    by: str
    policy: Policy
    first: tuple[str, ...] = ()


def merge_tasks(lane: Lane, key: str | None = None, into: str | None = None, plan: str | None = None) -> MergeReply:
    """Merge the work of a task, or of all that are completed, in the order of the plan.

    `into` names the branch from now on; it is made when it is not there. What does not merge cleanly goes back to
    its agent. Raises NotFound, InvalidRequest, TaskNotReady, and Refused for a branch that a worktree has checked out.
    """
    require_merge_tree(lane.repository)
    with take_turn(lane.lock, "merge"):
        if into is not None:
            _check_name(lane.repository, into)
        queue = read_queue(lane.engine, lane.repository, plan, into, lane.first)
        works = list(queue.works) if key is None else _choose(lane, queue, key)
        _prepare_branch(lane, queue, into)
        with open_shadow(lane.repository, queue.tip, keeps=True) as shadow:
            lines = [_merge(lane, queue, shadow, task) for task in works]
        commit = branch_commit(lane.repository, queue.into) or queue.tip
    seq = lane.engine.read(lambda store: store.events.last_seq())
    return MergeReply(into=queue.into, commit=commit, lines=tuple(lines), seq=seq)


def _check_name(repository: Repository, name: str) -> None:
    # Git itself takes a name with a dash in front in no command that people type.
    if name.startswith("-") or not is_branch_name(repository, name):
        raise InvalidRequest(f"{name[:80]!r} cannot be the name of a branch.", "Name one such as plan/integration.")


def _choose(lane: Lane, queue: MergeQueue, key: str) -> list[int]:
    """The task that is named, when it can be merged; none when it is merged already."""
    task = lane.engine.read(lambda store: find_task(store, queue.ground.plan, key))
    if task.id in queue.works:
        if before := queue.waits_for(queue.works[task.id]):
            raise TaskNotReady(
                f"{task.key} waits for {', '.join(before[:8])}, which is not merged yet.",
                "{merge} --all merges each in its turn.",
            )
        return [task.id]
    if task.status is not TaskStatus.COMPLETED:
        raise TaskNotReady(f"{task.key} is {task.status}.", "Only completed work is merged.")
    if lane.engine.read(lambda store: store.merges.find_of_task(task.id)) is None:
        raise NotFound(f"{task.key} has no branch of its own.", "Its work was done elsewhere; merge that yourself.")
    return []


def _prepare_branch(lane: Lane, queue: MergeQueue, into: str | None) -> None:
    """Raises Refused where moving the branch would change what somebody is looking at, or another branch."""
    name, repository = queue.into, lane.repository
    if is_symbolic(repository, name):
        raise Refused(f"The branch {name!r} is only another name.", "Name the branch that it stands for with --into.")
    _refuse_checked_out(repository, name)
    if branch_commit(repository, name) is None:
        move_branch(repository, name, queue.tip, None, "agent-plan: begin")
    if into is not None and into != queue.ground.branch:
        lane.engine.write(partial(_name_branch, plan=queue.ground.plan, branch=into, person=lane.by))


def _name_branch(store: Store, plan: Plan, branch: str, person: str) -> None:
    store.merges.set_integration_branch(plan.id, branch)
    store.events.append("integration_branch_named", person, {"into": branch}, plan=plan.id)


def _refuse_checked_out(repository: Repository, name: str) -> None:
    if tree := find_worktree(repository, name):
        raise Refused(
            f"The branch {name!r} is checked out in {tree.path}, whose files would seem changed by a merge.",
            "Run {merge} with --into plan/integration, and then `git merge --ff-only plan/integration` there; "
            "or `git switch --detach` there.",
        )


def _merge(lane: Lane, queue: MergeQueue, shadow: Shadow, task: int) -> MergeLine:
    """One task, unless something has to be merged before it."""
    work = queue.works[task]
    line = MergeLine(task=work.claim.task, title=work.title, agent=work.claim.agent, state=MergeState.WAITING)
    if before := queue.waits_for(work):
        return line.model_copy(update={"waits_for": before})
    signer = find_signer(lane.repository, lane.by)
    for _ in range(_ATTEMPTS):
        end = branch_commit(lane.repository, queue.into)
        if end is None:
            raise Refused(f"The branch {queue.into!r} is gone.", "{merge} again begins it anew.")
        if is_ancestor(lane.repository, work.tip, end):
            return _record(lane, queue, task, first_with(lane.repository, work.tip, end), line, MergeState.CONTAINED)
        probe = probe_merge(shadow, end, work.tip)
        if not probe.is_clean:
            return _return(lane, queue, shadow, work, end, probe, line)
        commit = commit_merge(shadow, probe.tree, (end, work.tip), _message(work), signer)
        _refuse_checked_out(lane.repository, queue.into)
        if move_branch(lane.repository, queue.into, commit, end, f"agent-plan: merge {work.claim.task}"):
            return _record(lane, queue, task, commit, line, MergeState.MERGED)
    raise Refused(f"Somebody else moves {queue.into!r} all the time.", "{merge} again when that is over.")


def _record(lane: Lane, queue: MergeQueue, task: int, commit: str, line: MergeLine, state: MergeState) -> MergeLine:
    record_merge(lane.engine, queue.works.pop(task), queue.into, commit, lane.by)
    return line.model_copy(update={"state": state, "commit": commit})


@transaction
def record_merge(store: Store, work: Work, into: str, commit: str, person: str) -> None:
    claim = work.claim
    store.merges.add(claim, tip=work.tip, into=into, commit=commit, by=person)
    payload = {"attempt": claim.number, "holder": claim.agent, "into": into, "commit": commit}
    store.events.append("task_merged", person, payload, plan=claim.plan_id, task=claim.task_id)


def _return(
    lane: Lane, queue: MergeQueue, shadow: Shadow, work: Work, end: str, probe: MergeProbe, line: MergeLine
) -> MergeLine:
    """The task stays among what waits, and so holds up what depends on it."""
    hunks = tuple(
        f"{file}:\n{hunk}"
        for file in probe.files[:_FILES_WITH_HUNKS]
        for hunk in read_hunks(shadow, probe.tree, file, _HUNKS_PER_FILE)
    )
    refusal = MergeRefusal(queue.into, end, work.tip, probe.files, probe.messages, hunks)
    renewed: Claim | None = return_task(lane.engine, work.claim, refusal, lane.by, lane.policy)
    found = {"state": MergeState.RETURNED, "files": probe.files, "claim": renewed.handle if renewed else None}
    return line.model_copy(update=found)


def _message(work: Work) -> str:
    claim = work.claim
    return f"Merge {claim.task}: {work.title}\n\nTask: {claim.task}\nAgent: {claim.agent}\nAttempt: {claim.number}\n"
