"""The work packet and `resume`: everything an agent needs that remembers nothing, in at most 8 KB."""

from collections.abc import Callable
from typing import TypeVar

from agent_plan_server.models.claim import ANYONE, Agent, Caller, Claim
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.packet import (
    AttemptBrief,
    CriterionBrief,
    MessageBrief,
    NoteBrief,
    PhaseBrief,
    Standing,
    StepBrief,
    TaskBrief,
    WorkPacket,
)
from agent_plan_server.models.plan import Phase, Plan, Task
from agent_plan_server.models.record import Note
from agent_plan_server.models.states import EntryKind, NoteKind
from agent_plan_server.services.agents import identify_agent, touch_agent
from agent_plan_server.services.holding import task_of
from agent_plan_server.services.plans import find_plan
from agent_plan_server.storage import Store, snapshot, transaction

# A reply has 8 KB, and the door adds its own fields.
PACKET_BYTES = 6_000
STANDING_BYTES = 7_400
_SHARES = (1.0, 0.6, 0.35, 0.2, 0.1, 0.04)

N = TypeVar("N", bound=Noun)


@snapshot
def show_packet(store: Store, claim_id: int) -> WorkPacket:
    """Everything about a claimed task."""
    claim = store.claims.find(claim_id)
    assert claim is not None
    return build_packet(store, claim)


@transaction
def resume(store: Store, agent: str | None = None, plan: str | None = None, by: Caller = ANYONE) -> Standing:
    """Where an agent stands, from any process and worktree; without a name it is recognised or given one.

    What it holds is renewed and now belongs to the calling server process. Raises NotFound when there is no plan.
    """
    found = find_plan(store, plan)
    count = store.agents.count()
    known = identify_agent(store, agent, by)
    touch_agent(store, known, by)
    is_new = store.agents.count() > count
    if is_new:
        store.events.append("agent_registered", known.name, {"client": by.client})
    claims = [claim for claim in store.claims.list_of_agent(known.id) if claim.plan_id == found.id]
    return _fit(STANDING_BYTES, lambda share: _standing(store, found, known, claims, is_new, share))


def build_packet(store: Store, claim: Claim, limit: int = PACKET_BYTES) -> WorkPacket:
    """The packet of a claim, shortened until it fits the limit (bytes of JSON)."""
    return _fit(limit, lambda share: _packet(store, claim, share))


def _fit(limit: int, build: Callable[[float], N]) -> N:
    for share in _SHARES:
        built = build(share)
        if len(built.model_dump_json().encode()) <= limit:
            return built
    return built


class _Cutter:
    """Shortens texts and lists by one share, and remembers what was shortened."""

    def __init__(self, share: float) -> None:
        self._share = share
        self.names: list[str] = []

    def text(self, name: str, text: str, characters: int) -> str:
        limit = max(40, round(characters * self._share))
        if len(text) <= limit:
            return text
        self._remember(name)
        return text[: limit - 1] + "…"

    def items(self, name: str, items: list[N], count: int) -> list[N]:
        limit = max(1, round(count * self._share))
        if len(items) > limit:
            self._remember(name)
        return items[:limit]

    def texts(self, name: str, texts: list[str], count: int, characters: int = 200) -> tuple[str, ...]:
        limit = max(1, round(count * self._share))
        if len(texts) > limit:
            self._remember(name)
        return tuple(self.text(name, text, characters) for text in texts[:limit])

    def _remember(self, name: str) -> None:
        if name not in self.names:
            self.names.append(name)


def _packet(store: Store, claim: Claim, share: float) -> WorkPacket:
    cut = _Cutter(share)
    task = task_of(store, claim)
    phase = store.plans.find_phase(task.phase_id)
    assert phase is not None
    packet = WorkPacket(
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
        rules=cut.texts("rules", rules_at(store, task.plan_id, "before", "during"), 10),
    )
    return packet.model_copy(update={"cut": tuple(cut.names)})


def brief_phase(phase: Phase, goal: str) -> PhaseBrief:
    return PhaseBrief(number=phase.number, title=phase.title, goal=goal)


def rules_at(store: Store, plan: int, *moments: str) -> list[str]:
    """The plan's rules for a moment of the work, and those that hold always."""
    entries = store.criteria.list_entries(plan, EntryKind.RULE, limit=40)
    return [entry.text for entry in entries if entry.fields.get("when", "during") in moments]


def _steps(store: Store, task: Task, cut: _Cutter) -> list[StepBrief]:
    steps = store.tasks.list_steps(task.id)
    # Those still to do come first into the share; the numbers stay the plan's.
    kept = cut.items("steps", sorted(steps, key=lambda step: step.done), 40)
    kept.sort(key=lambda step: step.position)
    return [StepBrief(number=s.position, text=cut.text("steps", s.text, 200), done=s.done) for s in kept]


def _needs(store: Store, task: Task) -> list[str]:
    return [f"{need.key} {need.status}" for need in store.tasks.list_dependencies(task.id)]


def _criteria(store: Store, task: Task, cut: _Cutter) -> list[CriterionBrief]:
    criteria = cut.items("criteria", store.criteria.list_of_task(task.id), 25)
    return [
        CriterionBrief(name=c.name, kind=c.kind, text=cut.text("criteria", c.text, 240), path=c.path, state=c.state)
        for c in criteria
    ]


def _attempts(store: Store, claim: Claim, cut: _Cutter) -> list[AttemptBrief]:
    earlier = [other for other in store.claims.list_of_task(claim.task_id) if other.number < claim.number]
    kept = cut.items("attempts", list(reversed(earlier)), 8)
    return [
        AttemptBrief(
            number=other.number,
            agent=other.agent,
            outcome=other.outcome,
            reason=cut.text("attempts", other.reason, 300) if other.reason else None,
        )
        for other in kept
    ]


def _notes(store: Store, task: Task, cut: _Cutter) -> list[NoteBrief]:
    """The newest first, but the last checkpoint before everything."""
    notes = store.notes.list_of_task(task.id, limit=30)
    checkpoint = next((note for note in notes if note.kind is NoteKind.CHECKPOINT), None)
    ordered = sorted(notes, key=lambda note: note is not checkpoint)
    return [_brief_note(note, cut) for note in cut.items("notes", ordered, 10)]


def _brief_note(note: Note, cut: _Cutter) -> NoteBrief:
    text = cut.text("notes", note.text, 1200 if note.kind is NoteKind.CHECKPOINT else 700)
    return NoteBrief(agent=note.agent, attempt=note.attempt, kind=note.kind, text=text, at=note.at)


def _waits_for(store: Store, task: Task) -> str | None:
    decision = store.decisions.find_open_of_task(task.id)
    return f"{decision.name}: {decision.question}" if decision else None


def _standing(store: Store, plan: Plan, agent: Agent, claims: list[Claim], is_new: bool, share: float) -> Standing:
    cut = _Cutter(share)
    working = next((claim for claim in claims if claim.paused_clock is None), claims[0] if claims else None)
    phases = [phase for phase in store.plans.list_phases(plan.id) if phase.is_open]
    decisions = [d for d in store.decisions.list_all(plan.id, only_open=True, limit=50) if d.is_due]
    messages = store.messages.list_unread(agent, limit=5)
    others = [claim for claim in store.claims.list_live() if claim.agent != agent.name]
    ready = store.tasks.list_ready(plan.id, -1, 5)
    counts = _counts(store, plan)
    return Standing(
        agent=agent.name,
        is_new=is_new,
        plan=plan.slug,
        title=plan.title,
        goal=cut.text("goal", plan.goal, 600),
        phases=tuple(brief_phase(phase, cut.text("goal", phase.goal, 200)) for phase in cut.items("phases", phases, 6)),
        counts=counts,
        work=build_packet(store, working, round(4_600 * max(share, 0.5))) if working else None,
        also_held=tuple(claim.handle for claim in claims if claim is not working),
        ready=tuple(candidate.key for candidate in ready),
        held_by_others=cut.texts("held", [_who_holds_what(claim) for claim in others], 12),
        decisions=cut.texts("decisions", [f"{d.name}: {d.question}" for d in decisions], 5),
        messages=tuple(
            MessageBrief(sender=m.sender, kind=m.kind, text=cut.text("messages", m.text, 400), at=m.at)
            for m in messages
        ),
        unread=store.messages.count_unread(agent),
        rules=() if working else cut.texts("rules", rules_at(store, plan.id, "before"), 10),
        seq=store.events.last_seq(),
        advice=_advice(working, bool(ready), bool(decisions), _is_finished(counts)),
    )


def _who_holds_what(claim: Claim) -> str:
    files = ", ".join(claim.scope[:3]) + (" …" if len(claim.scope) > 3 else "")
    return f"{claim.task} {claim.agent}" + (f": {files}" if files else "")


def _counts(store: Store, plan: Plan) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in store.plans.progress(plan.id):
        counts[row.state] = counts.get(row.state, 0) + row.tasks
    return counts


def _is_finished(counts: dict[str, int]) -> bool:
    return not any(counts.get(state) for state in ("pending", "in_progress", "blocked", "failed"))


def _advice(working: Claim | None, is_ready: bool, has_decisions: bool, is_finished: bool) -> str:
    if working is not None and working.paused_clock is None:
        return "Go on with `work`: {post_note} what you do, then {complete_task} with its `claim`."
    if is_ready:
        return "{claim_task} gives you the next task."
    if working is not None:
        return "Your task waits for a person; {wait_for_change} tells you when it may go on."
    if is_finished:
        return "Every task is finished; {morning_sync} tells what happened."
    if has_decisions:
        return "Work waits for a person's decision; {wait_for_change} tells you when there is some."
    return "Nothing is ready; {wait_for_change} tells you when there is, {morning_sync} what happened."
