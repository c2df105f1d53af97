"""One file of a plan with its tasks: where the state of each is written."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property

from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.lines import Line
from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.importers.words.titles import comparable
from agent_plan_server.models.draft import StepDraft, TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.boxes import Box, find_boxes
from agent_plan_server.rendering.fields import find_fields
from agent_plan_server.rendering.marks import Marks
from agent_plan_server.rendering.records import Record, find_json, is_json, unquote
from agent_plan_server.rendering.source import Source
from agent_plan_server.rendering.spots import Spot, SpotKind
from agent_plan_server.rendering.statements import Statements
from agent_plan_server.rendering.tables import find_cells
from agent_plan_server.rendering.vocabulary import words_for
from agent_plan_server.rendering.yaml_records import find_yaml

_MOST_FIELDS = 4
_STATE_NAMES = ("status", "state", "passes", "done", "completed", "complete", "finished", "checked", "passed")
_ID_NAMES = ("id", "key", "taskId", "task_id", "identifier")
_TITLE_NAMES = ("title", "content", "name", "task", "summary", "text", "subject")


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
        if spot := self._value_of(task):
            return [[spot]]
        if self._is_data:
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
        stated = self.statements.at(task.line) if task.line and not self._is_data else None
        if stated is None or task.line in self._cells or self._value_of(task):
            return []
        return [[*spots, *stated.spots] for spots in self.spots_of(task) or [[]]]

    def spot_of_step(self, step: StepDraft) -> Spot | None:
        if step.line is None or not self.source.has_line(step.line):
            return None
        if self._is_data:
            return self._state_in(self._records_named(step.line, (), step.text))
        return self._box_at(step.line, step.text)

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
        return {} if self._is_data else find_boxes(self.source)

    @cached_property
    def _is_data(self) -> bool:
        return is_json(self.source)

    @cached_property
    def _cells(self) -> dict[int, Spot]:
        return find_cells(self.source)

    @cached_property
    def _field_at(self) -> dict[int, Spot]:
        return {spot.line: spot for spot in find_fields(self.source)}

    @cached_property
    def _records(self) -> list[Record]:
        return find_json(self.source) if self._is_data else find_yaml(self.source)

    @cached_property
    def _peers(self) -> dict[Hashable, Counter[str]]:
        """For each group of spots what stands in them, without quotes and padding, and how often."""
        peers: dict[Hashable, Counter[str]] = {}
        values = (spot for record in self._records if (spot := self._state_in([record])))
        markdown = () if self._is_data else (*self._cells.values(), *self._field_at.values())
        for spot in (*values, *markdown):
            text = self.written_at(spot)
            said = unquote(text) if spot.kind is SpotKind.VALUE else text.strip()
            peers.setdefault(spot.group, Counter())[said] += 1
        return peers

    @cached_property
    def _by_title(self) -> dict[str, list[Record]]:
        titled: dict[str, list[Record]] = {}
        for record in self._records:
            for words in {self._words(record, name) for name in _TITLE_NAMES if name in record.values}:
                titled.setdefault(words, []).append(record)
        return titled

    @cached_property
    def _places(self) -> dict[int, int]:
        """Where in the document's lines each line of the file is first."""
        return {line.number: place for place, line in reversed(list(enumerate(self.source.document.lines)))}

    def _box_at(self, number: int, title: str) -> Spot | None:
        boxes = self.boxes.get(number, ())
        if len(boxes) > 1:
            boxes = tuple(box for box in boxes if box.names(title))
        return boxes[0].spot if len(boxes) == 1 else None

    def _fields_of(self, head: int) -> list[Spot]:
        """The status fields below a task and above the next one, the last first: that is the one that is believed."""
        found = [spot for line in self._lines_below(head) if (spot := self._field_at.get(line.number))]
        return found[: -_MOST_FIELDS - 1 : -1]

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

    def _value_of(self, task: TaskDraft) -> Spot | None:
        """The value in the record of a task; in a front matter also that of the one task of the file."""
        if not self._records or task.line is None:
            return None
        if self._is_data or task.line <= self._records[0].last_line:
            names = (task.key, task.key.rpartition(".")[2])
            return self._state_in(self._records_named(task.line, names, task.title))
        return self._state_in(self._records[:1]) if len(self._tasks) == 1 else None

    def _records_named(self, line: int, ids: Sequence[str], title: str) -> list[Record]:
        """The records on a line, or around it, that bear the title; of several those that bear one of the ids."""
        titled = self._by_title.get(comparable(title), ())
        named = [each for each in titled if each.first_line <= line <= each.last_line]
        numbered = [
            each
            for each in named or self._records_at(line)
            if any(each.text(self.source, name) in ids for name in _ID_NAMES)
        ]
        return numbered or named

    def _records_at(self, line: int) -> Iterator[Record]:
        last = bisect_right(self._records, line, key=lambda record: record.first_line) - 1
        if last < 0:
            return
        first = self._records[last].first_line
        while last >= 0 and self._records[last].first_line == first:
            yield self._records[last]
            last -= 1
        above = self._records[last + 1].above
        while above:
            yield above
            above = above.above

    def _words(self, record: Record, name: str) -> str:
        return comparable(self.source.shown(record.text(self.source, name)))

    def _state_in(self, records: Sequence[Record]) -> Spot | None:
        """The value that says the state, when there is one record only."""
        if len(records) != 1:
            return None
        values = records[0].values
        name = next((name for name in _STATE_NAMES if name in values), None)
        return Spot(SpotKind.VALUE, self.source.line_at(values[name].start), values[name], name) if name else None
