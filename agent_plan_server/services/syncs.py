"""The morning sync: what happened since you last looked, from the history alone, and what is next."""

from datetime import datetime, timedelta
from typing import NamedTuple

from agent_plan_server.git.repository import Repository
from agent_plan_server.models.claim import ANYONE, Caller
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.radar import Radar
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.models.summary import SyncSummary
from agent_plan_server.services.agents import identify_agent, touch_agent
from agent_plan_server.services.happenings import (
    Happenings,
    collect_happenings,
    count_happenings,
    list_decided,
    list_ended,
    list_finished,
    list_lines,
    list_risks,
)
from agent_plan_server.services.needs import cut_needs, list_needs
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.radar import GLANCE_SECONDS, shorten_radar, show_radar
from agent_plan_server.services.requests import answer_once
from agent_plan_server.services.shortening import Cutter, fit
from agent_plan_server.services.statuses import find_critical_path, measure_plan
from agent_plan_server.services.work import sort_claims
from agent_plan_server.storage import Engine, Store
from agent_plan_server.storage.rows import moment

_A_DAY = timedelta(days=1)


def morning_sync(
    engine: Engine,
    agent: str | None = None,
    since: datetime | None = None,
    plan: str | None = None,
    by: Caller = ANYONE,
    repository: Repository | None = None,
) -> SyncSummary:
    """What happened since a moment, or since the agent's last sync, or in the last 24 hours; and what would conflict.

    An agent's next sync begins where this one ends. Raises NotFound.
    """
    # Read first: a long window must not keep the writers waiting.
    radar = show_radar(engine, repository, plan, GLANCE_SECONDS)
    summary = engine.read(lambda store: _summarise(store, agent, since, radar))
    if agent is None:
        return summary
    return engine.write(lambda store: _remember(store, agent, summary, by))


class _Window(NamedTuple):
    """Lines of the history after one number, up to another; `since` is the moment it begins at."""

    after: int
    until: int
    since: datetime


def _summarise(store: Store, agent: str | None, since: datetime | None, radar: Radar) -> SyncSummary:
    plan = find_plan(store, radar.plan)
    window = _choose_window(store, agent, since)
    happened = collect_happenings(store, plan, window.after, window.until)
    return fit(lambda cut: _summary(store, plan, window, happened, radar, cut))


def _choose_window(store: Store, agent: str | None, since: datetime | None) -> _Window:
    known = store.agents.find(agent) if agent else None
    if since is None and known is not None and known.synced_seq:
        last = store.events.list_since(known.synced_seq - 1, 1)
        return _Window(known.synced_seq, store.events.last_seq(), last[0].at if last else moment(store.now))
    begin = since or moment(store.now) - _A_DAY
    after = store.events.seq_before(round(begin.timestamp() * 1000))
    return _Window(after, store.events.last_seq(), begin)


def _remember(store: Store, name: str, summary: SyncSummary, by: Caller) -> SyncSummary:
    agent = identify_agent(store, name, by)
    touch_agent(store, agent, by)

    def move_cursor() -> SyncSummary:
        store.agents.set_synced_seq(agent.id, summary.seq)
        return summary

    return answer_once(store, by, "morning_sync", name, SyncSummary, move_cursor)


def _summary(store: Store, plan: Plan, window: _Window, happened: Happenings, radar: Radar, cut: Cutter) -> SyncSummary:
    standing = measure_plan(store, plan)
    needs = list_needs(store, plan, standing.totals[TaskStatus.FAILED])
    claims = sort_claims(store, plan)
    # When a lease ends is not part of the history: the same window has the same content.
    moving = [claim.model_copy(update={"expires_at": None}) for claim in cut.items("moving", claims.moving, 12)]
    return SyncSummary(
        plan=plan.slug,
        title=plan.title,
        since=window.since,
        since_seq=window.after,
        is_quiet=not happened.kinds,
        decide=cut_needs(cut, "decide", needs, 10),
        decide_total=len(needs),
        counts=count_happenings(happened),
        finished=list_finished(happened, cut),
        ended=list_ended(happened, cut),
        decided=list_decided(happened, cut),
        phases=tuple(cut.items("phases", standing.open, 6)),
        moving=tuple(moving),
        stuck=tuple(cut.items("stuck", claims.stuck, 8)),
        radar=shorten_radar(radar, cut, 8),
        ready=standing.ready,
        critical_path=find_critical_path(store, plan),
        risks=list_risks(store, plan, window.since, cut),
        lines=list_lines(happened, cut),
        cut=cut.names,
        seq=window.until,
    )
