"""One file of a plan with its tasks: where the state of each is written."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property

from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.lines import Line
from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.models.draft import StepDraft, TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.boxes import Box, find_boxes
from agent_plan_server.rendering.fields import find_fields
from agent_plan_server.rendering.marks import Marks
from agent_plan_server.rendering.records import unquote
from agent_plan_server.rendering.source import Source
from agent_plan_server.rendering.spots import Spot, SpotKind
from agent_plan_server.rendering.statements import Statements
from agent_plan_server.rendering.tables import Row, find_rows, status_cell
from agent_plan_server.rendering.values import Values
from agent_plan_server.rendering.vocabulary import words_for

_MOST_FIELDS = 4
_NO_ANCHOR = re.compile(r"[^\w\- ]")


class Page:
    """Knows the spots of the tasks that stand in one file."""

    def __init__(self, source: Source, tasks: Sequence[TaskDraft], family: str = "") -> None:
        self.source = source
        self._tasks = tasks
        self.family = family
        self._heads = {task.line for task in tasks}
        self._words_found: dict[tuple[Hashable, TaskStatus, str], str | None] = {}

    def spots_of(self, task: TaskDraft) -> list[list[Spot]]:
        """Where the state of a task may be written, each time all places of it, likeliest first."""
        if task.line is None or not self.source.has_line(task.line):
            return []
        if values := self._values_of(task):
            return [values]
        if self._values.is_json:
            return []
        if cell := self._cells.get(task.line):
            return [[cell]]
        box = self._box_at(task.line, task.title)
        boxes = [box] if box else []
        fields = [[*boxes, spot] for spot in self._fields_of(task.line)]
        return fields or ([boxes] if boxes else [])

    def says_its_state(self, task: TaskDraft) -> bool:
        stated = self.statements.at(task.line) if task.line else None
        return stated is not None and stated.says_something

    def stated_spots_of(self, task: TaskDraft) -> list[list[Spot]]:
        """The same places together with what the task's own line says."""
        stated = None if self._values.is_json or task.line is None else self.statements.at(task.line)
        if stated is None or task.line in self._cells or self._values_of(task):
            return []
        return [[*spots, *stated.spots] for spots in self.spots_of(task) or [[]]]

    def spot_of_step(self, step: StepDraft) -> Spot | None:
        if step.line is None or not self.source.has_line(step.line):
            return None
        if self._values.is_json:
            return self._values.of_step(step)
        return self._box_at(step.line, step.text)

    def row_at(self, task: TaskDraft) -> Row | None:
        return self._rows.get(task.line) if task.line else None

    def rows_of(self, header: int) -> list[Row]:
        """The rows of one table."""
        return [row for row in self._rows.values() if row.header == header]

    def written_at(self, spot: Spot) -> str:
        return spot.span.of(self.source.text)

    def spots_of_steps(self, task: TaskDraft) -> list[Spot]:
        """The boxes of all steps, when each has one: a task that says nothing itself may be as far as its steps."""
        spots = [spot for step in task.steps if (spot := self.spot_of_step(step))]
        return spots if len(spots) == len(task.steps) else []

    def word_for(self, spot: Spot, status: TaskStatus, now: str) -> str | None:
        """The word of that state among the words of such spots, where one says `now`."""
        asked = spot.group, status, now
        if asked not in self._words_found:
            self._words_found[asked] = words_for(status, now, self._peers[spot.group], self.family)
        return self._words_found[asked]

    @cached_property
    def marks(self) -> Marks:
        """The habits of the file: what each box was read as; boxes that are no tasks say it by their mark."""
        status_at = {task.line: task.status for task in self._tasks}
        read = []
        for number, boxes in self.boxes.items():
            for box in boxes:
                mark = self.source.shown(self.written_at(box.spot))
                status = status_at.get(number) if len(boxes) == 1 else None
                read.append((mark, status or read_mark(mark)))
        return Marks(read, self.family)

    @cached_property
    def statements(self) -> Statements:
        return Statements(self.source, self._tasks)

    @cached_property
    def boxes(self) -> dict[int, tuple[Box, ...]]:
        return {} if self._values.is_json else find_boxes(self.source)

    @cached_property
    def _values(self) -> Values:
        return Values(self.source)

    @cached_property
    def _rows(self) -> dict[int, Row]:
        return find_rows(self.source)

    @cached_property
    def _cells(self) -> dict[int, Spot]:
        return {number: spot for number, row in self._rows.items() if (spot := status_cell(number, row))}

    @cached_property
    def _field_at(self) -> dict[int, Spot]:
        return {spot.line: spot for spot in find_fields(self.source)}

    @cached_property
    def _peers(self) -> dict[Hashable, Counter[str]]:
        """For each group of spots what stands in them, without quotes and padding, and how often."""
        peers: dict[Hashable, Counter[str]] = {}
        markdown = () if self._values.is_json else (*self._cells.values(), *self._field_at.values())
        for spot in (*self._values.all_states(), *markdown):
            text = self.written_at(spot)
            said = unquote(text) if spot.kind is SpotKind.VALUE else text.strip()
            peers.setdefault(spot.group, Counter())[said] += 1
        return peers

    @cached_property
    def _places(self) -> dict[int, int]:
        """Where in the document's lines each line of the file is first."""
        return {line.number: place for place, line in reversed(list(enumerate(self.source.document.lines)))}

    def _values_of(self, task: TaskDraft) -> list[Spot]:
        return self._values.of_task(task, is_alone=len(self._tasks) == 1)

    def _box_at(self, number: int, title: str) -> Spot | None:
        boxes = self.boxes.get(number, ())
        if len(boxes) > 1:
            boxes = tuple(box for box in boxes if box.names(title))
        return boxes[0].spot if len(boxes) == 1 else None

    def _fields_of(self, head: int) -> list[Spot]:
        """The status fields below a task and above the next one, the last first: that is the one that is believed."""
        found = [spot for line in self._lines_below(head) if (spot := self._field_at.get(line.number))]
        return found[: -_MOST_FIELDS - 1 : -1]

    def is_data(self, number: int) -> bool:
        """Whether a line is JSON, YAML or a comment."""
        if self.source.document.data is not None:
            return True
        place = self._places.get(number)
        return place is not None and self.source.document.lines[place].kind is Kind.HIDDEN

    def is_linked_to(self, number: int) -> bool:
        """Whether the file has a link to a line that is a heading."""
        place = self._places.get(number)
        line = self.source.document.lines[place] if place is not None else None
        if line is None or line.kind is not Kind.HEADING:
            return False
        anchor = _NO_ANCHOR.sub("", line.text.lower()).replace(" ", "-")
        return f"(#{anchor})" in self.source.text

    def lines_of(self, task: TaskDraft) -> list[int]:
        """The line of a task and those below it that are its own, fields among them."""
        return [*filter(None, (task.line,)), *(line.number for line in self._lines_below(task.line or 0))]

    def _lines_below(self, head: int) -> Iterator[Line]:
        """The section of a heading or what is indented below an item, down to the next task."""
        place = self._places.get(head)
        if place is None:
            return
        lines = self.source.document.lines
        own = lines[place]
        for later in range(place + 1, len(lines)):
            line = lines[later]
            if line.number in self._heads and line.number != head:
                return
            if own.kind is Kind.HEADING:
                if line.kind is Kind.HEADING and line.level <= own.level:
                    return
            elif line.kind is not Kind.BLANK and (line.kind is Kind.HEADING or line.indent <= own.indent):
                return
            yield line
