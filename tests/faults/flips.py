"""Flip the state of each task of real plans and flip it back: every byte must be as it was.

python tests/faults/flips.py [--most N] FILE_OR_FOLDER...
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from agent_plan_server.errors import PlanServerError
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.files import PlanFiles, open_files
from agent_plan_server.rendering.render import Rendering, render
from agent_plan_server.rendering.source import encode, open_source
from agent_plan_server.rendering.units import Wanted, Written


@dataclass
class Flips:
    """What became of the tasks of one plan."""

    name: str
    tasks: int = 0
    flipped: int = 0
    left: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    refused: str = ""
    seconds: float = 0.0


def flip_plan(path: Path, most: int = 20_000) -> Flips:
    """Flip so many tasks of a plan, spread over it, one at a time; `wrong` stays empty when all is well."""
    flips = Flips(f"{path.parent.name}/{path.name}")
    started = time.perf_counter()
    try:
        files, imported = open_files([path], Path.read_bytes)
    except PlanServerError as problem:
        flips.refused = problem.message
        return flips
    flips.tasks = len(imported.plan.tasks)
    source = open_source(path.read_bytes())
    if encode(source.text, source.encoding) != path.read_bytes() or render(files, imported, {}).changed:
        flips.wrong.append("is not the same without a change")
    for task in imported.plan.tasks[:: max(1, flips.tasks // most)]:
        flip_task(files, task.key, flips)
    flips.seconds = time.perf_counter() - started
    return flips


def flip_task(files: PlanFiles, key: str, flips: Flips) -> None:
    before = files.read({})
    task = next(each for each in before.plan.tasks if each.key == key)
    other = TaskStatus.PENDING if task.status is TaskStatus.COMPLETED else TaskStatus.COMPLETED
    there = render(files, before, {key: Wanted(other)})
    if not there.changed:
        flips.left.update(each.reason.split(":")[0] for each in there.left)
        return
    flips.flipped += 1
    flips.wrong += [f"{key}: {problem}" for problem in _problems(files, there)]
    written = tuple(Written(edit.place, edit.spot.kind, edit.old, edit.new) for edit in there.edits if edit.task == key)
    changed = replace(files, contents={**files.contents, **there.changed})
    back = render(changed, there.imported, {key: Wanted(task.status, written=written)})
    if {**changed.contents, **back.changed} != dict(files.contents):
        flips.wrong.append(f"{key}: is not back ({[(e.old, e.new) for e in there.edits]}, {back.edits}, {back.left})")


def _problems(files: PlanFiles, rendering: Rendering) -> Iterator[str]:
    """Whatever differs besides the intended characters."""
    for path, data in rendering.changed.items():
        old, new = open_source(files.contents[path]), open_source(data)
        edits = sorted((edit.spot.span, edit) for edit in rendering.edits if edit.path == path)
        place = shift = 0
        for span, edit in edits:
            kept = old.text[place : span.start]
            if new.text[place + shift : span.start + shift] != kept or old.text[span.start : span.end] != edit.old:
                yield f"more than the intended characters differ before {span}"
            shift += len(edit.new) - len(edit.old)
            place = span.end
        if new.text[place + shift :] != old.text[place:]:
            yield "more than the intended characters differ at the end"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=20_000, help="flips per plan")
    parser.add_argument("paths", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    paths = [file for path in options.paths for file in (sorted(path.rglob("*.*")) if path.is_dir() else [path])]
    all_flips = [flip_plan(path, options.most) for path in paths]
    for flips in all_flips:
        said = flips.refused or f"{flips.flipped:4} of {flips.tasks:4} flipped, left {dict(flips.left)}"
        print(f"{'WRONG' if flips.wrong else 'ok   '} {flips.name:44} {said} {flips.seconds:.1f}s")
        for problem in flips.wrong[:3]:
            print(f"      {problem}")
    flipped, tasks = sum(each.flipped for each in all_flips), sum(each.tasks for each in all_flips)
    print(f"{flipped} of {tasks} tasks flipped and back; {sum(map(bool, (f.wrong for f in all_flips)))} plans wrong")
    return int(any(flips.wrong for flips in all_flips))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
