"""When work would be done, as a Mermaid Gantt chart: computed from estimates and order, nobody's promise."""

import re
from collections.abc import Iterator

from agent_plan_server.models.export import PhaseExport, PlanExport, TaskExport
from agent_plan_server.models.states import TaskStatus

_DAY = 480  # working minutes
_WITHOUT_ESTIMATE = _DAY
_MOST_CHARACTERS = 50_000  # what Mermaid draws
_NOT_PLAIN = re.compile(r"[^\w .,()/+'-]+")
_LONGEST = 60
_BEGIN = "43200000"  # noon of a first of January, so that %j is 1 in every time zone
_TAGS = {
    TaskStatus.COMPLETED: "done, ",
    TaskStatus.IN_PROGRESS: "active, ",
    TaskStatus.BLOCKED: "crit, ",
    TaskStatus.FAILED: "crit, ",
}


def draw_gantt(export: PlanExport) -> str | None:
    """The text of the chart; None when no task has an estimate, or when there is more than Mermaid draws.

    Days are counted from the beginning of the plan (a day is eight hours of work), as many at once as the order allows.
    """
    if not any(task.estimate_minutes for task in export.tasks):
        return None
    chart = "\n".join(_chart(export))
    return chart if len(chart) <= _MOST_CHARACTERS else None


def _chart(export: PlanExport) -> Iterator[str]:
    shown = {
        task.key: f"t{number}"
        for number, task in enumerate(export.tasks, 1)
        if task.status not in (TaskStatus.SKIPPED, TaskStatus.PROPOSED)
    }
    ends = {phase.number: f"p{place}" for place, phase in enumerate(export.phases, 1)}
    yield "gantt"
    yield f"    title {_plain(export.title)} (days computed from estimates and order)"
    yield "    dateFormat x"
    yield "    axisFormat day %j"
    for phase in _in_order(export.phases):
        yield from _section(phase, shown, ends)


def _in_order(phases: tuple[PhaseExport, ...]) -> list[PhaseExport]:
    """What a phase waits for is drawn before it: Mermaid only knows ids that stand above."""
    done: dict[str, PhaseExport] = {}
    waiting = list(phases)
    while waiting:
        known = {phase.number for phase in waiting}
        ready = [phase for phase in waiting if not known & {*phase.depends_on, *phase.follows}] or waiting
        done |= {phase.number: phase for phase in ready}
        waiting = [phase for phase in waiting if phase.number not in done]
    return list(done.values())


def _section(phase: PhaseExport, shown: dict[str, str], ends: dict[str, str]) -> Iterator[str]:
    """The tasks of a phase, and its end, which the phases after it wait for."""
    before = [ends[number] for number in (*phase.depends_on, *phase.follows) if number in ends]
    tasks = [task for task in phase.tasks if task.key in shown]
    yield f"    section {_plain(phase.number)} {_plain(phase.title)}"
    for task in tasks:
        needs = [shown[key] for key in (*task.depends_on, *task.follows) if key in shown]
        yield _bar(task, shown[task.key], [*before, *needs])
    own = [shown[task.key] for task in tasks]
    yield f"    [{_plain(phase.number)}] end of phase :milestone, {ends[phase.number]}, {_start(own or before)}, 0d"


def _bar(task: TaskExport, name: str, before: list[str]) -> str:
    hours = max(1, round((task.estimate_minutes or _WITHOUT_ESTIMATE) * 24 / _DAY))
    label = f"[{_plain(task.key)}] {_plain(task.title)}{'' if task.estimate_minutes else ' (no estimate)'}"
    return f"    {label} :{_TAGS.get(task.status, '')}{name}, {_start(before)}, {hours}h"


def _start(before: list[str]) -> str:
    return f"after {' '.join(before)}" if before else _BEGIN


def _plain(text: str) -> str:
    """Only what no version of Mermaid takes for a sign of its own."""
    return " ".join(_NOT_PLAIN.sub(" ", text).split())[:_LONGEST].rstrip() or "-"
