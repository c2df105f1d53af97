"""Who a hook speaks for, and what is held as that caller sees it."""

from typing import NamedTuple

from agent_plan_server.rules.guarding import Held, Holding
from agent_plan_server.rules.leases import is_takeable
from agent_plan_server.settings import Settings
from agent_plan_server.storage.guard_rows import GuardedClaim, GuardRows
from agent_plan_server.storage.rows import Transaction


class CallerView(NamedTuple):
    """`own` are the live claims of all agents of the caller; `agents` is empty for a caller that is not known."""

    agents: tuple[str, ...]
    own: tuple[GuardedClaim, ...]
    held: Held


def view_as_session(transaction: Transaction, settings: Settings, session: str | None) -> CallerView:
    """As the agents of a client's session; else as the agent that the environment names.

    A session may have several agents, as subagents have: what they hold counts together.
    """
    agents = GuardRows(transaction).list_agents(session) if session else ()
    if not agents and settings.agent:
        agents = (settings.agent,)
    return view_as_agents(transaction, settings, agents)


def view_as_agents(transaction: Transaction, settings: Settings, agents: tuple[str, ...]) -> CallerView:
    """As agents of these names, who need not have been heard of yet; as nobody's without a name."""
    rows = GuardRows(transaction)
    claims = rows.list_claims()
    own = tuple(claim for claim in claims if claim.agent in agents)
    others = tuple(_hold(claim) for claim in claims if claim not in own and _is_held(claim, transaction, settings))
    # When nothing is left to do, nobody can be told to claim first.
    is_agent = bool(own) or (bool(agents) and rows.has_work())
    return CallerView(agents, own, Held(tuple(map(_hold, own)), others, is_agent, settings.guard))


def _is_held(claim: GuardedClaim, transaction: Transaction, settings: Settings) -> bool:
    return not is_takeable(
        claim.expires_clock,
        transaction.clock,
        is_paused=claim.until is None,
        gone_clock=claim.gone_clock,
        grace_ms=settings.policy.grace_ms,
    )


def _hold(claim: GuardedClaim) -> Holding:
    return Holding(claim.agent, claim.task, claim.handle, claim.scope, claim.until)
