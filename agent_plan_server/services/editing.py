"""Editing a task: a person changes what the plan says of it, with a reason that is kept."""

from collections.abc import Callable, Iterator

from agent_plan_server.errors import InvalidRequest, NotFound
from agent_plan_server.importers.words.estimates import read_minutes
from agent_plan_server.models.draft import CriterionDraft
from agent_plan_server.models.plan import Plan, Task
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.revision import RevisionReply, TaskEdit
from agent_plan_server.models.states import CriterionKind, CriterionState
from agent_plan_server.rules import limits
from agent_plan_server.rules.scopes import join_scopes, normalise_scope
from agent_plan_server.services.claims import DEFAULT_POLICY
from agent_plan_server.services.extensions import extend_claim
from agent_plan_server.services.ordering import settle_plan
from agent_plan_server.services.phases import find_phase
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.revising import Touched, check_reason, move_to_phase, record_revision
from agent_plan_server.services.task_views import find_task, list_waits
from agent_plan_server.storage import Store, transaction

# The tier of evidence that is a person's word.
PERSON = "H"
OWNER_CHARACTERS = 100


@transaction
def edit_task(
    store: Store,
    key: str,
    edit: TaskEdit,
    reason: str,
    person: str,
    plan: str | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> RevisionReply:
    """Change what is given of a task, all or nothing; what holds already changes nothing.

    Paths are added to the live claim too, if they are free; one that is dropped stays with the claim until it ends.
    Raises NotFound, InvalidRequest (a circle is named), LimitExceeded and ScopeHeld.
    """
    why = check_reason(reason)
    found = find_plan(store, plan)
    task = find_task(store, found, key)
    touched = [
        *_edit_words(store, task, edit),
        *_edit_scope(store, task, edit, person, policy),
        *_edit_phase(store, found, task, edit),
        *_edit_needs(store, found, task, edit),
        *_edit_criteria(store, task, edit, person, why),
    ]
    seq = store.events.last_seq()
    if touched:
        settle_plan(store, found.id, person)
        seq = record_revision(store, task, touched, person, why)
    return _reply(store, task, touched, seq)


def _reply(store: Store, task: Task, touched: list[Touched], seq: int) -> RevisionReply:
    now = store.tasks.find(task.id)
    assert now is not None
    holder = store.claims.find_live(task.id)
    return RevisionReply(
        task=now.key,
        status=now.status,
        fields=tuple(dict.fromkeys(each.field for each in touched)),
        changes=tuple(each.text for each in touched),
        told=holder.agent if holder and touched else None,
        waits_for=tuple(list_waits(store, now)),
        seq=seq,
    )


def _edit_words(store: Store, task: Task, edit: TaskEdit) -> Iterator[Touched]:
    new = task
    for field, check in _WORDS.items():
        value = getattr(edit, field)
        if value is not None and (checked := check(value)) != (getattr(task, field) or ""):
            new = new.model_copy(update={field: checked or (None if field in _OPTIONAL else "")})
            yield Touched(field, _say_change(field, getattr(task, field), checked))
    if new.estimate != task.estimate:
        new = new.model_copy(update={"estimate_minutes": read_minutes(new.estimate) if new.estimate else None})
    if new != task:
        store.tasks.revise(task, new)


def check_title(text: str) -> str:
    title = limits.check_line("title", text, limits.TITLE_CHARACTERS)
    if not title:
        raise InvalidRequest("The title is empty.", "Say in a few words what has to be done.")
    return title


def check_body(text: str) -> str:
    return limits.check_text("body", text, limits.NOTE_BYTES)


def check_estimate(text: str) -> str:
    estimate = limits.check_line("estimate", text, limits.TITLE_CHARACTERS)
    if estimate and read_minutes(estimate) is None:
        raise InvalidRequest(f"{estimate!r} is no length of time.", 'Write it as in "45 min", "2h" or "1.5 days".')
    return estimate


def check_owner(text: str) -> str:
    return limits.check_line("owner", text, OWNER_CHARACTERS)


_WORDS: dict[str, Callable[[str], str]] = {
    "title": check_title,
    "body": check_body,
    "estimate": check_estimate,
    "owner": check_owner,
}
_OPTIONAL = ("estimate", "owner")


def _say_change(field: str, old: str | None, new: str) -> str:
    if field == "body":
        return f"body: {len(new.splitlines())} lines instead of {len((old or '').splitlines())}"
    return f"{field}: {new!r} instead of {old!r}" if old else f"{field}: {new!r}"


def _edit_scope(store: Store, task: Task, edit: TaskEdit, person: str, policy: Policy) -> Iterator[Touched]:
    added, dropped = normalise_scope(edit.add_paths), normalise_scope(edit.drop_paths)
    if lacking := [path for path in dropped if path not in task.scope]:
        raise NotFound(f"Task {task.key} has no path {lacking[0]!r}.", f"It has: {', '.join(task.scope) or 'none'}.")
    kept = tuple(path for path in task.scope if path not in dropped)
    scope = join_scopes(kept, added)
    if scope == task.scope:
        return
    if claim := store.claims.find_live(task.id):
        extend_claim(store, claim, added, person, policy)
    now = store.tasks.find(task.id)
    assert now is not None
    store.tasks.revise(now, now.model_copy(update={"scope": scope}))
    yield from (Touched("scope", f"scope: + {path}") for path in scope if path not in task.scope)
    yield from (Touched("scope", f"scope: - {path}") for path in task.scope if path not in scope)


def _edit_phase(store: Store, plan: Plan, task: Task, edit: TaskEdit) -> Iterator[Touched]:
    if edit.phase is None or edit.phase == task.phase:
        return
    now = store.tasks.find(task.id)
    assert now is not None
    move_to_phase(store, now, find_phase(store, plan, edit.phase).id)
    yield Touched("phase", f"phase: {edit.phase} instead of {task.phase}")


def _edit_needs(store: Store, plan: Plan, task: Task, edit: TaskEdit) -> Iterator[Touched]:
    known = {need.key: need for need in store.tasks.list_dependencies(task.id)}
    for key in edit.drop_needs:
        if key not in known:
            raise NotFound(f"Task {task.key} does not need {key!r}.", f"It needs: {', '.join(known) or 'nothing'}.")
        store.tasks.drop_dependency(task.id, find_task(store, plan, key).id)
        yield Touched("dependencies", f"dependencies: - {key}")
    for key in edit.add_needs:
        if key in known and known[key].stated and key not in edit.drop_needs:
            continue
        put_need(store, task, find_task(store, plan, key))
        yield Touched("dependencies", f"dependencies: + {key}")


def put_need(store: Store, task: Task, before: Task) -> None:
    """The task waits for another one from now on, as stated; an inferred order becomes a stated one."""
    if before.id == task.id:
        raise InvalidRequest(f"Task {task.key} cannot wait for itself.", "Name another task.")
    store.tasks.drop_dependency(task.id, before.id)
    store.tasks.add_dependency(task.id, before.id, stated=True)


def _edit_criteria(store: Store, task: Task, edit: TaskEdit, person: str, reason: str) -> Iterator[Touched]:
    known = {criterion.name: criterion for criterion in store.criteria.list_of_task(task.id)}
    for name in edit.waive:
        criterion = known.get(name.strip().lower())
        if criterion is None:
            raise NotFound(f"Task {task.key} has no criterion {name!r}.", f"It has: {', '.join(known) or 'none'}.")
        if criterion.state is not CriterionState.WAIVED:
            store.criteria.answer(criterion.id, CriterionState.WAIVED, person, PERSON, reason, None)
            yield Touched("criteria", f"criteria: {criterion.name} waived, {criterion.text[:80]!r}")
    texts = {criterion.text for criterion in known.values()}
    for text in edit.add_criteria:
        if put_criterion(store, task, text, texts):
            yield Touched("criteria", f"criteria: + {text[:80]!r}")


def put_criterion(store: Store, task: Task, text: str, known: set[str]) -> bool:
    """False when the task has it already."""
    line = limits.check_line("criterion", text, limits.QUESTION_CHARACTERS)
    if not line:
        raise InvalidRequest("The criterion is empty.", "Say what must be true when the task is done.")
    if line in known:
        return False
    draft = CriterionDraft(kind=CriterionKind.ACCEPTANCE, text=line, task=task.key)
    store.criteria.add(task.plan_id, draft, phase=None, task=task.id)
    known.add(line)
    return True
