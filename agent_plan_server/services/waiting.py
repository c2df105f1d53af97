"""Waiting, bounded, for something to do or to know."""

import time
from collections.abc import Callable
from datetime import timedelta

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.models.change import Answer, Change, ChangeKind
from agent_plan_server.models.claim import ANYONE, Agent, Caller
from agent_plan_server.models.decision import Decision
from agent_plan_server.models.policy import Policy
from agent_plan_server.services.agents import identify_agent, needs_touch, touch_agent
from agent_plan_server.services.claims import DEFAULT_POLICY
from agent_plan_server.services.messages import deliver_messages
from agent_plan_server.services.offers import ClaimsAround, Offer, choose_offer
from agent_plan_server.services.plans import find_plan
from agent_plan_server.storage import Engine, Store
from agent_plan_server.storage.rows import moment

LONGEST_SECONDS = 30
_POLL_SECONDS = 0.05
# A lease that runs out and a server that dies write nothing: once a second, look without a sign.
_TURNS_WITHOUT_LOOKING = 20
_SHOWN = 10
_SEEN_LATELY = timedelta(minutes=5)


def wait_for_change(
    engine: Engine,
    agent: str,
    seconds: float,
    what: ChangeKind | None = None,
    plan: str | None = None,
    by: Caller = ANYONE,
    policy: Policy = DEFAULT_POLICY,
    sleep: Callable[[float], object] = time.sleep,
) -> Change:
    """Answer as soon as the agent has a message, a decision about what it holds or asked, or work it may claim.

    Without `what`, for all of these, but for work only while it has none; at most 30 seconds. What is told here counts
    as known. Raises InvalidRequest and NotFound.
    """
    if not 0 <= seconds <= LONGEST_SECONDS:
        raise InvalidRequest(f"{seconds:g} seconds cannot be waited.", f"Wait 0 to {LONGEST_SECONDS}, then call again.")
    _arrive(engine, agent, by)
    return _tell(engine, agent, _poll(engine, seconds, sleep, lambda store: _look(store, agent, what, plan, policy)))


def _arrive(engine: Engine, agent: str, by: Caller) -> None:
    """The agent is seen and what it holds renewed, without a write when that was done just now."""

    def is_expected(store: Store) -> bool:
        known = store.agents.find(agent)
        if known is None or known.principal != by.principal or needs_touch(store, known, by):
            return False
        return moment(store.now) - known.last_seen_at < _SEEN_LATELY

    def register(store: Store) -> None:
        touch_agent(store, identify_agent(store, agent, by), by)

    if not engine.read(is_expected):
        engine.write(register)


def _poll(engine: Engine, seconds: float, sleep: Callable[[float], object], look: Callable[[Store], Change]) -> Change:
    deadline = time.monotonic() + seconds
    seen, turns = engine.change_mark(), 0
    found = engine.read(look)
    for _ in range(round(seconds / _POLL_SECONDS)):
        if found.what is not ChangeKind.NOTHING or time.monotonic() > deadline:
            break
        sleep(_POLL_SECONDS)
        turns += 1
        mark = engine.change_mark()
        if mark != seen or turns >= _TURNS_WITHOUT_LOOKING:
            seen, turns = mark, 0
            found = engine.read(look)
    return found


def _look(store: Store, name: str, what: ChangeKind | None, plan: str | None, policy: Policy) -> Change:
    """What there is to tell; its content comes with `_tell`, which writes."""
    found = find_plan(store, plan)
    agent = store.agents.find(name)
    assert agent is not None
    seq = store.events.last_seq()
    if what in (None, ChangeKind.MESSAGE) and store.messages.list_unread(agent, 1):
        return Change(what=ChangeKind.MESSAGE, seq=seq)
    if what in (None, ChangeKind.DECISION) and _list_untold(store, agent):
        return Change(what=ChangeKind.DECISION, seq=seq)
    is_free = all(claim.paused_clock is not None for claim in store.claims.list_of_agent(agent.id))
    if what is ChangeKind.WORK or (what is None and is_free):
        offer = choose_offer(store, found, (), ClaimsAround(store, policy))
        if isinstance(offer, Offer):
            task = store.tasks.find(offer.task_id)
            return Change(what=ChangeKind.WORK, task=task.key if task else None, seq=seq)
    return Change(what=ChangeKind.NOTHING, seq=seq)


def _list_untold(store: Store, agent: Agent) -> list[Decision]:
    """Newest first."""
    return store.decisions.list_answers(agent.id, agent.name, agent.told_at + 1, _SHOWN)


def _answer(decision: Decision) -> Answer:
    return Answer(
        decision=decision.name,
        task=decision.task,
        option=decision.option or "",
        reason=decision.reason or "",
        by=decision.decided_by or "",
    )


def _tell(engine: Engine, name: str, found: Change) -> Change:
    """What is told now counts as known from now on."""

    def deliver(store: Store) -> Change:
        agent = store.agents.find(name)
        assert agent is not None
        if found.what is ChangeKind.MESSAGE:
            heard = deliver_messages(store, agent, _SHOWN)
            return found.model_copy(update={"messages": heard.messages, "left": heard.left})
        decisions = _list_untold(store, agent)
        if decisions and (last := decisions[0].decided_at):
            # Not the time of telling: a wall clock that is set back must not hide the next answer.
            store.agents.set_told(agent.id, round(last.timestamp() * 1000))
        return found.model_copy(update={"decisions": tuple(_answer(decision) for decision in reversed(decisions))})

    return engine.write(deliver) if found.what in (ChangeKind.MESSAGE, ChangeKind.DECISION) else found
