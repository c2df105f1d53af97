"""Phases of a second axis: epics, teams or a final order that tell the work of other phases once more."""

from collections import defaultdict

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.words.titles import comparable

_MOST = 200  # tasks of an axis that are compared: larger ones are no summary
_SHARE = 0.6
_ALIKE = 0.7
_FEWEST_WORDS = 2


def drop_restated(reading: Reading) -> None:
    """Of two axes that name the same work the one that says less of it goes; its lines stay in the report."""
    axes: dict[str, list[FoundPhase]] = defaultdict(list)
    for phase in reading.phases:
        axes[phase.name.word if phase.name else ""].append(phase)
    if len(axes) < 2:
        return
    for word, phases in sorted(axes.items(), key=lambda axis: sum(map(_weight, _tasks(axis[1])))):
        others = [task for other in axes.items() if other[0] != word for task in _tasks(other[1])]
        if _is_restated(_tasks(phases), others):
            _drop(reading, phases)
            axes[word] = []


def _tasks(phases: list[FoundPhase]) -> list[FoundTask]:
    return [task for phase in phases for task in phase.tasks]


def _weight(task: FoundTask) -> int:
    return 1 + len(task.steps) + len(task.scope) + len(task.body) + len(task.needs)


def _is_restated(tasks: list[FoundTask], others: list[FoundTask]) -> bool:
    if not tasks or not others or max(len(tasks), len(others)) > _MOST:
        return False
    known = [(task.id, _words(task)) for task in others]
    again = sum(any(_is_alike((task.id, words), each) for each in known) for task in tasks if (words := _words(task)))
    return again >= len(tasks) * _SHARE


def _words(task: FoundTask) -> set[str]:
    return set(comparable(task.title).split())


def _is_alike(one: tuple[str, set[str]], other: tuple[str, set[str]]) -> bool:
    """The same id; or, where not both have one, the same words but for a few."""
    if one[0] and other[0]:
        return one[0] == other[0]
    shared = len(one[1] & other[1])
    return one[1] == other[1] or (shared >= _FEWEST_WORDS and shared >= min(len(one[1]), len(other[1])) * _ALIKE)


def _drop(reading: Reading, phases: list[FoundPhase]) -> None:
    reading.phases = [phase for phase in reading.phases if phase not in phases]
    for task in _tasks(phases):
        reading.report.give_back(task.line, task.title, "tells work of other phases again")
