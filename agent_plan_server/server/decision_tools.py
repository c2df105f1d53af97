"""The tool to ask a person. None answers: that is for people."""

from typing import Annotated

from pydantic import Field

from agent_plan_server.models.reply import DecisionReply
from agent_plan_server.server import hints
from agent_plan_server.server.arguments import AgentName, Handle, PlanSlug, RequestId
from agent_plan_server.server.door import Call
from agent_plan_server.server.reply import Reply
from agent_plan_server.services import decisions


class RequestDecisionReply(Reply, DecisionReply):
    pass


def request_decision(
    question: Annotated[str, Field(description="one sentence")],
    call: Call,
    options: Annotated[tuple[str, ...], Field(max_length=10, description="answers to choose from")] = (),
    claim: Handle | None = None,
    agent: AgentName | None = None,
    plan: PlanSlug | None = None,
    request_id: RequestId | None = None,
) -> RequestDecisionReply:
    """Ask a person. With `claim` your task waits for the answer and its lease stands still; with `agent` nothing waits.
    Only people decide go/no-go, retry, revise, skip.
    """
    door = call.request_context.lifespan_context
    author = None if claim else door.agent(agent)
    by = door.caller(call, request_id)
    reply = decisions.request_decision(door.engine, question, options, claim, author, plan, by)
    return door.answer(RequestDecisionReply, reply, hints.after_question(reply), agent=author, handle=claim)
