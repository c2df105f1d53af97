"""Views of the work: phases, tasks, what is ready, what a text is found in."""

from agent_plan_server.models.page import Item
from agent_plan_server.models.plan import Plan, Task
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.states import Proof, TaskStatus
from agent_plan_server.services.offers import ClaimsAround
from agent_plan_server.services.phases import find_phase, list_holders, state_of_phase, state_of_task
from agent_plan_server.services.shortening import shorten
from agent_plan_server.services.views.listing import PAGE, TITLE_CHARACTERS, Listing, Row, need_id, slice_items
from agent_plan_server.storage import Store


def list_phases(store: Store, plan: Plan, _: str | None, after: int | None) -> Listing:
    counts: dict[str, int] = {}
    finished: dict[str, int] = {}
    for row in store.plans.progress(plan.id):
        counts[row.phase] = counts.get(row.phase, 0) + row.tasks
        if row.state in (*Proof, TaskStatus.SKIPPED):
            finished[row.phase] = finished.get(row.phase, 0) + row.tasks
    before = store.plans.phase_dependencies(plan.id)
    items: list[Item] = [
        {
            "phase": phase.number,
            "title": shorten(phase.title, TITLE_CHARACTERS),
            "state": state_of_phase(phase),
            "tasks": counts.get(phase.number, 0),
            "finished": finished.get(phase.number, 0),
            "after": [number for _, number, _ in before.get(phase.id, [])],
        }
        for phase in store.plans.list_phases(plan.id)
    ]
    return slice_items(items, after)


def list_tasks(store: Store, plan: Plan, number: str | None, after: int | None) -> Listing:
    phase = find_phase(store, plan, number)
    tasks = store.tasks.list_of_phase(phase.id, PAGE + 1, after or 0)
    total = sum(row.tasks for row in store.plans.progress(plan.id) if row.phase == phase.number)
    holders = list_holders(store, plan)
    rows = [Row(task.position + 1, item_of_task(store, task, holders)) for task in tasks[:PAGE]]
    return Listing(rows, total, len(tasks) > PAGE)


def item_of_task(store: Store, task: Task, holders: dict[str, str]) -> Item:
    item: Item = {
        "key": task.key,
        "title": shorten(task.title, TITLE_CHARACTERS),
        "state": state_of_task(task),
        "estimate": task.estimate,
    }
    if task.key in holders:
        item["agent"] = holders[task.key]
    if task.blockers:
        unfinished = [need.key for need in store.tasks.list_dependencies(task.id) if not need.status.is_finished]
        item["waits_for"] = unfinished[:10]
    return item


def list_ready(store: Store, plan: Plan, _: str | None, after: int | None) -> Listing:
    """Best first, with who is in the way."""
    ready = store.tasks.list_ready(plan.id, -1 if after is None else after, PAGE + 1)
    around = ClaimsAround(store, Policy())
    rows: list[Row] = []
    for candidate in ready[:PAGE]:
        task = store.tasks.find(candidate.id)
        assert task is not None
        unblocks = [need for need in store.tasks.list_dependents(task.id) if not need.status.is_finished]
        item: Item = {
            "key": task.key,
            "title": shorten(task.title, TITLE_CHARACTERS),
            "phase": task.phase,
            "estimate": task.estimate,
            "unblocks": len(unblocks),
        }
        if candidate.scope and (collision := around.overlap(candidate.scope)):
            holder = store.claims.find(collision[0].claim_id)
            item["held_by"] = f"{holder.task} {holder.agent}" if holder else None
        rows.append(Row(candidate.place, item))
    return Listing(rows, store.tasks.count_ready(plan.id), len(ready) > PAGE)


def search_tasks(store: Store, plan: Plan, text: str | None, after: int | None) -> Listing:
    """Tasks whose key, title or body holds the text."""
    wanted = need_id(text, "search", "a text").strip()
    tasks = store.tasks.search(plan.id, wanted, PAGE + 1, after or 0)
    rows = [
        Row(
            (after or 0) + number,
            {
                "key": task.key,
                "title": shorten(task.title, TITLE_CHARACTERS),
                "phase": task.phase,
                "state": state_of_task(task),
                "excerpt": _excerpt(task.body, wanted),
            },
        )
        for number, task in enumerate(tasks[:PAGE], start=1)
    ]
    return Listing(rows, store.tasks.count_found(plan.id, wanted), len(tasks) > PAGE)


def _excerpt(body: str, text: str) -> str | None:
    place = body.lower().find(text.lower())
    if place < 0:
        return None
    return " ".join(body[max(0, place - 60) : place + 100].split())
