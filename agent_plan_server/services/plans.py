"""Plans by their names."""

from agent_plan_server.errors import NotFound
from agent_plan_server.models.plan import Plan
from agent_plan_server.storage import Store, snapshot

THE_PLAN = "the plan"
FAILURE_OPTIONS = ("retry", "revise", "skip")


def find_plan(store: Store, slug: str | None) -> Plan:
    """The plan of that slug, or the newest; raises NotFound."""
    found = store.plans.find_newest() if slug is None else store.plans.find_by_slug(slug)
    if found is not None:
        return found
    known = ", ".join(plan.slug for plan in store.plans.list_all()[:10])
    if not known:
        raise NotFound("No plan has been imported here.", "A person runs {init} or {import}.")
    raise NotFound(f"There is no plan {slug!r}.", f"Leave it out for the newest, or name one of: {known}.")


@snapshot
def show_plan_source(store: Store, slug: str | None = None) -> str:
    """The path of the file that a plan was imported from, as it was named. Raises NotFound."""
    return find_plan(store, slug).source
