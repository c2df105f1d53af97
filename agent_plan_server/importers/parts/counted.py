"""Headings that are counted ("Task 1", "Task 2" …) in a plan that quotes whole files.

The fences inside a quoted file end its own fence early, so its headings leak into the plan, and parts of the plan
vanish in the fence. What continues the count on its level is a part of the plan, wherever it stands.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.lines import Line

_HEADING = re.compile(
    r"(#{2,5})\s+\W{0,4}(Task|Phase|Chunk|Part|Stage|Milestone|任务|タスク|작업|Tarefa|Tarea|Aufgabe|Tâche)"
    r"\s?(\d{1,3})\s?[:.：–—-]\s?(.*)",
    re.I,
)

_PHASES = frozenset(("phase", "chunk", "part", "stage", "milestone"))


@dataclass(frozen=True, slots=True)
class Counted:
    """One counted heading, at its place among the lines of the plan."""

    place: int
    level: int
    is_phase: bool
    number: int
    title: str
    is_quoted: bool

    @property
    def name(self) -> tuple[int, bool, int]:
        return self.level, self.is_phase, self.number


def find_counted(lines: Sequence[Line]) -> list[Counted]:
    """Those whose number continues the count on the level of the first; in a fence only what is nowhere else."""
    named = [head for place, line in enumerate(lines) if (head := _read(place, line))]
    shown = {each.name for each in named if not each.is_quoted}
    levels: dict[bool, int] = {}
    last: dict[bool, int] = {}
    found: list[Counted] = []
    for each in named:
        if each.is_quoted and (each.name in shown or each.is_phase not in levels):
            continue
        follows = each.number == last.get(each.is_phase, each.number - 1) + 1
        if follows and each.level == levels.setdefault(each.is_phase, each.level):
            last[each.is_phase] = each.number
            found.append(each)
    return found


def lines_below(
    lines: Sequence[Line], heads: Sequence[Counted], is_step: Callable[[Line], bool]
) -> list[tuple[Counted, Sequence[Line]]]:
    """Each heading with the lines down to the next; the last one ends at a higher heading after its last step."""
    ends = [each.place for each in heads[1:]]
    found = [(head, lines[head.place : end]) for head, end in zip(heads, ends, strict=False)]
    if heads:
        start, level = heads[-1].place, heads[-1].level
        last = max((place for place in range(start, len(lines)) if is_step(lines[place])), default=start)
        tail = takewhile(lambda line: line.kind is not Kind.HEADING or line.level >= level, lines[last + 1 :])
        found.append((heads[-1], (*lines[start : last + 1], *tail)))
    return found


def _read(place: int, line: Line) -> Counted | None:
    is_quoted = line.kind is Kind.CODE
    if not is_quoted and line.kind is not Kind.HEADING:
        return None
    match = _HEADING.match(line.text if is_quoted else f"{'#' * line.level} {line.text}")
    if match is None:
        return None
    marks, word, number, title = match.groups()
    return Counted(place, len(marks), word.casefold() in _PHASES, int(number), title, is_quoted)
