"""Views of who does what: claims, agents, messages."""

from agent_plan_server.errors import NotFound
from agent_plan_server.models.claim import Claim
from agent_plan_server.models.page import Item
from agent_plan_server.models.plan import Plan
from agent_plan_server.services.messages import is_live
from agent_plan_server.services.shortening import shorten
from agent_plan_server.services.task_views import find_task
from agent_plan_server.services.views.listing import ALL, TEXT_CHARACTERS, Listing, need_id, slice_items, split_text
from agent_plan_server.services.work import state_of_claim
from agent_plan_server.storage import Store


def list_claims(store: Store, plan: Plan, key: str | None, after: int | None) -> Listing:
    """Live ones; with the key of a task every attempt at it."""
    if key:
        claims = store.claims.list_of_task(find_task(store, plan, key).id)
    else:
        claims = [claim for claim in store.claims.list_live() if claim.plan_id == plan.id]
    return slice_items([item_of_claim(store, claim) for claim in claims], after)


def item_of_claim(store: Store, claim: Claim) -> Item:
    # Never the handle: whoever has it can act as the holder.
    return {
        "task": claim.task,
        "attempt": claim.number,
        "agent": claim.agent,
        "state": state_of_claim(store, claim),
        "since": f"{claim.claimed_at:%FT%TZ}",
        "expires_at": f"{claim.expires_at:%FT%TZ}" if claim.expires_at else None,
        "scope": list(claim.scope[:20]),
        "reason": shorten(claim.reason, TEXT_CHARACTERS) if claim.reason else None,
    }


def list_agents(store: Store, plan: Plan, _: str | None, after: int | None) -> Listing:
    holds: dict[str, list[str]] = {}
    for claim in store.claims.list_live():
        holds.setdefault(claim.agent, []).append(claim.task)
    items: list[Item] = [
        {
            "agent": agent.name,
            "client": agent.client,
            "is_live": is_live(store, agent),
            "last_seen_at": f"{agent.last_seen_at:%FT%TZ}",
            "holds": holds.get(agent.name, []),
        }
        for agent in store.agents.list_all(ALL)
    ]
    return slice_items(items, after)


def list_messages(store: Store, plan: Plan, name: str | None, after: int | None) -> Listing:
    """Everything that an agent was sent, newest first, whole."""
    wanted = need_id(name, "messages", "the name of an agent")
    agent = store.agents.find(wanted)
    if agent is None:
        raise NotFound(f"There is no agent {wanted!r}.", "{show_plan} with view 'agents' lists them.")
    items: list[Item] = []
    for message in store.messages.list_of(agent, ALL):
        head: Item = {
            "id": f"m{message.id}",
            "from": message.sender,
            "to": message.recipient,
            "kind": message.kind,
            "about": message.about,
            "at": f"{message.at:%FT%TZ}",
        }
        items += split_text("message", message.text, head)
    return slice_items(items, after)
