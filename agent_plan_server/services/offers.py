"""Which task an agent may have next: reading only, so that an agent that finds nothing never writes."""

from collections.abc import Iterator
from functools import cache
from heapq import merge
from typing import NamedTuple

from agent_plan_server.errors import NotFound, Refused, ScopeHeld, TaskHeld, TaskNotReady
from agent_plan_server.models.claim import Agent, Claim
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.plan import Plan, Task
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.scope import Overlap
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rules.leases import is_takeable
from agent_plan_server.rules.scope_index import ScopeIndex
from agent_plan_server.rules.scopes import find_overlap, join_scopes
from agent_plan_server.storage import Store
from agent_plan_server.storage.claim_rows import LiveScope
from agent_plan_server.storage.task_rows import Candidate

_RETRY_SOON_S, _RETRY_LATER_S = 15, 60


class Offer(NamedTuple):
    """A task that may be granted now, with the claims that have to end for it: its own, or others on its files."""

    task_id: int
    scope: tuple[str, ...]
    ends: tuple[int, ...] = ()
    is_taken_over: bool = False


class NoOffer(Noun):
    """Why nothing can be granted; `retry_after_s` is absent when asking again is no use."""

    reason: str
    retry_after_s: int | None = None


class ClaimsAround:
    """The live claims of the store, split into those in the way and those that may be taken over.

    A claim is not in its own way: the one that asks is left out.
    """

    def __init__(self, store: Store, policy: Policy, asking: Claim | None = None) -> None:
        self.in_the_way: list[LiveScope] = []
        self.takeable: list[LiveScope] = []
        self.has_unnoticed_death = False
        self._index: ScopeIndex[LiveScope] | None = None
        is_alive = cache(store.is_alive)
        for live in store.claims.list_scopes():
            if asking is not None and live.claim_id == asking.id:
                continue
            if store.clock < live.expires_clock and (live.session is None or is_alive(live.session)):
                self.in_the_way.append(live)
            else:
                self._judge(store, policy, live)

    def _judge(self, store: Store, policy: Policy, live: LiveScope) -> None:
        """One whose lease has run out, or whose server is dead."""
        gone_clock = None
        if live.session is not None and not store.is_alive(live.session):
            gone_clock = store.agents.gone_clock(live.session)
            self.has_unnoticed_death |= gone_clock is None
        takeable = is_takeable(
            live.expires_clock, store.clock, is_paused=live.is_paused, gone_clock=gone_clock, grace_ms=policy.grace_ms
        )
        (self.takeable if takeable else self.in_the_way).append(live)

    def add(self, newer: list[LiveScope]) -> None:
        """Claims that were made since: their leases have just begun."""
        self.in_the_way += newer
        if self._index is not None:
            self._index.add((live, live.scope) for live in newer)

    def held_by(self, agent: Agent) -> list[LiveScope]:
        """What the agent holds, lapsed or not, oldest first."""
        own = [live for live in (*self.takeable, *self.in_the_way) if live.agent_id == agent.id]
        return sorted(own, key=lambda live: live.claim_id)

    def overlap(self, scope: tuple[str, ...]) -> tuple[LiveScope, Overlap] | None:
        """The first live claim that the scope would meet, and where."""
        if self._index is None:
            self._index = ScopeIndex((live, live.scope) for live in self.in_the_way)
        return self._index.find_overlap(scope)

    def ended_by(self, task: int, scope: tuple[str, ...]) -> tuple[int, ...]:
        """Takeable claims on this task or on its files: granting it ends them."""
        return tuple(live.claim_id for live in self.takeable if live.task_id == task or find_overlap(scope, live.scope))

    def offer(self, task: int, scope: tuple[str, ...]) -> Offer:
        """The task as it may be granted; its scope must meet nothing that is in the way."""
        if not self.takeable:
            return Offer(task, scope)
        is_taken_over = any(live.task_id == task for live in self.takeable)
        return Offer(task, scope, self.ended_by(task, scope), is_taken_over)


def choose_offer(store: Store, plan: Plan, paths: tuple[str, ...], around: ClaimsAround) -> Offer | NoOffer:
    """The best task whose files are free: longest remaining path first, then plan order."""
    first_collision = None
    for candidate in _candidates(store, plan, around):
        scope = join_scopes(candidate.scope, paths)
        collision = around.overlap(scope) if scope else None
        if collision is None:
            return around.offer(candidate.id, scope)
        first_collision = first_collision or (candidate, *collision)
    return _explain(store, plan, first_collision)


def offer_named(store: Store, plan: Plan, key: str, paths: tuple[str, ...], around: ClaimsAround) -> Offer:
    """The task an agent asks for by name; raises NotFound, TaskHeld, TaskNotReady, ScopeHeld, Refused."""
    task = store.tasks.find_by_key(plan.id, key)
    if task is None:
        raise NotFound(
            f"There is no task {key!r} in the plan {plan.slug!r}.",
            "{show_plan} with view 'ready' lists what can be claimed.",
        )
    _require_ready(store, task, around)
    scope = join_scopes(task.scope, paths)
    if scope and (collision := around.overlap(scope)):
        raise scope_held(store, plan.id, key, *collision)
    return around.offer(task.id, scope)


def _candidates(store: Store, plan: Plan, around: ClaimsAround) -> Iterator[Candidate]:
    if not around.takeable:
        return store.tasks.iterate_ready(plan.id)
    lapsed = [store.tasks.find(live.task_id) for live in around.takeable if live.plan_id == plan.id]
    free = [Candidate(id=t.id, key=t.key, scope=t.scope, place=t.place) for t in lapsed if t and t.blockers == 0]
    taken_over = sorted(free, key=lambda candidate: candidate.place)
    return merge(taken_over, store.tasks.iterate_ready(plan.id), key=lambda candidate: candidate.place)


def _require_ready(store: Store, task: Task, around: ClaimsAround) -> None:
    holder = store.claims.find_live(task.id)
    if holder is not None and not any(live.task_id == task.id for live in around.takeable):
        until = f"until {holder.expires_at:%H:%M:%SZ}" if holder.expires_at else "while a person decides"
        raise TaskHeld(
            f"Task {task.key} is held by {holder.agent!r} {until}.", "{claim_task} without a task gives you other work."
        )
    if task.blockers == 0 and (holder is not None or task.status is TaskStatus.PENDING):
        return
    raise _not_ready(store, task)


def _not_ready(store: Store, task: Task) -> Refused:
    if task.status in (TaskStatus.FAILED, TaskStatus.BLOCKED):
        decision = store.decisions.find_open_of_task(task.id)
        name = f" (decision {decision.name})" if decision else ""
        return TaskNotReady(f"Task {task.key} is {task.status} and waits for a person{name}.", _OTHER_WORK)
    if task.blockers == 0 or task.status not in (TaskStatus.PENDING, TaskStatus.IN_PROGRESS):
        return TaskNotReady(f"Task {task.key} is {task.status}.", _OTHER_WORK)
    return TaskNotReady(f"Task {task.key} is not ready: it waits for {_waits_for(store, task)}.", _OTHER_WORK)


_OTHER_WORK = "{claim_task} without a task gives you other work."


def _waits_for(store: Store, task: Task) -> str:
    tasks = [need.key for need in store.tasks.list_dependencies(task.id) if not need.status.is_finished]
    phases = [
        f"phase {number}"
        for before, number, _ in store.plans.phase_dependencies(task.plan_id).get(task.phase_id, [])
        if (phase := store.plans.find_phase(before)) and phase.closed_at is None
    ]
    decisions = [f"decision {decision.name}" for decision in store.decisions.list_before_task(task.id)]
    return ", ".join([*tasks[:8], *phases[:4], *decisions[:4]]) or "something that is being finished just now"


def scope_held(store: Store, plan: int, what: str, live: LiveScope, overlap: Overlap) -> ScopeHeld:
    """The refusal of a scope, with the path that makes the conflict, and the plan of the holder where it is another."""
    holder = store.claims.find(live.claim_id)
    assert holder is not None
    task = holder.task
    if live.plan_id != plan:
        task += f" of the plan {store.plans.get(live.plan_id).slug!r}"
    return ScopeHeld(
        f"{what}: {overlap.wanted!r} overlaps {overlap.held!r}, which {holder.agent!r} holds for {task} "
        f"(both match {overlap.path!r}).",
        "{claim_task} without a task gives you work that is free, or {send_message} to the holder.",
    )


def _explain(store: Store, plan: Plan, collision: tuple[Candidate, LiveScope, Overlap] | None) -> NoOffer:
    if collision is not None:
        candidate, live, overlap = collision
        held = str(scope_held(store, plan.id, candidate.key, live, overlap).message)
        return NoOffer(reason=f"Every ready task touches files that are held. {held}", retry_after_s=_RETRY_SOON_S)
    counts = store.plans.totals(plan.id)
    names = ", ".join(decision.name for decision in store.decisions.list_due(plan.id, 5))
    moving = counts.get(TaskStatus.IN_PROGRESS, 0) + counts.get(TaskStatus.BLOCKED, 0)
    waiting = counts.get(TaskStatus.PENDING, 0) + counts.get(TaskStatus.FAILED, 0)
    if not moving and not waiting:
        return NoOffer(reason=f"Every task of {plan.slug!r} is finished.")
    asked = f" People have to decide {names}." if names else ""
    return NoOffer(
        reason=f"Nothing is ready: {moving} in progress or blocked, {waiting} waiting behind them.{asked}",
        retry_after_s=_RETRY_SOON_S if moving else _RETRY_LATER_S,
    )
