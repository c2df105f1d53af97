"""What a changed plan file says otherwise than the store, in sentences: an import leaves known tasks as they are."""

from collections import defaultdict
from collections.abc import Iterator

from agent_plan_server.models.draft import PlanDraft, TaskDraft
from agent_plan_server.models.plan import Task
from agent_plan_server.storage import Store


class Differences:
    """The stored plan, read once, to compare with a draft of it."""

    def __init__(self, store: Store, plan: int) -> None:
        self._tasks = {task.key: task for task in store.tasks.list_all(plan)}
        self._steps = store.tasks.plan_steps(plan)
        self._needs = store.tasks.plan_dependencies(plan)
        self._criteria: dict[str | None, set[str]] = defaultdict(set)
        for criterion in store.criteria.list_of_plan(plan):
            self._criteria[criterion.task].add(criterion.text)

    def describe(self, draft: PlanDraft, added: set[str]) -> Iterator[str]:
        """A sentence for each task that was known before and is gone, renamed or otherwise in the file."""
        drafted = {task.key: task for task in draft.tasks}
        wanted: dict[str | None, set[str]] = defaultdict(set)
        for criterion in draft.criteria:
            wanted[criterion.task].add(criterion.text)
        for key, task in self._tasks.items():
            if key in added:
                continue
            if key in drafted:
                yield from self._compare(task, drafted[key], wanted[key])
            elif task.origin is None:
                yield f"Task {key} is no longer in the file; it stays as it is."

    def _compare(self, task: Task, draft: TaskDraft, criteria: set[str]) -> Iterator[str]:
        if draft.title != task.title:
            yield f"Task {task.key} is now called {draft.title!r}; the store keeps {task.title!r}."
        if other := list(self._parts(task, draft, criteria)):
            parts = other[0] if len(other) == 1 else f"{', '.join(other[:-1])} and {other[-1]}"
            yield f"Task {task.key} has other {parts} in the file; the store keeps its own."

    def _parts(self, task: Task, draft: TaskDraft, criteria: set[str]) -> Iterator[str]:
        if set(draft.scope) != set(task.scope):
            yield "files"
        stated = {key for _, key, is_stated in self._needs.get(task.id, []) if is_stated}
        if set(draft.depends_on) & self._tasks.keys() - {task.key} != stated:
            yield "dependencies"
        if [step.text for step in draft.steps] != [step.text for step in self._steps.get(task.id, [])]:
            yield "steps"
        if criteria != self._criteria[task.key]:
            yield "criteria"
