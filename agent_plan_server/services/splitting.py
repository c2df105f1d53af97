"""Splitting a task: its parts take its place, and what was done on it stays to be read."""

from agent_plan_server.errors import InvalidRequest, Refused, TaskHeld
from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.models.plan import Plan, Task
from agent_plan_server.models.revision import SplitReply
from agent_plan_server.models.states import CriterionState, NoteKind, TaskStatus
from agent_plan_server.services.claims import end_claim
from agent_plan_server.services.editing import check_title
from agent_plan_server.services.ordering import settle_plan
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.progress import finish_task
from agent_plan_server.services.revising import check_reason, close_questions
from agent_plan_server.services.task_views import find_task
from agent_plan_server.storage import Store, transaction

_MOST_PARTS = 20


@transaction
def split_task(
    store: Store,
    key: str,
    titles: tuple[str, ...],
    reason: str,
    person: str,
    plan: str | None = None,
    *,
    in_order: bool = False,
    take: bool = False,
) -> SplitReply:
    """Put parts in the place of a task, which is skipped and keeps its history.

    Every part has its files, waits for what it waited for and is waited for by those behind it; the last one has its
    open criteria. `in_order` lets each part wait for the one before; `take` ends the claim of whoever holds the task.
    Raises NotFound, InvalidRequest, TaskHeld and Refused.
    """
    why = check_reason(reason)
    names = _check_titles(titles)
    found = find_plan(store, plan)
    task = find_task(store, found, key)
    holder = _free(store, task, why, person, take=take)
    task = find_task(store, found, key)
    if task.status.is_finished or task.status is TaskStatus.PROPOSED:
        raise Refused(f"Task {task.key} is {task.status} and cannot be split.", "{show_plan} shows what is open.")
    parts = _add_parts(store, found, task, names, in_order=in_order)
    _hand_over(store, task, parts)
    close_questions(store, task, person, why)
    said = f"{person} split this task into {', '.join(part.key for part in parts)}: {why}"
    store.notes.add(person, NoteKind.HANDOVER, said, plan=found.id, task=task.id)
    finish_task(store, task, TaskStatus.SKIPPED, person)
    settle_plan(store, found.id, person)
    payload = {"parts": [part.key for part in parts], "reason": why[:500], "holder": holder}
    seq = store.events.append("task_split", person, payload, plan=found.id, task=task.id)
    keys = tuple(part.key for part in parts)
    return SplitReply(task=task.key, status=TaskStatus.SKIPPED, parts=keys, taken_from=holder, seq=seq)


def _check_titles(titles: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(map(check_title, titles)))
    if not 2 <= len(names) <= _MOST_PARTS:
        raise InvalidRequest(
            f"{len(names)} different parts were named.", f"Name 2 to {_MOST_PARTS}, each in a few words."
        )
    return names


def _free(store: Store, task: Task, reason: str, person: str, *, take: bool) -> str | None:
    """Nobody works on the task any more; who did."""
    claim = store.claims.find_live(task.id)
    if claim is None:
        return None
    if not take:
        raise TaskHeld(
            f"Task {task.key} is held by {claim.agent!r}.",
            "Wait until it is given back, or split it with --take, which ends the claim.",
        )
    end_claim(store, claim, reason, person)
    return claim.agent


def _add_parts(store: Store, plan: Plan, task: Task, titles: tuple[str, ...], *, in_order: bool) -> list[Task]:
    needs = store.tasks.plan_dependencies(plan.id).get(task.id, [])
    body = _body(store, task)
    parts: list[Task] = []
    for title in titles:
        draft = TaskDraft(key=_free_key(store, task), title=title, body=body, scope=task.scope, owner=task.owner)
        number = store.tasks.add(
            plan.id, task.phase_id, draft, task.position, status=TaskStatus.PENDING, proof=None, origin=task.origin
        )
        for before, _, stated in needs:
            store.tasks.add_dependency(number, before, stated=stated)
        if in_order and parts:
            store.tasks.add_dependency(number, parts[-1].id, stated=True)
        store.decisions.put_same_before(number, task.id)
        added = store.tasks.find(number)
        assert added is not None
        parts.append(added)
    return parts


def _body(store: Store, task: Task) -> str:
    """What the task said, and the steps that are left of it."""
    left = [f"- {step.text}" for step in store.tasks.list_steps(task.id) if not step.done]
    steps = "\n".join([f"Steps that {task.key} leaves open:", *left]) if left else ""
    return "\n\n".join(text for text in (f"A part of {task.key}, {task.title}.", task.body, steps) if text)


def _free_key(store: Store, task: Task) -> str:
    number = 1
    while store.tasks.find_by_key(task.plan_id, f"{task.key}.{number}"):
        number += 1
    return f"{task.key}.{number}"


def _hand_over(store: Store, task: Task, parts: list[Task]) -> None:
    for dependent, needs in store.tasks.plan_dependencies(task.plan_id).items():
        for before, _, stated in needs:
            if before == task.id:
                for part in parts:
                    store.tasks.add_dependency(dependent, part.id, stated=stated)
    for criterion in store.criteria.list_of_task(task.id):
        if criterion.state in (CriterionState.OPEN, CriterionState.FAILED):
            store.criteria.move(criterion.id, None, parts[-1].id)
