"""Keys and numbers: whose is whose in the file and in the store, and one plan told in the words of the other."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from agent_plan_server.models.draft import CriterionDraft, DecisionDraft, EntryDraft, PhaseDraft, PlanDraft, TaskDraft
from agent_plan_server.models.export import PhaseExport, PlanExport
from agent_plan_server.rules.matching import Unsure, landmark_of, match_tasks

_WORD = re.compile(r"\w+")


class Names(NamedTuple):
    """For each phase and task of the file its name in the store; a new one has one that is free there.

    `renames` are names in the store → names that the author gives them now.
    """

    phases: dict[str, str]
    tasks: dict[str, str]
    new_phases: frozenset[str]
    new_tasks: frozenset[str]
    phase_renames: dict[str, str]
    task_renames: dict[str, str]
    unsure: tuple[Unsure, ...]


def name_parts(base: PlanDraft, stored: PlanExport, file: PlanDraft) -> Names:
    phases = _pair_phases(base, stored, file)
    new_phases = _name_new((p.number for p in file.phases), phases, {p.number for p in stored.phases}, _with_suffix)
    tasks, unsure = _pair_tasks(base, stored, file)
    doubted = {name for each in unsure for name in each.candidates}
    new_keys = [task.key for task in file.tasks if task.key not in doubted]
    owners = {task.key: phase.number for phase in file.phases for task in phase.tasks}
    all_phases = phases | new_phases

    def next_free(key: str, taken: set[str]) -> str:
        return _with_suffix(key, taken) if key in own else _next_number(all_phases[owners[key]], taken, last)

    own = {task.key for task in file.tasks if task.own_key}
    last: Counter[str] = Counter()
    new_tasks = _name_new(new_keys, tasks, {task.key for task in stored.tasks}, next_free)
    return Names(
        phases=all_phases,
        tasks=tasks | new_tasks,
        new_phases=frozenset(new_phases.values()),
        new_tasks=frozenset(new_tasks.values()),
        phase_renames={name: number for number, name in all_phases.items() if name != number},
        task_renames={name: key for key, name in (tasks | new_tasks).items() if name != key and key in own},
        unsure=unsure,
    )


def _pair_tasks(base: PlanDraft, stored: PlanExport, file: PlanDraft) -> tuple[dict[str, str], tuple[Unsure, ...]]:
    """Key in the file → key in the store: as imported first, then what was added to the store since."""
    known = {task.key for task in stored.tasks}
    before = [task for task in base.tasks if task.key in known]
    first = match_tasks(map(landmark_of, before), map(landmark_of, file.tasks))
    imported = {task.key for task in before}
    others = [landmark_of(task) for task in stored.tasks if task.key not in imported]
    added = frozenset(first.added)
    left = [landmark_of(task) for task in file.tasks if task.key in added]
    second = match_tasks(others, left)
    pairs = {**second.pairs, **first.pairs}
    return {after: key for key, after in pairs.items()}, first.unsure


def _pair_phases(base: PlanDraft, stored: PlanExport, file: PlanDraft) -> dict[str, str]:
    known = {phase.number: phase for phase in stored.phases}
    imported = [phase for phase in base.phases if phase.number in known]
    here = {phase.number: (phase.number, _words(phase.title)) for phase in [*known.values(), *imported]}
    there = {phase.number: (phase.number, _words(phase.title)) for phase in file.phases}
    pairs: dict[str, str] = {}
    for identity in (tuple[str, str], _title_of, _number_of):
        for number, name in _pair_equal(here, there, identity):
            pairs[number] = name
            del here[name], there[number]
    return pairs


def _title_of(names: tuple[str, str]) -> str:
    return names[1]


def _number_of(names: tuple[str, str]) -> str:
    return names[0]


def _pair_equal(
    here: Mapping[str, tuple[str, str]],
    there: Mapping[str, tuple[str, str]],
    identity: Callable[[tuple[str, str]], object],
) -> list[tuple[str, str]]:
    found: dict[object, list[str]] = {}
    for name, names in here.items():
        found.setdefault(identity(names), []).append(name)
    wanted: dict[object, list[str]] = {}
    for number, names in there.items():
        wanted.setdefault(identity(names), []).append(number)
    return [
        (numbers[0], found[same][0])
        for same, numbers in wanted.items()
        if same and len(numbers) == len(found.get(same, ())) == 1
    ]


def _name_new(
    wanted: Iterable[str], paired: Mapping[str, str], stored: set[str], free: Callable[[str, set[str]], str]
) -> dict[str, str]:
    """A name that nobody has for each part that is new: as in the file, where it is free."""
    taken = stored | set(paired.values())
    named: dict[str, str] = {}
    for name in wanted:
        if name not in paired:
            named[name] = name if name not in taken else free(name, taken)
            taken.add(named[name])
    return named


def _with_suffix(name: str, taken: set[str]) -> str:
    return next(free for n in range(2, len(taken) + 3) if (free := f"{name}-{n}") not in taken)


def _next_number(phase: str, taken: set[str], last: Counter[str]) -> str:
    """The next number of the phase that is free; `last` remembers how far it was looked for."""
    last[phase] += 1
    while (free := f"{phase}.{last[phase]}") in taken:
        last[phase] += 1
    return free


def _words(title: str) -> str:
    return " ".join(_WORD.findall(title.casefold()))


def settle_renames(renames: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The renames, and another name for whoever has one that is given away: it is not in the file any more."""
    settled = dict(renames)
    taken = set(names) | set(renames.values())
    wanted = set(renames.values())
    for name in names:
        if name in wanted and name not in renames:
            settled[name] = _old_name(name, taken)
            taken.add(settled[name])
    return settled


def _old_name(name: str, taken: set[str]) -> str:
    plain = f"{name}-old"
    return plain if plain not in taken else _with_suffix(plain, taken)


def leave_out(draft: PlanDraft, keys: Collection[str]) -> PlanDraft:
    """The plan without some tasks, and without what it says of them."""
    if not keys:
        return draft

    def without(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if name not in keys)

    def cut(task: TaskDraft) -> TaskDraft:
        return task.model_copy(update={"depends_on": without(task.depends_on), "follows": without(task.follows)})

    phases = tuple(
        phase.model_copy(update={"tasks": tuple(cut(task) for task in phase.tasks if task.key not in keys)})
        for phase in draft.phases
    )
    decisions = tuple(each.model_copy(update={"before_tasks": without(each.before_tasks)}) for each in draft.decisions)
    criteria = tuple(criterion for criterion in draft.criteria if criterion.task not in keys)
    return draft.model_copy(update={"phases": phases, "criteria": criteria, "decisions": decisions})


def rename(draft: PlanDraft, phases: Mapping[str, str], tasks: Mapping[str, str]) -> PlanDraft:
    """The same plan under other names; who has no other keeps its own."""
    words = _Words(phases, tasks)
    return draft.model_copy(
        update={
            "phases": tuple(map(words.phase, draft.phases)),
            "criteria": tuple(map(words.criterion, draft.criteria)),
            "decisions": tuple(map(words.decision, draft.decisions)),
            "entries": tuple(map(words.entry, draft.entries)),
        }
    )


class _Words(NamedTuple):
    phases: Mapping[str, str]
    tasks: Mapping[str, str]

    def phase(self, phase: PhaseDraft | PhaseExport) -> PhaseDraft:
        return phase.model_copy(
            update={
                "number": self.phases.get(phase.number, phase.number),
                "depends_on": self._numbers(phase.depends_on),
                "follows": self._numbers(phase.follows),
                "tasks": tuple(map(self.task, phase.tasks)),
            }
        )

    def task(self, task: TaskDraft) -> TaskDraft:
        return task.model_copy(
            update={
                "key": self.tasks.get(task.key, task.key),
                "depends_on": self._keys(task.depends_on),
                "follows": self._keys(task.follows),
            }
        )

    def criterion(self, criterion: CriterionDraft) -> CriterionDraft:
        return criterion.model_copy(update=self._owners(criterion.phase, criterion.task))

    def decision(self, decision: DecisionDraft) -> DecisionDraft:
        return decision.model_copy(
            update={
                "phase": self.phases.get(decision.phase or "", decision.phase),
                "before_tasks": self._keys(decision.before_tasks),
                "before_phases": self._numbers(decision.before_phases),
            }
        )

    def entry(self, entry: EntryDraft) -> EntryDraft:
        return entry.model_copy(update={"phase": self.phases.get(entry.phase or "", entry.phase)})

    def _owners(self, phase: str | None, task: str | None) -> dict[str, str | None]:
        return {"phase": self.phases.get(phase or "", phase), "task": self.tasks.get(task or "", task)}

    def _keys(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.tasks.get(key, key) for key in keys)

    def _numbers(self, numbers: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.phases.get(number, number) for number in numbers)
