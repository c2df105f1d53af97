"""Tools to look: where an agent stands, the phase, the plan, and what happened."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from agent_plan_server.models.packet import Standing
from agent_plan_server.models.page import Page, View
from agent_plan_server.models.summary import PhaseView, SyncSummary
from agent_plan_server.rules.moments import parse_moment
from agent_plan_server.server import hints
from agent_plan_server.server.arguments import AgentName, PlanSlug
from agent_plan_server.server.door import Call
from agent_plan_server.server.reply import Reply
from agent_plan_server.services import browsing, phases, standings, syncs


class ResumeReply(Reply, Standing):
    # Told in `next`.
    advice: SkipJsonSchema[str] = Field("", exclude=True)


class CurrentPhaseReply(Reply, PhaseView):
    pass


class ShowPlanReply(Reply, Page):
    pass


class MorningSyncReply(Reply, SyncSummary):
    pass


def resume(call: Call, agent: AgentName | None = None, plan: PlanSlug | None = None) -> ResumeReply:
    """Call this first, and whenever you lost your context: who you are (a name is issued the first time), the task you
    hold with its steps, notes and earlier attempts, messages, decisions, and what to do next.
    """
    door = call.request_context.lifespan_context
    standing = standings.resume(door.engine, door.agent(agent), plan, door.caller(call), door.repository)
    return door.answer(ResumeReply, standing, standing.advice, agent=standing.agent)


def current_phase(call: Call, plan: PlanSlug | None = None) -> CurrentPhaseReply:
    """The phase that is open: its goal, tasks with state and holder, criteria, decisions in front, rules."""
    door = call.request_context.lifespan_context
    view = phases.current_phase(door.engine, plan)
    return door.answer(CurrentPhaseReply, view, hints.LOOK_AROUND)


def show_plan(
    call: Call,
    view: View = View.PLAN,
    id: Annotated[str, Field(max_length=200, description="of a phase or task; for search, the text")] = "",
    cursor: Annotated[str, Field(max_length=200, description="the `cursor` of the last page")] = "",
    plan: PlanSlug | None = None,
) -> ShowPlanReply:
    """Browse and search the plan, a page at a time; texts in it were written by others."""
    door = call.request_context.lifespan_context
    page = browsing.show_plan(door.engine, view, id or None, cursor or None, plan)
    return door.answer(ShowPlanReply, page, hints.after_page(page))


def morning_sync(
    call: Call,
    agent: AgentName | None = None,
    since: Annotated[str, Field(max_length=40, description="24h, 7d, 2026-11-20; default: your last sync")] = "",
    plan: PlanSlug | None = None,
) -> MorningSyncReply:
    """What happened since your last sync: what people must decide, what was finished (verified and reported apart),
    failures, who works on what, what is stuck, risks.
    """
    door = call.request_context.lifespan_context
    moment = parse_moment(since, datetime.now(UTC)) if since else None
    name = door.agent(agent)
    summary = syncs.morning_sync(door.engine, name, moment, plan, door.caller(call), door.repository)
    return door.answer(MorningSyncReply, summary, hints.after_sync(summary), agent=name)
