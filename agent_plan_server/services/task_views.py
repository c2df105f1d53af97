"""Everything about one task, for a person who wants to know why."""

from agent_plan_server.errors import NotFound
from agent_plan_server.models.claim import Claim
from agent_plan_server.models.page import AttemptLine, TaskView
from agent_plan_server.models.plan import Plan, Task
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.models.summary import CriterionLine
from agent_plan_server.services.phases import state_of_task
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.work import state_of_claim
from agent_plan_server.storage import Store, snapshot

_NOTES = 500
_EVENTS = 200


@snapshot
def show_task(store: Store, key: str, plan: str | None = None) -> TaskView:
    """Raises NotFound."""
    found = find_plan(store, plan)
    task = find_task(store, found, key)
    return TaskView(
        plan=found.slug,
        key=task.key,
        title=task.title,
        phase=task.phase,
        status=task.status,
        state=state_of_task(task),
        body=task.body,
        estimate=task.estimate,
        owner=task.owner,
        origin=task.origin,
        failures=task.failures,
        scope=task.scope,
        waits_for=tuple(list_waits(store, task)),
        steps=tuple(store.tasks.list_steps(task.id)),
        needs=tuple(store.tasks.list_dependencies(task.id)),
        dependents=tuple(store.tasks.list_dependents(task.id)),
        criteria=_criteria(store, task),
        evidence=tuple(store.criteria.list_evidence(task.id)),
        attempts=tuple(_attempt(store, claim) for claim in store.claims.list_of_task(task.id)),
        notes=tuple(store.notes.list_of_task(task.id, _NOTES)),
        decisions=tuple(store.decisions.list_of_task(task.id)),
        events=tuple(store.events.list_before(store.events.last_seq() + 1, _EVENTS, found.id, task.id)),
        seq=store.events.last_seq(),
    )


def find_task(store: Store, plan: Plan, key: str) -> Task:
    """Raises NotFound."""
    task = store.tasks.find_by_key(plan.id, key.strip())
    if task is None:
        raise NotFound(
            f"There is no task {key[:60]!r} in {plan.slug!r}.", "{show_plan} with view 'search' finds tasks."
        )
    return task


def list_waits(store: Store, task: Task) -> list[str]:
    """What is in front of a task that nobody works on: tasks, phases, decisions."""
    if task.status not in (TaskStatus.PENDING, TaskStatus.PROPOSED, TaskStatus.BLOCKED, TaskStatus.FAILED):
        return []
    closed = {phase.id for phase in store.plans.list_phases(task.plan_id) if phase.closed_at}
    before = store.plans.phase_dependencies(task.plan_id).get(task.phase_id, [])
    own = store.decisions.find_open_of_task(task.id)
    decisions = [decision.name for decision in store.decisions.list_before_task(task.id)] + ([own.name] if own else [])
    return [
        *(need.key for need in store.tasks.list_dependencies(task.id) if not need.status.is_finished),
        *(f"phase {number}" for phase, number, _ in before if phase not in closed),
        *(f"decision {name}" for name in decisions),
    ]


def _criteria(store: Store, task: Task) -> tuple[CriterionLine, ...]:
    return tuple(
        CriterionLine(name=c.name, kind=c.kind, text=c.text, state=c.state, path=c.path)
        for c in store.criteria.list_of_task(task.id)
    )


def _attempt(store: Store, claim: Claim) -> AttemptLine:
    return AttemptLine(
        number=claim.number,
        agent=claim.agent,
        state=state_of_claim(store, claim),
        reason=claim.reason,
        claimed_at=claim.claimed_at,
        ended_at=claim.ended_at,
        expires_at=claim.expires_at,
        scope=claim.scope,
        base_commit=claim.base_commit,
        branch=claim.branch,
    )
