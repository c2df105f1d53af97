"""The radar: conflicts that would come between the branches of live and of unmerged work, while they are small.

Git is asked before and after a transaction, never inside one: nobody waits for the store because git is slow.
"""

import math
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from agent_plan_server.errors import StorageUnavailable
from agent_plan_server.git.branches import branch_commit, list_branches, list_contained, main_branch
from agent_plan_server.git.head import list_branch_names
from agent_plan_server.git.merges import probe_merges
from agent_plan_server.git.repository import Repository
from agent_plan_server.models.claim import Claim
from agent_plan_server.models.merge import KnownProbe
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.radar import Conflict, Radar, Side, Tip
from agent_plan_server.rules.handles import TASK_BRANCHES
from agent_plan_server.rules.radar import Pair, pair_up
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.shortening import Cutter
from agent_plan_server.storage import Engine, Store

# What a screen that has more to show may spend on pairs that nobody has looked at.
GLANCE_SECONDS = 0.2
_FILES, _FILE_CHARACTERS = 5, 120
_FILES_KEPT = 1_000
# Kept as they are found, so that who breaks off a long look loses little.
_AT_ONCE = 100
# In commits: a branch that parted long ago is not worth a longer walk.
_LONGEST_WALK = 10_000
_CLEAN = KnownProbe(is_clean=True, files=())

Probes = Mapping[tuple[str, str], KnownProbe]


def show_radar(
    engine: Engine, repository: Repository | None, plan: str | None = None, seconds: float = math.inf
) -> Radar:
    """What is known of merges to come, after looking for so many seconds at pairs that nobody has looked at.

    Raises NotFound without such a plan. Where git cannot be asked, the radar says so.
    """
    names = _list_names(repository)
    scene = engine.read(lambda store: _find_scene(store, plan, names))
    if repository is None or not scene.claims:
        return Radar(plan=scene.plan.slug)
    try:
        return _look(engine, repository, scene, seconds)
    except StorageUnavailable as problem:
        return Radar(plan=scene.plan.slug, trouble=problem.message)


def find_known_conflicts(engine: Engine, repository: Repository | None, agent: str) -> tuple[Conflict, ...]:
    """What is known of conflicts in the plans in which the agent works on a branch; nothing new is looked at."""
    names = _list_names(repository)
    plans = engine.read(lambda store: _plans_of(store, agent, names)) if names else set()
    radars = [show_radar(engine, repository, plan, seconds=0) for plan in plans]
    return tuple(conflict for radar in radars for conflict in radar.conflicts)


def describe_conflict(conflict: Conflict, claim: Claim) -> str:
    """One line for the holder of one of its branches."""
    other = conflict.theirs if conflict.ours.branch == claim.branch else conflict.ours
    holder = f"{other.branch} ({other.task}, {other.agent})" if other.task else other.branch
    if not conflict.files:
        return f"No history in common with {holder}: git would not merge them."
    # Quoted: the name of a file is somebody's text.
    files = ", ".join(repr(name[:_FILE_CHARACTERS]) for name in conflict.files[:_FILES])
    more = f" and {conflict.files_total - _FILES} more" if conflict.files_total > _FILES else ""
    return f"Would conflict textually with {holder} in {files}{more}."


def shorten_radar(radar: Radar, cut: Cutter, most: int) -> Radar:
    """So many conflicts at most, with a few files of each."""
    conflicts = [
        conflict.model_copy(update={"files": cut.texts("conflicts", conflict.files, _FILES, _FILE_CHARACTERS)})
        for conflict in cut.items("conflicts", radar.conflicts, most)
    ]
    return radar.model_copy(update={"conflicts": tuple(conflicts)})


class _Scene(NamedTuple):
    """The plan, and who works on which branch, by branch; `into` is where its work comes together, once named."""

    plan: Plan
    into: str | None
    claims: dict[str, Claim]
    slugs: dict[int, str]


def _list_names(repository: Repository | None) -> set[str]:
    """The branches that may be a task's, without starting git for the many who have none."""
    if repository is None:
        return set()
    names = list_branch_names(repository.common_dir, TASK_BRANCHES)
    with suppress(StorageUnavailable):
        return set(list_branches(repository, f"{TASK_BRANCHES}/")) if names is None else names
    return set()


def _find_scene(store: Store, plan: str | None, names: Collection[str]) -> _Scene:
    found = find_plan(store, plan)
    if not names:
        return _Scene(found, None, {}, {})
    slugs = {other.id: other.slug for other in store.plans.list_all()}
    unmerged = (claim for other in slugs for claim in store.claims.list_unmerged(other, names))
    every = (*unmerged, *store.claims.list_live())
    claims = {claim.branch: claim for claim in every if claim.branch and claim.branch in names}
    return _Scene(found, store.merges.integration_branch(found.id), claims, slugs)


def _plans_of(store: Store, name: str, names: Collection[str]) -> set[str]:
    """The plans in which the agent works on a branch that is there."""
    agent = store.agents.find(name)
    claims = store.claims.list_of_agent(agent.id) if agent else []
    return {store.plans.get(claim.plan_id).slug for claim in claims if claim.branch in names}


def _look(engine: Engine, repository: Repository, scene: _Scene, seconds: float) -> Radar:
    into = scene.into or main_branch(repository)
    commit = branch_commit(repository, into) if into else None
    commits = list_branches(repository, f"{TASK_BRANCHES}/", beyond=commit)
    into_tip = Tip(Side(branch=into, plan=scene.plan.slug), commit) if into and commit else None
    tips = [(claim, _tip(claim, scene, commits[name])) for name, claim in scene.claims.items() if name in commits]
    own = [tip for claim, tip in tips if claim.plan_id == scene.plan.id]
    pairs = pair_up(own, [tip for claim, tip in tips if claim.plan_id != scene.plan.id], into_tip)
    probes = _probe(engine, repository, pairs, commit, seconds)
    conflicts = tuple(_list_conflicts(pairs, probes))
    done = [claim.ended_at for claim, _ in tips if claim.plan_id == scene.plan.id and claim.ended_at]
    return Radar(
        plan=scene.plan.slug,
        into=into,
        branches=len(own),
        pairs=len(pairs),
        unknown=sum(one.key_with(other) not in probes for one, other in pairs),
        conflicts=conflicts,
        conflicts_total=len(conflicts),
        unmerged=len(done),
        unmerged_since=min(done, default=None),
    )


def _tip(claim: Claim, scene: _Scene, commit: str) -> Tip:
    assert claim.branch is not None
    side = Side(branch=claim.branch, plan=scene.slugs[claim.plan_id], task=claim.task, agent=claim.agent)
    return Tip(side, commit)


def _probe(engine: Engine, repository: Repository, pairs: list[Pair], beyond: str | None, seconds: float) -> Probes:
    """What is known of the pairs, and what can be found out in so many seconds."""
    wanted = list(dict.fromkeys(one.key_with(other) for one, other in pairs))
    known = dict(engine.read(lambda store: store.merges.list_probes(_commits_of(wanted))))
    unknown = [pair for pair in wanted if pair not in known]
    if unknown and seconds > 0:
        for new in _find_out(repository, unknown, beyond, seconds):
            engine.write(partial(_keep, found=new))
            known |= new
    return known


def _find_out(
    repository: Repository, pairs: list[tuple[str, str]], beyond: str | None, seconds: float
) -> Iterator[Probes]:
    """Some at a time; without those that git cannot merge and those that there is no time for."""
    until = time.monotonic() + seconds
    built_on: dict[str, frozenset[str]] = {}
    with suppress(StorageUnavailable):
        built_on = list_contained(repository, _commits_of(pairs), beyond, most=_LONGEST_WALK)
    if clean := {(a, b): _CLEAN for a, b in pairs if a in built_on.get(b, ()) or b in built_on.get(a, ())}:
        yield clean
    left = [pair for pair in pairs if pair not in clean]
    while left and (rest := until - time.monotonic()) > 0:
        probes = probe_merges(repository, left[:_AT_ONCE], rest)
        yield {pair: KnownProbe(probe.is_clean, probe.files[:_FILES_KEPT]) for pair, probe in probes.items()}
        left = left[_AT_ONCE:]


def _commits_of(pairs: Iterable[tuple[str, str]]) -> set[str]:
    return {commit for pair in pairs for commit in pair}


def _keep(store: Store, found: Probes) -> None:
    for (ours, theirs), probe in found.items():
        store.merges.put_probe(ours, theirs, probe)


def _list_conflicts(pairs: Iterable[Pair], probes: Probes) -> Iterator[Conflict]:
    for one, other in pairs:
        probe = probes.get(one.key_with(other))
        if probe and not probe.is_clean:
            yield Conflict(ours=one.side, theirs=other.side, files=probe.files, files_total=len(probe.files))
