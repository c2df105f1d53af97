"""Where the records of data say the state of a task: found by its line, its title and its id."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from agent_plan_server.importers.words.keys import Key, key_of
from agent_plan_server.importers.words.titles import comparable
from agent_plan_server.models.draft import StepDraft, TaskDraft
from agent_plan_server.rendering.records import Record, find_json, is_json, unquote
from agent_plan_server.rendering.source import Source, Span
from agent_plan_server.rendering.spots import Spot, SpotKind
from agent_plan_server.rendering.yaml_records import find_yaml

_TITLES = (Key.TITLE, Key.GOAL)  # what a task is about is its title where it has no other


class Values:
    """The values of one file: of JSON, of a front matter, or of YAML as a whole."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.is_json = is_json(source)
        self._records = find_json(source) if self.is_json else find_yaml(source)
        self._last_line = max((record.last_line for record in self._records), default=0)

    def of_task(self, task: TaskDraft, *, is_alone: bool) -> list[Spot]:
        """In the record of a task; in a front matter also of the one task of its file."""
        if not self._records or task.line is None:
            return []
        if self.is_json or task.line <= self._last_line:
            names = (task.key, task.key.rpartition(".")[2])
            return self._states_in(self._named(task.line, names, task.title))
        return self._states_in(self._records[:1]) if is_alone else []

    def of_step(self, step: StepDraft) -> Spot | None:
        found = self._states_in(self._named(step.line, (), step.text)) if step.line else []
        return found[0] if len(found) == 1 else None

    def all_states(self) -> Iterator[Spot]:
        for record in self._records:
            yield from self._states_in([record])

    @cached_property
    def _by_title(self) -> dict[str, list[Record]]:
        titled: dict[str, list[Record]] = {}
        for record in self._records:
            spans = (span for name, span in record.values.items() if key_of(name) in _TITLES)
            texts = (unquote(span.of(self._source.text)) for span in spans)
            for words in {comparable(self._source.shown(text)) for text in texts}:
                titled.setdefault(words, []).append(record)
        return titled

    def _named(self, line: int, ids: Sequence[str], title: str) -> list[Record]:
        """The records on a line, or around it, that bear the title; of several those that bear one of the ids."""
        titled = self._by_title.get(comparable(title), ())
        named = [each for each in titled if each.first_line <= line <= each.last_line]
        numbered = [each for each in named or self._around(line) if self._bears(each, ids)]
        return numbered or named

    def _bears(self, record: Record, ids: Sequence[str]) -> bool:
        return any(record.text(self._source, name) in ids for name in record.values if key_of(name) is Key.ID)

    def _around(self, line: int) -> Iterator[Record]:
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

    def _states_in(self, records: Sequence[Record]) -> list[Spot]:
        """The word and the flag that say the state, when there is one record only."""
        if len(records) != 1:
            return []
        found: dict[Key, Spot] = {}
        for name, span in records[0].values.items():
            if (key := key_of(name)) in (Key.STATUS, Key.DONE):
                found.setdefault(key, self._spot(name, span))
        return [found[key] for key in (Key.STATUS, Key.DONE) if key in found]

    def _spot(self, name: str, span: Span) -> Spot:
        return Spot(SpotKind.VALUE, self._source.line_at(span.start), span, name)
