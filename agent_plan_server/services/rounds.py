"""One reading of a plan's files beside the store, and what a render would make of them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.errors import NotFound
from agent_plan_server.models.draft import ImportedPlan, PlanDraft
from agent_plan_server.models.plan import Plan
from agent_plan_server.rendering.files import PlanFiles, open_files
from agent_plan_server.rendering.render import Rendering, render
from agent_plan_server.rendering.revise import Revised, revise
from agent_plan_server.rendering.spots import SpotKind
from agent_plan_server.rendering.units import Edit, Written
from agent_plan_server.rendering.wishes import LiveTask, Wishes, wish
from agent_plan_server.services.exports import build_export
from agent_plan_server.services.plans import find_plan
from agent_plan_server.storage import Engine, Store, snapshot

RENDERED = "plan_rendered"
_REMEMBERED = 20  # renders whose replaced words are looked for


class Live(NamedTuple):
    """The plan as it is stored, with what its files said when they were imported."""

    plan: Plan
    draft: PlanDraft
    tasks: tuple[LiveTask, ...]
    seq: int
    now: datetime


class Round(NamedTuple):
    """One reading of the files with what follows from it."""

    files: PlanFiles
    before: ImportedPlan
    live: Live
    revised: Revised
    wishes: Wishes
    rendering: Rendering

    @property
    def changed(self) -> dict[Path, bytes]:
        after = {**self.revised.files.contents, **self.rendering.changed}
        return {path: data for path, data in after.items() if data != self.files.contents[path]}

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (*self.revised.edits, *self.rendering.edits)

    @property
    def names(self) -> dict[str, str]:
        """Keys of the store by those of the files."""
        return {there: key for key, there in self.wishes.pairs.items()}

    @property
    def new_names(self) -> dict[str, str]:
        """For new tasks that got an id in the manner of their file: key until now → that id."""
        after = {task.key: task for task in self.rendering.imported.plan.tasks}
        found = ((key, after[self.wishes.pairs[key]]) for key in self.revised.added)
        return {key: there.key for key, there in found if there.own_key and there.key != key}


def prepare(engine: Engine, paths: Sequence[Path], plan: str | None, with_log: bool) -> Round:
    files, imported = open_files(paths, Path.read_bytes)
    live = _read_live(engine, imported, plan)
    revised = revise(files, imported, live.tasks)
    wishes = wish(revised.live, revised.imported.plan.tasks)
    log_at = live.now if with_log else None
    rendering = render(revised.files, revised.imported, wishes.wanted, log_at)
    return Round(files, imported, live, revised, wishes, rendering)


@snapshot
def _read_live(store: Store, imported: ImportedPlan, slug: str | None) -> Live:
    known = store.plans.find_by_slug(imported.plan.slug) if slug is None else find_plan(store, slug)
    if known is None:
        raise NotFound(
            f"No plan of the store is called {imported.plan.slug!r}, as this file is.",
            "{import} it first, or name the plan with --plan.",
        )
    draft = store.plans.find_draft(known.id)
    drafts = {task.key: task for task in draft.tasks}
    phases = {task.key: phase.number for phase in draft.phases for task in phase.tasks}
    written = _written(store, known.id)
    tasks = tuple(
        LiveTask(
            stored=task,
            phase=phase.number,
            draft=drafts.get(task.key),
            draft_phase=phases.get(task.key),
            written=written.get(task.key, ()),
        )
        for phase in build_export(store, known).phases
        for task in phase.tasks
    )
    return Live(known, draft, tasks, store.events.last_seq(), datetime.fromtimestamp(store.now / 1000, UTC))


def _written(store: Store, plan: int) -> dict[str, tuple[Written, ...]]:
    """What the last render of each task replaced."""
    found: dict[str, tuple[Written, ...]] = {}
    for event in store.events.list_last_of_kind(RENDERED, plan, _REMEMBERED):
        one: dict[str, list[Written]] = {}
        for line in _texts(event.payload["written"]):
            key, place, kind, old, new = json.loads(line)
            one.setdefault(key, []).append(Written(place, SpotKind(kind), old, new))
        found |= {key: tuple(each) for key, each in one.items()}
    return found


def _texts(value: object) -> list[str]:
    return value if isinstance(value, list) else []
