"""The history, line by line."""

from agent_plan_server.errors import NotFound
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.record import Event
from agent_plan_server.services.plans import find_plan
from agent_plan_server.storage import Store, snapshot

_MOST = 500


class History(Noun):
    """Oldest line first; `seq` is the number to go on after."""

    plan: str
    events: tuple[Event, ...]
    seq: int


@snapshot
def read_history(
    store: Store, plan: str | None = None, task: str | None = None, after: int | None = None, limit: int = 40
) -> History:
    """The last lines of a plan or of one task, or those after a number. Raises NotFound."""
    found = find_plan(store, plan)
    events = _list_events(store, found, task, after, min(max(limit, 1), _MOST))
    return History(plan=found.slug, events=tuple(events), seq=events[-1].seq if events else store.events.last_seq())


def _list_events(store: Store, plan: Plan, task: str | None, after: int | None, limit: int) -> list[Event]:
    if task is not None:
        known = store.tasks.find_by_key(plan.id, task)
        if known is None:
            raise NotFound(f"There is no task {task!r} in the plan {plan.slug!r}.", "{show_plan} lists what there is.")
        if after is None:
            return store.events.list_last_of_task(known.id, limit)
        return store.events.list_of_task(known.id, limit, after)
    if after is not None:
        return store.events.list_since(after, limit, plan.id)
    return store.events.list_last(limit, plan.id)
