"""Agents: names that are issued once and recognised ever after."""

import re
from collections.abc import Iterable

from agent_plan_server.errors import InvalidRequest, Refused
from agent_plan_server.models.claim import Agent, Caller
from agent_plan_server.rules.leases import is_stale
from agent_plan_server.storage import Store, transaction

_NAMES = [
    "ada",
    "bluejay",
    "cedar",
    "dunlin",
    "ember",
    "finch",
    "grouse",
    "heron",
    "ibis",
    "juniper",
    "kestrel",
    "linnet",
    "magpie",
    "nuthatch",
    "otter",
    "plover",
    "quail",
    "robin",
    "swift",
    "tern",
    "umber",
    "vireo",
    "willow",
    "xenia",
    "yarrow",
    "zephyr",
    "aspen",
    "bittern",
    "curlew",
    "dipper",
    "egret",
    "fulmar",
]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_RESERVED = frozenset({"everybody", "everyone", "human", "person", "system", "admin", "root", "plan", "you", "nobody"})
# People read when an agent was last seen; a few seconds are not worth a page of every transaction.
_SEEN_MS = 5_000


def identify_agent(store: Store, name: str | None, by: Caller) -> Agent:
    """The agent of a call, registered at its first; without a name the client's session is recognised, or one issued.

    Raises InvalidRequest for an impossible name and Refused for the name of another principal's agent.
    """
    if not name:
        known = store.agents.find_by_client_session(by.principal, by.client_session) if by.client_session else None
        return known or _issue(store, by)
    agent = store.agents.find(name) or store.agents.add(_checked(name), by) or store.agents.find(name)
    assert agent is not None
    if agent.principal != by.principal:
        raise Refused(f"The name {name!r} belongs to an agent of somebody else.", "{resume} without a name issues one.")
    return agent


def touch_agent(store: Store, agent: Agent, by: Caller, *, holds_claims: bool = True) -> None:
    """The agent was heard of: it is seen, and everything it holds is renewed."""
    seen_ago = store.now - agent.last_seen_at.timestamp() * 1000
    if seen_ago > _SEEN_MS or (by.session, by.client_session) != (agent.session, agent.client_session):
        store.agents.touch(agent.id, by)
    if holds_claims:
        store.claims.renew_all(agent.id, by.session)


def needs_touch(store: Store, agent: Agent, by: Caller) -> bool:
    """Whether a call that otherwise writes nothing should renew what the agent holds."""
    if by.session is not None and agent.session != by.session:
        return True
    claims = store.claims.list_of_agent(agent.id)
    return any(is_stale(claim.expires_clock, claim.lease_ms, store.clock) for claim in claims)


@transaction
def renew_agents(store: Store, names: Iterable[str], by: Caller) -> None:
    """Agents gave a sign of life outside of any call: what they hold is renewed."""
    for name in names:
        if agent := store.agents.find(name):
            touch_agent(store, agent, by)


def _issue(store: Store, by: Caller) -> Agent:
    count = store.agents.count()
    for round_ in range(count + 2):
        bird = _NAMES[(count + round_) % len(_NAMES)]
        lap = (count + round_) // len(_NAMES)
        if agent := store.agents.add(bird if lap == 0 else f"{bird}-{lap + 1}", by):
            return agent
    raise AssertionError("more names are taken than there are agents")


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name) or name.lower() in _RESERVED:
        raise InvalidRequest(
            f"{name[:60]!r} cannot be the name of an agent: letters, digits, '.', '_' and '-', at most 40.",
            "Choose another, or call {resume} without a name to be given one.",
        )
    return name
