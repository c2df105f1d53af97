"""Taking an imported plan into the store."""

from collections.abc import Iterator

from agent_plan_server.errors import InvalidRequest, NotFound
from agent_plan_server.models.draft import DecisionDraft, ImportedPlan, PlanDraft, TaskDraft
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.states import DecisionKind, NoteKind, Proof, TaskStatus
from agent_plan_server.rules.graphs import find_cycle
from agent_plan_server.rules.options import keeps_shut
from agent_plan_server.rules.scopes import normalise_scope
from agent_plan_server.services.differences import Differences
from agent_plan_server.services.ordering import settle_plan
from agent_plan_server.services.progress import reopen_phase
from agent_plan_server.storage import Store, snapshot, transaction

THE_PLAN = "the plan"
FAILURE_OPTIONS = ("retry", "revise", "skip")
_ALL = 1_000_000


class ImportOutcome(Noun):
    """What an import changed; `left` says in sentences what differs in the file and was not taken."""

    plan: str
    is_new: bool
    added_tasks: int
    added_phases: int
    left: tuple[str, ...] = ()
    seq: int


def find_plan(store: Store, slug: str | None) -> Plan:
    """The plan of that slug, or the newest; raises NotFound."""
    found = store.plans.find_newest() if slug is None else store.plans.find_by_slug(slug)
    if found is not None:
        return found
    known = ", ".join(plan.slug for plan in store.plans.list_all()[:10])
    if not known:
        raise NotFound("No plan has been imported here.", "A person runs {init} or {import}.")
    raise NotFound(f"There is no plan {slug!r}.", f"Leave it out for the newest, or name one of: {known}.")


@snapshot
def list_plans(store: Store) -> list[Plan]:
    """The newest first."""
    return store.plans.list_all()


@transaction
def import_plan(store: Store, imported: ImportedPlan, actor: str) -> ImportOutcome:
    """Store a plan, or take the additions of one that is known; runtime state is never touched.

    Raises InvalidRequest when the stated dependencies run in a circle.
    """
    _check_circles(imported.plan)
    known = store.plans.find_by_slug(imported.plan.slug)
    if known and known.digest == imported.digest:
        return ImportOutcome(plan=known.slug, is_new=False, added_tasks=0, added_phases=0, seq=store.events.last_seq())
    plan_id = known.id if known else store.plans.add(imported)
    draft = _with_usable_scopes(imported.plan)
    writer = _PlanWriter(store, plan_id, draft)
    writer.write(is_new=known is None)
    left = tuple(Differences(store, plan_id).describe(draft, set(writer.added_tasks))) if known else ()
    if known:
        store.plans.update(plan_id, imported)
    settle_plan(store, plan_id, actor)
    counts = {"added_tasks": len(writer.added_tasks), "added_phases": len(writer.added_phases)}
    seq = store.events.append(
        "plan_imported", actor, {"format": imported.report.format, "source": imported.source, **counts}, plan=plan_id
    )
    return ImportOutcome(plan=imported.plan.slug, is_new=known is None, left=left, seq=seq, **counts)


class _PlanWriter:
    """Writes one draft; what the store has already is left as it is."""

    def __init__(self, store: Store, plan: int, draft: PlanDraft) -> None:
        self._store = store
        self._plan = plan
        self._draft = draft
        self._phases = {phase.number: phase.id for phase in store.plans.list_phases(plan)}
        self._tasks = {task.key: task.id for task in store.tasks.list_all(plan)}
        self.added_phases: list[str] = []
        self.added_tasks: list[str] = []

    def write(self, *, is_new: bool) -> None:
        self._write_phases()
        self._write_dependencies()
        self._write_criteria(is_new=is_new)
        self._write_entries()
        self._write_decisions()

    def _write_phases(self) -> None:
        for position, phase in enumerate(self._draft.phases):
            if phase.number not in self._phases:
                self._phases[phase.number] = self._store.plans.add_phase(self._plan, phase, position)
                self.added_phases.append(phase.number)
                for note in phase.notes:
                    self._write_note(note.text, note.at, None)
            for place, task in enumerate(phase.tasks):
                if task.key not in self._tasks:
                    self._write_task(self._phases[phase.number], task, place)

    def _write_task(self, phase: int, draft: TaskDraft, position: int) -> None:
        status, proof = _STORED_STATUS[draft.status]
        if not status.is_finished:
            reopen_phase(self._store, phase)
        task = self._store.tasks.add(self._plan, phase, draft, position, status=status, proof=proof)
        self._tasks[draft.key] = task
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
                if phase.number in new_phases and number in self._phases and number != phase.number:
                    here, before = self._phases[phase.number], self._phases[number]
                    self._store.plans.add_phase_dependency(here, before, stated=stated)
        for task in self._draft.tasks:
            for key, stated in _edges(task.depends_on, task.follows):
                if task.key in new_tasks and key in self._tasks and key != task.key:
                    self._store.tasks.add_dependency(self._tasks[task.key], self._tasks[key], stated=stated)

    def _write_criteria(self, *, is_new: bool) -> None:
        for criterion in self._draft.criteria:
            owner, added = (
                (criterion.task, self.added_tasks) if criterion.task else (criterion.phase, self.added_phases)
            )
            if is_new or owner in added:
                phase, task = self._phases.get(criterion.phase or ""), self._tasks.get(criterion.task or "")
                self._store.criteria.add(self._plan, criterion, phase=phase, task=task)

    def _write_entries(self) -> None:
        known = {(entry.kind, entry.text) for entry in self._store.criteria.list_entries(self._plan, limit=_ALL)}
        for entry in self._draft.entries:
            if (entry.kind, entry.text) not in known:
                self._store.criteria.add_entry(self._plan, entry, self._phases.get(entry.phase or ""))

    def _write_decisions(self) -> None:
        decisions = self._store.decisions.list_all(self._plan, only_open=False, limit=_ALL)
        # With the phase: each may have its "Go or no-go?".
        known = {(known.question, known.phase): known for known in decisions if known.asked_by == THE_PLAN}
        for draft in self._draft.decisions:
            decision = known.get((draft.question, draft.phase if draft.phase in self._phases else None))
            if decision is None:
                self._put_before(self._write_decision(draft), self._keys_behind(draft))
            elif decision.is_open:
                self._put_before(decision.id, self._keys_behind(draft) & set(self.added_tasks))

    def _keys_behind(self, draft: DecisionDraft) -> set[str]:
        phases = [phase for phase in self._draft.phases if phase.number in draft.before_phases]
        return set(draft.before_tasks) | {task.key for phase in phases for task in phase.tasks}

    def _put_before(self, decision: int, keys: set[str]) -> None:
        for key in sorted(keys & self._tasks.keys()):
            self._store.decisions.put_before(decision, self._tasks[key])

    def _write_decision(self, draft: DecisionDraft) -> int:
        options = draft.options or (("go", "no-go") if draft.kind is DecisionKind.GATE else ())
        return self._store.decisions.add(
            self._plan,
            draft.kind,
            draft.question,
            options,
            conditions=draft.conditions,
            due=draft.due,
            phase=self._phases.get(draft.phase or ""),
            decided=draft.decided,
            is_open=draft.decided is None or keeps_shut(draft.kind, draft.decided),
            asked_by=THE_PLAN,
            line=draft.line,
        )


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


def _with_usable_scopes(draft: PlanDraft) -> PlanDraft:
    phases = []
    for phase in draft.phases:
        tasks = tuple(task.model_copy(update={"scope": _usable_scope(task)}) for task in phase.tasks)
        phases.append(phase.model_copy(update={"tasks": tasks}))
    return draft.model_copy(update={"phases": tuple(phases)})


def _usable_scope(draft: TaskDraft) -> tuple[str, ...]:
    usable: list[str] = []
    for pattern in draft.scope:
        try:
            usable.extend(normalise_scope([pattern]))
        except InvalidRequest:
            continue  # the importer has reported it; a path outside the repository is nobody's scope
    return tuple(dict.fromkeys(usable))


def _check_circles(draft: PlanDraft) -> None:
    """Only what the plan states; an inferred order gives way (see `settle_plan`)."""
    if cycle := find_cycle(list(_stated_edges(draft))):
        raise InvalidRequest(
            f"Parts of the plan wait for each other in a circle: {' → '.join(cycle)}.",
            "Take one of these dependencies out of the plan, then import it again.",
        )


def _stated_edges(draft: PlanDraft) -> Iterator[tuple[str, str]]:
    tasks_of = {phase.number: [task.key for task in phase.tasks] for phase in draft.phases}
    for phase in draft.phases:
        for before in phase.depends_on:
            yield f"phase {before}", f"phase {phase.number}"
            yield from ((f"phase {before}", key) for key in tasks_of[phase.number])
        for task in phase.tasks:
            yield task.key, f"phase {phase.number}"
            yield from ((before, task.key) for before in task.depends_on)
