"""Which claim an agent means when it does not say the whole handle."""

from agent_plan_server.errors import InvalidRequest, NotFound
from agent_plan_server.models.claim import Claim
from agent_plan_server.storage import Store, snapshot


@snapshot
def find_handle(store: Store, agent: str, name: str | None = None) -> str:
    """The handle: as given, or of the task the agent holds under that key, or of the only one it holds.

    Raises NotFound when it holds no such task, and InvalidRequest when it holds several and names none.
    """
    known = store.agents.find(agent)
    held = store.claims.list_of_agent(known.id) if known else []
    if name is None:
        return _only_one(agent, held)
    matching = [claim for claim in held if name in (claim.task, claim.handle)]
    if len(matching) > 1:
        handles = " and ".join(claim.handle for claim in matching)
        raise InvalidRequest(f"{agent!r} holds a task {name} of two plans: {handles}.", "Say which handle.")
    if matching or "/" in name:
        return matching[0].handle if matching else name
    raise NotFound(f"{agent!r} does not hold {name!r}.{_list(held)}", "{claim_task} takes a task.")


def _only_one(agent: str, held: list[Claim]) -> str:
    if not held:
        raise NotFound(f"{agent!r} holds no task.", "{claim_task} takes one.")
    if len(held) > 1:
        raise InvalidRequest(f"{agent!r} holds several tasks.{_list(held)}", "Say which one.")
    return held[0].handle


def _list(held: list[Claim]) -> str:
    return f" It holds {', '.join(claim.task for claim in held)}." if held else ""
