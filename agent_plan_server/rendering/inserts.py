"""New tasks as lines of a file, in the manner of those beside them: an item of a list or a row of a table."""

import re
from collections.abc import Sequence
from pathlib import Path

from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.lines import Line
from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.rendering.habits import find_habit, has_shape_of, lines_like, next_id, take_apart
from agent_plan_server.rendering.new_rows import rows_like
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.revisions import Missing, Revision
from agent_plan_server.rendering.source import Change, Span

NO_LIST = "the tasks of its phase are neither items of a list nor rows of a table: it is not known how to write one"
_UNCLEAR = "its phase has no line that shows how ids and titles are written there"
_NUMBERED = "it belongs between numbered items, and nothing is numbered anew"
_ENCODING = "its title has characters that the encoding of the file lacks"
_BY_POSITION = re.compile(r".+\.\d+")
_SIDE_BY_SIDE = "[P] "


class Inserts:
    """Where and how new tasks can be written into one file; ids that are given away are not given again."""

    def __init__(self, path: Path, page: Page, taken: set[str]) -> None:
        self._path = path
        self._page = page
        self._taken = taken
        self._lines = page.source.document.lines
        self._places = {line.number: place for place, line in reversed(list(enumerate(self._lines)))}
        self._numbered: dict[int, int] = {}  # line of an item → how many were numbered on from it

    def ways(self, missing: Missing, behind: TaskDraft, siblings: Sequence[TaskDraft]) -> list[Revision] | str:
        """The ways to write a task, best first, or why there is none; `siblings` are the tasks of its phase there."""
        line = self._line(behind)
        if line is None or line.kind not in (Kind.ITEM, Kind.ROW):
            return NO_LIST
        if not self._page.source.can_hold(missing.told.title):
            return _ENCODING
        alike = [task for task in _nearest(behind, siblings) if self._is_like(line, task)]
        named = [missing.told.model_copy(update={"key": key}) for key in self._ids(missing.told, behind)]
        if line.kind is Kind.ROW:
            rows = (text for task in named for text in rows_like(self._page, alike, task))
            return [self._revision(missing, line.number, text) for text in rows] or _UNCLEAR
        ordinal = self._next_ordinal(line, behind)
        habit = find_habit(self._page, alike)
        if habit is None or ordinal is None:
            return _UNCLEAR if habit is None else _NUMBERED
        last, gap = self._last_line_of(line), self._gap_before(line)
        return [
            self._revision(missing, last, gap + text)
            for task in named
            for text in lines_like(habit, task, ordinal or task.key, _tails(alike, self._page, task), self._tag)
        ]

    def _ids(self, task: TaskDraft, behind: TaskDraft) -> list[str]:
        """Its own where it is none that was given by position, then the next one in the manner of the file."""
        if not behind.own_key or has_shape_of(task.key, behind.key):
            return [task.key]
        own = [] if _BY_POSITION.fullmatch(task.key) else [task.key]
        if free := next_id(behind.key, self._taken):
            self._taken.add(free)
            own.append(free)
        return own

    def _next_ordinal(self, line: Line, behind: TaskDraft) -> str | None:
        """The number of an item behind that line; empty where its id is that, None where another item has it."""
        if not line.ordinal or (behind.own_key and behind.key == line.ordinal):
            return ""
        if not line.ordinal.isdecimal() or not self._ends_its_list(line):
            return None
        self._numbered[line.number] = self._numbered.get(line.number, 0) + 1
        return str(int(line.ordinal) + self._numbered[line.number])

    def _ends_its_list(self, line: Line) -> bool:
        below = (each for each in self._below(line) if each.kind is not Kind.BLANK and each.indent <= line.indent)
        after = next(below, None)
        return after is None or after.kind is not Kind.ITEM or not after.ordinal

    def _last_line_of(self, line: Line) -> int:
        """The last line that is indented below an item, or goes on with its paragraph."""
        last = previous = line
        for each in self._below(line):
            if each.kind is not Kind.BLANK:
                goes_on = each.kind is Kind.TEXT and previous.kind is not Kind.BLANK
                if not goes_on and self._indent(each) <= line.indent:
                    break
                last = each
            previous = each
        return last.number

    def _gap_before(self, line: Line) -> str:
        """A blank line where one stands between the item and the one before."""
        place = self._places[line.number]
        if place < 2 or self._lines[place - 1].kind is not Kind.BLANK:
            return ""
        before = self._lines[place - 2]
        is_item = before.kind is Kind.ITEM or before.indent > line.indent
        return self._page.source.line_end(line.number) if is_item else ""

    def _below(self, line: Line) -> Sequence[Line]:
        return self._lines[self._places[line.number] + 1 :]

    def _indent(self, line: Line) -> int:
        text = self._page.source.line(line.number).expandtabs(4)
        return len(text) - len(text.lstrip())

    def _line(self, task: TaskDraft) -> Line | None:
        return self._lines[self._places[task.line]] if task.line in self._places else None

    def _is_like(self, line: Line, task: TaskDraft) -> bool:
        other = self._line(task)
        return other is not None and _sort(other) == _sort(line)

    @property
    def _tag(self) -> str:
        """How a file says that a task waits for none of those above it."""
        return _SIDE_BY_SIDE if self._page.family == "spec_kit" else ""

    def _revision(self, missing: Missing, line: int, text: str) -> Revision:
        end = self._page.source.lines[line - 1].end
        new = self._page.source.line_end(line) + text
        return Revision("", self._path, line, Change(Span(end, end), new), missing.task, missing.behind)


def _sort(line: Line) -> tuple[object, ...]:
    return line.kind, line.indent, line.mark is None, bool(line.ordinal)


def _nearest(behind: TaskDraft, siblings: Sequence[TaskDraft]) -> list[TaskDraft]:
    """The task itself, those above it from below, then those below it."""
    place = siblings.index(behind)
    return [*siblings[place::-1], *siblings[place + 1 :]]


def _tails(alike: Sequence[TaskDraft], page: Page, task: TaskDraft) -> list[str]:
    """What stands behind the title, the most first: an estimate and needs where the others have theirs there."""
    rests = [(habit, other) for other in alike if (habit := take_apart(page, other))]
    estimate = needs = ""
    if task.estimate and any(other.estimate and f"({other.estimate})" in habit.behind for habit, other in rests):
        estimate = f" ({task.estimate})"
    for habit, other in rests if task.depends_on else ():
        found = other.depends_on and re.search(rf"\(([^()\d]{{3,30}} ){re.escape(other.depends_on[0])}\b", habit.behind)
        needs = needs or (f" ({found[1]}{', '.join(task.depends_on)})" if found else "")
    return list(dict.fromkeys((estimate + needs, needs, estimate, "")))
