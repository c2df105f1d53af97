"""The live state of a plan into its files: what to write where, proven by importing the result before it is written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.models.draft import ImportedPlan, TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.checklists import Checklists
from agent_plan_server.rendering.files import PlanFiles
from agent_plan_server.rendering.logs import unit_of_log
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.parents import units_of_parents
from agent_plan_server.rendering.proof import Proof
from agent_plan_server.rendering.search import Search
from agent_plan_server.rendering.source import Change, open_source
from agent_plan_server.rendering.units import SHARED, Edit, Left, Unit, Wanted, units_of_steps, units_of_task

_NO_FILE = "the file that holds it is not clear"


class Rendering(NamedTuple):
    """The files that change, what changes in them, what had to be left, and the plan as it is imported then."""

    changed: dict[Path, bytes]
    edits: tuple[Edit, ...]
    left: tuple[Left, ...]
    imported: ImportedPlan


def render(
    files: PlanFiles, imported: ImportedPlan, wanted: Mapping[str, Wanted], log_at: datetime | None = None
) -> Rendering:
    """The files with the states that are wanted, by key of the imported plan; raises Refused as `open_source` does.

    With a moment the log of the main file, where it has one, gets a line of that date.
    """
    return _Renderer(files, imported, wanted).render(log_at)


class _Renderer:
    def __init__(self, files: PlanFiles, imported: ImportedPlan, wanted: Mapping[str, Wanted]) -> None:
        self._files = files
        self._imported = imported
        self._wanted = wanted
        self._left: list[Left] = []
        self._tasks_of: dict[Path | None, list[TaskDraft]] = {}
        for task in imported.plan.tasks:
            self._tasks_of.setdefault(files.path_of(task.file), []).append(task)
        self._pages: dict[Path, Page] = {}
        self._last_read: tuple[tuple[Unit, ...], ImportedPlan] = (), imported
        self._proof = Proof(imported.plan, self._read)
        self._search = Search(self._proof, self._leave)

    def render(self, log_at: datetime | None) -> Rendering:
        ways = self._without_shared(self._propose())
        units = self._search.settle(ways)
        units = self._search.bisect([[parent] for parent in self._parents(units)], units)
        if log_at and units and (entry := self._log(units, log_at)):
            units = [*units, entry]
        imported = self._read(units)
        edits = tuple(edit for unit in units for edit in unit.edits)
        return Rendering(self._apply(units), edits, tuple(self._left), imported)

    def _propose(self) -> list[list[Unit]]:
        """For each wish the ways to write it."""
        ways: list[list[Unit]] = []
        for path, tasks in self._tasks_of.items():
            for task in tasks:
                if (wish := self._wanted.get(task.key)) is None:
                    continue
                if path is None:
                    self._left.append(Left(None, task.key, task.line, _NO_FILE))
                    continue
                page = self._page(path)
                found = units_of_task(path, page, task, wish)
                own = found if isinstance(found, list) else []
                found = self._checklists.units_of(task, wish, own) or found
                steps = list(units_of_steps(path, page, task, wish))
                if isinstance(found, Left):
                    self._left.append(found)
                elif found:
                    ways.append(found)
                    steps = [unit for unit in steps if not unit.lines & found[0].lines]
                ways += [[unit] for unit in steps]
        return ways

    def _without_shared(self, ways: list[list[Unit]]) -> list[list[Unit]]:
        """A place that two wishes would change is nobody's."""
        spots = Counter((edit.path, edit.spot.span) for way in ways for edit in way[0].edits)
        kept = []
        for way in ways:
            if any(spots[edit.path, edit.spot.span] > 1 for edit in way[0].edits):
                self._leave(way[0], SHARED)
            else:
                kept.append(way)
        return kept

    def _parents(self, units: Sequence[Unit]) -> Iterable[Unit]:
        meant = {unit.task: unit for unit in units if unit.step is None}
        for path, tasks in self._tasks_of.items():
            if path is None or not any(task.key in meant for task in tasks):
                continue
            by_line = {task.line: task for task in tasks if task.line}
            after = {line: _status_after(task, meant.get(task.key)) for line, task in by_line.items()}
            yield from units_of_parents(path, self._page(path), by_line, after, self._wanted)

    def _log(self, units: Sequence[Unit], now: datetime) -> Unit | None:
        """A line for the log, when it is no more than a line for the next import too."""
        unit = unit_of_log(self._files.main, self._page(self._files.main), units, now)
        return unit if unit and self._proof.adds_a_line(units, unit) else None

    def _read(self, units: Sequence[Unit]) -> ImportedPlan:
        if self._last_read[0] != tuple(units):
            self._last_read = tuple(units), self._files.read(self._apply(units))
        return self._last_read[1]

    def _apply(self, units: Sequence[Unit]) -> dict[Path, bytes]:
        changes: dict[Path, list[Change]] = {}
        for unit in units:
            for edit in unit.edits:
                changes.setdefault(edit.path, []).append(Change(edit.spot.span, edit.new))
        return {path: self._page(path).source.with_changes(found) for path, found in changes.items()}

    @cached_property
    def _checklists(self) -> Checklists:
        return Checklists({path: self._page(path) for path in self._files.contents if path not in self._tasks_of})

    def _page(self, path: Path) -> Page:
        if path not in self._pages:
            source = open_source(self._files.contents[path], path.name)
            self._pages[path] = Page(source, self._tasks_of.get(path, ()), self._imported.report.format)
        return self._pages[path]

    def _leave(self, unit: Unit, reason: str) -> None:
        if unit.task:
            self._left.append(Left(unit.edits[0].path, unit.task, unit.line, reason))


def _status_after(task: TaskDraft, unit: Unit | None) -> TaskStatus:
    if unit is None:
        return task.status
    return TaskStatus.COMPLETED if TaskStatus.COMPLETED in unit.reads_as else next(iter(unit.reads_as))
