"""Claims: search, then confirm. The search reads a snapshot; the confirmation is one short transaction."""

import secrets
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from agent_plan_server.errors import LimitExceeded, Refused, ScopeHeld, TaskHeld
from agent_plan_server.models.claim import ANYONE, Agent, Caller, Claim
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.policy import MINUTE_MS, Policy
from agent_plan_server.models.reply import ClaimReply, ReleaseReply, UpdateReply
from agent_plan_server.models.states import ClaimOutcome, NoteKind, TaskStatus
from agent_plan_server.rules import limits
from agent_plan_server.rules.handles import ALPHABET, NONCE_LENGTH, name_branch
from agent_plan_server.rules.scopes import normalise_scope
from agent_plan_server.services.agents import identify_agent, touch_agent
from agent_plan_server.services.extensions import end_lapsed, extend_claim
from agent_plan_server.services.holding import find_claim, hold_claim, require_owner, stale_claim, task_of
from agent_plan_server.services.offers import ClaimsAround, NoOffer, Offer, choose_offer, offer_named
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.requests import answer_once, is_answered
from agent_plan_server.storage import Engine, Store, transaction

DEFAULT_POLICY = Policy()


class Wish(Noun):
    """What an agent asks for when it claims."""

    agent: str
    task: str | None = None
    paths: tuple[str, ...] = ()
    plan: str | None = None
    base_commit: str | None = None


def claim_task(engine: Engine, wish: Wish, by: Caller = ANYONE, policy: Policy = DEFAULT_POLICY) -> ClaimReply:
    """The next ready task, or the one named, for one agent; what it holds already is answered again.

    Without a name, an agent that is working on a task gets that one. Raises NotFound, TaskHeld, TaskNotReady,
    ScopeHeld and LimitExceeded; a claim without a name that finds nothing is an answer, not an error.
    """
    if wish.paths:
        wish = wish.model_copy(update={"paths": normalise_scope(wish.paths)})

    def confirm(store: Store, found: _Found | None = None) -> ClaimReply:
        act = partial(_confirm, store, found, wish, by, policy)
        return answer_once(store, by, "claim_task", wish.agent, ClaimReply, act, keep=lambda reply: bool(reply.claim))

    try:
        # Where nobody else is writing, one transaction does it all; otherwise the search must not hold anybody up.
        if (reply := engine.write_if_free(confirm)) is not None:
            return reply
        found = engine.read(lambda store: _search(store, wish, by, policy))
        return found if isinstance(found, ClaimReply) else engine.write(partial(confirm, found=found))
    except (TaskHeld, ScopeHeld):
        _notice_deaths(engine)
        raise


def _notice_deaths(engine: Engine) -> None:
    """A refusal writes nothing, so the death of a holder's server that it came upon is recorded apart."""
    if engine.read(lambda store: store.agents.has_unnoticed_deaths()):
        engine.write(lambda store: store.agents.notice_gone_sessions())


class _Found(NamedTuple):
    """What the search would grant, and the state of the store it saw: up to which event, up to which claim."""

    plan: Plan
    agent: Agent
    holds: int
    around: ClaimsAround
    offer: Offer
    seq: int = 0
    newest: int = 0


def _search(store: Store, wish: Wish, by: Caller, policy: Policy) -> ClaimReply | _Found | None:
    """The whole answer when there is nothing, or what to confirm; None when only a writer can tell."""
    if is_answered(store, by, "claim_task", wish.agent):
        return None
    plan = find_plan(store, wish.plan)
    agent = store.agents.find(wish.agent)
    if agent is None or agent.principal != by.principal:
        return None
    around = ClaimsAround(store, policy)
    held, count = _pick_held(store, agent, wish, plan, around)
    if held:
        return None
    if around.has_unnoticed_death:
        return None
    offer = _offer(store, plan, wish, around)
    if isinstance(offer, NoOffer):
        return _nothing(store, offer)
    return _Found(plan, agent, count, around, offer, store.events.last_seq(), store.claims.last_id())


def _confirm(store: Store, found: _Found | None, wish: Wish, by: Caller, policy: Policy) -> ClaimReply:
    found = found and _catch_up(store, found, wish)
    if found is None:
        looked = _look_again(store, wish, by, policy)
        if isinstance(looked, ClaimReply):
            return looked
        found = looked
    touch_agent(store, found.agent, by, holds_claims=found.holds > 0)
    _require_quota(store, found, policy)
    return grant_claim(store, found.agent, found.offer, wish, by, policy)


def _catch_up(store: Store, found: _Found, wish: Wish) -> _Found | None:
    """What was found, with what happened since; None when only another search can tell.

    Whatever changes who may have what writes an event. Only a renewal does not, and that matters to take-overs alone.
    """
    if found.offer.ends:
        return None
    if found.seq == store.events.last_seq():
        return found
    # What was held then may have grown since.
    if wish.task or store.events.has_unusual(after=found.seq):
        return None
    found.around.add(store.claims.list_scopes_after(found.newest))
    # Whoever waited in front has taken the first task, so it is chosen afresh.
    offer = choose_offer(store, found.plan, wish.paths, found.around)
    if isinstance(offer, NoOffer) or offer.ends or found.around.held_by(found.agent):
        return None
    return found._replace(offer=offer)


def _look_again(store: Store, wish: Wish, by: Caller, policy: Policy) -> ClaimReply | _Found:
    """The search once more, where nothing can change any longer."""
    plan = find_plan(store, wish.plan)
    agent = identify_agent(store, wish.agent, by)
    around = ClaimsAround(store, policy)
    held, count = _pick_held(store, agent, wish, plan, around)
    if held:
        _require_paths(held, wish)
        touch_agent(store, agent, by)
        store.claims.set_told(agent.id)
        return ClaimReply(claim=store.claims.find(held.id), seq=store.events.last_seq())
    if around.has_unnoticed_death:
        store.agents.notice_gone_sessions()
    offer = _offer(store, plan, wish, around)
    return _nothing(store, offer) if isinstance(offer, NoOffer) else _Found(plan, agent, count, around, offer)


def _require_paths(held: Claim, wish: Wish) -> None:
    """What is held is answered again, and must not look as if new paths had come with it."""
    if lacking := [path for path in wish.paths if path not in held.scope]:
        raise Refused(
            f"You hold {held.task} already, without {lacking[0]!r}.",
            "{update_claim} with `add_paths` adds files to a claim.",
        )


def _offer(store: Store, plan: Plan, wish: Wish, around: ClaimsAround) -> Offer | NoOffer:
    if wish.task is None:
        return choose_offer(store, plan, wish.paths, around)
    return offer_named(store, plan, wish.task, wish.paths, around)


def _pick_held(store: Store, agent: Agent, wish: Wish, plan: Plan, around: ClaimsAround) -> tuple[Claim | None, int]:
    """The live claim that the wish means already, and how many the agent holds."""
    held = around.held_by(agent)
    for live in held:
        if live.plan_id != plan.id or (live.is_paused and not wish.task):
            continue
        claim = store.claims.find(live.claim_id)
        if claim and wish.task in (None, claim.task):
            return claim, len(held)
    return None, len(held)


def _nothing(store: Store, offer: NoOffer) -> ClaimReply:
    return ClaimReply(reason=offer.reason, retry_after_s=offer.retry_after_s, seq=store.events.last_seq())


def _require_quota(store: Store, found: _Found, policy: Policy) -> None:
    if found.holds >= policy.claims_per_agent:
        keys = ", ".join(claim.task for claim in store.claims.list_of_agent(found.agent.id))
        raise LimitExceeded(
            f"{found.agent.name!r} holds {found.holds} tasks already ({keys}), which is the limit.",
            "{complete_task} or {release_task} one of them first.",
        )


def grant_claim(store: Store, agent: Agent, offer: Offer, wish: Wish, by: Caller, policy: Policy) -> ClaimReply:
    """What was offered, all or nothing: old claims ended, number raised, claim and event written."""
    for claim_id in offer.ends:
        end_lapsed(store, claim_id, offer.task_id, agent.name)
    task = store.tasks.start(offer.task_id, is_taken_over=offer.is_taken_over)
    if task is None:
        raise Refused("The task has just changed.", "Call again.")
    claim = store.claims.add(
        task,
        "".join(ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(NONCE_LENGTH)),
        agent,
        session=by.session,
        scope=offer.scope,
        lease_ms=policy.lease_ms(task.estimate_minutes),
        base_commit=wish.base_commit,
        branch=name_branch(task.key, task.title, task.later_plan or ""),
    )
    payload = {"attempt": task.number, "scope": list(offer.scope)}
    seq = store.events.append("task_claimed", agent.name, payload, plan=task.plan_id, task=task.id)
    return ClaimReply(claim=claim, is_new=True, seq=seq)


@transaction
def update_claim(
    store: Store,
    handle: str,
    add_paths: tuple[str, ...] = (),
    minutes: float | None = None,
    by: Caller = ANYONE,
    policy: Policy = DEFAULT_POLICY,
) -> UpdateReply:
    """Add paths, all or nothing, and set the lease to so many minutes from now (within the bounds).

    Raises StaleClaim, ScopeHeld, InvalidRequest and LimitExceeded.
    """
    claim = hold_claim(store, handle, by)
    added = extend_claim(store, claim, normalise_scope(add_paths), claim.agent, policy)
    lease = claim.lease_ms if minutes is None else policy.lease_ms(minutes)
    if minutes is not None:
        store.claims.set_lease(claim.id, lease)
    payload = {"added": list(added), "lease_minutes": lease // MINUTE_MS}
    seq = store.events.append("claim_updated", claim.agent, payload, plan=claim.plan_id, task=claim.task_id)
    updated = store.claims.find(claim.id)
    assert updated is not None
    return UpdateReply(claim=updated, seq=seq)


@transaction
def release_task(store: Store, handle: str, note: str, by: Caller = ANYONE) -> ReleaseReply:
    """Give a task back with a hand-over note; released twice answers the same. Raises StaleClaim."""
    claim = find_claim(store, handle)
    require_owner(store, claim, by)
    if claim.outcome is ClaimOutcome.RELEASED:
        return ReleaseReply(task=claim.task, task_status=task_of(store, claim).status, seq=store.events.last_seq())
    text = limits.check_text("note", note, limits.NOTE_BYTES)
    if not claim.is_live or not store.claims.end(claim.id, ClaimOutcome.RELEASED, None):
        raise stale_claim(store, claim)
    if text.strip():
        store.notes.add(claim.agent, NoteKind.HANDOVER, text, claim=claim)
    return _put_back(store, claim, claim.agent, "task_released", {"attempt": claim.number})


@transaction
def take_task(store: Store, key: str, reason: str, person: str, plan: str | None = None) -> ReleaseReply:
    """A person ends somebody's claim, with a reason that is kept. Raises NotFound and Refused."""
    reason = limits.check_text("reason", reason, limits.NOTE_BYTES)
    found = find_plan(store, plan)
    task = store.tasks.find_by_key(found.id, key)
    claim = store.claims.find_live(task.id) if task else None
    if task is None or claim is None:
        raise Refused(f"Nobody holds a task {key!r}.", "{show_plan} with view 'claims' lists who holds what.")
    return end_claim(store, claim, reason, person)


def end_claim(store: Store, claim: Claim, reason: str, person: str) -> ReleaseReply:
    """A person ends a live claim; the task is free for others."""
    store.claims.end(claim.id, ClaimOutcome.TAKEN, f"{person}: {reason}")
    payload = {"holder": claim.agent, "attempt": claim.number, "reason": reason}
    return _put_back(store, claim, person, "task_taken", payload)


def _put_back(store: Store, claim: Claim, actor: str, kind: str, payload: Mapping[str, object]) -> ReleaseReply:
    task = task_of(store, claim)
    if decision := store.decisions.find_open_of_task(task.id):
        store.decisions.take(decision.id, "withdrawn", actor, "the claim behind the question has ended")
    store.tasks.move(task, TaskStatus.PENDING)
    seq = store.events.append(kind, actor, payload, plan=claim.plan_id, task=claim.task_id)
    return ReleaseReply(task=claim.task, task_status=TaskStatus.PENDING, seq=seq)
