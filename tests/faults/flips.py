"""Flip the state of each task of real plans and flip it back: every byte must be as it was.

python tests/faults/flips.py [--most N] [--together N] FILE_OR_FOLDER...
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from agent_plan_server.errors import PlanServerError
from agent_plan_server.models.draft import ImportedPlan
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.files import PlanFiles, open_files
from agent_plan_server.rendering.render import Rendering, render
from agent_plan_server.rendering.source import encode, open_source
from agent_plan_server.rendering.units import NO_SPOT, Wanted, Written, written_for


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


def flip_plan(path: Path, most: int = 20_000, together: int = 1) -> Flips:
    """Flip so many tasks of a plan, spread over it; `wrong` stays empty when all is well.

    One task at a time, or so many at once: each far from the others, so that those beside it must stay as they are.
    """
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
    tasks = imported.plan.tasks[:: max(1, flips.tasks // most)]
    rounds = -(-len(tasks) // together)
    for first in range(rounds):
        flip_tasks(files, imported, [task.key for task in tasks[first::rounds]], flips)
    flips.seconds = time.perf_counter() - started
    return flips


def flip_tasks(files: PlanFiles, imported: ImportedPlan, keys: Sequence[str], flips: Flips) -> None:
    """Flip tasks in one render and flip them back in another; those that cannot be flipped with others alone."""
    said = {task.key: task.status for task in imported.plan.tasks if task.key in keys}
    there = render(files, imported, {key: Wanted(_other(status)) for key, status in said.items()})
    left = {each.task: each.reason for each in there.left}
    if left and len(keys) > 1:
        flip_tasks(files, imported, [key for key in keys if key not in left], flips)
        for key, reason in left.items():
            if reason != NO_SPOT:  # else it has nothing to do with the others
                flip_tasks(files, imported, [key], flips)
        flips.left[NO_SPOT] += list(left.values()).count(NO_SPOT)
        return
    flips.left.update(reason.split(":")[0] for reason in left.values())
    if not there.changed:
        return
    flips.flipped += len(keys)
    flips.wrong += [f"{keys}: {problem}" for problem in _problems(files, there)]
    written: dict[str, list[Written]] = {}
    for key, each in written_for(there.edits):
        written.setdefault(key, []).append(each)
    changed = replace(files, contents={**files.contents, **there.changed})
    wishes = {key: Wanted(status, written=tuple(written.get(key, ()))) for key, status in said.items()}
    back = render(changed, there.imported, wishes)
    if {**changed.contents, **back.changed} != dict(files.contents):
        edits = [(each.old, each.new) for each in there.edits]
        flips.wrong.append(f"{keys}: is not back ({edits}, {back.edits}, {back.left})")


def _other(status: TaskStatus) -> TaskStatus:
    return TaskStatus.PENDING if status is TaskStatus.COMPLETED else TaskStatus.COMPLETED


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
    parser.add_argument("--together", type=int, default=1, help="tasks that are flipped at once")
    parser.add_argument("paths", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    paths = [file for path in options.paths for file in (sorted(path.rglob("*.*")) if path.is_dir() else [path])]
    all_flips = []
    for path in paths:
        all_flips.append(flips := flip_plan(path, options.most, options.together))
        said = flips.refused or f"{flips.flipped:4} of {flips.tasks:4} flipped, left {dict(flips.left)}"
        print(f"{'WRONG' if flips.wrong else 'ok   '} {flips.name:44} {said} {flips.seconds:.1f}s", flush=True)
        for problem in flips.wrong[:3]:
            print(f"      {problem}")
    flipped, tasks = sum(each.flipped for each in all_flips), sum(each.tasks for each in all_flips)
    print(f"{flipped} of {tasks} tasks flipped and back; {sum(map(bool, (f.wrong for f in all_flips)))} plans wrong")
    return int(any(flips.wrong for flips in all_flips))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
