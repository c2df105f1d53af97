"""Notes: progress, checkpoints, lessons and risks, left for whoever comes after."""

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.models.claim import ANYONE, Caller, Claim
from agent_plan_server.models.reply import NoteReply
from agent_plan_server.models.states import NoteKind
from agent_plan_server.rules import limits
from agent_plan_server.services.agents import identify_agent, touch_agent
from agent_plan_server.services.holding import find_claim, require_owner
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.requests import answer_once
from agent_plan_server.storage import Store, transaction


@transaction
def post_note(
    store: Store,
    text: str,
    handle: str | None = None,
    agent: str | None = None,
    kind: NoteKind = NoteKind.PROGRESS,
    steps_done: tuple[int, ...] = (),
    plan: str | None = None,
    by: Caller = ANYONE,
) -> NoteReply:
    """Keep a note of a claim, or of an agent on the plan as a whole; `steps_done` are step numbers from 1.

    A note from an ended claim is kept as an orphan. The same text twice in a row is one note.
    Raises InvalidRequest, NotFound, StaleClaim (a claim of somebody else) and LimitExceeded.
    """
    checked = limits.check_text("note", text, limits.NOTE_BYTES)
    if not checked.strip():
        raise InvalidRequest("The note is empty.", "Say in a sentence what was done, tried or found.")
    if handle:
        if agent:
            _require_author(store, handle, agent)
        return answer_once(
            store, by, "post_note", handle, NoteReply, lambda: _of_claim(store, handle, checked, kind, steps_done, by)
        )
    if not agent:
        raise InvalidRequest("A note needs its author.", "Pass `claim` for a task you hold, or `agent`.")
    return answer_once(
        store, by, "post_note", agent, NoteReply, lambda: _of_agent(store, agent, checked, kind, plan, by)
    )


def _require_author(store: Store, handle: str, agent: str) -> None:
    holder = find_claim(store, handle).agent
    if agent != holder:
        raise InvalidRequest(
            f"The claim {handle} is of {holder!r}, not of {agent!r}.", "Leave one of `claim` and `agent` out."
        )


def _of_claim(
    store: Store, handle: str, text: str, kind: NoteKind, steps_done: tuple[int, ...], by: Caller
) -> NoteReply:
    claim = find_claim(store, handle)
    require_owner(store, claim, by)
    store.claims.renew_all(claim.agent_id, by.session)
    is_orphan = not claim.is_live
    same = store.notes.find_same(claim, kind, text)
    steps = () if is_orphan else _finish_steps(store, claim, steps_done)
    holder = store.claims.find_live(claim.task_id) if is_orphan else None
    if same:
        note, seq = same, store.events.last_seq()
    else:
        note = store.notes.add(claim.agent, kind, text, claim=claim, orphan=is_orphan)
        payload = {"kind": kind, "attempt": claim.number, "text": _first_line(text), "orphan": is_orphan}
        seq = store.events.append("note_posted", claim.agent, payload, plan=claim.plan_id, task=claim.task_id)
    return NoteReply(
        note=note,
        task=claim.task,
        is_orphan=is_orphan,
        holder=holder.agent if holder else None,
        steps_done=steps,
        seq=seq,
    )


def _of_agent(store: Store, agent_name: str, text: str, kind: NoteKind, plan: str | None, by: Caller) -> NoteReply:
    agent = identify_agent(store, agent_name, by)
    touch_agent(store, agent, by)
    found = find_plan(store, plan)
    note = store.notes.add(agent.name, kind, text, plan=found.id)
    payload = {"kind": kind, "text": _first_line(text)}
    seq = store.events.append("note_posted", agent.name, payload, plan=found.id)
    return NoteReply(note=note, task=None, seq=seq)


def _finish_steps(store: Store, claim: Claim, positions: tuple[int, ...]) -> tuple[int, ...]:
    for position in positions:
        if not store.tasks.finish_step(claim.task_id, position):
            count = len(store.tasks.list_steps(claim.task_id))
            raise InvalidRequest(
                f"Task {claim.task} has no step {position}; it has {count}.",
                "Leave `steps_done` out, or number from 1.",
            )
    return positions


def _first_line(text: str) -> str:
    line = text.strip().splitlines()[0]
    return line if len(line) <= 120 else line[:119] + "…"
