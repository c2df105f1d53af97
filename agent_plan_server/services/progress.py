"""What follows when a task is finished or opened again: counts of blockers, and phases that close."""

from agent_plan_server.errors import Refused
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.plan import Task
from agent_plan_server.models.states import Proof, TaskStatus
from agent_plan_server.storage import Store


class Freed(Noun):
    """What became possible: keys of tasks that are ready now, numbers of phases that were closed."""

    tasks: tuple[str, ...] = ()
    closed_phases: tuple[str, ...] = ()


def finish_task(store: Store, task: Task, status: TaskStatus, actor: str, proof: Proof | None = None) -> Freed:
    """Complete or skip a task, free those that waited for it, close its phase when it was the last."""
    if not store.tasks.move(task, status, proof):
        raise Refused(f"Task {task.key} has just changed.", "{resume} shows where it stands.")
    waiting = store.tasks.add_to_blockers_of_dependents(task.id, -1)
    ready = tuple(other.key for other in waiting if other.blockers == 0 and other.status is TaskStatus.PENDING)
    return Freed(tasks=ready, closed_phases=close_finished_phases(store, task.phase_id, actor))


def close_finished_phases(store: Store, phase: int, actor: str) -> tuple[str, ...]:
    """Close a phase that has nothing left to do, and those behind it that are empty; their numbers."""
    closed, queue = [], [phase]
    while queue:
        current = queue.pop(0)
        if not store.plans.close_phase(current):
            continue
        found = store.plans.find_phase(current)
        assert found is not None
        closed.append(found.number)
        store.events.append("phase_closed", actor, {"phase": found.number}, plan=found.plan_id)
        for dependent in store.plans.phase_dependents(current):
            store.plans.add_to_phase_blockers(dependent, -1)
            queue.append(dependent)
    return tuple(closed)


def reopen_phase(store: Store, phase: int) -> None:
    """A finished phase has work again: what waits for it waits again."""
    if store.plans.reopen_phase(phase):
        for dependent in store.plans.phase_dependents(phase):
            store.plans.add_to_phase_blockers(dependent, +1)
            reopen_phase(store, dependent)
