"""What a part of the history says, in the words of a summary; read from events alone, so that it never changes."""

from datetime import datetime
from typing import NamedTuple

from agent_plan_server.models.plan import Plan
from agent_plan_server.models.record import Event
from agent_plan_server.models.states import EntryKind, FailureProposal, NoteKind, Proof
from agent_plan_server.models.summary import Decided, Ended, Finished, Line, Risk
from agent_plan_server.services.shortening import Cutter
from agent_plan_server.storage import Store

# Kind of event → what a summary calls it.
_COUNTED = {
    "task_failed": "failed",
    "task_released": "released",
    "task_taken": "taken",
    "claim_lapsed": "lapsed",
    "task_skipped": "skipped",
    "task_proposed": "proposed",
    "decision_taken": "decided",
    "phase_closed": "phases_closed",
}
_ENDINGS = ("task_failed", "task_taken", "claim_lapsed", "task_released")
_REOPENING = (FailureProposal.RETRY, FailureProposal.REVISE)
_MOST = 100_000


class Happenings(NamedTuple):
    """The lines of one window that a summary tells of; `kinds` counts them all."""

    kinds: dict[str, int]
    completed: list[Event]
    ended: list[Event]
    decided: list[Event]
    last_notes: list[Event]


def collect_happenings(store: Store, plan: Plan, after: int, until: int) -> Happenings:
    def of_kind(kind: str) -> list[Event]:
        return store.events.list_of_kind(kind, plan.id, after, until, _MOST)

    return Happenings(
        kinds=store.events.count_by_kind(plan.id, after, until),
        completed=of_kind("task_completed"),
        ended=sorted((event for kind in _ENDINGS for event in of_kind(kind)), key=lambda event: event.seq),
        decided=of_kind("decision_taken"),
        last_notes=store.events.list_last_notes(plan.id, after, until, limit=21),
    )


def count_happenings(happened: Happenings) -> dict[str, int]:
    """Verified, reported, waived, failed, released, reopened …: every name is always there."""
    counts = {str(proof): 0 for proof in Proof}
    counts |= {name: happened.kinds.get(kind, 0) for kind, name in _COUNTED.items()}
    for event in happened.completed:
        counts[_text(event, "proof")] += 1
    reopened = [event for event in happened.decided if event.task and event.payload.get("option") in _REOPENING]
    return counts | {"reopened": len(reopened)}


def list_finished(happened: Happenings, cut: Cutter) -> tuple[Finished, ...]:
    """What each agent completed, by name of agent, verified before reported."""
    groups: dict[tuple[str, bool, str], list[str]] = {}
    for event in happened.completed:
        proof = _text(event, "proof")
        groups.setdefault((event.actor, proof != Proof.VERIFIED, proof), []).append(event.task or "")
    found = [
        Finished(agent=agent, proof=proof, tasks=tuple(cut.items("finished", keys, 20)), total=len(keys))
        for (agent, _, proof), keys in sorted(groups.items())
    ]
    return tuple(cut.items("finished", found, 20))


def list_ended(happened: Happenings, cut: Cutter) -> tuple[Ended, ...]:
    """Attempts that ended without a result, in the order in which they did."""
    return tuple(_ended(event, cut) for event in cut.items("ended", happened.ended, 12))


def list_decided(happened: Happenings, cut: Cutter) -> tuple[Decided, ...]:
    return tuple(
        Decided(
            decision=_text(event, "decision"),
            option=cut.line("decided", _text(event, "option"), 80),
            by=event.actor,
            task=event.task,
        )
        for event in cut.items("decided", happened.decided, 12)
    )


def list_lines(happened: Happenings, cut: Cutter) -> tuple[Line, ...]:
    """The last note of each agent."""
    return tuple(
        Line(agent=event.actor, task=event.task, text=cut.line("lines", _text(event, "text"), 120), at=event.at)
        for event in cut.items("lines", happened.last_notes, 20)
    )


def list_risks(store: Store, plan: Plan, since: datetime, cut: Cutter) -> tuple[Risk, ...]:
    """What agents noted as a risk since a moment, then the risks that the plan names."""
    noted = store.notes.list_since(plan.id, round(since.timestamp() * 1000), NoteKind.RISK, limit=13)
    named = store.criteria.list_entries(plan.id, EntryKind.RISK, limit=13)
    risks = [Risk(text=note.text, agent=note.agent, task=note.task) for note in noted]
    risks += [Risk(text=entry.text) for entry in named]
    return tuple(
        risk.model_copy(update={"text": cut.line("risks", risk.text, 160)}) for risk in cut.items("risks", risks, 12)
    )


def _ended(event: Event, cut: Cutter) -> Ended:
    is_by_another = event.kind in ("task_taken", "claim_lapsed")
    reason = _text(event, "reason")
    return Ended(
        task=event.task or "",
        what=_COUNTED[event.kind],
        agent=_text(event, "holder") if is_by_another else event.actor,
        reason=cut.line("ended", reason, 160) if reason else None,
    )


def _text(event: Event, name: str) -> str:
    value = event.payload.get(name)
    return "" if value is None else str(value)
