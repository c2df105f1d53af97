"""News: what every reply adds for the agent it goes to."""

from collections.abc import Iterator

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.models.claim import Agent
from agent_plan_server.models.decision import Decision
from agent_plan_server.models.news import Lapsing, News, Revised
from agent_plan_server.models.summary import Decided
from agent_plan_server.rules.handles import parse_handle
from agent_plan_server.services.revising import REVISED
from agent_plan_server.services.shortening import shorten
from agent_plan_server.storage import Store, snapshot

_WINDOW_MS = 3_600_000
_AT_MOST = 5
_REASON_CHARACTERS = 120
_MOST_REVISED = 3
_ALL = 1_000_000
# A claim is about to lapse when this part of its lease is left.
_LAST_PART = 4


@snapshot
def show_news(store: Store, agent: str | None = None, handle: str | None = None) -> News | None:
    """What is new for the agent, or for whoever has the claim; None when nothing is."""
    name = _find_holder(store, handle) if handle else agent
    hour = store.now - _WINDOW_MS
    known = store.agents.find_with_news(name, hour, _LAST_PART) if name else None
    if known is None:
        return None
    decisions = store.decisions.list_answers(known.id, known.name, max(known.told_at + 1, hour), _AT_MOST)
    return News(
        unread=store.messages.count_unread(known),
        decided=tuple(_decided(decision) for decision in decisions),
        lapsing=_lapsing(store, known),
        revised=tuple(_list_revised(store, known))[-_MOST_REVISED:],
    )


def _find_holder(store: Store, handle: str) -> str | None:
    try:
        claim = store.claims.find_by_handle(*parse_handle(handle))
    except InvalidRequest:
        return None
    return claim.agent if claim else None


def _decided(decision: Decision) -> Decided:
    return Decided(
        decision=decision.name, option=decision.option or "", by=decision.decided_by or "", task=decision.task
    )


def _lapsing(store: Store, agent: Agent) -> tuple[Lapsing, ...]:
    return tuple(
        Lapsing(claim=claim.handle, expires_at=claim.expires_at)
        for claim in store.claims.list_of_agent(agent.id)
        if claim.expires_at and claim.expires_clock - store.clock < claim.lease_ms // _LAST_PART
    )


def _list_revised(store: Store, agent: Agent) -> Iterator[Revised]:
    for claim in store.claims.list_untold(agent.id):
        for event in store.events.list_of_task(claim.task_id, _ALL, after=claim.told_seq):
            fields = event.payload.get("fields")
            if event.kind == REVISED and isinstance(fields, list):
                reason = shorten(str(event.payload.get("reason", "")), _REASON_CHARACTERS)
                yield Revised(task=claim.task, fields=tuple(fields), by=event.actor, reason=reason)
