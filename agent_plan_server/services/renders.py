"""Writing the live state back into the files that a plan was read from."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from agent_plan_server.errors import PlanServerError, Refused
from agent_plan_server.importers import read_plan
from agent_plan_server.models.rendering import LeftTask, RenderedFile, RenderReport, WrittenEdit
from agent_plan_server.rendering.source import Source, open_source
from agent_plan_server.rendering.spots import SpotKind
from agent_plan_server.rendering.units import Edit, Left
from agent_plan_server.services.plan_files import check_place, replace_files
from agent_plan_server.services.render_records import record_render
from agent_plan_server.services.rounds import Round, prepare
from agent_plan_server.services.turns import take_turn
from agent_plan_server.storage import Engine

_TRIES = 5


def show_rendering(
    engine: Engine, paths: Sequence[Path], plan: str | None = None, *, with_log: bool = False
) -> RenderReport:
    """What a render would change in the files; nothing is written. Raises as `render_plan` does."""
    return _report(prepare(engine, paths, plan, with_log), is_written=False)


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
            found = prepare(engine, paths, plan, with_log)
            for path in found.files.contents:
                check_place(path, project)
            for path in paths:
                check_place(path, project)
            if replace_files(found.changed, found.files.contents):
                _check_written(found)
                seq = record_render(engine, found, actor)
                return _report(found, is_written=True, seq=seq)
    raise Refused("Somebody keeps changing the file.", "Wait until it is saved, then {render} again.")


def _check_written(found: Round) -> None:
    """Read from disk once more; what is not the plan that was meant is put back."""
    if not (changed := found.changed):
        return
    try:
        is_right = read_plan(found.files.paths, despite_doubts=True).digest == found.rendering.imported.digest
    except PlanServerError:
        is_right = False
    if is_right or any(path.read_bytes() != data for path, data in changed.items()):
        return  # somebody has written after us: theirs stays
    replace_files({path: found.files.contents[path] for path in changed}, changed)
    raise Refused("The files read otherwise after the render; they were put back.", "Report it with the plan.")


def _report(found: Round, *, is_written: bool, seq: int | None = None) -> RenderReport:
    by_path: dict[Path, list[Edit]] = {}
    for edit in found.edits:
        by_path.setdefault(edit.path, []).append(edit)
    return RenderReport(
        plan=found.live.plan.slug,
        files=tuple(_file(found, path, edits) for path, edits in by_path.items()),
        names=found.new_names,
        left=tuple(_left(found)),
        log=next((e.new.strip() for e in found.edits if e.spot.kind is SpotKind.LOG), None),
        is_written=is_written and bool(by_path),
        seq=found.live.seq if seq is None else seq,
    )


def _file(found: Round, path: Path, edits: list[Edit]) -> RenderedFile:
    old, new = (open_source(data, path.name) for data in (found.files.contents[path], found.changed[path]))
    names_shown = f"a/{path.name}", f"b/{path.name}"
    diff = difflib.unified_diff(_lines_of(old), _lines_of(new), *names_shown, lineterm="")
    return RenderedFile(
        path=str(_shown(found, path)),
        edits=tuple(
            WrittenEdit(
                line=edit.spot.line,
                task=found.names.get(edit.task),
                step=edit.step,
                kind=edit.spot.kind,
                old=edit.old,
                new=edit.new,
            )
            for edit in sorted(edits, key=lambda edit: (edit.spot.line, edit.spot.span))
        ),
        diff="\n".join(diff),
    )


def _lines_of(source: Source) -> list[str]:
    return [source.line(number) for number in range(1, len(source.lines) + 1)]


def _left(found: Round) -> Iterator[LeftTask]:
    statuses: Mapping[str, str] = {task.key: task.status for task in found.live.tasks}
    both: list[tuple[str, Left]] = [(each.task, each) for each in (*found.revised.left, *found.wishes.left)]
    both += [(found.names[each.task], each) for each in found.rendering.left]
    for key, left in both:
        file = str(_shown(found, left.path)) if left.path else None
        yield LeftTask(task=key, status=statuses[key], file=file, line=left.line, reason=left.reason)


def _shown(found: Round, path: Path) -> Path:
    """As the caller named it."""
    return next((each for each in found.files.paths if each.resolve() == path), path)
