"""Live claims as people look at them: those that move, and those that nobody seems to work on."""

from datetime import datetime
from typing import NamedTuple

from agent_plan_server.models.claim import Claim
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.summary import Moving, Stuck
from agent_plan_server.models.verbs import COMMANDS
from agent_plan_server.rules.leases import is_lapsed
from agent_plan_server.services.shortening import shorten
from agent_plan_server.storage import Store
from agent_plan_server.storage.claim_rows import LiveWork
from agent_plan_server.storage.rows import moment, optional_moment

LAPSED, GONE = "lapsed", "gone"
_NOTE_CHARACTERS = 160


class LiveClaims(NamedTuple):
    moving: list[Moving]
    stuck: list[Stuck]


def sort_claims(store: Store, plan: Plan) -> LiveClaims:
    """Every live claim of a plan, oldest first. Waiting for a person is never stuck."""
    found = LiveClaims([], [])
    for work in store.claims.list_work(plan.id):
        state = _state_of_live(store, work)
        if state in (LAPSED, GONE):
            found.stuck.append(_stuck(store, work, state))
        else:
            found.moving.append(_moving(store, work))
    return found


def state_of_claim(store: Store, claim: Claim) -> str:
    """Moving, waiting (for a person), lapsed, gone (its server process has ended), or how it ended."""
    return claim.outcome or _state_of_live(store, claim)


def _state_of_live(store: Store, claim: Claim | LiveWork) -> str:
    if claim.paused_clock is not None:
        return "waiting"
    if is_lapsed(claim.expires_clock, store.clock, is_paused=False):
        return LAPSED
    return "moving" if claim.session is None or store.is_alive(claim.session) else GONE


def _moving(store: Store, work: LiveWork) -> Moving:
    is_paused = work.paused_clock is not None
    return Moving(
        task=work.task,
        title=work.title,
        agent=work.agent,
        attempt=work.number,
        since=moment(work.claimed_at),
        files=len(work.scope),
        note=_first_line(work.note),
        note_at=optional_moment(work.note_at),
        expires_at=None if is_paused else _expires_at(store, work),
        waits_for=f"D{work.decision}" if is_paused and work.decision is not None else None,
    )


def _stuck(store: Store, work: LiveWork, why: str) -> Stuck:
    return Stuck(
        task=work.task,
        title=work.title,
        agent=work.agent,
        attempt=work.number,
        why=why,
        since=moment(work.claimed_at),
        lapsed_at=_expires_at(store, work) if why == LAPSED else None,
        note=_first_line(work.note),
        note_at=optional_moment(work.note_at),
        command=f"{COMMANDS['take']} {work.task}",
    )


def _expires_at(store: Store, work: LiveWork) -> datetime:
    return moment(store.now + work.expires_clock - store.clock)


def _first_line(text: str | None) -> str | None:
    if not text or not text.strip():
        return None
    return shorten(" ".join(text.strip().splitlines()[0].split()), _NOTE_CHARACTERS)
