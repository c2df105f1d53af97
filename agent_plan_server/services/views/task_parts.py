"""The view of one task, part by part."""

from agent_plan_server.models.page import Item
from agent_plan_server.models.plan import Plan
from agent_plan_server.services.phases import list_holders
from agent_plan_server.services.task_views import find_task
from agent_plan_server.services.views.claims import item_of_claim
from agent_plan_server.services.views.listing import ALL, Listing, need_id, slice_items, split_text
from agent_plan_server.services.views.records import item_of_decision
from agent_plan_server.services.views.tasks import item_of_task
from agent_plan_server.storage import Store


def list_task(store: Store, plan: Plan, key: str | None, after: int | None) -> Listing:
    task = find_task(store, plan, need_id(key, "task", "the key of a task"))
    items: list[Item] = [
        {"part": "task", "phase": task.phase, **item_of_task(store, task, list_holders(store, plan))},
        {"part": "scope", "paths": list(task.scope)},
        *split_text("body", task.body),
    ]
    items += [
        {"part": "step", "number": s.position, "text": s.text, "done": s.done} for s in store.tasks.list_steps(task.id)
    ]
    items += [{"part": "needs", "key": n.key, "state": n.status} for n in store.tasks.list_dependencies(task.id)]
    items += [{"part": "unblocks", "key": n.key, "state": n.status} for n in store.tasks.list_dependents(task.id)]
    items += [
        {"part": "criterion", "name": c.name, "kind": c.kind, "text": c.text, "state": c.state, "path": c.path}
        for c in store.criteria.list_of_task(task.id)
    ]
    for proof in store.criteria.list_evidence(task.id):
        head: Item = {
            "criterion": proof.criterion,
            "agent": proof.agent,
            "tier": proof.tier,
            "at": f"{proof.at:%FT%TZ}",
        }
        items += split_text("evidence", proof.text, head)
    items += [{"part": "attempt", **item_of_claim(store, claim)} for claim in store.claims.list_of_task(task.id)]
    for note in store.notes.list_of_task(task.id, ALL):
        items += split_text("note", note.text, {"agent": note.agent, "kind": note.kind, "at": f"{note.at:%FT%TZ}"})
    items += [{"part": "decision", **item_of_decision(d)} for d in store.decisions.list_of_task(task.id)]
    return slice_items(items, after)
