"""Writing the live state back into the files that a plan was read from."""

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.errors import NotFound, PlanServerError, Refused
from agent_plan_server.importers import read_plan
from agent_plan_server.models.draft import ImportedPlan, PlanDraft, TaskDraft
from agent_plan_server.models.plan import Plan
from agent_plan_server.models.rendering import LeftTask, RenderedFile, RenderReport, WrittenEdit
from agent_plan_server.rendering.files import PlanFiles, open_files
from agent_plan_server.rendering.render import Rendering, render
from agent_plan_server.rendering.source import Source, open_source
from agent_plan_server.rendering.spots import SpotKind
from agent_plan_server.rendering.units import Edit, Left, Written, written_for
from agent_plan_server.rendering.wishes import LiveTask, Wishes, wish
from agent_plan_server.services.plan_files import check_place, replace_files
from agent_plan_server.services.plans import find_plan
from agent_plan_server.services.turns import take_turn
from agent_plan_server.storage import Engine, Store, snapshot, transaction

_RENDERED = "plan_rendered"
_TRIES = 5
_REMEMBERED = 20  # renders whose replaced words are looked for


class _Live(NamedTuple):
    """The plan as it is stored, with what its files said when they were imported."""

    plan: Plan
    draft: PlanDraft
    tasks: list[LiveTask]
    seq: int
    now: datetime


class _Round(NamedTuple):
    """One reading of the files with what follows from it."""

    files: PlanFiles
    before: ImportedPlan
    live: _Live
    wishes: Wishes
    rendering: Rendering


def show_rendering(
    engine: Engine, paths: Sequence[Path], plan: str | None = None, *, with_log: bool = False
) -> RenderReport:
    """What a render would change in the files; nothing is written. Raises as `render_plan` does."""
    return _report(_prepare(engine, paths, plan, with_log), is_written=False)


def render_plan(
    engine: Engine,
    paths: Sequence[Path],
    lock: Path,
    project: Path,
    actor: str,
    plan: str | None = None,
    *,
    with_log: bool = False,
) -> RenderReport:
    """Put the live state into the files, proven by importing them again; with a log, also a dated line into theirs.

    Raises NotFound when the files are no plan of the store, and Refused when they cannot be written or somebody keeps
    changing them.
    """
    with take_turn(lock, "render"):
        for _ in range(_TRIES):
            found = _prepare(engine, paths, plan, with_log)
            for path in found.files.contents:
                check_place(path, project)
            for path in paths:
                check_place(path, project)
            if replace_files(found.rendering.changed, found.files.contents):
                _check_written(found)
                seq = _record(engine, found, actor)
                return _report(found, is_written=True, seq=seq)
    raise Refused("Somebody keeps changing the file.", "Wait until it is saved, then {render} again.")


def _prepare(engine: Engine, paths: Sequence[Path], plan: str | None, with_log: bool) -> _Round:
    files, imported = open_files(paths, Path.read_bytes)
    live = _read_live(engine, imported, plan)
    wishes = wish(live.tasks, imported.plan.tasks)
    log_at = live.now if with_log else None
    return _Round(files, imported, live, wishes, render(files, imported, wishes.wanted, log_at))


def _check_written(found: _Round) -> None:
    """Read from disk once more; what is not the plan that was meant is put back."""
    if not (changed := found.rendering.changed):
        return
    try:
        is_right = read_plan(found.files.paths, despite_doubts=True).digest == found.rendering.imported.digest
    except PlanServerError:
        is_right = False
    if is_right or any(path.read_bytes() != data for path, data in changed.items()):
        return  # somebody has written after us: theirs stays
    replace_files({path: found.files.contents[path] for path in changed}, changed)
    raise Refused("The files read otherwise after the render; they were put back.", "Report it with the plan.")


@snapshot
def _read_live(store: Store, imported: ImportedPlan, slug: str | None) -> _Live:
    known = store.plans.find_by_slug(imported.plan.slug) if slug is None else find_plan(store, slug)
    if known is None:
        raise NotFound(
            f"No plan of the store is called {imported.plan.slug!r}, as this file is.",
            "{import} it first, or name the plan with --plan.",
        )
    draft = store.plans.find_draft(known.id)
    drafts = {task.key: task for task in draft.tasks}
    steps = store.tasks.plan_steps(known.id)
    written = _written(store, known.id)
    tasks = [
        LiveTask(
            key=task.key,
            title=task.title,
            status=task.status,
            steps=tuple(steps.get(task.id, ())),
            draft=drafts.get(task.key),
            origin=task.origin,
            written=written.get(task.key, ()),
        )
        for task in store.tasks.list_all(known.id)
    ]
    return _Live(known, draft, tasks, store.events.last_seq(), datetime.fromtimestamp(store.now / 1000, UTC))


def _written(store: Store, plan: int) -> dict[str, tuple[Written, ...]]:
    """What the last render of each task replaced."""
    found: dict[str, tuple[Written, ...]] = {}
    for event in store.events.list_last_of_kind(_RENDERED, plan, _REMEMBERED):
        one: dict[str, list[Written]] = {}
        for line in _texts(event.payload["written"]):
            key, place, kind, old, new = json.loads(line)
            one.setdefault(key, []).append(Written(place, SpotKind(kind), old, new))
        found |= {key: tuple(each) for key, each in one.items()}
    return found


def _texts(value: object) -> list[str]:
    return value if isinstance(value, list) else []


@transaction
def _record(store: Store, found: _Round, actor: str) -> int:
    """Keep what was written as the new import, so that the next one takes it for no change of somebody else's."""
    plan = store.plans.get(found.live.plan.id)
    draft = _advance(found)
    after = found.rendering.imported
    if plan.digest == found.live.plan.digest:
        is_ours = plan.digest == found.before.digest or draft == after.plan
        if draft != found.live.draft or is_ours:
            store.plans.put_rendered(plan.id, draft, after.digest if is_ours else plan.digest)
    if not found.rendering.edits:
        return store.events.last_seq()
    names = {there: key for key, there in found.wishes.pairs.items()}
    written = [json.dumps((names[key], *each), ensure_ascii=False) for key, each in written_for(found.rendering.edits)]
    payload = {"source": after.source, "edits": len(found.rendering.edits), "written": written}
    return store.events.append(_RENDERED, actor, payload, plan=plan.id)


def _advance(found: _Round) -> PlanDraft:
    """The plan as imported, with the states that its files say now because we or the store's own history say so."""
    after = {task.key: task for task in found.rendering.imported.plan.tasks}
    statuses = {task.key: task.status for task in found.live.tasks}
    phases_after = {phase.number: phase for phase in found.rendering.imported.plan.phases}
    wanted = found.wishes.wanted

    def advanced(task: TaskDraft) -> TaskDraft:
        there = after.get(found.wishes.pairs.get(task.key, ""))
        if there is None or (there.key not in wanted and there.status is not statuses[task.key]):
            return task if there is None else task.model_copy(update={"line": there.line})
        steps = there.steps if [s.text for s in there.steps] == [s.text for s in task.steps] else task.steps
        update = {
            "line": there.line,
            "status": there.status,
            "raw": there.raw,
            "heading_path": there.heading_path,
            "steps": steps,
        }
        return task.model_copy(update=update)

    phases = tuple(
        phase.model_copy(
            update={
                "status": phases_after[phase.number].status if phase.number in phases_after else phase.status,
                "tasks": tuple(map(advanced, phase.tasks)),
            }
        )
        for phase in found.live.draft.phases
    )
    return found.live.draft.model_copy(update={"phases": phases})


def _report(found: _Round, *, is_written: bool, seq: int | None = None) -> RenderReport:
    by_path: dict[Path, list[Edit]] = {}
    for edit in found.rendering.edits:
        by_path.setdefault(edit.path, []).append(edit)
    return RenderReport(
        plan=found.live.plan.slug,
        files=tuple(_file(found, path, edits) for path, edits in by_path.items()),
        left=tuple(_left(found)),
        log=next((e.new.strip() for e in found.rendering.edits if e.spot.kind is SpotKind.LOG), None),
        is_written=is_written and bool(by_path),
        seq=found.live.seq if seq is None else seq,
    )


def _file(found: _Round, path: Path, edits: list[Edit]) -> RenderedFile:
    names = {there: key for key, there in found.wishes.pairs.items()}
    old, new = (open_source(data, path.name) for data in (found.files.contents[path], found.rendering.changed[path]))
    names_shown = f"a/{path.name}", f"b/{path.name}"
    diff = difflib.unified_diff(_lines_of(old), _lines_of(new), *names_shown, lineterm="")
    return RenderedFile(
        path=str(_shown(found, path)),
        edits=tuple(
            WrittenEdit(
                line=edit.spot.line,
                task=names.get(edit.task),
                step=edit.step,
                kind=edit.spot.kind,
                old=edit.old,
                new=edit.new,
            )
            for edit in sorted(edits, key=lambda edit: edit.spot.span)
        ),
        diff="\n".join(diff),
    )


def _lines_of(source: Source) -> list[str]:
    return [source.line(number) for number in range(1, len(source.lines) + 1)]


def _left(found: _Round) -> Iterator[LeftTask]:
    names = {there: key for key, there in found.wishes.pairs.items()}
    statuses: Mapping[str, str] = {task.key: task.status for task in found.live.tasks}
    both: list[tuple[str, Left]] = [(each.task, each) for each in found.wishes.left]
    both += [(names[each.task], each) for each in found.rendering.left]
    for key, left in both:
        file = str(_shown(found, left.path)) if left.path else None
        yield LeftTask(task=key, status=statuses[key], file=file, line=left.line, reason=left.reason)


def _shown(found: _Round, path: Path) -> Path:
    """As the caller named it."""
    return next((each for each in found.files.paths if each.resolve() == path), path)
