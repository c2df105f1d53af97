"""One phase: what it is for, what is in it, what is in front of it."""

from agent_plan_server.errors import NotFound
from agent_plan_server.models.plan import Phase, Plan, Task
from agent_plan_server.models.states import EntryKind, TaskStatus
from agent_plan_server.models.summary import CriterionLine, PhaseView, TaskLine
from agent_plan_server.services.needs import cut_needs, need_of
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.shortening import Cutter, fit
from agent_plan_server.storage import Store, snapshot

READY = "ready"
_TASKS = 50


@snapshot
def current_phase(store: Store, plan: str | None = None, number: str | None = None) -> PhaseView:
    """The phase of that number, or the first that is open; raises NotFound.

    A long list of tasks begins where the work that is left begins.
    """
    found = find_plan(store, plan)
    phase = find_phase(store, found, number)
    return fit(lambda cut: _view(store, found, phase, cut))


def find_phase(store: Store, plan: Plan, number: str | None) -> Phase:
    """Without a number the first open phase, else the first unfinished, else the last."""
    phases = store.plans.list_phases(plan.id)
    if number is not None:
        named = [phase for phase in phases if phase.number == number]
        if not named:
            known = ", ".join(phase.number for phase in phases[:20]) or "none"
            raise NotFound(f"There is no phase {number!r}; there are: {known}.", "{show_plan} lists them.")
        return named[0]
    if not phases:
        raise NotFound(f"The plan {plan.slug!r} has no phases.", "A person imports a plan with {import}.")
    ordered = [p for p in phases if p.is_open] + [p for p in phases if p.closed_at is None] + phases[-1:]
    return ordered[0]


def state_of_phase(phase: Phase) -> str:
    if phase.closed_at is not None:
        return "finished"
    return "open" if phase.is_open else "waiting"


def line_of(task: Task, holders: dict[str, str], title: str | None = None) -> TaskLine:
    return TaskLine(
        key=task.key,
        title=task.title if title is None else title,
        state=state_of_task(task),
        agent=holders.get(task.key),
        estimate=task.estimate,
    )


def state_of_task(task: Task) -> str:
    """The status; ready where nothing is in front, and for a completed task how it is proven."""
    if task.is_ready:
        return READY
    return task.proof if task.status is TaskStatus.COMPLETED and task.proof else task.status


def list_holders(store: Store, plan: Plan) -> dict[str, str]:
    """Who holds which task."""
    return {claim.task: claim.agent for claim in store.claims.list_live() if claim.plan_id == plan.id}


def _view(store: Store, plan: Plan, phase: Phase, cut: Cutter) -> PhaseView:
    counts = {row.state: row.tasks for row in store.plans.progress(plan.id) if row.phase == phase.number}
    phases = store.plans.list_phases(plan.id)
    needs = [need_of(decision) for decision in store.decisions.list_due(plan.id)]
    here = [need for need in needs if need.phase in (phase.number, None)]
    return PhaseView(
        plan=plan.slug,
        number=phase.number,
        title=phase.title,
        goal=cut.text("goal", phase.goal, 800),
        state=state_of_phase(phase),
        waits_for=tuple(cut.items("waits_for", _waits_for(store, phase, phases), 20)),
        counts=counts,
        tasks=_tasks(store, plan, phase, cut),
        tasks_total=sum(counts.values()),
        criteria=_criteria(store, phase, cut),
        decisions=cut_needs(cut, "decisions", here, 5),
        rules=_rules(store, plan, phase, cut),
        other_open=tuple(other.number for other in phases if other.is_open and other.id != phase.id)[:20],
        cut=cut.names,
        seq=store.events.last_seq(),
    )


def _waits_for(store: Store, phase: Phase, phases: list[Phase]) -> list[str]:
    unfinished = {other.id for other in phases if other.closed_at is None}
    before = store.plans.phase_dependencies(phase.plan_id).get(phase.id, [])
    return [number for other, number, _ in before if other in unfinished]


def _tasks(store: Store, plan: Plan, phase: Phase, cut: Cutter) -> tuple[TaskLine, ...]:
    tasks = store.tasks.list_of_phase(phase.id, limit=_TASKS + 1)
    if len(tasks) > _TASKS:
        tasks = store.tasks.list_of_phase(phase.id, _TASKS + 1, store.tasks.first_unfinished_position(phase.id))
    holders = list_holders(store, plan)
    kept = cut.items("tasks", tasks, _TASKS)
    return tuple(line_of(task, holders, cut.line("tasks", task.title, 120)) for task in kept)


def _criteria(store: Store, phase: Phase, cut: Cutter) -> tuple[CriterionLine, ...]:
    kept = cut.items("criteria", store.criteria.list_of_phase(phase.id, limit=26), 25)
    return tuple(
        CriterionLine(name=c.name, kind=c.kind, text=cut.line("criteria", c.text, 200), state=c.state, path=c.path)
        for c in kept
    )


def _rules(store: Store, plan: Plan, phase: Phase, cut: Cutter) -> tuple[str, ...]:
    entries = store.criteria.list_entries(plan.id, EntryKind.RULE)
    mine = [entry.text for entry in entries if entry.phase in (None, phase.number)]
    return tuple(cut.line("rules", text, 200) for text in cut.items("rules", mine, 12))
