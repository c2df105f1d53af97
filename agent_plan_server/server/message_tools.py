"""Tools to talk to other agents, and to wait."""

import time
from functools import partial
from typing import Annotated

from anyio import from_thread, to_thread
from pydantic import Field

from agent_plan_server.models.change import Change, ChangeKind, MessageReply
from agent_plan_server.models.states import MessageKind
from agent_plan_server.server import hints
from agent_plan_server.server.arguments import AgentName, PlanSlug, RequestId
from agent_plan_server.server.door import Call
from agent_plan_server.server.reply import Reply
from agent_plan_server.services import messages, waiting

_DEFAULT_SECONDS = 20


class SendMessageReply(Reply, MessageReply):
    pass


class WaitForChangeReply(Reply, Change):
    pass


def send_message(
    agent: AgentName,
    to: Annotated[str, Field(max_length=300, description="an agent, everybody, or a path: whoever holds it")],
    text: str,
    call: Call,
    kind: MessageKind = MessageKind.NOTICE,
    request_id: RequestId | None = None,
) -> SendMessageReply:
    """Tell another agent, everybody, or whoever holds a path. Questions for people go to request_decision."""
    door = call.request_context.lifespan_context
    reply = messages.send_message(door.engine, agent, to, text, kind, by=door.caller(call, request_id))
    return door.answer(SendMessageReply, reply, hints.SENT, agent=agent)


async def wait_for_change(
    agent: AgentName,
    call: Call,
    seconds: Annotated[float, Field(ge=0, le=waiting.LONGEST_SECONDS)] = _DEFAULT_SECONDS,
    what: ChangeKind | None = None,
    plan: PlanSlug | None = None,
) -> WaitForChangeReply:
    """Wait for a message, an answer of a person, or work, at most 30 seconds. Messages told here count as read."""
    wait = partial(_wait, call, agent, seconds, what, plan)
    return await to_thread.run_sync(wait, limiter=call.request_context.lifespan_context.waiters)


def _wait(call: Call, agent: str, seconds: float, what: ChangeKind | None, plan: str | None) -> WaitForChangeReply:
    door = call.request_context.lifespan_context
    change = waiting.wait_for_change(
        door.engine, agent, seconds, what, plan, door.caller(call), door.policy, sleep=_sleep
    )
    return door.answer(WaitForChangeReply, change, hints.after_wait(change), agent=agent)


def _sleep(seconds: float) -> None:
    """Until the moment, or until the client has gone or given up."""
    time.sleep(seconds)
    from_thread.check_cancelled()
