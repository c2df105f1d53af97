"""The order of offered work, and the counts it rests on: set when a plan is imported or its structure changes."""

from itertools import pairwise

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.models.plan import Phase, Task
from agent_plan_server.rules.graphs import find_cycle, longest_remaining
from agent_plan_server.services.progress import close_finished_phases, count_blockers, count_phase_blockers
from agent_plan_server.storage import Store

# A task without an estimate counts as one hour on the critical path.
DEFAULT_MINUTES = 60
_PLACE_BITS = 24
_LONGEST = (1 << 31) - 1
# Of a circle in an error.
_NAMED = 8

Node = tuple[str, int]


def settle_plan(store: Store, plan: int, actor: str) -> None:
    """Bring counts of blockers, closed phases and the order of work in line with the structure.

    Raises InvalidRequest when stated dependencies run in a circle.
    """
    _drop_inferred_circles(store, plan)
    count_phase_blockers(store, plan)
    count_blockers(store, plan)
    # After the counts are right: every phase that closes takes one off those behind it.
    for phase_row in store.plans.list_phases(plan):
        close_finished_phases(store, phase_row.id, actor)
    order_tasks(store, plan)


def order_tasks(store: Store, plan: int) -> None:
    """Longest remaining path first (critical path, by estimate), then plan order."""
    phases, tasks = store.plans.list_phases(plan), store.tasks.list_all(plan)
    ranks = rank_tasks(store, plan, phases, tasks)
    for position, task in enumerate(tasks):
        rank = min(ranks[task.id], _LONGEST)
        place = ((_LONGEST - rank) << _PLACE_BITS) + position
        if (rank, place) != (task.rank, task.place):
            store.tasks.set_order(task.id, rank, place)


def rank_tasks(store: Store, plan: int, phases: list[Phase], tasks: list[Task]) -> dict[int, int]:
    """For each task the minutes from its start to the end of the longest chain behind it."""
    ids, graph = work_graph(store, plan, phases, tasks)
    ranks = longest_remaining(ids, graph)
    return {task.id: ranks[("task", task.id)] for task in tasks}


def work_graph(
    store: Store, plan: int, phases: list[Phase], tasks: list[Task]
) -> tuple[dict[Node, int], dict[Node, list[Node]]]:
    """Minutes of every node and what follows it; a phase is a node of no length between its tasks and the next ones."""
    minutes: dict[Node, int] = {("phase", phase.id): 0 for phase in phases}
    follows: dict[Node, list[Node]] = {("phase", phase.id): [] for phase in phases}
    tasks_of: dict[int, list[Node]] = {}
    for task in tasks:
        node = ("task", task.id)
        minutes[node] = DEFAULT_MINUTES if task.estimate_minutes is None else task.estimate_minutes
        follows[node] = [("phase", task.phase_id)]
        tasks_of.setdefault(task.phase_id, []).append(node)
    for phase, before in store.plans.phase_dependencies(plan).items():
        for depends_on, _, _ in before:
            follows[("phase", depends_on)] += [("phase", phase), *tasks_of.get(phase, [])]
    for task_id, needs in store.tasks.plan_dependencies(plan).items():
        for depends_on, _, _ in needs:
            follows[("task", depends_on)].append(("task", task_id))
    return minutes, follows


def find_circle(store: Store, plan: int) -> tuple[Node, ...] | None:
    """Tasks and phases of a plan that wait for each other."""
    _, follows = work_graph(store, plan, store.plans.list_phases(plan), store.tasks.list_all(plan))
    return find_cycle((before, after) for before, afters in follows.items() for after in afters)


def _drop_inferred_circles(store: Store, plan: int) -> None:
    """An inferred order must never make a plan impossible: where it closes a circle, the inference goes."""
    while cycle := find_circle(store, plan):
        if not sum(_drop_inferred(store, before, after) for before, after in pairwise(cycle)):
            raise _circle_refused(store, cycle)


def _drop_inferred(store: Store, before: Node, after: Node) -> int:
    """Whether there was an inferred order between two nodes, of which nothing is left now."""
    if before[0] == "task":
        return store.tasks.drop_inferred_dependency(after[1], before[1]) if after[0] == "task" else 0
    # A phase leads to the phases that wait for it, and straight to their tasks.
    task = store.tasks.find(after[1]) if after[0] == "task" else None
    return store.plans.drop_inferred_dependency(task.phase_id if task else after[1], before[1])


def refuse_circle(store: Store, plan: int) -> None:
    """Raises InvalidRequest, with the way of the circle, when tasks and phases wait for each other."""
    if cycle := find_circle(store, plan):
        raise _circle_refused(store, cycle)


def _circle_refused(store: Store, cycle: tuple[Node, ...]) -> InvalidRequest:
    return InvalidRequest(
        f"Parts of the plan would wait for each other in a circle: {_name_nodes(store, cycle)}.",
        "Leave out one of these dependencies; nothing was written.",
    )


def _name_nodes(store: Store, nodes: tuple[Node, ...]) -> str:
    return " → ".join(_name_node(store, *node) for node in nodes[:_NAMED]) + (" …" if len(nodes) > _NAMED else "")


def _name_node(store: Store, kind: str, number: int) -> str:
    if kind == "task":
        return task.key if (task := store.tasks.find(number)) else kind
    return f"phase {phase.number}" if (phase := store.plans.find_phase(number)) else kind
