"""Completing a task: done means that what can be checked was checked, and the rest is somebody's word."""

from collections.abc import Callable, Iterable, Mapping

from agent_plan_server.errors import InvalidRequest, NeedsPerson
from agent_plan_server.models.claim import ANYONE, Caller, Claim
from agent_plan_server.models.plan import Criterion, Task
from agent_plan_server.models.record import Event
from agent_plan_server.models.reply import CompletionReply, Missing
from agent_plan_server.models.scope import Drift
from agent_plan_server.models.states import (
    ClaimOutcome,
    CriterionKind,
    CriterionState,
    NoteKind,
    Proof,
    TaskStatus,
)
from agent_plan_server.rules import limits
from agent_plan_server.services.drift import describe_drift, name_drift
from agent_plan_server.services.holding import find_claim, renew_claim, require_owner, task_of
from agent_plan_server.services.packets import rules_at
from agent_plan_server.services.progress import finish_task
from agent_plan_server.services.shortening import Cutter, fit
from agent_plan_server.storage import Store, transaction

# Tiers of evidence: an agent's own word, and what this program has looked at.
WORD, SEEN = "E0", "E1"
# How many freed tasks and closed phases are named; a plan may have thousands behind one.
_NAMED = 20
_NAME_CHARACTERS = 40
_ALL = 1_000_000
HasFile = Callable[[str], bool]


@transaction
def complete_task(
    store: Store,
    handle: str,
    summary: str,
    evidence: Mapping[str, str] | None = None,
    has_file: HasFile | None = None,
    by: Caller = ANYONE,
    touched: Iterable[str] = (),
) -> CompletionReply:
    """Finish a task; `evidence` maps the names of criteria (c7) to what proves them.

    `has_file` tells whether a path is in the repository; without it nothing is checked and nothing verified. What of
    `touched` lies outside the scope is told, and refuses nothing.
    Completed twice answers the same. Raises StaleClaim, NotFound, NeedsPerson, InvalidRequest and
    LimitExceeded.
    """
    claim = find_claim(store, handle)
    require_owner(store, claim, by)
    task = task_of(store, claim)
    if claim.outcome is ClaimOutcome.COMPLETED:
        return _answer_again(store, claim, task)
    renew_claim(store, claim, by)
    _refuse_while_asked(store, task)
    text = limits.check_text("summary", summary, limits.NOTE_BYTES)
    answers = _checked_answers(evidence or {})
    own = store.criteria.list_of_task(task.id)
    due = own + _due_with_phase(store, task)
    if answers:
        _require_known(answers, due, store, task)
    missing = tuple(gap for criterion in due if (gap := _gap(criterion, answers, has_file)))
    if missing:
        return _tell_missing(store, task, missing)
    _record_answers(store, claim, due, answers, has_file)
    return _finish(store, claim, task, text, _proof(own, has_file), name_drift(claim, touched))


def _refuse_while_asked(store: Store, task: Task) -> None:
    """What an agent asked of people, people answer: it cannot finish the task over its own question."""
    if task.status is TaskStatus.BLOCKED and (decision := store.decisions.find_open_of_task(task.id)):
        raise NeedsPerson(
            f"Task {task.key} waits for a person to answer {decision.name}.",
            "{wait_for_change} tells you the answer; {release_task} gives the task back.",
        )


def _answer_again(store: Store, claim: Claim, task: Task) -> CompletionReply:
    """What the first completion answered, read back from its line in the history."""
    proof = task.proof or Proof.REPORTED
    done = next(event for event in store.events.list_of_task(task.id, _ALL) if _completes(event, claim))
    return CompletionReply(
        outcome=proof,
        task=task.key,
        proof=proof,
        freed=_texts(done.payload.get("freed")),
        closed_phases=_texts(done.payload.get("closed_phases")),
        outside=_texts(done.payload.get("outside")),
        outside_total=int(str(done.payload.get("outside_total") or 0)),
        rules=_rules_after(store, task),
        seq=done.seq,
    )


def _completes(event: Event, claim: Claim) -> bool:
    return event.kind == "task_completed" and event.payload.get("attempt") == claim.number


def _texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else ()


def _rules_after(store: Store, task: Task) -> tuple[str, ...]:
    return Cutter().texts("rules", rules_at(store, task.plan_id, "after"), 10)


def _checked_answers(evidence: Mapping[str, str]) -> dict[str, str]:
    return {
        name: limits.check_text(f"evidence for {name[:_NAME_CHARACTERS]}", text, limits.NOTE_BYTES)
        for name, text in evidence.items()
    }


def _due_with_phase(store: Store, task: Task) -> list[Criterion]:
    """With the last task of a phase: the files that the phase itself has to deliver."""
    if store.plans.count_unfinished(task.phase_id) > 1:
        return []
    criteria = store.criteria.list_of_phase(task.phase_id, _ALL)
    return [criterion for criterion in criteria if criterion.kind is CriterionKind.DELIVERABLE and criterion.path]


def _require_known(answers: Mapping[str, str], due: list[Criterion], store: Store, task: Task) -> None:
    known = {criterion.name for criterion in due}
    known |= {criterion.name for criterion in store.criteria.list_of_phase(task.phase_id, _ALL)}
    if unknown := [name for name in answers if name not in known]:
        names = ", ".join(sorted(known)[:_NAMED]) or "none"
        raise InvalidRequest(
            f"Task {task.key} has no criterion {unknown[0][:_NAME_CHARACTERS]!r}; it has: {names}.",
            "Use these names in `evidence`.",
        )


def _gap(criterion: Criterion, answers: Mapping[str, str], has_file: HasFile | None) -> Missing | None:
    if criterion.state in (CriterionState.MET, CriterionState.WAIVED):
        if not criterion.path or has_file is None or has_file(criterion.path):
            return None
        return _missing(criterion, f"the plan calls it done, but the file {criterion.path} is not there")
    if criterion.path and has_file is not None:
        return None if has_file(criterion.path) else _missing(criterion, f"the file {criterion.path} is not there")
    if answers.get(criterion.name, "").strip():
        return None
    return _missing(criterion, f"pass evidence={{{criterion.name!r}: '<what proves it>'}}")


def _tell_missing(store: Store, task: Task, missing: tuple[Missing, ...]) -> CompletionReply:
    def tell(cut: Cutter) -> CompletionReply:
        gaps = [
            gap.model_copy(
                update={"text": cut.line("missing", gap.text, 300), "what": cut.line("missing", gap.what, 300)}
            )
            for gap in cut.items("missing", missing, 60)
        ]
        return CompletionReply(
            outcome="incomplete",
            task=task.key,
            missing=tuple(gaps),
            missing_total=len(missing),
            seq=store.events.last_seq(),
        )

    return fit(tell)


def _missing(criterion: Criterion, what: str) -> Missing:
    return Missing(criterion=criterion.name, kind=criterion.kind, text=criterion.text, what=what)


def _record_answers(
    store: Store, claim: Claim, due: list[Criterion], answers: Mapping[str, str], has_file: HasFile | None
) -> None:
    for criterion in due:
        seen = bool(criterion.path and has_file is not None)
        text = answers.get(criterion.name) or (f"{criterion.path} is there" if seen else "")
        if text:
            store.criteria.answer(
                criterion.id,
                CriterionState.MET,
                author=claim.agent,
                tier=SEEN if seen else WORD,
                text=text,
                claim=claim.id,
            )


def _proof(own: list[Criterion], has_file: HasFile | None) -> Proof:
    """Verified only where this program has looked at every criterion of the task itself."""
    is_seen = has_file is not None and bool(own) and all(criterion.path for criterion in own)
    return Proof.VERIFIED if is_seen else Proof.REPORTED


def _finish(store: Store, claim: Claim, task: Task, summary: str, proof: Proof, drift: Drift) -> CompletionReply:
    store.claims.end(claim.id, ClaimOutcome.COMPLETED, None)
    if summary.strip():
        store.notes.add(claim.agent, NoteKind.HANDOVER, summary, claim=claim)
    if drift.files:
        store.notes.add(claim.agent, NoteKind.RISK, describe_drift(drift), claim=claim)
    freed = finish_task(store, task, TaskStatus.COMPLETED, claim.agent, proof)
    tasks, closed_phases = freed.tasks[:_NAMED], freed.closed_phases[:_NAMED]
    payload = {
        "attempt": claim.number,
        "proof": proof,
        "freed": list(tasks),
        "closed_phases": list(closed_phases),
        **({"outside": list(drift.files), "outside_total": drift.total} if drift.files else {}),
    }
    seq = store.events.append("task_completed", claim.agent, payload, plan=task.plan_id, task=task.id)
    return CompletionReply(
        outcome=proof,
        task=task.key,
        proof=proof,
        freed=tasks,
        closed_phases=closed_phases,
        outside=drift.files,
        outside_total=drift.total,
        rules=_rules_after(store, task),
        seq=seq,
    )
