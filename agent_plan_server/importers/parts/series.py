"""Names that only the whole plan shows to be ids: "A1: …" throughout, issues of agents, numbers that run on."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask

# "P1" is a priority.
_SERIES = re.compile(r"(?!P\d\b)([A-Z]{1,3}\d{1,3}[a-z]?)(?::|\.|\)|\s[-–—])\s+(?=\S)")
_BARE_SERIES = re.compile(r"(?!P\d\b)([A-Z]{1,3}\d{1,3}[a-z]?)\s+(?=\S)")
_FEWEST_OF_A_SERIES = 2
_FEWEST_BARE = 3


def call_by_issue(tasks: Sequence[FoundTask]) -> None:
    """ "AGENT-1 (Issue #21)" twice in a plan: the agent is the owner, and the issue is what the task is called."""
    if not any(task.aliases for task in tasks):
        return
    times = Counter(task.id for task in tasks if task.id)
    agents = {name.rstrip("0123456789") for name, count in times.items() if count > 1}
    for task in tasks:
        issue = next((each for each in task.aliases if each.startswith("#")), None)
        if issue and task.id.rstrip("0123456789") in agents:
            task.owner = task.owner or task.id
            task.id = issue[1:]


def call_by_series(tasks: Sequence[FoundTask]) -> None:
    """ "A1: Event bus", "A2: Loader", "B1: Importer" are ids where most tasks have one, and no two the same.

    Without a sign ("A1 Event bus") every task must have one.
    """
    named = _named_by(_SERIES, tasks)
    if len(named) < _FEWEST_OF_A_SERIES or len(named) * 2 < len(tasks):
        named = _named_by(_BARE_SERIES, tasks)
        if len(named) < max(_FEWEST_BARE, len(tasks)):
            return
    if len({match.group(1) for _, match in named}) == len(named):
        for task, match in named:
            task.id, task.title = match.group(1), task.title[match.end() :]


def _named_by(series: re.Pattern[str], tasks: Sequence[FoundTask]) -> list[tuple[FoundTask, re.Match[str]]]:
    return [(task, match) for task in tasks if not task.id and (match := series.match(task.title))]


def call_by_number(phases: Sequence[FoundPhase]) -> None:
    """Numbers that run on from phase to phase are what people call the tasks: "after 5 and 6"."""
    tasks = [task for phase in phases for task in phase.tasks]
    if sum(bool(phase.tasks) for phase in phases) < _FEWEST_OF_A_SERIES or any(task.id for task in tasks):
        return
    if not all(task.ordinal.isdecimal() for task in tasks):
        return
    numbers = [int(task.ordinal) for task in tasks]
    if all(after == before + 1 for before, after in pairwise(numbers)):
        for task in tasks:
            task.id = task.ordinal
