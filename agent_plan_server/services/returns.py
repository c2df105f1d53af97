"""Completed work that does not merge cleanly goes back to whoever did it, with what is in the way."""

from typing import NamedTuple

from agent_plan_server.models.claim import Agent, Caller, Claim
from agent_plan_server.models.plan import Task
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.states import ClaimOutcome, MessageKind, NoteKind, TaskStatus
from agent_plan_server.rules.limits import NOTE_BYTES, strip_hidden
from agent_plan_server.services.claims import Wish, grant_claim
from agent_plan_server.services.holding import task_of
from agent_plan_server.services.offers import ClaimsAround
from agent_plan_server.services.progress import reopen_task
from agent_plan_server.storage import Store, transaction

_FILES = 20
_NOTE_CHARACTERS = NOTE_BYTES // 4


class MergeRefusal(NamedTuple):
    """Commits (full hashes) that do not merge cleanly; what git says of the files, and the places in them."""

    into: str
    base: str
    tip: str
    files: tuple[str, ...]
    messages: tuple[str, ...]
    hunks: tuple[str, ...]


@transaction
def return_task(store: Store, claim: Claim, refusal: MergeRefusal, person: str, policy: Policy) -> Claim | None:
    """The new claim of the same agent; None when it may not have the task now, which is free for others then.

    Nothing is done when the task has changed since the claim completed it.
    """
    task = task_of(store, claim)
    last = store.claims.list_of_task(task.id)[-1]
    if task.status is not TaskStatus.COMPLETED or (last.id, last.outcome) != (claim.id, ClaimOutcome.COMPLETED):
        return store.claims.find_live(task.id)
    reopen_task(store, task)
    text = _tell(task, refusal)
    store.notes.add(person, NoteKind.HANDOVER, text, claim=claim)
    payload = {
        "attempt": claim.number,
        "holder": claim.agent,
        "into": refusal.into,
        "tip": refusal.tip,
        "files": list(refusal.files[:_FILES]),
    }
    store.events.append("merge_refused", person, payload, plan=task.plan_id, task=task.id)
    agent = store.agents.find(claim.agent)
    assert agent is not None
    renewed = _claim_again(store, task_of(store, claim), claim, agent, policy)
    yours = f"It is yours again; your claim is {renewed.handle}." if renewed else "It is free for others now."
    store.messages.add(person, agent, MessageKind.ALERT, f"{yours}\n{text}", task.key)
    return renewed


def _claim_again(store: Store, task: Task, claim: Claim, agent: Agent, policy: Policy) -> Claim | None:
    """By the rules of any claim: what is in front of it, the agent's quota, and the files that others hold."""
    around = ClaimsAround(store, policy)
    if task.blockers or len(around.held_by(agent)) >= policy.claims_per_agent:
        return None
    if claim.scope and around.overlap(claim.scope):
        return None
    wish = Wish(agent=agent.name, base_commit=claim.base_commit)
    by = Caller(principal=agent.principal, session=agent.session)
    return grant_claim(store, agent, around.offer(task.id, claim.scope), wish, by, policy).claim


def _tell(task: Task, refusal: MergeRefusal) -> str:
    """As much as a note may have: the files first, then what git says, then the places."""
    files = ", ".join(refusal.files[:_FILES]) or "its whole branch"
    said = [
        f"The work on {task.key} does not merge into {refusal.into} ({refusal.base[:12]}): {files}.",
        f"Merge {refusal.into} into the task's branch, settle that there, commit, and complete the task again.",
        *refusal.messages[:_FILES],
        *refusal.hunks,
    ]
    return strip_hidden("\n".join(said))[:_NOTE_CHARACTERS]
