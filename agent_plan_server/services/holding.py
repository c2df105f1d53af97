"""Finding the live claim behind a handle; every such call renews its lease."""

from agent_plan_server.errors import NotFound, StaleClaim
from agent_plan_server.models.claim import Caller, Claim
from agent_plan_server.models.plan import Task
from agent_plan_server.rules.handles import parse_handle
from agent_plan_server.storage import Store


def find_claim(store: Store, handle: str) -> Claim:
    """The claim of a handle, live or ended; raises InvalidRequest and NotFound."""
    parsed = parse_handle(handle)
    claim = store.claims.find_by_handle(parsed.task, parsed.number, parsed.nonce)
    if claim is None:
        raise NotFound(f"There is no claim {handle!r}.", "{resume} tells which claims you hold.")
    return claim


def hold_claim(store: Store, handle: str, by: Caller) -> Claim:
    """The live claim of a handle, its lease renewed; a lapsed one that nobody took is revived by this.

    Raises StaleClaim, naming the holder of today, when it has ended or belongs to another principal.
    """
    claim = find_claim(store, handle)
    require_owner(store, claim, by)
    renew_claim(store, claim, by)
    return claim


def renew_claim(store: Store, claim: Claim, by: Caller) -> None:
    """A whole lease from now for all that the holder has; raises StaleClaim when the claim has ended."""
    if not claim.is_live:
        raise stale_claim(store, claim)
    store.claims.renew_all(claim.agent_id, by.session)


def require_owner(store: Store, claim: Claim, by: Caller) -> None:
    """Raises StaleClaim when the claim is of another principal."""
    if claim.principal != by.principal:
        raise StaleClaim(f"The claim {claim.handle} is not yours.{_who_holds(store, claim)}", _NEXT)


_QUOTED_CHARACTERS = 80
_NEXT = "{post_note} keeps a late note; {claim_task} gives you other work."


def stale_claim(store: Store, claim: Claim) -> StaleClaim:
    """The error for a claim that has ended."""
    when = f" at {claim.ended_at:%H:%M:%SZ}" if claim.ended_at else ""
    # Quoted and short: the reason is somebody's own words, and this is an error.
    how = f"ended ({claim.outcome}{f': {claim.reason[:_QUOTED_CHARACTERS]!r}' if claim.reason else ''})"
    return StaleClaim(f"The claim {claim.handle} {how}{when}; nothing was written.{_who_holds(store, claim)}", _NEXT)


def _who_holds(store: Store, claim: Claim) -> str:
    holder = store.claims.find_live(claim.task_id)
    if holder is not None and holder.id != claim.id:
        return (
            f" {holder.agent!r} holds {claim.task} since {holder.claimed_at:%H:%M:%SZ} ({holder.task}/{holder.number})."
        )
    task = task_of(store, claim)
    return "" if holder else f" Task {task.key} is {task.status} now."


def task_of(store: Store, claim: Claim) -> Task:
    task = store.tasks.find(claim.task_id)
    assert task is not None
    return task
