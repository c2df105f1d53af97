"""Additions: a person puts a task or a phase into a plan."""

from collections.abc import Sequence

from agent_plan_server.errors import InvalidRequest, Refused
from agent_plan_server.importers.words.estimates import read_minutes
from agent_plan_server.models.draft import PhaseDraft, TaskDraft
from agent_plan_server.models.plan import Phase, Plan, Task
from agent_plan_server.models.revision import AdditionReply, NewTask
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rules import limits
from agent_plan_server.rules.scopes import normalise_scope
from agent_plan_server.services.editing import (
    check_body,
    check_estimate,
    check_owner,
    check_title,
    put_criterion,
    put_need,
)
from agent_plan_server.services.ordering import settle_plan
from agent_plan_server.services.phases import find_phase
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.progress import reopen_phase
from agent_plan_server.services.proposals import free_key
from agent_plan_server.services.revising import Touched, check_reason, record_revision
from agent_plan_server.services.task_views import find_task, list_waits
from agent_plan_server.storage import Store, transaction

_KEY_CHARACTERS = 40


@transaction
def add_task(store: Store, new: NewTask, reason: str, person: str, plan: str | None = None) -> AdditionReply:
    """Add a task that may be claimed as soon as nothing is in front of it.

    Raises InvalidRequest (a circle is named), NotFound, LimitExceeded, and Refused for a key that is taken.
    """
    why = check_reason(reason)
    found = find_plan(store, plan)
    befores, needs = ([find_task(store, found, key) for key in keys] for keys in (new.before, new.needs))
    phase = _phase_of(store, found, new, [*needs, *befores])
    task = _insert(store, phase, new, person)
    reopen_phase(store, phase.id)
    store.decisions.put_gates_of_phase_before(task.id)
    for need in needs:
        put_need(store, task, need)
    for dependent in befores:
        put_need(store, dependent, task)
    known: set[str] = set()
    for text in new.criteria:
        put_criterion(store, task, text, known)
    settle_plan(store, found.id, person)
    for dependent in befores:
        record_revision(store, dependent, [Touched("dependencies", f"dependencies: + {task.key}")], person, why)
    payload = {"title": task.title, "phase": phase.number, "reason": why[:500]}
    seq = store.events.append("task_added", person, payload, plan=found.id, task=task.id)
    now = find_task(store, found, task.key)
    waits = tuple(list_waits(store, now))
    return AdditionReply(kind="task", name=now.key, title=now.title, phase=phase.number, waits_for=waits, seq=seq)


def _phase_of(store: Store, plan: Plan, new: NewTask, around: Sequence[Task]) -> Phase:
    """As named; else that of the tasks around it, else the one open now."""
    return find_phase(store, plan, new.phase or (around[0].phase if around else None))


def _insert(store: Store, phase: Phase, new: NewTask, person: str) -> Task:
    estimate = check_estimate(new.estimate or "") or None
    draft = TaskDraft(
        key=_check_key(store, phase, new.key) if new.key else free_key(store, phase),
        title=check_title(new.title),
        body=check_body(new.body),
        scope=normalise_scope(new.paths),
        estimate=estimate,
        estimate_minutes=read_minutes(estimate) if estimate else None,
        owner=check_owner(new.owner or "") or None,
    )
    position = store.tasks.last_position(phase.id) + 1
    number = store.tasks.add(
        phase.plan_id, phase.id, draft, position, status=TaskStatus.PENDING, proof=None, origin=person
    )
    added = store.tasks.find(number)
    assert added is not None
    return added


def _check_key(store: Store, phase: Phase, key: str) -> str:
    name = limits.check_line("key", key, _KEY_CHARACTERS)
    if not name or "/" in name:
        raise InvalidRequest(f"{key!r} cannot be the key of a task.", 'Use a short name without "/", as in "2.7".')
    if store.tasks.find_by_key(phase.plan_id, name):
        raise Refused(f"There is a task {name} already.", "Leave the key out for the next free number.")
    return name


@transaction
def add_phase(
    store: Store,
    number: str,
    title: str,
    reason: str,
    person: str,
    after: tuple[str, ...] = (),
    plan: str | None = None,
) -> AdditionReply:
    """Add a phase behind all others; `after` are the numbers of the phases that it waits for.

    Raises NotFound, InvalidRequest and Refused for a number that is taken.
    """
    why = check_reason(reason)
    found = find_plan(store, plan)
    name, heading = limits.check_line("number", number, _KEY_CHARACTERS), check_title(title)
    if not name:
        raise InvalidRequest("A phase needs a number.", "Give it the next one.")
    if store.plans.find_phase_by_number(found.id, name):
        raise Refused(f"There is a phase {name} already.", "Give it another number.")
    before = [find_phase(store, found, each) for each in after]
    position = max((phase.position for phase in store.plans.list_phases(found.id)), default=-1) + 1
    phase = store.plans.add_phase(found.id, PhaseDraft(number=name, title=heading), position)
    for each in before:
        store.plans.add_phase_dependency(phase, each.id, stated=True)
    settle_plan(store, found.id, person)
    payload = {"phase": name, "title": heading, "after": [each.number for each in before], "reason": why[:500]}
    seq = store.events.append("phase_added", person, payload, plan=found.id)
    waits = tuple(f"phase {each.number}" for each in before if each.closed_at is None)
    return AdditionReply(kind="phase", name=name, title=heading, phase=name, waits_for=waits, seq=seq)
