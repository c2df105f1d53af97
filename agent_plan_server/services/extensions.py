"""A claim takes more paths, and what that ends: lapsed claims on them."""

from agent_plan_server.models.claim import Claim
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.states import ClaimOutcome, TaskStatus
from agent_plan_server.rules.scopes import join_scopes
from agent_plan_server.services.holding import task_of
from agent_plan_server.services.offers import ClaimsAround, scope_held
from agent_plan_server.storage import Store


def extend_claim(store: Store, claim: Claim, paths: tuple[str, ...], actor: str, policy: Policy) -> tuple[str, ...]:
    """Add normalised paths to a live claim, all or nothing; those that it did not have.

    Raises ScopeHeld where another live claim has one of them, and LimitExceeded.
    """
    scope = join_scopes(claim.scope, paths)
    added = tuple(pattern for pattern in scope if pattern not in claim.scope)
    if not added:
        return ()
    around = ClaimsAround(store, policy, claim)
    if collision := around.overlap(added):
        raise scope_held(store, claim.plan_id, claim.task, *collision)
    for claim_id in around.ended_by(claim.task_id, added):
        end_lapsed(store, claim_id, claim.task_id, actor)
    store.claims.set_scope(claim.id, scope)
    return added


def end_lapsed(store: Store, claim_id: int, wanted_task: int, actor: str) -> None:
    """End a claim that may be taken over; its task is free again, unless it is the one that is wanted."""
    claim = store.claims.find(claim_id)
    if claim is None or not store.claims.end(claim_id, ClaimOutcome.LAPSED, f"taken over by {actor}"):
        return
    payload = {"holder": claim.agent, "attempt": claim.number}
    store.events.append("claim_lapsed", actor, payload, plan=claim.plan_id, task=claim.task_id)
    if claim.task_id != wanted_task:
        store.tasks.move(task_of(store, claim), TaskStatus.PENDING)
