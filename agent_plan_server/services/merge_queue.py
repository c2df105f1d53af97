"""Completed work that waits to be merged, and what each piece of it waits for."""

from functools import partial
from typing import NamedTuple

from agent_plan_server.errors import NotFound
from agent_plan_server.git.branches import branch_commit, list_branches, list_contained, main_branch
from agent_plan_server.git.repository import Repository
from agent_plan_server.models.claim import Claim
from agent_plan_server.models.plan import Plan
from agent_plan_server.rules.graphs import reach
from agent_plan_server.rules.merge_order import order_merges
from agent_plan_server.services.ordering import Node, work_graph
from agent_plan_server.services.plans import find_plan
from agent_plan_server.storage import Engine, Store
from agent_plan_server.storage.claim_rows import CompletedWork

_REFUSALS = 1000


class Work(NamedTuple):
    """A completed task with the commit at which its branch ends, and the ids of tasks that go before it."""

    claim: Claim
    title: str
    branch: str
    tip: str
    before: frozenset[int] = frozenset()


class Ground(NamedTuple):
    """What the store says: each task's key, what is completed, and what every node of the plan waits for.

    `reopened` are ids of tasks that were worked on and have to be done again; `refused` are commits that did not merge
    cleanly, with the task of each.
    """

    plan: Plan
    branch: str | None
    keys: dict[int, str]
    completed: list[CompletedWork]
    waits: dict[Node, list[Node]]
    reopened: frozenset[int]
    refused: dict[str, int]

    def before(self, task: int) -> frozenset[int]:
        """The ids of all tasks that a task depends on."""
        return frozenset(number for kind, number in reach([("task", task)], self.waits) if kind == "task")


class MergeQueue(NamedTuple):
    """The branch where work comes together, its commit, and by id of the task what is to be merged into it, in order.

    The branch may not be there yet; the commit is where it would begin.
    """

    ground: Ground
    into: str
    tip: str
    works: dict[int, Work]

    def waits_for(self, work: Work) -> tuple[str, ...]:
        """The keys of the tasks that have to be merged before."""
        open_tasks = work.before & (self.works.keys() | self.ground.reopened)
        return tuple(self.ground.keys[task] for task in sorted(open_tasks))


def read_queue(
    engine: Engine,
    repository: Repository,
    plan: str | None = None,
    into: str | None = None,
    first: tuple[str, ...] = (),
) -> MergeQueue:
    """What waits to be merged into a branch; else into the one the plan names, else into the repository's own.

    Raises NotFound without a plan, and in a repository without a commit.
    """
    # The store first: what it calls merged is then in the branch that is read after it.
    ground = engine.read(partial(_read_ground, slug=plan))
    branches = list_branches(repository)
    own = main_branch(repository)
    name = into or ground.branch or own
    tip = branches.get(name or "") or (branch_commit(repository, own) if own else None)
    if name is None or tip is None:
        raise NotFound("The repository has no branch with a commit yet.", "Commit something first.")
    works = {
        done.claim.task_id: Work(done.claim, done.title, branch, branches[branch])
        for done in ground.completed
        if (branch := done.claim.branch) and branch != name and branches.get(branch, done.merged_tip) != done.merged_tip
    }
    return MergeQueue(ground, name, tip, _put_in_order(repository, ground, works, tip, first))


def _put_in_order(
    repository: Repository, ground: Ground, works: dict[int, Work], tip: str, first: tuple[str, ...]
) -> dict[int, Work]:
    # What was refused, and is not settled yet, would be refused once more with work that was built on it.
    open_tasks = works.keys() | ground.reopened
    tips = {commit: task for commit, task in ground.refused.items() if task in open_tasks}
    tips |= {work.tip: task for task, work in works.items()}
    # What is in the branch already is in front of nothing.
    built_on = list_contained(repository, tips.keys() - {tip}, tip) if works else {}
    before = {
        task: ground.before(task) | {tips[commit] for commit in built_on.get(work.tip, ())} - {task}
        for task, work in works.items()
    }
    order = order_merges({task: work.claim.agent for task, work in works.items()}, before, first)
    return {task: works[task]._replace(before=before[task]) for task in order}


def _read_ground(store: Store, slug: str | None) -> Ground:
    plan = find_plan(store, slug)
    tasks = store.tasks.list_all(plan.id)
    _, follows = work_graph(store, plan.id, store.plans.list_phases(plan.id), tasks)
    waits: dict[Node, list[Node]] = {}
    for node, afters in follows.items():
        for after in afters:
            waits.setdefault(after, []).append(node)
    ids = {task.key: task.id for task in tasks}
    refusals = store.events.list_last_of_kind("merge_refused", plan.id, _REFUSALS)
    return Ground(
        plan=plan,
        branch=store.merges.integration_branch(plan.id),
        keys={task.id: task.key for task in tasks},
        completed=store.claims.list_completed(plan.id),
        waits=waits,
        # One that nobody has tried was added later, and is no part of what was done without it.
        reopened=frozenset(task.id for task in tasks if task.attempts and not task.status.is_finished),
        refused={str(event.payload["tip"]): ids[event.task] for event in refusals if event.task in ids},
    )
