"""What follows when a task is finished or opened again: counts of blockers, and phases that close."""

from agent_plan_server.errors import Refused
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.plan import Task
from agent_plan_server.models.states import Proof, TaskStatus
from agent_plan_server.storage import Store
from agent_plan_server.storage.decision_rows import Waiting


class Freed(Noun):
    """What became possible: keys of tasks that are ready now, numbers of phases that were closed."""

    tasks: tuple[str, ...] = ()
    closed_phases: tuple[str, ...] = ()


def finish_task(store: Store, task: Task, status: TaskStatus, actor: str, proof: Proof | None = None) -> Freed:
    """Complete or skip a task, free those that waited for it, close its phase when it was the last."""
    if not store.tasks.move(task, status, proof):
        raise Refused(f"Task {task.key} has just changed.", "{resume} shows where it stands.")
    ready = list_ready_keys(store.tasks.add_to_blockers_of_dependents(task.id, -1))
    freed = close_finished_phases(store, task.phase_id, actor)
    return freed.model_copy(update={"tasks": ready + freed.tasks})


def reopen_task(store: Store, task: Task) -> None:
    """A completed task has to be worked on again: what waits for it, or for its phase, waits again."""
    if not store.tasks.move(task, TaskStatus.PENDING):
        raise Refused(f"Task {task.key} has just changed.", "{resume} shows where it stands.")
    store.tasks.add_to_blockers_of_dependents(task.id, +1)
    reopen_phase(store, task.phase_id)


def list_ready_keys(waiting: list[Waiting]) -> tuple[str, ...]:
    """Of tasks whose count of blockers has just changed: the keys of those that may be claimed now."""
    return tuple(task.key for task in waiting if task.blockers == 0 and task.status is TaskStatus.PENDING)


def close_finished_phases(store: Store, phase: int, actor: str) -> Freed:
    """Close a phase that has nothing left to do, and those behind it that are empty."""
    ready: list[str] = []
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
            ready += list_ready_keys(store.plans.add_to_phase_blockers(dependent, -1))
            queue.append(dependent)
    return Freed(tasks=tuple(ready), closed_phases=tuple(closed))


def reopen_phase(store: Store, phase: int) -> None:
    """A finished phase has work again: what waits for it waits again."""
    queue = [phase]
    while queue:
        current = queue.pop(0)
        if store.plans.reopen_phase(current):
            dependents = store.plans.phase_dependents(current)
            queue += dependents
            for dependent in dependents:
                store.plans.add_to_phase_blockers(dependent, +1)


def count_blockers(store: Store, plan: int, task: int | None = None) -> int:
    """Set what tasks wait for (all of a plan, or one) to what is in front of them; how many counts were wrong."""
    wrong = store.tasks.wrong_blockers(plan, task)
    for wrong_task, blockers in wrong.items():
        store.tasks.set_blockers(wrong_task, blockers)
    return len(wrong)


def count_phase_blockers(store: Store, plan: int) -> int:
    """The same for the phases of a plan."""
    wrong = store.plans.wrong_phase_blockers(plan)
    for phase, blockers in wrong.items():
        store.plans.set_phase_blockers(phase, blockers)
    return len(wrong)
