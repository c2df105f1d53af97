"""Live claims as people look at them: those that move, and those that nobody seems to work on."""

from typing import NamedTuple

from agent_plan_server.models.claim import Claim
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.summary import Moving, Stuck
from agent_plan_server.models.verbs import COMMANDS
from agent_plan_server.rules.leases import is_lapsed
from agent_plan_server.services.shortening import shorten
from agent_plan_server.storage import Store
from agent_plan_server.storage.claim_rows import LiveWork

LAPSED, GONE = "lapsed", "gone"
_NOTE_CHARACTERS = 160


class LiveClaims(NamedTuple):
    moving: list[Moving]
    stuck: list[Stuck]


def sort_claims(store: Store, plan: Plan) -> LiveClaims:
    """Every live claim of a plan, oldest first. Waiting for a person is never stuck."""
    found = LiveClaims([], [])
    for work in store.claims.list_work(plan.id):
        state = state_of_claim(store, work.claim)
        if state in (LAPSED, GONE):
            found.stuck.append(_stuck(work, state))
        else:
            found.moving.append(_moving(work))
    return found


def state_of_claim(store: Store, claim: Claim) -> str:
    """Moving, waiting (for a person), lapsed, gone (its server process has ended), or how it ended."""
    if claim.outcome is not None:
        return claim.outcome
    if claim.paused_clock is not None:
        return "waiting"
    if is_lapsed(claim.expires_clock, store.clock, is_paused=False):
        return LAPSED
    return "moving" if claim.session is None or store.is_alive(claim.session) else GONE


def _moving(work: LiveWork) -> Moving:
    claim = work.claim
    is_waiting = claim.paused_clock is not None and work.decision is not None
    return Moving(
        task=claim.task,
        title=work.title,
        agent=claim.agent,
        attempt=claim.number,
        since=claim.claimed_at,
        files=len(claim.scope),
        note=_first_line(work.note),
        note_at=work.note_at,
        expires_at=claim.expires_at,
        waits_for=f"D{work.decision}" if is_waiting else None,
    )


def _stuck(work: LiveWork, why: str) -> Stuck:
    claim = work.claim
    return Stuck(
        task=claim.task,
        title=work.title,
        agent=claim.agent,
        attempt=claim.number,
        why=why,
        since=claim.claimed_at,
        lapsed_at=claim.expires_at if why == LAPSED else None,
        note=_first_line(work.note),
        note_at=work.note_at,
        command=f"{COMMANDS['take']} {claim.task}",
    )


def _first_line(text: str | None) -> str | None:
    if not text or not text.strip():
        return None
    return shorten(" ".join(text.strip().splitlines()[0].split()), _NOTE_CHARACTERS)
