"""Failures: an attempt ends with what was tried, and after a bounded number of retries a person decides."""

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.models.claim import ANYONE, Caller, Claim
from agent_plan_server.models.plan import Task
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.reply import FailureReply
from agent_plan_server.models.states import ClaimOutcome, DecisionKind, FailureProposal, NoteKind, TaskStatus
from agent_plan_server.rules import limits
from agent_plan_server.services.claims import DEFAULT_POLICY
from agent_plan_server.services.holding import find_claim, require_owner, stale_claim, task_of
from agent_plan_server.services.plans import FAILURE_OPTIONS
from agent_plan_server.storage import Store, transaction


@transaction
def report_failure(
    store: Store,
    handle: str,
    reason: str,
    tried: str | None = None,
    proposal: FailureProposal = FailureProposal.RETRY,
    by: Caller = ANYONE,
    policy: Policy = DEFAULT_POLICY,
) -> FailureReply:
    """End the attempt; the task is offered again while automatic retries are left, then a person is asked.

    Reported twice answers the same. Raises StaleClaim, InvalidRequest and LimitExceeded.
    """
    claim = find_claim(store, handle)
    require_owner(store, claim, by)
    if claim.outcome is ClaimOutcome.FAILED:
        return _reply(store, task_of(store, claim))
    reason = limits.check_text("reason", reason, limits.NOTE_BYTES)
    text = _checked(reason, tried)
    if not claim.is_live or not store.claims.end(claim.id, ClaimOutcome.FAILED, reason.strip()[:500]):
        raise stale_claim(store, claim)
    store.notes.add(claim.agent, NoteKind.HANDOVER, text, claim=claim)
    _decide_what_follows(store, claim, reason, proposal, policy)
    payload = {"attempt": claim.number, "reason": reason.strip()[:200], "proposal": proposal}
    store.events.append("task_failed", claim.agent, payload, plan=claim.plan_id, task=claim.task_id)
    return _reply(store, task_of(store, claim))


def _checked(reason: str, tried: str | None) -> str:
    if not reason.strip():
        raise InvalidRequest("A failure needs its reason.", "Say in a sentence what failed.")
    text = f"Failed: {reason.strip()}" + (f"\nTried: {tried.strip()}" if tried and tried.strip() else "")
    return limits.check_text("failure", text, limits.NOTE_BYTES)


def _decide_what_follows(store: Store, claim: Claim, reason: str, proposal: FailureProposal, policy: Policy) -> None:
    failures = store.tasks.add_failure(claim.task_id)
    task = task_of(store, claim)
    if decision := store.decisions.find_open_of_task(task.id):
        store.decisions.take(decision.id, "withdrawn", claim.agent, "the attempt behind the question has failed")
    if proposal is FailureProposal.RETRY and failures <= policy.automatic_retries:
        store.tasks.move(task, TaskStatus.PENDING)
        return
    store.tasks.move(task, TaskStatus.FAILED)
    times = "once" if failures == 1 else f"{failures} times"
    store.decisions.add(
        task.plan_id,
        DecisionKind.FAILURE,
        f"{task.key} failed {times}: {reason.strip()[:300]} ({claim.agent} proposes to {proposal})",
        FAILURE_OPTIONS,
        asked_by=claim.agent,
        phase=task.phase_id,
        task=task.id,
        claim=claim.id,
    )


def _reply(store: Store, task: Task) -> FailureReply:
    decision = store.decisions.find_open_of_task(task.id)
    return FailureReply(
        task=task.key,
        task_status=task.status,
        failures=task.failures,
        decision=decision.name if decision else None,
        seq=store.events.last_seq(),
    )
