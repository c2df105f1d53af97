"""What the store keeps of a render: what the files say now, and the places of new tasks there."""

import json
from collections.abc import Iterator, Mapping

from agent_plan_server.models.draft import PhaseDraft, PlanDraft, TaskDraft
from agent_plan_server.models.plan import Task
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.units import written_for
from agent_plan_server.rules.merging.naming import rename
from agent_plan_server.services.ordering import settle_plan
from agent_plan_server.services.revising import Touched, record_revision
from agent_plan_server.services.rounds import RENDERED, Round
from agent_plan_server.storage import Store, transaction


@transaction
def record_render(store: Store, found: Round, actor: str) -> int:
    """Keep what was written as the new import, so that the next one takes it for no change of somebody else's."""
    plan = store.plans.get(found.live.plan.id)
    draft = _advance(found)
    after = found.rendering.imported
    if plan.digest == found.live.plan.digest:
        is_ours = plan.digest == found.before.digest or draft == after.plan
        if draft != found.live.draft or is_ours:
            store.plans.put_rendered(plan.id, draft, after.digest if is_ours else plan.digest)
    if not found.edits:
        return store.events.last_seq()
    _take_places(store, found, actor)
    names = {there: found.new_names.get(key, key) for there, key in found.names.items()}
    written = [json.dumps((names[key], *each), ensure_ascii=False) for key, each in written_for(found.rendering.edits)]
    payload = {"source": after.source, "edits": len(found.edits), "written": written}
    return store.events.append(RENDERED, actor, payload, plan=plan.id)


def _take_places(store: Store, found: Round, actor: str) -> None:
    """What new tasks get from their place in the file: an id in its manner, and what comes before them in its order."""
    after = {task.key: task for task in found.rendering.imported.plan.tasks}
    for key in found.revised.added:
        there = after[found.wishes.pairs[key]]
        task = store.tasks.find_by_key(found.live.plan.id, key)
        if task and (touched := [*_take_order(store, found, task, there), *_take_names(store, found, task, there)]):
            record_revision(store, task, touched, actor, f"so it stands in {found.before.source}")
    if found.revised.added:
        settle_plan(store, found.live.plan.id, actor)


def _take_order(store: Store, found: Round, task: Task, there: TaskDraft) -> Iterator[Touched]:
    known = {need.key for need in store.tasks.list_dependencies(task.id)}
    for key in (found.names[each] for each in there.follows if each in found.names):
        before = store.tasks.find_by_key(task.plan_id, key)
        if before and key not in known and task.status is TaskStatus.PENDING:
            store.tasks.add_dependency(task.id, before.id, stated=False)
            yield Touched("dependencies", f"comes after {key}")


def _take_names(store: Store, found: Round, task: Task, there: TaskDraft) -> Iterator[Touched]:
    if there.title != task.title:
        store.tasks.revise(task, task.model_copy(update={"title": there.title}))
        yield Touched("title", f"title: {there.title!r} instead of {task.title!r}")
    if new := found.new_names.get(task.key):
        store.tasks.rename({task.id: (task.key, new)})
        yield Touched("key", f"key: {new} instead of {task.key}")


def _advance(found: Round) -> PlanDraft:
    """The plan as imported, with the states that its files say now because we or the store's own history say so."""
    after = {task.key: task for task in found.rendering.imported.plan.tasks}
    statuses = {task.key: task.status for task in found.live.tasks}
    drafts = {task.key: task.draft for task in found.revised.live if task.draft}
    phases_after = {phase.number: phase for phase in found.rendering.imported.plan.phases}
    wanted = found.wishes.wanted

    def advanced(task: TaskDraft) -> TaskDraft:
        there = after.get(found.wishes.pairs.get(task.key, ""))
        if there is None or (there.key not in wanted and there.status is not statuses[task.key]):
            return task if there is None else task.model_copy(update={"line": there.line})
        steps = there.steps if [s.text for s in there.steps] == [s.text for s in task.steps] else task.steps
        update = {
            "line": there.line,
            "status": there.status,
            "raw": there.raw,
            "heading_path": there.heading_path,
            "steps": steps,
        }
        return task.model_copy(update=update)

    phases = tuple(
        phase.model_copy(
            update={
                "status": phases_after[phase.number].status if phase.number in phases_after else phase.status,
                "tasks": tuple(advanced(drafts[key]) for key in _keys_of(phase, found.revised.added)),
            }
        )
        for phase in found.live.draft.phases
    )
    return rename(found.live.draft.model_copy(update={"phases": phases}), {}, found.new_names)


def _keys_of(phase: PhaseDraft, added: Mapping[str, str]) -> Iterator[str]:
    """The tasks of a phase, each new one behind the one that it was put behind."""
    for task in phase.tasks:
        yield task.key
        yield from (key for key, behind in added.items() if behind == task.key)
