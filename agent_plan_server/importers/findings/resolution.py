"""Which phase or task a need means; what means nothing is reported, what goes round in circles is cut."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from agent_plan_server.errors import LimitExceeded
from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.words.dependencies import Need, Target
from agent_plan_server.importers.words.lexicon import pattern_of, words_of
from agent_plan_server.importers.words.tables.needs import NEEDS
from agent_plan_server.importers.words.titles import comparable
from agent_plan_server.rules.graphs import find_cycle

_MOST_CIRCLES = 100
_FEWEST_CIRCLES = 10
_MOST_STEPS = 100_000
_MOST_EDGES = 200_000
_SHORTEST_PART = 5  # letters of a title that stand for all of it
_PARTS = re.compile(rf"\s?[,;+&、，]\s?|\s(?:{pattern_of(words_of(NEEDS['and']))})\s", re.I)
_ARTICLE = re.compile(
    r"(?:the|a|an|der|die|das|den|dem|le|la|les|l['’]|el|los|las|o|os|as|il|lo|gli|i|de|het)\s?\b", re.I
)


@dataclass(slots=True)
class Links:
    """Phase numbers and task keys, each with what it needs (stated) and follows (inferred)."""

    phase_needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    phase_follows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    task_needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    task_follows: dict[str, tuple[str, ...]] = field(default_factory=dict)


def resolve(reading: Reading, keys: dict[FoundTask, str]) -> Links:
    """Resolve every need of a plan; phases without stated needs follow each other unless they are parallel."""
    resolver = _Resolver(reading, keys)
    links = resolver.resolve()
    _cut_cycles(reading, links.phase_needs, links.phase_follows, "Phase")
    _cut_cycles(reading, links.task_needs, links.task_follows, "Task")
    return links


class _Resolver:
    def __init__(self, reading: Reading, keys: dict[FoundTask, str]) -> None:
        self._reading = reading
        self._keys = keys
        self._tasks: dict[str, FoundTask] = {}
        for task in reading.tasks:
            for name in (keys[task], task.id, *task.aliases):
                self._tasks.setdefault(name.casefold(), task)
        self._phase_at = {phase.number: phase for phase in reversed(reading.phases)}
        self._last: dict[FoundPhase, list[str]] = {}
        self._numbered = _group((phase.number.casefold(), phase) for phase in reading.phases)
        self._named = _group((name, phase) for phase in reading.phases for name in {phase.number, *phase.aliases})
        self._ordinary = [task for task in keys if not _needs_everything(task)]
        self._edges = 0
        self._titles = {comparable(task.title): task for task in reading.tasks}
        self._phase_of = {task: phase for phase in reading.phases for task in phase.tasks}

    def resolve(self) -> Links:
        links = Links()
        for phase in self._reading.phases:
            numbers, tasks = self._targets(phase.needs, phase)
            numbers += [self._phase_of[task].number for task in tasks]
            links.phase_needs[phase.number] = _without(numbers, phase.number)
        self._infer_phase_order(links)
        for task, key in self._keys.items():
            links.task_needs[key] = _without(self._keys_needed(task), key)
        self._free_dependents(links)
        self._add_needed_by(links)
        for task, key in self._keys.items():
            links.task_follows[key] = tuple(
                each for each in _without(self._keys_followed(task), key) if each not in links.task_needs[key]
            )
        return links

    def _infer_phase_order(self, links: Links) -> None:
        """Phases follow each other by number, as long as no stated need of a phase says otherwise."""
        pairs = list(pairwise(self._reading.phases))
        if any(
            needs and before.number not in needs
            for before, after in pairs
            if (needs := links.phase_needs[after.number])
        ):
            return
        for before, after in pairs:
            if not (links.phase_needs[after.number] or after.states_needs or _is_parallel(before, after)):
                links.phase_follows[after.number] = (before.number,)

    def _keys_needed(self, task: FoundTask) -> list[str]:
        numbers, tasks = self._targets(task.needs, self._phase_of[task])
        last = [key for number in numbers for key in self._last_of(self._phase_at[number])]
        self._count(len(last))
        return [*(self._keys[each] for each in tasks), *last]

    def _keys_followed(self, task: FoundTask) -> list[str]:
        keys = [self._keys[each] for each in task.follows]
        return keys + [key for phase in task.follows_phases for key in self._last_of(phase)]

    def _last_of(self, phase: FoundPhase) -> list[str]:
        """The tasks of a phase that no other task of it comes after: when they are done, the phase is."""
        if phase not in self._last:
            inner = {before for task in phase.tasks for before in task.follows}
            self._last[phase] = [self._keys[task] for task in phase.tasks if task not in inner]
        return self._last[phase]

    def _free_dependents(self, links: Links) -> None:
        """ "Depends on everything" does not mean what itself waits for the task."""
        general = {self._keys[task] for task in self._keys if _needs_everything(task)}
        waiting: dict[str, list[str]] = {}
        for key, needs in links.task_needs.items():
            for needed in needs if key not in general else ():
                waiting.setdefault(needed, []).append(key)
        for key in general:
            later = _reached(waiting, key)
            links.task_needs[key] = tuple(each for each in links.task_needs[key] if each not in later)

    def _add_needed_by(self, links: Links) -> None:
        """ "Blocks 2.3" is a need of 2.3."""
        for task, key in self._keys.items():
            _, tasks = self._targets(task.needed_by, self._phase_of[task])
            for other in tasks:
                name = self._keys[other]
                links.task_needs[name] = _without([*links.task_needs[name], key], name)

    def _targets(self, needs: list[Need], phase: FoundPhase) -> tuple[list[str], list[FoundTask]]:
        numbers: list[str] = []
        tasks: list[FoundTask] = []
        for need in needs:
            found = list(self._find(need, phase))
            numbers += [each.number for each in found if isinstance(each, FoundPhase)]
            tasks += [each for each in found if isinstance(each, FoundTask)]
            self._count(max(len(found), len(need.names)))
            if not found:
                self._reading.report.cannot_resolve(need.line, need.said, "names nothing in this plan")
            elif len(found) < len(need.names):
                self._reading.report.cannot_resolve(need.line, need.said, "names more than this plan has")
        return numbers, tasks

    def _count(self, edges: int) -> None:
        self._edges += edges
        if self._edges > _MOST_EDGES:
            raise LimitExceeded(
                f"The plan states more than {_MOST_EDGES:,} dependencies.",
                "Let phases depend on phases, then {import} it.",
            )

    def _find(self, need: Need, phase: FoundPhase) -> Iterator[FoundPhase | FoundTask]:
        phases = self._reading.phases
        match need.target:
            case Target.PHASE:
                for number in need.names:
                    yield from self._numbered.get(number.casefold(), ())
            case Target.EARLIER_PHASES:
                yield from phases[: phases.index(phase)]
            case Target.EVERYTHING:
                yield from self._ordinary
            case Target.TASK:
                for name in need.names:
                    yield from self._find_named(name)
            case Target.UNKNOWN:
                yield from self._find_titled(need.value)

    def _find_titled(self, text: str) -> Iterator[FoundTask]:
        """The tasks that the words name: one title, or several in a row; a part of a title where only one has it."""
        if task := self._titles.get(comparable(text)):
            yield task
            return
        for part in _PARTS.split(text):
            if task := self._titles.get(comparable(part)) or self._only_title_with(_ARTICLE.sub("", part.strip())):
                yield task

    def _only_title_with(self, words: str) -> FoundTask | None:
        name = comparable(words)
        if len(name) < _SHORTEST_PART:
            return None
        found = [task for title, task in self._titles.items() if f" {name} " in f" {title} "]
        return found[0] if len(found) == 1 else None

    def _find_named(self, name: str) -> Iterator[FoundPhase | FoundTask]:
        """A task of that id, else the phase whose goal or title carries it ("Get FIX-006 implemented")."""
        if task := self._tasks.get(name.casefold()):
            yield task
        else:
            yield from self._named.get(name, ())


def _needs_everything(task: FoundTask) -> bool:
    return any(need.target is Target.EVERYTHING for need in task.needs)


def _reached(waiting: dict[str, list[str]], start: str) -> set[str]:
    reached: set[str] = set()
    left = [start]
    while left:
        new = [each for each in waiting.get(left.pop(), ()) if each not in reached]
        reached.update(new)
        left += new
    return reached


def _group(pairs: Iterable[tuple[str, FoundPhase]]) -> dict[str, list[FoundPhase]]:
    groups: dict[str, list[FoundPhase]] = {}
    for name, phase in pairs:
        groups.setdefault(name, []).append(phase)
    return groups


def _is_parallel(before: FoundPhase, after: FoundPhase) -> bool:
    return after.may_overlap or any(phase.name is not None and phase.name.is_parallel for phase in (before, after))


def _without(names: list[str], own: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name != own)


def _cut_cycles(
    reading: Reading, needs: dict[str, tuple[str, ...]], follows: dict[str, tuple[str, ...]], what: str
) -> None:
    """An inferred order gives way silently; a circle that the plan itself states is a contradiction."""
    if _run_backwards(needs, follows):
        return
    # A search costs as much as there are needs: in a large plan fewer are worth it.
    edges = sum(map(len, needs.values())) + sum(map(len, follows.values()))
    most = min(_MOST_CIRCLES, max(_FEWEST_CIRCLES, _MOST_STEPS // (edges + 1)))
    for _ in range(most):
        if (cycle := find_cycle(_edges(needs, follows))) is None:
            return
        ring = list(pairwise(cycle))
        edge = next(((name, other) for name, other in ring if other in follows.get(name, ())), None)
        if edge is None:
            circle = " needs ".join(cycle)
            reading.report.contradict((), f"{what} {circle}: a circle. The last of these needs was dropped.")
        _drop(needs if edge is None else follows, edge or ring[-1])
    reading.report.remark(f"More than {most} circles of needs: no need of a {what.lower()} was kept.")
    needs.clear()
    follows.clear()


def _run_backwards(needs: dict[str, tuple[str, ...]], follows: dict[str, tuple[str, ...]]) -> bool:
    """Every need is of something that stands before: so it is in most plans, and then there is no circle."""
    place = {name: number for number, name in enumerate(needs)}
    return all(place.get(other, len(place)) < place.get(name, -1) for name, other in _edges(needs, follows))


def _edges(needs: dict[str, tuple[str, ...]], follows: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(name, other) for table in (needs, follows) for name, others in table.items() for other in others]


def _drop(table: dict[str, tuple[str, ...]], edge: tuple[str, str]) -> None:
    name, other = edge
    table[name] = tuple(each for each in table[name] if each != other)
