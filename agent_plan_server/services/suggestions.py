"""Names that somebody may be about to type."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from agent_plan_server.errors import NotFound
from agent_plan_server.services.plans import find_plan
from agent_plan_server.storage import Store, snapshot

MOST = 100
_Lister = Callable[[Store, str, str | None], list[str]]


@snapshot
def suggest_names(store: Store, noun: str, start: str, plan: str | None = None) -> list[str]:
    """Names of one of NOUNS that begin with a text, at most one more than MOST; none of a plan that is unknown."""
    try:
        names = NOUNS[noun](store, start, plan)
    except NotFound:
        return []
    return [name for name in names if name.startswith(start)][: MOST + 1]


def _list_plans(store: Store, _start: str, _plan: str | None) -> list[str]:
    return [plan.slug for plan in store.plans.list_all()]


def _list_phases(store: Store, _start: str, plan: str | None) -> list[str]:
    return [phase.number for phase in store.plans.list_phases(find_plan(store, plan).id)]


def _list_tasks(store: Store, start: str, plan: str | None) -> list[str]:
    return store.tasks.list_keys(find_plan(store, plan).id, start, MOST + 1)


def _list_agents(store: Store, _start: str, _plan: str | None) -> list[str]:
    return [agent.name for agent in store.agents.list_all()]


# Not the handles of claims: only its agent knows the name of a claim.
NOUNS: Mapping[str, _Lister] = MappingProxyType(
    {
        "plan": _list_plans,
        "phase": _list_phases,
        "task": _list_tasks,
        "agent": _list_agents,
    }
)
