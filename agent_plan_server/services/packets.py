"""The work packet: everything about a claimed task for an agent that remembers nothing, in at most 8 KB."""

from collections.abc import Sequence

from agent_plan_server.git.repository import Repository
from agent_plan_server.models.claim import Claim
from agent_plan_server.models.packet import (
    AttemptBrief,
    CriterionBrief,
    NoteBrief,
    PhaseBrief,
    StepBrief,
    TaskBrief,
    WorkPacket,
)
from agent_plan_server.models.plan import Phase, Task
from agent_plan_server.models.radar import Conflict
from agent_plan_server.models.record import Note
from agent_plan_server.models.states import EntryKind, NoteKind, TaskStatus
from agent_plan_server.services.holding import task_of
from agent_plan_server.services.radar import describe_conflict, find_known_conflicts
from agent_plan_server.services.shortening import Cutter, fit
from agent_plan_server.storage import Engine, Store

# A reply has 8 KB, and the door adds its own fields.
PACKET_BYTES = 6_000
_ATTEMPTS = 8


def show_packet(engine: Engine, claim_id: int, repository: Repository | None = None) -> WorkPacket:
    """Everything about a claimed task, with what is known of conflicts between its branch and others."""
    claim = engine.read(lambda store: _find_claim(store, claim_id))
    conflicts = find_known_conflicts(engine, repository, claim.agent)
    return engine.read(lambda store: build_packet(store, claim, conflicts))


def _find_claim(store: Store, claim_id: int) -> Claim:
    claim = store.claims.find(claim_id)
    assert claim is not None
    return claim


def build_packet(
    store: Store, claim: Claim, conflicts: Sequence[Conflict] = (), limit: int = PACKET_BYTES
) -> WorkPacket:
    """The packet of a claim, shortened until it fits the limit (bytes of JSON); conflicts of others are left out."""
    own = [describe_conflict(conflict, claim) for conflict in conflicts if claim.branch in conflict.branches]
    return fit(lambda cut: _packet(store, claim, own, cut), limit)


def _packet(store: Store, claim: Claim, conflicts: Sequence[str], cut: Cutter) -> WorkPacket:
    task = task_of(store, claim)
    phase = store.plans.find_phase(task.phase_id)
    assert phase is not None
    return WorkPacket(
        claim=claim.handle,
        task=TaskBrief(key=task.key, title=task.title, phase=task.phase, status=task.status, attempt=claim.number),
        phase=brief_phase(phase, cut.text("goal", phase.goal, 400)),
        body=cut.text("body", task.body, 2000),
        steps=tuple(_steps(store, task, cut)),
        scope=cut.texts("scope", list(claim.scope), 30, 256),
        branch=claim.branch,
        base_commit=claim.base_commit,
        expires_at=claim.expires_at,
        needs=cut.texts("needs", _needs(store, task), 15),
        criteria=tuple(_criteria(store, task, cut)),
        attempts=tuple(_attempts(store, claim, cut)),
        notes=tuple(_notes(store, task, cut)),
        waits_for=_waits_for(store, task),
        conflicts=cut.texts("conflicts", conflicts, 4, 300),
        rules=cut.texts("rules", rules_at(store, task.plan_id, "before", "during"), 10),
        # Last: by now the cutter knows them all.
        cut=cut.names,
    )


def brief_phase(phase: Phase, goal: str) -> PhaseBrief:
    return PhaseBrief(number=phase.number, title=phase.title, goal=goal)


def rules_at(store: Store, plan: int, *moments: str) -> list[str]:
    """The plan's rules for a moment of the work, and those that hold always."""
    entries = store.criteria.list_entries(plan, EntryKind.RULE)
    return [entry.text for entry in entries if entry.fields.get("when", "during") in moments]


def _steps(store: Store, task: Task, cut: Cutter) -> list[StepBrief]:
    steps = store.tasks.list_steps(task.id)
    # Those still to do come first into the share; the numbers stay the plan's.
    kept = cut.items("steps", sorted(steps, key=lambda step: step.done), 40)
    in_order = sorted(kept, key=lambda step: step.position)
    return [StepBrief(number=s.position, text=cut.text("steps", s.text, 200), done=s.done) for s in in_order]


def _needs(store: Store, task: Task) -> list[str]:
    return [f"{need.key} {need.status}" for need in store.tasks.list_dependencies(task.id)]


def _criteria(store: Store, task: Task, cut: Cutter) -> list[CriterionBrief]:
    criteria = cut.items("criteria", store.criteria.list_of_task(task.id), 25)
    return [
        CriterionBrief(name=c.name, kind=c.kind, text=cut.text("criteria", c.text, 240), path=c.path, state=c.state)
        for c in criteria
    ]


def _attempts(store: Store, claim: Claim, cut: Cutter) -> list[AttemptBrief]:
    """The newest first; one more than is shown is read, so that the cut can be named."""
    earlier = store.claims.list_earlier(claim, limit=_ATTEMPTS + 1) if claim.number > 1 else []
    kept = cut.items("attempts", earlier, _ATTEMPTS)
    return [
        AttemptBrief(
            number=other.number,
            agent=other.agent,
            outcome=other.outcome,
            reason=cut.text("attempts", other.reason, 300) if other.reason else None,
        )
        for other in kept
    ]


def _notes(store: Store, task: Task, cut: Cutter) -> list[NoteBrief]:
    """The newest first, but the last checkpoint before everything."""
    notes = store.notes.list_of_task(task.id, limit=30)
    checkpoint = next((note for note in notes if note.kind is NoteKind.CHECKPOINT), None)
    ordered = sorted(notes, key=lambda note: note is not checkpoint)
    return [_brief_note(note, cut) for note in cut.items("notes", ordered, 10)]


def _brief_note(note: Note, cut: Cutter) -> NoteBrief:
    text = cut.text("notes", note.text, 1200 if note.kind is NoteKind.CHECKPOINT else 700)
    return NoteBrief(agent=note.agent, attempt=note.attempt, kind=note.kind, text=text, at=note.at)


def _waits_for(store: Store, task: Task) -> str | None:
    decision = store.decisions.find_open_of_task(task.id) if task.status is TaskStatus.BLOCKED else None
    return f"{decision.name}: {decision.question}" if decision else None
