"""Tools for one attempt at one task: claim it, change the claim, give it back, finish it, fail it."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from agent_plan_server.models.packet import (
    AttemptBrief,
    CriterionBrief,
    NoteBrief,
    PhaseBrief,
    StepBrief,
    TaskBrief,
)
from agent_plan_server.models.reply import ClaimReply, CompletionReply, FailureReply, ReleaseReply
from agent_plan_server.models.states import FailureProposal
from agent_plan_server.server import hints
from agent_plan_server.server.arguments import AgentName, Handle, Paths, PlanSlug, RequestId, TaskKey
from agent_plan_server.server.door import Call
from agent_plan_server.server.reply import Reply
from agent_plan_server.services import claims, completions, failures
from agent_plan_server.services.packets import show_packet
from agent_plan_server.services.shortening import first_that_fit


class ClaimTaskReply(Reply):
    """The work packet, or `claim` null with its reason."""

    claim: str | None = None
    is_new: bool = False
    reason: str | None = None
    retry_after_s: int | None = None
    task: TaskBrief | None = None
    phase: PhaseBrief | None = None
    body: str = ""
    steps: tuple[StepBrief, ...] = ()
    scope: tuple[str, ...] = ()
    branch: str | None = None
    base_commit: str | None = None
    expires_at: datetime | None = None
    needs: tuple[str, ...] = ()
    criteria: tuple[CriterionBrief, ...] = ()
    attempts: tuple[AttemptBrief, ...] = ()
    notes: tuple[NoteBrief, ...] = ()
    waits_for: str | None = None
    conflicts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


class UpdateClaimReply(Reply):
    """`scope_total` counts all of a scope that is too long for a reply."""

    claim: str
    task: str
    scope: tuple[str, ...]
    scope_total: int
    expires_at: datetime | None
    lease_minutes: float


class ReleaseTaskReply(Reply, ReleaseReply):
    pass


class CompleteTaskReply(Reply, CompletionReply):
    pass


class ReportFailureReply(Reply, FailureReply):
    pass


def claim_task(
    agent: AgentName,
    call: Call,
    task: Annotated[TaskKey | None, Field(description="its key; default: the best ready one")] = None,
    paths: Annotated[Paths, Field(description="globs you need besides the task's own")] = (),
    plan: PlanSlug | None = None,
    request_id: RequestId | None = None,
) -> ClaimTaskReply:
    """Claim work: the next ready task or the one you name. The reply is the work packet; keep its `claim`, every later
    call about the task takes it. Nobody else gets the task or its files while you hold it; any call of yours renews it.
    """
    door = call.request_context.lifespan_context
    wish = claims.Wish(agent=agent, task=task, paths=door.scope(paths), plan=plan, base_commit=door.base_commit())
    reply = claims.claim_task(door.engine, wish, door.caller(call, request_id), door.policy)
    packet = show_packet(door.engine, reply.claim.id, door.repository) if reply.claim else None
    return door.answer(ClaimTaskReply, packet, hints.after_claim(reply, packet), agent=agent, **_of_claim(reply))


def update_claim(
    claim: Handle,
    call: Call,
    add_paths: Paths = (),
    minutes: Annotated[float | None, Field(gt=0, description="lease from now")] = None,
    request_id: RequestId | None = None,
) -> UpdateClaimReply:
    """Add files to your claim, all or nothing, or ask for more time."""
    door = call.request_context.lifespan_context
    by = door.caller(call, request_id)
    reply = claims.update_claim(door.engine, claim, door.scope(add_paths), minutes, by, door.policy)
    return door.answer(
        UpdateClaimReply,
        None,
        hints.AT_WORK,
        handle=claim,
        claim=reply.claim.handle,
        task=reply.claim.task,
        scope=first_that_fit(reply.claim.scope),
        scope_total=len(reply.claim.scope),
        expires_at=reply.claim.expires_at,
        lease_minutes=round(reply.claim.lease_ms / 60_000, 1),
        seq=reply.seq,
    )


def report_failure(
    claim: Handle,
    reason: Annotated[str, Field(description="what failed")],
    call: Call,
    tried: Annotated[str, Field(description="what you tried, for whoever comes next")] = "",
    proposal: FailureProposal = FailureProposal.RETRY,
    request_id: RequestId | None = None,
) -> ReportFailureReply:
    """End your attempt when the task cannot be done as it is. It is offered again, or a person decides: retry, revise
    or skip.
    """
    door = call.request_context.lifespan_context
    by = door.caller(call, request_id)
    reply = failures.report_failure(door.engine, claim, reason, tried, proposal, by, door.policy)
    return door.answer(ReportFailureReply, reply, hints.after_failure(reply), handle=claim)


def complete_task(
    claim: Handle,
    summary: Annotated[str, Field(description="what was done, for whoever builds on it")],
    call: Call,
    evidence: Annotated[
        dict[str, str] | None, Field(description='criterion name to what proves it: {"c7": "12 tests passed"}')
    ] = None,
    request_id: RequestId | None = None,
) -> CompleteTaskReply:
    """Finish your task. `outcome` is verified, reported, or incomplete: then nothing changed and `missing` says what to
    supply.
    """
    door = call.request_context.lifespan_context
    by = door.caller(call, request_id)
    touched = door.touched(claim)
    reply = completions.complete_task(door.engine, claim, summary, evidence, door.has_file(claim), by, touched)
    return door.answer(CompleteTaskReply, reply, hints.after_completion(reply), handle=claim)


def release_task(
    claim: Handle,
    note: Annotated[str, Field(description="done, tried, next, gotchas")],
    call: Call,
    request_id: RequestId | None = None,
) -> ReleaseTaskReply:
    """Give your task back unfinished, with a hand-over note for the next agent."""
    door = call.request_context.lifespan_context
    reply = claims.release_task(door.engine, claim, note, door.caller(call, request_id))
    return door.answer(ReleaseTaskReply, reply, hints.OTHER_WORK, handle=claim)


def _of_claim(reply: ClaimReply) -> dict[str, Any]:
    return {
        "is_new": reply.is_new,
        "reason": reply.reason,
        "retry_after_s": reply.retry_after_s,
        "seq": reply.seq,
    }
