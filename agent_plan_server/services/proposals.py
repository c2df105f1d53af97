"""Work discovered on the way: proposed by agents, accepted by people."""

from agent_plan_server.errors import InvalidRequest, NotFound
from agent_plan_server.models.claim import ANYONE, Caller
from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.models.plan import Phase, Plan, Task
from agent_plan_server.models.reply import ProposalReply
from agent_plan_server.models.states import DecisionKind, TaskStatus
from agent_plan_server.rules import limits
from agent_plan_server.rules.scopes import normalise_scope
from agent_plan_server.services.agents import identify_agent, touch_agent
from agent_plan_server.services.ordering import refuse_circle
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.progress import count_blockers
from agent_plan_server.services.requests import answer_once
from agent_plan_server.storage import Store, transaction

PROPOSAL_OPTIONS = ("accept", "reject")
_ALL = 1_000_000


@transaction
def propose_task(
    store: Store,
    agent: str,
    title: str,
    why: str,
    phase: str | None = None,
    after: str | None = None,
    paths: tuple[str, ...] = (),
    plan: str | None = None,
    by: Caller = ANYONE,
) -> ProposalReply:
    """Add a task that nobody may claim until a person accepts it; `after` is the key it follows.

    The same title twice in a phase is one proposal. Raises InvalidRequest and NotFound.
    """
    name = limits.check_line("title", title, limits.TITLE_CHARACTERS)
    body = limits.check_text("why", why, limits.NOTE_BYTES)
    if not name or not body.strip():
        raise InvalidRequest("A proposal needs a title and a reason.", "Say what has to be done and why.")
    scope = normalise_scope(paths)
    return answer_once(
        store,
        by,
        "propose_task",
        agent,
        ProposalReply,
        lambda: _propose(store, agent, name, body, phase, after, scope, plan, by),
    )


def _propose(
    store: Store,
    agent_name: str,
    title: str,
    why: str,
    phase: str | None,
    after: str | None,
    scope: tuple[str, ...],
    plan: str | None,
    by: Caller,
) -> ProposalReply:
    agent = identify_agent(store, agent_name, by)
    touch_agent(store, agent, by)
    found = find_plan(store, plan)
    origin = _origin(store, found, after)
    target = _phase(store, found, phase, origin)
    proposed = store.tasks.list_stopped(found.id, TaskStatus.PROPOSED, _ALL)
    if known := next((task for task in proposed if (task.phase_id, task.title) == (target.id, title)), None):
        return _reply(store, known)
    draft = TaskDraft(key=free_key(store, target), title=title, body=why, scope=scope)
    return _reply(store, _add(store, agent.name, target, origin, draft))


def _add(store: Store, author: str, phase: Phase, origin: Task | None, draft: TaskDraft) -> Task:
    plan, position = phase.plan_id, store.tasks.last_position(phase.id) + 1
    task_id = store.tasks.add(plan, phase.id, draft, position, status=TaskStatus.PROPOSED, proof=None, origin=author)
    if origin is not None:
        _put_after(store, task_id, phase, origin)
    store.decisions.put_gates_of_phase_before(task_id)
    count_blockers(store, plan, task_id)
    question = f"{author} proposes a task: {draft.title}"
    store.decisions.add(
        plan, DecisionKind.QUESTION, question, PROPOSAL_OPTIONS, asked_by=author, phase=phase.id, task=task_id
    )
    payload = {"title": draft.title, "phase": phase.number, "after": origin.key if origin else None}
    store.events.append("task_proposed", author, payload, plan=plan, task=task_id)
    added = store.tasks.find(task_id)
    assert added is not None
    return added


def _origin(store: Store, plan: Plan, after: str | None) -> Task | None:
    if after is None:
        return None
    task = store.tasks.find_by_key(plan.id, after)
    if task is None:
        raise NotFound(f"There is no task {after!r} to follow.", "Leave `after` out, or name a task of the plan.")
    return task


def _put_after(store: Store, task: int, phase: Phase, origin: Task) -> None:
    store.tasks.add_dependency(task, origin.id, stated=True)
    # A circle needs another phase; looking for one costs the whole plan.
    if phase.id != origin.phase_id:
        refuse_circle(store, phase.plan_id)


def _phase(store: Store, plan: Plan, number: str | None, origin: Task | None) -> Phase:
    if number is not None:
        phase = store.plans.find_phase_by_number(plan.id, number)
        if phase is None:
            known = ", ".join(phase.number for phase in store.plans.list_phases(plan.id)[:20])
            raise NotFound(
                f"There is no phase {number!r}; there are: {known}.", "Leave `phase` out for the one open now."
            )
        return phase
    phases = store.plans.list_phases(plan.id)
    if origin is not None:
        return next(phase for phase in phases if phase.id == origin.phase_id)
    if not phases:
        raise NotFound(f"The plan {plan.slug!r} has no phases.", "A person imports a plan with {import}.")
    return next((phase for phase in phases if phase.is_open), phases[-1])


def free_key(store: Store, phase: Phase) -> str:
    """The next number in a phase that no task has."""
    number = 1 + sum(row.tasks for row in store.plans.progress(phase.plan_id) if row.phase == phase.number)
    while store.tasks.find_by_key(phase.plan_id, f"{phase.number}.{number}"):
        number += 1
    return f"{phase.number}.{number}"


def _reply(store: Store, task: Task) -> ProposalReply:
    decision = store.decisions.find_open_of_task(task.id)
    return ProposalReply(
        task=task.key,
        title=task.title,
        status=task.status,
        decision=decision.name if decision else None,
        seq=store.events.last_seq(),
    )
