"""Which phase or task a need means; what means nothing is reported."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from agent_plan_server.errors import LimitExceeded
from agent_plan_server.importers.findings.circles import cut_circles
from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.findings.names import Names
from agent_plan_server.importers.words.dependencies import Need, Target
from agent_plan_server.importers.words.titles import comparable

_MOST_EDGES = 200_000


@dataclass(slots=True)
class Links:
    """Phase numbers and task keys, each with what it needs (stated) and follows (inferred)."""

    phase_needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    phase_follows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    task_needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    task_follows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    weak: set[tuple[str, str]] = field(default_factory=set)  # said in prose


def resolve(reading: Reading, keys: dict[FoundTask, str]) -> Links:
    """Resolve every need of a plan; phases without stated needs follow each other unless they are parallel."""
    resolver = _Resolver(reading, keys)
    links = resolver.resolve()
    cut_circles(reading, links.phase_needs, links.phase_follows, "Phase", set())
    cut_circles(reading, links.task_needs, links.task_follows, "Task", links.weak)
    return links


class _Resolver:
    def __init__(self, reading: Reading, keys: dict[FoundTask, str]) -> None:
        self._reading = reading
        self._keys = keys
        self._names = Names(reading.phases, keys)
        self._phase_at = {phase.number: phase for phase in reversed(reading.phases)}
        self._last: dict[FoundPhase, list[str]] = {}
        self._tasks = reading.tasks
        self._edges = 0
        self._phase_of = {task: phase for phase in reading.phases for task in phase.tasks}

    # Few plans say that a task needs all others; few name phases in their needs, and fewer by a title.
    @cached_property
    def _ordinary(self) -> list[FoundTask]:
        return [task for task in self._keys if not _needs_everything(task)]

    @cached_property
    def _numbered(self) -> dict[str, list[FoundPhase]]:
        return _group((phase.number.casefold(), phase) for phase in self._reading.phases)

    @cached_property
    def _named(self) -> dict[str, list[FoundPhase]]:
        phases = self._reading.phases
        return _group((name, phase) for phase in phases for name in {phase.number, *phase.aliases})

    @cached_property
    def _phase_titles(self) -> dict[str, FoundPhase]:
        return {name: phase for phase in reversed(self._reading.phases) for name in _names_of(phase)}

    def resolve(self) -> Links:
        _repeat_needs(self._tasks)
        links = Links()
        links.phase_needs = {phase.number: () for phase in self._reading.phases}
        for phase in (each for each in self._reading.phases if each.needs):
            numbers, tasks = self._targets(phase.needs, phase)
            numbers += [self._phase_of[task].number for task in tasks]
            links.phase_needs[phase.number] = _without(numbers, phase.number)
        self._infer_phase_order(links)
        # Most tasks state no need, and most follow what the order of their phases says: nothing is resolved for those.
        links.task_needs = dict.fromkeys(self._keys.values(), ())
        for task, key in self._keys.items():
            if task.needs or task.needs_tasks:
                links.task_needs[key] = _without(self._keys_needed(task), key)
                links.weak.update((key, self._keys[other]) for other in task.needs_tasks)
        self._free_dependents(links)
        self._add_needed_by(links)
        links.task_follows = dict.fromkeys(self._keys.values(), ())
        for task, key in self._keys.items():
            if task.follows or task.follows_phases:
                followed = _without(self._keys_followed(task), key)
                links.task_follows[key] = tuple(each for each in followed if each not in links.task_needs[key])
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
        numbers, tasks = self._targets(task.needs, task)
        last = [key for number in numbers for key in self._last_of(self._phase_at[number])]
        self._count(len(last))
        return [*(self._keys[each] for each in (*tasks, *task.needs_tasks)), *last]

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
        general = {key for task, key in self._keys.items() if task.needs and _needs_everything(task)}
        if not general:
            return
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
            _, tasks = self._targets(task.needed_by, task) if task.needed_by else ((), ())
            for other in tasks:
                name = self._keys[other]
                links.task_needs[name] = _without([*links.task_needs[name], key], name)

    def _targets(self, needs: list[Need], asking: FoundPhase | FoundTask) -> tuple[list[str], list[FoundTask]]:
        numbers: list[str] = []
        tasks: list[FoundTask] = []
        for need in needs:
            named = len(need.names)
            found = list(self._find(need, asking))
            self._count(max(len(found), named))
            numbers += [each.number for each in found if isinstance(each, FoundPhase)]
            tasks += [each for each in found if isinstance(each, FoundTask)]
            if need.target is Target.MENTIONED:
                continue
            if not found:
                self._reading.report.cannot_resolve(need.line, need.said, "names nothing in this plan")
            elif len(found) < named:
                self._reading.report.cannot_resolve(need.line, need.said, "names more than this plan has")
        return numbers, tasks

    def _count(self, edges: int) -> None:
        self._edges += edges
        if self._edges > _MOST_EDGES:
            raise LimitExceeded(
                f"The plan states more than {_MOST_EDGES:,} dependencies.",
                "Let phases depend on phases, then {import} it.",
            )

    def _find(self, need: Need, asking: FoundPhase | FoundTask) -> Iterator[FoundPhase | FoundTask]:
        phases = self._reading.phases
        phase = self._phase_of[asking] if isinstance(asking, FoundTask) else asking
        match need.target:
            case Target.PHASE:
                if need.said in self._numbered:  # "Week 1-2" is one phase
                    yield from self._numbered[need.said]
                    return
                for number in need.names:
                    yield from self._numbered.get(number.casefold(), ())
            case Target.EARLIER_PHASES:
                yield from phases[: phases.index(phase)]
            case Target.EARLIER_TASKS:
                yield from self._before(asking)
            case Target.ONE_BEFORE:
                yield from self._before(asking)[-1:]
            case Target.EVERYTHING:
                yield from self._ordinary
            case Target.TASK:
                for name in need.names:
                    yield from self._find_named(name, phase)
            case Target.MENTIONED:
                yield from self._names.ids_in(need.value, phase)
            case Target.UNKNOWN:
                yield from self._find_said(need, phase)

    def _before(self, asking: FoundPhase | FoundTask) -> Sequence[FoundPhase | FoundTask]:
        """What stands before it in the plan: phases before a phase, tasks before a task."""
        line: Sequence[FoundPhase | FoundTask] = self._reading.phases
        if isinstance(asking, FoundTask):
            line = self._tasks
        return line[: line.index(asking)]

    def _find_named(self, name: str, phase: FoundPhase) -> Iterator[FoundPhase | FoundTask]:
        """A task of that id, else the phase whose goal or title carries it ("Get FIX-006 implemented")."""
        if task := self._names.named(name, phase):
            yield task
        else:  # "A1-A3" looks like an id, too
            yield from self._named.get(name) or self._names.ids_in(name, phase)

    def _find_said(self, need: Need, phase: FoundPhase) -> list[FoundPhase | FoundTask]:
        """By ids, else by the title of a task or phase; of several titles those that name nothing are reported."""
        if found := self._names.ids_in(need.value, phase):
            return list(found)
        if one := self._find_titled(need.value, phase):
            return [one]
        parts = [(part, self._find_titled(part, phase)) for part in self._names.parts_of(need.value)]
        known = [each for _, each in parts if each is not None]
        for part, each in parts if known else ():
            if each is None:
                self._reading.report.cannot_resolve(need.line, part, "names nothing in this plan")
        return known

    def _find_titled(self, text: str, phase: FoundPhase) -> FoundPhase | FoundTask | None:
        said = comparable(text)
        title = said.removesuffix(" phases").removesuffix(" phase")
        return self._names.titled(text, phase=phase) or self._phase_titles.get(said) or self._phase_titles.get(title)


def _repeat_needs(tasks: Sequence[FoundTask]) -> None:
    """ "Same as above" is what the task before needs."""
    for before, after in pairwise(tasks):
        if any(need.target is Target.THE_SAME for need in after.needs):
            after.needs = [need for need in after.needs if need.target is not Target.THE_SAME] + before.needs
            after.needs_tasks += before.needs_tasks


def _needs_everything(task: FoundTask) -> bool:
    return any(need.target is Target.EVERYTHING for need in task.needs)


def _names_of(phase: FoundPhase) -> tuple[str, ...]:
    """Its title, "Agent 1", and the short "m1" of a milestone."""
    short = phase.name.short if phase.name else phase.label
    return tuple(map(comparable, (phase.title, phase.label, short)))


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
    return tuple(name for name in dict.fromkeys(names) if name != own) if names else ()
