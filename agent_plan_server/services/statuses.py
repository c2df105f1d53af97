"""A plan at a glance, at the same cost however many tasks it has."""

from itertools import chain
from typing import NamedTuple

from agent_plan_server.git.repository import Repository
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.radar import Radar
from agent_plan_server.models.states import PROGRESS_STATES, READY, UNFINISHED, Proof, TaskStatus
from agent_plan_server.models.summary import Need, PhaseNow, StatusSummary, Stuck
from agent_plan_server.services.needs import cut_needs, list_needs
from agent_plan_server.services.ordering import DEFAULT_MINUTES
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.radar import GLANCE_SECONDS, shorten_radar, show_radar
from agent_plan_server.services.shortening import Cutter
from agent_plan_server.services.work import sort_claims
from agent_plan_server.storage import Engine, Store
from agent_plan_server.storage.plan_rows import PhaseFigure
from agent_plan_server.storage.rows import moment

_FINISHED = (*Proof, TaskStatus.SKIPPED)
_HOUR_MS = 3_600_000
_SHOWN = 20
_PATH = 5


def show_status(engine: Engine, plan: str | None = None, repository: Repository | None = None) -> StatusSummary:
    """Where the plan stands: needs you, moving, stuck, and what would conflict. Raises NotFound."""
    radar = show_radar(engine, repository, plan, GLANCE_SECONDS)
    return engine.read(lambda store: _summarise(store, radar))


def _summarise(store: Store, radar: Radar) -> StatusSummary:
    found = find_plan(store, radar.plan)
    standing = measure_plan(store, found)
    needs = list_needs(store, found, standing.totals[TaskStatus.FAILED])
    claims = sort_claims(store, found)
    return StatusSummary(
        plan=found.slug,
        title=found.title,
        phase=standing.sentence,
        phases=standing.open[:_SHOWN],
        phases_total=standing.phases,
        totals=standing.totals,
        tasks=standing.tasks,
        minutes_left=standing.minutes_left,
        ready=standing.ready,
        agents=store.agents.count_seen(store.now - _HOUR_MS),
        needs_you=cut_needs(Cutter(), "needs_you", needs, _SHOWN),
        needs_you_total=len(needs),
        moving=tuple(claims.moving[:_SHOWN]),
        moving_total=len(claims.moving),
        stuck=tuple(claims.stuck[:_SHOWN]),
        stuck_total=len(claims.stuck),
        radar=shorten_radar(radar, Cutter(), _SHOWN),
        critical_path=find_critical_path(store, found),
        hint=_hint(needs, claims.stuck, standing),
        at=moment(store.now),
        seq=store.events.last_seq(),
    )


class Standing(NamedTuple):
    """The figures of a plan; `sentence` names where it is: phase 2 of 4 "API"."""

    open: tuple[PhaseNow, ...]
    phases: int
    totals: dict[str, int]
    tasks: int
    ready: int
    minutes_left: int
    sentence: str


def measure_plan(store: Store, plan: Plan) -> Standing:
    phases = store.plans.list_figures(plan.id)
    totals = {str(state): 0 for state in (*PROGRESS_STATES, READY)}
    minutes_left = 0
    for figure in chain.from_iterable(phases.values()):
        if figure.state is not None:
            totals[figure.state] += figure.tasks
        minutes_left += figure.minutes if figure.state in UNFINISHED else 0
    ready = totals.pop(READY)
    is_open = tuple(_measure_phase(figures) for figures in phases.values() if figures[0].is_open)
    return Standing(
        open=is_open,
        phases=len(phases),
        totals=totals,
        tasks=sum(totals.values()) - totals[TaskStatus.PROPOSED],
        ready=ready,
        minutes_left=minutes_left,
        sentence=_sentence(len(phases), is_open, all(figures[0].closed_at for figures in phases.values())),
    )


def find_critical_path(store: Store, plan: Plan) -> tuple[str, ...]:
    return store.tasks.critical_path(plan.id, _PATH, DEFAULT_MINUTES)


def _measure_phase(figures: list[PhaseFigure]) -> PhaseNow:
    left = [figure for figure in figures if figure.state in UNFINISHED]
    finished = sum(figure.tasks for figure in figures if figure.state in _FINISHED)
    return PhaseNow(
        number=figures[0].phase,
        title=figures[0].title,
        position=figures[0].position + 1,
        tasks=finished + sum(figure.tasks for figure in left),
        finished=finished,
        minutes_left=sum(figure.minutes for figure in left),
    )


def _sentence(phases: int, is_open: tuple[PhaseNow, ...], is_finished: bool) -> str:
    if not phases:
        return "no phases"
    if not is_open:
        return "finished" if is_finished else "no phase is open"
    if len(is_open) == 1:
        return f'phase {is_open[0].position} of {phases} "{is_open[0].title}"'
    places = ", ".join(str(phase.position) for phase in is_open[:4]) + (" …" if len(is_open) > 4 else "")
    return f"phases {places} of {phases}"


def _hint(needs: list[Need], stuck: list[Stuck], standing: Standing) -> str:
    """The one command that moves the plan on."""
    if needs:
        return needs[0].command
    if stuck:
        return stuck[0].command
    if standing.ready:
        return 'Tell an agent: "take the next task of the plan".'
    return "Every task is finished." if not standing.open and standing.tasks else ""
