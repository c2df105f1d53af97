"""Views of what was said and decided: decisions, criteria, risks, entries, the history."""

from agent_plan_server.errors import InvalidRequest, NotFound
from agent_plan_server.models.decision import Decision
from agent_plan_server.models.page import Item
from agent_plan_server.models.plan import Entry, Plan
from agent_plan_server.models.record import Event
from agent_plan_server.models.states import EntryKind, NoteKind
from agent_plan_server.services.phases import find_phase
from agent_plan_server.services.shortening import shorten
from agent_plan_server.services.task_views import find_task
from agent_plan_server.services.views.listing import ALL, PAGE, TEXT_CHARACTERS, Listing, Row, slice_items
from agent_plan_server.storage import Store


def list_decisions(store: Store, plan: Plan, name: str | None, after: int | None) -> Listing:
    decisions = store.decisions.list_all(plan.id, only_open=False, limit=ALL)
    if name:
        decisions = [decision for decision in decisions if decision.name.lower() == name.strip().lower()]
        if not decisions:
            raise NotFound(f"There is no decision {name!r} in {plan.slug!r}.", "Leave `id` out to list them.")
    return slice_items([item_of_decision(decision) for decision in decisions], after)


def item_of_decision(decision: Decision) -> Item:
    return {
        "decision": decision.name,
        "kind": decision.kind,
        "state": "open" if decision.is_open else "decided",
        "question": decision.question,
        "options": list(decision.options),
        "task": decision.task,
        "phase": decision.phase,
        "asked_by": decision.asked_by,
        "is_due": decision.is_open and decision.is_due,
        "waiting": decision.waiting,
        "option": decision.option,
        "by": decision.decided_by,
        "reason": decision.reason or None,
    }


def list_risks(store: Store, plan: Plan, _: str | None, after: int | None) -> Listing:
    """What agents noted as a risk, then what the plan names."""
    items: list[Item] = [
        {"risk": shorten(note.text, TEXT_CHARACTERS), "agent": note.agent, "task": note.task, "at": f"{note.at:%FT%TZ}"}
        for note in store.notes.list_since(plan.id, 0, NoteKind.RISK, ALL)
    ]
    entries = store.criteria.list_entries(plan.id, EntryKind.RISK, ALL)
    return slice_items(items + [_item_of_entry(entry) for entry in entries], after)


def list_entries(store: Store, plan: Plan, kind: str | None, after: int | None) -> Listing:
    if kind and kind not in list(EntryKind):
        raise InvalidRequest(f"There are no entries of kind {kind[:40]!r}.", f"Choose one of: {', '.join(EntryKind)}.")
    entries = store.criteria.list_entries(plan.id, EntryKind(kind) if kind else None, ALL)
    return slice_items([_item_of_entry(entry) for entry in entries], after)


def _item_of_entry(entry: Entry) -> Item:
    fields = [f"{name}: {value}" for name, value in entry.fields.items()]
    return {"kind": entry.kind, "text": entry.text, "phase": entry.phase, "fields": fields}


def list_criteria(store: Store, plan: Plan, of: str | None, after: int | None) -> Listing:
    """Of the plan, or of the task or phase named."""
    if of is None:
        criteria = store.criteria.list_of_plan(plan.id)
    elif task := store.tasks.find_by_key(plan.id, of):
        criteria = store.criteria.list_of_task(task.id)
    else:
        criteria = store.criteria.list_of_phase(find_phase(store, plan, of).id, ALL)
    items: list[Item] = [
        {
            "name": c.name,
            "kind": c.kind,
            "text": c.text,
            "state": c.state,
            "path": c.path,
            "phase": c.phase,
            "task": c.task,
        }
        for c in criteria
    ]
    return slice_items(items, after)


def list_log(store: Store, plan: Plan, key: str | None, after: int | None) -> Listing:
    """The newest first; with the key of a task only its lines."""
    task = find_task(store, plan, key).id if key else None
    before = store.events.last_seq() + 1 if after is None else after
    events = store.events.list_before(before, PAGE + 1, plan.id, task)
    rows = [Row(event.seq, _item_of_event(event)) for event in events[:PAGE]]
    return Listing(rows, store.events.count(plan.id, task), len(events) > PAGE)


def _item_of_event(event: Event) -> Item:
    said = [f"{name}: {value}" for name, value in event.payload.items() if value not in (None, "", [])]
    return {
        "seq": event.seq,
        "at": f"{event.at:%FT%TZ}",
        "actor": event.actor,
        "kind": event.kind,
        "task": event.task,
        "said": [shorten(text, TEXT_CHARACTERS) for text in said],
    }
