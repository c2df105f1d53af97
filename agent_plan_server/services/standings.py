"""`resume`: where an agent stands, in at most 8 KB, whatever it remembers."""

from typing import NamedTuple

from agent_plan_server.git.repository import Repository
from agent_plan_server.models.claim import ANYONE, Agent, Caller, Claim
from agent_plan_server.models.packet import MessageBrief, Standing
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.radar import Conflict
from agent_plan_server.models.states import UNFINISHED
from agent_plan_server.services.agents import identify_agent, touch_agent
from agent_plan_server.services.packets import brief_phase, build_packet, rules_at
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.radar import find_known_conflicts
from agent_plan_server.services.shortening import Cutter, fit
from agent_plan_server.storage import Engine, Store

STANDING_BYTES = 7_400
_WORK_BYTES = 4_600


class _Arrived(NamedTuple):
    """An agent that calls, whether it came for the first time, and what its branches would conflict with."""

    agent: Agent
    is_new: bool
    conflicts: tuple[Conflict, ...] = ()


def resume(
    engine: Engine,
    agent: str | None = None,
    plan: str | None = None,
    by: Caller = ANYONE,
    repository: Repository | None = None,
) -> Standing:
    """Where an agent stands, from any process and worktree; without a name it is recognised or given one.

    Without a plan it is the newest, or the one the agent works on. What it holds is renewed and now belongs to the
    calling server process. Raises NotFound when there is no plan.
    """
    arrived = engine.write(lambda store: _arrive(store, agent, plan, by))
    seen = arrived._replace(conflicts=find_known_conflicts(engine, repository, arrived.agent.name))
    # Read apart: a large plan must not keep the writers waiting.
    return engine.read(lambda store: _stand(store, seen, plan))


def _arrive(store: Store, name: str | None, plan: str | None, by: Caller) -> _Arrived:
    find_plan(store, plan)
    count = store.agents.count()
    known = identify_agent(store, name, by)
    touch_agent(store, known, by)
    store.claims.set_told(known.id)
    is_new = store.agents.count() > count
    if is_new:
        store.events.append("agent_registered", known.name, {"client": by.client})
    return _Arrived(known, is_new)


def _stand(store: Store, arrived: _Arrived, plan: str | None) -> Standing:
    found = find_plan(store, plan)
    claims = store.claims.list_of_agent(arrived.agent.id)
    if plan is None and claims and not any(claim.plan_id == found.id for claim in claims):
        found = store.plans.get(claims[0].plan_id)
    return fit(lambda cut: _standing(store, found, arrived, claims, cut), STANDING_BYTES)


def _standing(store: Store, plan: Plan, arrived: _Arrived, claims: list[Claim], cut: Cutter) -> Standing:
    agent = arrived.agent
    here = [claim for claim in claims if claim.plan_id == plan.id]
    working = next((claim for claim in here if claim.paused_clock is None), here[0] if here else None)
    limit = round(_WORK_BYTES * max(cut.share, 0.5))
    phases = [phase for phase in store.plans.list_phases(plan.id) if phase.is_open]
    decisions = store.decisions.list_due(plan.id, 50)
    messages = store.messages.list_unread(agent, limit=5)
    others = [claim for claim in store.claims.list_live() if claim.agent != agent.name]
    ready = store.tasks.list_ready(plan.id, -1, 5)
    counts = store.plans.totals(plan.id)
    return Standing(
        agent=agent.name,
        is_new=arrived.is_new,
        plan=plan.slug,
        title=plan.title,
        goal=cut.text("goal", plan.goal, 600),
        phases=tuple(brief_phase(phase, cut.text("goal", phase.goal, 200)) for phase in cut.items("phases", phases, 6)),
        counts=counts,
        work=build_packet(store, working, arrived.conflicts, limit) if working else None,
        also_held=tuple(claim.handle for claim in claims if claim is not working),
        ready=tuple(candidate.key for candidate in ready),
        held_by_others=cut.texts("held", [_who_holds_what(claim) for claim in others], 12),
        decisions=cut.texts("decisions", [f"{d.name}: {d.question}" for d in decisions], 5),
        messages=tuple(
            MessageBrief(sender=m.sender, kind=m.kind, text=cut.text("messages", m.text, 400), at=m.at)
            for m in messages
        ),
        unread=store.messages.count_unread(agent),
        rules=() if working else cut.texts("rules", rules_at(store, plan.id, "before"), 10),
        seq=store.events.last_seq(),
        advice=_advice(working, bool(ready), bool(decisions), _is_finished(counts)),
    )


def _who_holds_what(claim: Claim) -> str:
    files = ", ".join(claim.scope[:3]) + (" …" if len(claim.scope) > 3 else "")
    return f"{claim.task} {claim.agent}" + (f": {files}" if files else "")


def _is_finished(counts: dict[str, int]) -> bool:
    return not any(counts.get(state) for state in UNFINISHED)


def _advice(working: Claim | None, is_ready: bool, has_decisions: bool, is_finished: bool) -> str:
    if working is not None and working.paused_clock is None:
        return "Go on with `work`: {post_note} what you do, then {complete_task} with its `claim`."
    if is_ready:
        return "{claim_task} gives you the next task."
    if working is not None:
        return "Your task waits for a person; {wait_for_change} tells you when it may go on."
    if is_finished:
        return "Every task is finished; {morning_sync} tells what happened."
    if has_decisions:
        return "Work waits for a person's decision; {wait_for_change} tells you when there is some."
    return "Nothing is ready; {wait_for_change} tells you when there is, {morning_sync} what happened."
