"""Tools to leave something for those who come after: notes, and work found on the way."""

from typing import Annotated

from pydantic import Field

from agent_plan_server.models.reply import NoteReply, ProposalReply
from agent_plan_server.models.states import NoteKind
from agent_plan_server.server import hints
from agent_plan_server.server.arguments import AgentName, Handle, Paths, PhaseNumber, PlanSlug, RequestId, TaskKey
from agent_plan_server.server.door import Call
from agent_plan_server.server.reply import Reply
from agent_plan_server.services import notes, proposals

_MOST_STEPS = 200


class PostNoteReply(Reply, NoteReply):
    pass


class ProposeTaskReply(Reply, ProposalReply):
    pass


def post_note(
    text: Annotated[str, Field(description="a checkpoint says: done, tried, next, gotchas")],
    call: Call,
    claim: Handle | None = None,
    agent: AgentName | None = None,
    kind: NoteKind = NoteKind.PROGRESS,
    steps_done: Annotated[tuple[int, ...], Field(max_length=_MOST_STEPS, description="step numbers")] = (),
    plan: PlanSlug | None = None,
    request_id: RequestId | None = None,
) -> PostNoteReply:
    """Note progress on your task (with `claim`) or on the plan (with `agent`). Whoever resumes the task reads the last
    notes, so post a checkpoint before you stop.
    """
    door = call.request_context.lifespan_context
    author = None if claim else door.agent(agent)
    reply = notes.post_note(door.engine, text, claim, author, kind, steps_done, plan, door.caller(call, request_id))
    return door.answer(PostNoteReply, reply, hints.after_note(reply), agent=author, handle=claim)


def propose_task(
    agent: AgentName,
    title: str,
    why: Annotated[str, Field(description="what has to be done and why")],
    call: Call,
    phase: Annotated[PhaseNumber | None, Field(description="its number; default: that of `after`")] = None,
    after: Annotated[TaskKey | None, Field(description="key of the task it follows")] = None,
    paths: Paths = (),
    plan: PlanSlug | None = None,
    request_id: RequestId | None = None,
) -> ProposeTaskReply:
    """Propose work that the plan lacks, instead of doing it unasked. A person accepts it or not."""
    door = call.request_context.lifespan_context
    by = door.caller(call, request_id)
    reply = proposals.propose_task(door.engine, agent, title, why, phase, after, door.scope(paths), plan, by)
    return door.answer(ProposeTaskReply, reply, hints.after_proposal(reply), agent=agent)
