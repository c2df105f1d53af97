"""Whether a promise broke: the store held against what was acknowledged to the agents."""

from agent_plan_server.cli.demo.troupe import Acknowledged
from agent_plan_server.models.claim import Claim
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.states import ClaimOutcome
from agent_plan_server.rules.handles import parse_handle
from agent_plan_server.rules.scopes import find_overlap
from agent_plan_server.services.plans import find_plan
from agent_plan_server.storage import Store, snapshot


class Verdict(Noun):
    """One promise and what speaks against it; nothing when it held."""

    promise: str
    broken: tuple[str, ...] = ()


@snapshot
def judge(store: Store, heard: list[Acknowledged], killed: str, gates_decided: int) -> list[Verdict]:
    plan = find_plan(store, None)
    tasks = store.tasks.list_all(plan.id)
    claims = [claim for task in tasks for claim in store.claims.list_of_task(task.id)]
    return [
        Verdict(promise="no double work", broken=tuple(_double_work(claims))),
        Verdict(promise="nothing acknowledged is lost", broken=tuple(_lost(store, plan.id, claims, heard))),
        Verdict(promise="resume with no memory", broken=tuple(_not_resumed(heard, killed))),
        Verdict(
            promise="done means proven",
            broken=tuple(f"{task.key} is {task.status}" for task in tasks if task.proof is None),
        ),
        Verdict(promise="people decide", broken=() if gates_decided else ("no gate was decided by a person",)),
    ]


def _double_work(claims: list[Claim]) -> list[str]:
    broken = []
    for number, claim in enumerate(claims):
        for other in claims[number + 1 :]:
            same = claim.task_id == other.task_id
            if (same or find_overlap(claim.scope, other.scope)) and _met(claim, other):
                broken.append(f"{claim.handle} and {other.handle} were live at the same time")
    completed = [claim.task for claim in claims if claim.outcome is ClaimOutcome.COMPLETED]
    return broken + [f"{key} was completed twice" for key in set(completed) if completed.count(key) > 1]


def _met(a: Claim, b: Claim) -> bool:
    first, second = sorted((a, b), key=lambda claim: claim.id)
    return first.ended_at is None or second.claimed_at < first.ended_at


def _lost(store: Store, plan: int, claims: list[Claim], heard: list[Acknowledged]) -> list[str]:
    notes = {note.id for note in store.notes.list_of_plan(plan)}
    handles = {claim.handle: claim for claim in claims}
    broken = []
    for said in heard:
        if said.event == "noted" and said.facts["note"] not in notes:
            broken.append(f"note {said.facts['note']} of {said.agent} is gone")
        if said.event == "claimed" and said.claim not in handles:
            broken.append(f"claim {said.claim} of {said.agent} is gone")
        if said.event == "completed" and said.claim and handles[said.claim].outcome is not ClaimOutcome.COMPLETED:
            broken.append(f"the completion of {said.claim} is gone")
    return broken


def _not_resumed(heard: list[Acknowledged], killed: str) -> list[str]:
    hanging = next((said for said in heard if said.event == "hanging"), None)
    if hanging is None or hanging.claim is None:
        return ["nobody was killed"]
    again = [said for said in heard if said.event == "resumed" and said.agent == killed]
    if len(again) < 2 or again[-1].claim != hanging.claim:
        return [f"{killed} did not come back to {parse_handle(hanging.claim).task}"]
    return []
