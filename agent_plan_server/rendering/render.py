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
from agent_plan_server.rendering.source import Change, apply_changes, encode, open_source
from agent_plan_server.rendering.units import SHARED, Edit, Left, Unit, Wanted, units_of_steps, units_of_task

_MOST_READINGS = 200  # imports to find out which edit does not hold; what is left then is not written
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
        self._readings = 0
        self._last_read: tuple[tuple[Unit, ...], ImportedPlan] = (), imported
        self._proof = Proof(imported.plan, self._read)

    def render(self, log_at: datetime | None) -> Rendering:
        ways = self._without_shared(self._propose())
        units = self._settle(ways)
        units = self._bisect([[parent] for parent in self._parents(units)], units)
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

    def _settle(self, ways: list[list[Unit]]) -> list[Unit]:
        """The first way of each wish that is read as it was meant, all of them together."""
        chosen = {_wish(way[0]): way for way in ways}
        while True:
            units = [way[0] for way in chosen.values()]
            wrong = self._proof.failing(units) if units else []
            if wrong is None:
                return self._bisect(list(chosen.values()), [])
            if not wrong:
                return units
            for unit in wrong:
                chosen[_wish(unit)] = chosen[_wish(unit)][1:]
                if not chosen[_wish(unit)]:
                    self._leave(unit, self._proof.reason)
                    del chosen[_wish(unit)]

    def _bisect(self, ways: list[list[Unit]], sure: list[Unit]) -> list[Unit]:
        """The units that hold together with those that are sure: what does not hold is halved until it does."""
        units = [*sure, *(way[0] for way in ways)]
        if not ways or self._holds(units):
            return units
        if len(ways) == 1:
            other = next(([*sure, unit] for unit in ways[0][1:] if self._holds([*sure, unit])), None)
            if other is None:
                self._leave(ways[0][0], self._proof.reason)
            return other or sure
        middle = len(ways) // 2
        return self._bisect(ways[middle:], self._bisect(ways[:middle], sure))

    def _holds(self, units: Sequence[Unit]) -> bool:
        return self._readings < _MOST_READINGS and self._proof.holds(units)

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
            self._readings += 1
            self._last_read = tuple(units), self._files.read(self._apply(units))
        return self._last_read[1]

    def _apply(self, units: Sequence[Unit]) -> dict[Path, bytes]:
        changes: dict[Path, list[Change]] = {}
        for unit in units:
            for edit in unit.edits:
                changes.setdefault(edit.path, []).append(Change(edit.spot.span, edit.new))
        return {path: self._encoded(path, found) for path, found in changes.items()}

    def _encoded(self, path: Path, changes: Iterable[Change]) -> bytes:
        source = self._page(path).source
        return encode(apply_changes(source.text, changes), source.encoding)

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


def _wish(unit: Unit) -> tuple[str, int | None]:
    return unit.task, unit.step


def _status_after(task: TaskDraft, unit: Unit | None) -> TaskStatus:
    if unit is None:
        return task.status
    return TaskStatus.COMPLETED if TaskStatus.COMPLETED in unit.reads_as else next(iter(unit.reads_as))
