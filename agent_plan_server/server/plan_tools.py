"""Tools to look: where an agent stands, the phase, the plan, and what happened."""

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from agent_plan_server.models.packet import Standing
from agent_plan_server.server.arguments import AgentName, PlanSlug
from agent_plan_server.server.door import Call
from agent_plan_server.server.reply import Reply
from agent_plan_server.services import packets


class ResumeReply(Reply, Standing):
    # Told in `next`.
    advice: SkipJsonSchema[str] = Field("", exclude=True)


def resume(call: Call, agent: AgentName | None = None, plan: PlanSlug | None = None) -> ResumeReply:
    """Call this first, and whenever you lost your context: who you are (a name is issued the first time), the task you
    hold with its steps, notes and earlier attempts, messages, decisions, and what to do next.
    """
    door = call.request_context.lifespan_context
    standing = packets.resume(door.engine, door.agent(agent), plan, door.caller(call))
    return door.answer(ResumeReply, standing, standing.advice, agent=standing.agent)
