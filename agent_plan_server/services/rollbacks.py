"""Planning a rollback; nothing is ever undone here."""

from agent_plan_server.errors import NotFound
from agent_plan_server.models.claim import Claim
from agent_plan_server.models.plan import Plan, Task
from agent_plan_server.models.rollback import AttemptToUndo, RollbackPlan
from agent_plan_server.models.states import EntryKind
from agent_plan_server.rules.graphs import reach
from agent_plan_server.services.ordering import work_graph
from agent_plan_server.services.plans import find_plan
from agent_plan_server.storage import Store, snapshot


@snapshot
def plan_rollback(store: Store, target: str, plan: str | None = None) -> RollbackPlan:
    """What it takes to go back to before a task or a phase, named by its key or number. Raises NotFound."""
    found = find_plan(store, plan)
    title, tasks = _find_target(store, found, target)
    claims = sorted((claim for task in tasks for claim in store.claims.list_of_task(task.id)), key=lambda c: c.id)
    base = next((claim.base_commit for claim in claims if claim.base_commit), None)
    affected = _behind(store, tasks)
    files = tuple(dict.fromkeys(pattern for claim in claims for pattern in claim.scope))
    entries = store.criteria.list_entries(found.id, EntryKind.ROLLBACK, limit=20)
    return RollbackPlan(
        target=target,
        title=title,
        base_commit=base,
        attempts=tuple(_attempt(claim) for claim in claims),
        files=files or tuple(dict.fromkeys(pattern for task in tasks for pattern in task.scope)),
        kept_phases=tuple(
            f"{phase.number} {phase.title}"
            for phase in store.plans.list_phases(found.id)
            if phase.closed_at and phase.id not in {task.phase_id for task in tasks}
        ),
        affected=tuple(task.key for task in affected),
        affected_done=tuple(task.key for task in affected if task.status.is_finished),
        guidance=tuple(entry.text for entry in entries),
        commands=_commands(base, claims),
        statuses={task.key: task.status for task in tasks},
        seq=store.events.last_seq(),
    )


def _find_target(store: Store, plan: Plan, target: str) -> tuple[str, list[Task]]:
    if task := store.tasks.find_by_key(plan.id, target):
        return task.title, [task]
    number = target.lower().removeprefix("phase").strip()
    if phase := store.plans.find_phase_by_number(plan.id, number):
        return phase.title, store.tasks.list_of_phase(phase.id)
    raise NotFound(f"There is no task or phase {target!r} in {plan.slug!r}.", "{status} shows the phases.")


def _behind(store: Store, tasks: list[Task]) -> list[Task]:
    """Everything that waits for these tasks, by dependency or by phase, in the order of the plan."""
    if not tasks:
        return []
    plan = tasks[0].plan_id
    known = store.tasks.list_all(plan)
    _, follows = work_graph(store, plan, store.plans.list_phases(plan), known)
    behind = reach((("task", task.id) for task in tasks), follows)
    return [task for task in known if ("task", task.id) in behind]


def _attempt(claim: Claim) -> AttemptToUndo:
    return AttemptToUndo(
        task=claim.task,
        attempt=claim.number,
        agent=claim.agent,
        base_commit=claim.base_commit,
        branch=claim.branch,
    )


def _commands(base: str | None, claims: list[Claim]) -> tuple[str, ...]:
    if base is None:
        return ()
    branches = dict.fromkeys(claim.branch for claim in claims if claim.branch)
    look = [f"git log --oneline {base[:12]}..HEAD", f"git diff --stat {base[:12]}"]
    return (*look, *(f"git log --oneline {base[:12]}..{branch}" for branch in branches))
