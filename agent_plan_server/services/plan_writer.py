"""Writing what a plan has and the store has not."""

from agent_plan_server.models.draft import DecisionDraft, PlanDraft, TaskDraft
from agent_plan_server.models.states import DecisionKind, NoteKind, Proof, TaskStatus
from agent_plan_server.rules.options import keeps_shut
from agent_plan_server.services.plans import FAILURE_OPTIONS, THE_PLAN
from agent_plan_server.services.progress import reopen_phase
from agent_plan_server.storage import Store


class PlanWriter:
    """Writes the phases and tasks of a draft that are not there yet, and all its criteria, entries and decisions.

    `phases` and `tasks` are the ids of all of them.
    """

    def __init__(self, store: Store, plan: int, draft: PlanDraft) -> None:
        self._store = store
        self._plan = plan
        self._draft = draft
        self.phases = {phase.number: phase.id for phase in store.plans.list_phases(plan)}
        self.tasks = {task.key: task.id for task in store.tasks.list_all(plan)}
        self.added_phases: list[str] = []
        self.added_tasks: list[str] = []

    def write(self) -> None:
        self._write_phases()
        self._write_dependencies()
        self._write_criteria()
        for entry in self._draft.entries:
            self._store.criteria.add_entry(self._plan, entry, self.phases.get(entry.phase or ""))
        for decision in self._draft.decisions:
            self._write_decision(decision)

    def _write_phases(self) -> None:
        for position, phase in enumerate(self._draft.phases):
            if phase.number not in self.phases:
                self.phases[phase.number] = self._store.plans.add_phase(self._plan, phase, position)
                self.added_phases.append(phase.number)
                for note in phase.notes:
                    self._write_note(note.text, note.at, None)
            for place, task in enumerate(phase.tasks):
                if task.key not in self.tasks:
                    self._write_task(self.phases[phase.number], task, place)

    def _write_task(self, phase: int, draft: TaskDraft, position: int) -> None:
        status, proof = _STORED_STATUS[draft.status]
        if not status.is_finished:
            reopen_phase(self._store, phase)
        task = self._store.tasks.add(self._plan, phase, draft, position, status=status, proof=proof)
        self.tasks[draft.key] = task
        self.added_tasks.append(draft.key)
        for note in draft.notes:
            self._write_note(note.text, note.at, task)
        if draft.status is TaskStatus.IN_PROGRESS:
            self._write_note("The plan calls this task in progress; nobody held it when it was imported.", None, task)
        if status in (TaskStatus.FAILED, TaskStatus.BLOCKED):
            self._store.decisions.add(
                self._plan,
                DecisionKind.FAILURE,
                f"The plan calls {draft.key} {status}: {draft.title}. What now?",
                FAILURE_OPTIONS,
                asked_by=THE_PLAN,
                phase=phase,
                task=task,
                line=draft.line,
            )

    def _write_note(self, text: str, at: str | None, task: int | None) -> None:
        dated = f"{at}: {text}" if at else text
        self._store.notes.add(THE_PLAN, NoteKind.PROGRESS, dated, plan=self._plan, task=task)

    def _write_dependencies(self) -> None:
        new_phases, new_tasks = set(self.added_phases), set(self.added_tasks)
        for phase in self._draft.phases:
            for number, stated in _edges(phase.depends_on, phase.follows):
                if phase.number in new_phases and number in self.phases and number != phase.number:
                    here, before = self.phases[phase.number], self.phases[number]
                    self._store.plans.add_phase_dependency(here, before, stated=stated)
        for task in self._draft.tasks:
            for key, stated in _edges(task.depends_on, task.follows):
                if task.key in new_tasks and key in self.tasks and key != task.key:
                    self._store.tasks.add_dependency(self.tasks[task.key], self.tasks[key], stated=stated)

    def _write_criteria(self) -> None:
        for criterion in self._draft.criteria:
            phase, task = self.phases.get(criterion.phase or ""), self.tasks.get(criterion.task or "")
            self._store.criteria.add(self._plan, criterion, phase=phase, task=task)

    def _keys_behind(self, draft: DecisionDraft) -> set[str]:
        phases = [phase for phase in self._draft.phases if phase.number in draft.before_phases]
        return set(draft.before_tasks) | {task.key for phase in phases for task in phase.tasks}

    def _write_decision(self, draft: DecisionDraft) -> None:
        options = draft.options or (("go", "no-go") if draft.kind is DecisionKind.GATE else ())
        decision = self._store.decisions.add(
            self._plan,
            draft.kind,
            draft.question,
            options,
            conditions=draft.conditions,
            due=draft.due,
            phase=self.phases.get(draft.phase or ""),
            decided=draft.decided,
            is_open=draft.decided is None or keeps_shut(draft.kind, draft.decided),
            asked_by=THE_PLAN,
            line=draft.line,
        )
        for key in sorted(self._keys_behind(draft) & self.tasks.keys()):
            self._store.decisions.put_before(decision, self.tasks[key])


# Nobody holds a task when a plan is imported, whatever its text says.
_STORED_STATUS = {
    TaskStatus.PROPOSED: (TaskStatus.PROPOSED, None),
    TaskStatus.PENDING: (TaskStatus.PENDING, None),
    TaskStatus.IN_PROGRESS: (TaskStatus.PENDING, None),
    TaskStatus.BLOCKED: (TaskStatus.BLOCKED, None),
    TaskStatus.COMPLETED: (TaskStatus.COMPLETED, Proof.REPORTED),
    TaskStatus.FAILED: (TaskStatus.FAILED, None),
    TaskStatus.SKIPPED: (TaskStatus.SKIPPED, None),
}


def _edges(stated: tuple[str, ...], inferred: tuple[str, ...]) -> list[tuple[str, bool]]:
    return [(name, True) for name in stated] + [(name, False) for name in inferred if name not in stated]
