"""The plan as it stands now, in the shape in which it was imported."""

from typing import NamedTuple

from agent_plan_server.models.claim import Claim
from agent_plan_server.models.decision import Decision
from agent_plan_server.models.draft import DecisionDraft, EntryDraft, PhaseDraft, PlanDraft, StepDraft, TaskDraft
from agent_plan_server.models.export import (
    AttemptExport,
    CriterionExport,
    DecisionExport,
    HeldBy,
    NoteExport,
    PhaseExport,
    PlanExport,
    TaskExport,
)
from agent_plan_server.models.plan import Phase, Plan, Step, Task
from agent_plan_server.models.record import Note
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.services.plans import find_plan
from agent_plan_server.storage import Store, snapshot

_MOST = 100_000
Edges = dict[int, list[tuple[int, str, bool]]]


@snapshot
def export_plan(store: Store, plan: str | None = None) -> PlanExport:
    """The whole plan with live state. Raises NotFound."""
    return build_export(store, find_plan(store, plan))


def build_export(store: Store, found: Plan) -> PlanExport:
    draft = store.plans.find_draft(found.id)
    material = _collect(store, found, draft)
    phases = store.plans.list_phases(found.id)
    phase_edges = store.plans.phase_dependencies(found.id)
    return PlanExport(
        slug=found.slug,
        title=found.title,
        goal=found.goal,
        status=draft.status,
        phases=tuple(_phase(phase, phase_edges, material) for phase in phases),
        criteria=_criteria(store, found, draft),
        decisions=_decisions(store, found, draft),
        entries=_entries(store, found, draft),
        notes=tuple(material.notes.get(None, ())),
        seq=store.events.last_seq(),
    )


class _Material(NamedTuple):
    """Everything of a plan, read at once; drafts by number and by key, the rest by task."""

    phases: dict[str, PhaseDraft]
    drafts: dict[str, TaskDraft]
    tasks: dict[int, list[Task]]
    edges: Edges
    steps: dict[int, list[Step]]
    claims: dict[int, list[Claim]]
    notes: dict[str | None, list[NoteExport]]


def _collect(store: Store, plan: Plan, draft: PlanDraft) -> _Material:
    tasks: dict[int, list[Task]] = {}
    for task in store.tasks.list_all(plan.id):
        tasks.setdefault(task.phase_id, []).append(task)
    notes: dict[str | None, list[NoteExport]] = {}
    for note in store.notes.list_of_plan(plan.id):
        notes.setdefault(note.task, []).append(_note(note))
    return _Material(
        phases={phase.number: phase for phase in draft.phases},
        drafts={task.key: task for task in draft.tasks},
        tasks=tasks,
        edges=store.tasks.plan_dependencies(plan.id),
        steps=store.tasks.plan_steps(plan.id),
        claims=store.claims.list_of_plan(plan.id),
        notes=notes,
    )


def _phase(phase: Phase, edges: Edges, material: _Material) -> PhaseExport:
    draft = material.phases.get(phase.number)
    tasks = material.tasks.get(phase.id, [])
    return PhaseExport(
        number=phase.number,
        title=phase.title,
        label=draft.label if draft else "",
        status=_status_of_phase(phase, tasks),
        goal=phase.goal,
        depends_on=_names(edges, phase.id, stated=True),
        follows=_names(edges, phase.id, stated=False),
        estimate=phase.estimate,
        estimate_minutes=phase.estimate_minutes,
        actual=phase.actual,
        complexity=phase.complexity,
        notes=draft.notes if draft else (),
        line=draft.line if draft else None,
        tasks=tuple(_task(task, material) for task in tasks),
    )


def _status_of_phase(phase: Phase, tasks: list[Task]) -> TaskStatus:
    if phase.closed_at is not None:
        return TaskStatus.COMPLETED
    begun = any(task.status not in (TaskStatus.PENDING, TaskStatus.PROPOSED) for task in tasks)
    return TaskStatus.IN_PROGRESS if begun else TaskStatus.PENDING


def _task(task: Task, material: _Material) -> TaskExport:
    draft = material.drafts.get(task.key)
    claims = material.claims.get(task.id, [])
    live = next((claim for claim in claims if claim.is_live), None)
    steps = material.steps.get(task.id, [])
    return TaskExport(
        key=task.key,
        own_key=draft.own_key if draft else False,
        title=task.title,
        status=task.status,
        depends_on=_names(material.edges, task.id, stated=True),
        follows=_names(material.edges, task.id, stated=False),
        scope=task.scope,
        estimate=task.estimate,
        estimate_minutes=task.estimate_minutes,
        owner=task.owner,
        steps=tuple(StepDraft(text=step.text, done=step.done) for step in steps),
        body=task.body,
        notes=tuple(material.notes.get(task.key, ())),
        line=draft.line if draft else None,
        raw=draft.raw if draft else "",
        heading_path=draft.heading_path if draft else (),
        file=draft.file if draft else None,
        proof=task.proof,
        claim=HeldBy(agent=live.agent, attempt=live.number, expires_at=live.expires_at) if live else None,
        attempts=tuple(_attempt(claim) for claim in claims),
        origin=task.origin,
    )


def _names(edges: Edges, node: int, *, stated: bool) -> tuple[str, ...]:
    return tuple(name for _, name, is_stated in edges.get(node, []) if is_stated is stated)


def _attempt(claim: Claim) -> AttemptExport:
    return AttemptExport(
        number=claim.number,
        agent=claim.agent,
        outcome=claim.outcome,
        reason=claim.reason,
        started=claim.claimed_at,
        ended=claim.ended_at,
    )


def _note(note: Note) -> NoteExport:
    return NoteExport(agent=note.agent, kind=note.kind, text=note.text, at=f"{note.at:%FT%TZ}")


def _criteria(store: Store, plan: Plan, draft: PlanDraft) -> tuple[CriterionExport, ...]:
    lines = {(c.kind, c.text, c.phase, c.task): c.line for c in draft.criteria}
    return tuple(
        CriterionExport(
            name=c.name,
            kind=c.kind,
            text=c.text,
            state=c.state,
            phase=c.phase,
            task=c.task,
            path=c.path,
            line=lines.get((c.kind, c.text, c.phase, c.task)),
        )
        for c in store.criteria.list_of_plan(plan.id)
    )


def _entries(store: Store, plan: Plan, draft: PlanDraft) -> tuple[EntryDraft, ...]:
    lines = {(e.kind, e.text, e.phase): e.line for e in draft.entries}
    return tuple(
        EntryDraft(kind=e.kind, text=e.text, phase=e.phase, fields=e.fields, line=lines.get((e.kind, e.text, e.phase)))
        for e in store.criteria.list_entries(plan.id, limit=_MOST)
    )


def _decisions(store: Store, plan: Plan, draft: PlanDraft) -> tuple[DecisionExport, ...]:
    drafts = {(d.kind, d.question): d for d in draft.decisions}
    decisions = store.decisions.list_all(plan.id, only_open=False, limit=_MOST)
    ordered = sorted(decisions, key=lambda decision: decision.id)
    return tuple(_decision(decision, drafts.get((decision.kind, decision.question))) for decision in ordered)


def _decision(decision: Decision, draft: DecisionDraft | None) -> DecisionExport:
    return DecisionExport(
        name=decision.name,
        kind=decision.kind,
        question=decision.question,
        options=decision.options,
        conditions=decision.conditions,
        phase=decision.phase,
        due=decision.due,
        decided=decision.option,
        before_tasks=draft.before_tasks if draft else (),
        before_phases=draft.before_phases if draft else (),
        line=draft.line if draft else None,
        task=decision.task,
        asked_by=decision.asked_by,
        by=decision.decided_by,
        reason=decision.reason,
        is_open=decision.is_open,
    )
