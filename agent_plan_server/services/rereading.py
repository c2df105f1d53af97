"""Writing a merged plan into the store: its structure changes, what happened stays."""

from collections.abc import Iterator
from itertools import chain

from agent_plan_server.models.difference import Difference, DifferenceKind
from agent_plan_server.models.draft import PhaseDraft, PlanDraft, TaskDraft
from agent_plan_server.models.plan import Plan, Task
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.states import CriterionState, Proof, TaskStatus
from agent_plan_server.rules.merging import Outcome
from agent_plan_server.services.editing import PERSON
from agent_plan_server.services.extensions import extend_claim
from agent_plan_server.services.ordering import settle_plan
from agent_plan_server.services.plan_writer import PlanWriter
from agent_plan_server.services.progress import reopen_phase
from agent_plan_server.services.revising import Touched, close_questions, move_to_phase, record_revision
from agent_plan_server.storage import Store

_ALL = 1_000_000
_NOT_REVISED = (DifferenceKind.TASK_ADDED, DifferenceKind.TASK_REMOVED, DifferenceKind.STATE_CHANGED)
_EVENTS = {
    TaskStatus.COMPLETED: "task_completed",
    TaskStatus.SKIPPED: "task_skipped",
    TaskStatus.PENDING: "task_reopened",
}


class Rewriter:
    """Writes one outcome; additions first, then what changed, names last."""

    def __init__(self, store: Store, plan: Plan, outcome: Outcome, actor: str, reason: str, policy: Policy) -> None:
        self._store = store
        self._plan = plan
        self._outcome = outcome
        self._actor = actor
        self._reason = reason
        self._policy = policy
        self._tasks = {task.key: task for task in store.tasks.list_all(plan.id)}
        self._phases = {phase.number: phase for phase in store.plans.list_phases(plan.id)}
        self._steps = store.tasks.plan_steps(plan.id)
        self._needs = store.tasks.plan_dependencies(plan.id)
        self._phase_needs = store.plans.phase_dependencies(plan.id)
        self._task_ids = {key: task.id for key, task in self._tasks.items()}
        self._phase_ids = {number: phase.id for number, phase in self._phases.items()}

    def write(self) -> None:
        self._write_additions()
        for position, phase in enumerate(self._outcome.target.phases):
            self._write_phase(phase, position)
            for place, task in enumerate(phase.tasks):
                self._write_task(task, self._phase_ids[phase.number], place)
        for task in self._outcome.target.tasks:
            self._write_needs(task)
        self._write_criteria()
        self._drop_entries()
        self._write_decisions()
        self._write_names()
        settle_plan(self._store, self._plan.id, self._actor)
        self._record()

    def _write_additions(self) -> None:
        outcome = self._outcome
        draft = PlanDraft(
            slug=self._plan.slug,
            title=self._plan.title,
            phases=outcome.target.phases,
            criteria=tuple(outcome.criteria.added),
            entries=tuple(outcome.entries.added),
            decisions=tuple(outcome.decisions.added),
        )
        writer = PlanWriter(self._store, self._plan.id, draft)
        writer.write()
        self._task_ids |= writer.tasks
        self._phase_ids |= writer.phases

    def _write_phase(self, draft: PhaseDraft, position: int) -> None:
        phase = self._phases.get(draft.number)
        if phase is None:
            return
        update = {name: getattr(draft, name) for name in _PHASE_WORDS} | {"position": position}
        if (new := phase.model_copy(update=update)) != phase:
            self._store.plans.revise_phase(new)
        wanted = _edges(draft.depends_on, draft.follows, self._phase_ids)
        known = {before: stated for before, _, stated in self._phase_needs.get(phase.id, [])}
        for before in [each for each in known if known[each] != wanted.get(each)]:
            self._store.plans.drop_dependency(phase.id, before)
        for before in [each for each in wanted if wanted[each] != known.get(each)]:
            self._store.plans.add_phase_dependency(phase.id, before, stated=wanted[before])

    def _write_task(self, draft: TaskDraft, phase: int, place: int) -> None:
        task = self._tasks.get(draft.key)
        if task is None:
            self._set_place(self._find(self._task_ids[draft.key]), phase, place)
            return
        self._write_words(task, draft)
        steps = self._steps.get(task.id, [])
        if [(step.text, step.done) for step in draft.steps] != [(step.text, step.done) for step in steps]:
            self._store.tasks.replace_steps(task.id, draft.steps)
        self._set_place(task, phase, place)
        if draft.status is not task.status:
            self._set_state(task.id, draft.status)

    def _write_words(self, task: Task, draft: TaskDraft) -> None:
        new = task.model_copy(update={name: getattr(draft, name) for name in _TASK_WORDS})
        if new == task:
            return
        added = tuple(path for path in new.scope if path not in task.scope)
        if added and (claim := self._store.claims.find_live(task.id)):
            extend_claim(self._store, claim, added, self._actor, self._policy)
        self._store.tasks.revise(task, new)

    def _set_place(self, task: Task, phase: int, place: int) -> None:
        if task.phase_id != phase:
            # As it is now: its estimate, which the figures of both phases count, may just have changed.
            move_to_phase(self._store, self._find(task.id), phase, place)
        elif task.position != place:
            self._store.tasks.relocate(task, phase, place)

    def _set_state(self, number: int, status: TaskStatus) -> None:
        task = self._find(number)
        close_questions(self._store, task, self._actor, self._reason)
        proof = Proof.REPORTED if status is TaskStatus.COMPLETED else None
        self._store.tasks.move(task, status, proof)
        if status is TaskStatus.PENDING:
            reopen_phase(self._store, task.phase_id)
        payload = {"reason": self._reason} | ({"proof": proof} if proof else {})
        self._store.events.append(_EVENTS[status], self._actor, payload, plan=task.plan_id, task=task.id)

    def _write_needs(self, draft: TaskDraft) -> None:
        task = self._tasks.get(draft.key)
        if task is None:
            return
        wanted = _edges(draft.depends_on, draft.follows, self._task_ids)
        known = {before: stated for before, _, stated in self._needs.get(task.id, [])}
        for before in [each for each in known if known[each] != wanted.get(each)]:
            self._store.tasks.drop_dependency(task.id, before)
        for before in [each for each in wanted if wanted[each] != known.get(each)]:
            self._store.tasks.add_dependency(task.id, before, stated=wanted[before])

    def _write_criteria(self) -> None:
        changes = self._outcome.criteria
        for name, state in chain(
            ((name, CriterionState.WAIVED) for name in changes.dropped),
            ((name, CriterionState.MET) for name in changes.met),
        ):
            self._store.criteria.answer(int(name[1:]), state, self._actor, PERSON, self._reason, None)
        for name in changes.reopened:
            self._store.criteria.set_state(int(name[1:]), CriterionState.OPEN)

    def _drop_entries(self) -> None:
        dropped = self._outcome.entries.dropped
        if not dropped:
            return
        gone = {(entry.kind, entry.text, entry.phase) for entry in dropped}
        for entry in self._store.criteria.list_entries(self._plan.id, limit=_ALL):
            if (entry.kind, entry.text, entry.phase) in gone and any(entry.fields == each.fields for each in dropped):
                self._store.criteria.drop_entry(entry.id)

    def _write_decisions(self) -> None:
        changes = self._outcome.decisions
        for name in changes.dropped:
            self._store.decisions.take(int(name[1:]), "withdrawn", self._actor, self._reason)
        for name, key in changes.before:
            self._store.decisions.put_before(int(name[1:]), self._task_ids[key])
        for name, key in changes.behind:
            if key in self._task_ids:
                self._store.decisions.put_behind(int(name[1:]), self._task_ids[key])

    def _write_names(self) -> None:
        tasks = {self._task_ids[old]: (old, new) for old, new in self._outcome.task_renames.items()}
        self._store.tasks.rename(tasks)
        numbers = {self._phase_ids[old]: new for old, new in self._outcome.phase_renames.items()}
        self._store.plans.rename_phases(numbers)

    def _record(self) -> None:
        for key, touched in self._touched().items():
            record_revision(self._store, self._find(self._task_ids[key]), touched, self._actor, self._reason)

    def _touched(self) -> dict[str, list[Touched]]:
        """For each task that was there before, what was changed about it."""
        found: dict[str, list[Touched]] = {}
        for difference in self._changes():
            if difference.task in self._tasks:
                found.setdefault(difference.task, []).append(Touched(difference.field or "plan", difference.text))
        for old, new in self._outcome.task_renames.items():
            if old in self._tasks:
                found.setdefault(old, []).append(Touched("key", f"key: {new} instead of {old}"))
        return found

    def _changes(self) -> Iterator[Difference]:
        return (each for each in self._outcome.differences if each.taken and each.kind not in _NOT_REVISED)

    def _find(self, number: int) -> Task:
        task = self._store.tasks.find(number)
        assert task is not None
        return task


_PHASE_WORDS = ("title", "goal", "estimate", "estimate_minutes", "actual", "complexity")
_TASK_WORDS = ("title", "body", "scope", "estimate", "estimate_minutes", "owner")


def _edges(stated: tuple[str, ...], inferred: tuple[str, ...], ids: dict[str, int]) -> dict[int, bool]:
    """What comes before, by id, and whether the plan says so itself."""
    return {ids[name]: False for name in inferred} | {ids[name]: True for name in stated}
