"""A plan as Markdown, with live state. What people and agents wrote stays text: it cannot become a heading or a box."""

import re
from collections.abc import Iterator

from agent_plan_server.exporters.gantt import draw_gantt
from agent_plan_server.models.export import DecisionExport, NoteExport, PhaseExport, PlanExport, TaskExport
from agent_plan_server.models.states import CriterionState, EntryKind, TaskStatus
from agent_plan_server.rules.limits import strip_hidden

# What is active anywhere in a line, and what is active where a line begins.
_ANYWHERE = re.compile(r"[\\`*\[\]{}<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_AT_START = re.compile(r"^(?:\d+(?=[.)](?:\s|$))|(?=[#+\-=:]))")
_DONE = (TaskStatus.COMPLETED, TaskStatus.SKIPPED)
_SHOWN_ENTRIES = (EntryKind.RULE, EntryKind.RISK, EntryKind.ROLLBACK)


def as_markdown(export: PlanExport) -> str:
    """One document: goal, decisions, phases with boxes, criteria, what is noted."""
    return "\n".join(_plan(export)).rstrip() + "\n"


def _plan(export: PlanExport) -> Iterator[str]:
    yield f"# {_line(export.title)}"
    yield ""
    if export.goal:
        yield from _quote(export.goal)
        yield ""
    if export.decisions:
        yield "## Decisions"
        yield ""
        yield from (_decision(decision) for decision in export.decisions)
        yield ""
    for phase in export.phases:
        yield from _phase(phase, export)
    if chart := draw_gantt(export):
        yield from ("## Timeline", "", "Computed from estimates and order; nobody has promised these days.", "")
        yield from ("```mermaid", chart, "```", "")
    for kind in _SHOWN_ENTRIES:
        texts = [entry.text for entry in export.entries if entry.kind is kind]
        if texts:
            yield from (f"## {kind.capitalize()}s", "", *(f"- {_line(text)}" for text in texts), "")


def _decision(decision: DecisionExport) -> str:
    about = f" ({_line(decision.task)})" if decision.task else ""
    answer = f" — {_line(decision.decided)}, {_line(decision.by or 'the plan')}" if decision.decided else ""
    options = (
        f" — {' / '.join(_line(option) for option in decision.options)}" if not answer and decision.options else ""
    )
    return f"- {_box(not decision.is_open)} **{decision.name}**{about} {_line(decision.question)}{answer}{options}"


def _phase(phase: PhaseExport, export: PlanExport) -> Iterator[str]:
    finished = sum(task.status in _DONE for task in phase.tasks)
    yield f"## {_line(phase.label or f'Phase {phase.number}')}: {_line(phase.title)} ({finished}/{len(phase.tasks)})"
    yield ""
    if phase.goal:
        yield from _quote(phase.goal)
        yield ""
    for task in phase.tasks:
        yield from _task(task)
    criteria = [criterion for criterion in export.criteria if criterion.phase == phase.number and not criterion.task]
    for criterion in criteria:
        is_met = criterion.state in (CriterionState.MET, CriterionState.WAIVED)
        yield f"- {_box(is_met)} {criterion.kind}: {_line(criterion.text)}"
    if phase.tasks or criteria:
        yield ""


def _task(task: TaskExport) -> Iterator[str]:
    yield f"- {_box(task.status in _DONE)} **{_line(task.key)}** {_line(task.title)} — {_state(task)}"
    for step in task.steps:
        yield f"  - {_box(step.done)} {_line(step.text)}"
    for note in task.notes:
        yield from _note(note)


def _state(task: TaskExport) -> str:
    if task.claim is not None:
        return f"{task.status}, {_line(task.claim.agent)}, attempt {task.claim.attempt}"
    return str(task.proof or task.status)


def _note(note: NoteExport) -> Iterator[str]:
    lines = [line for line in strip_hidden(note.text).splitlines() if line.strip()]
    yield f"  - {_line(note.agent)}, {note.kind}, {_line(note.at or '')}:"
    yield from (f"    > {_line(line)}" for line in lines)


def _quote(text: str) -> Iterator[str]:
    yield from (f"> {_line(line)}" for line in strip_hidden(text).splitlines())


def _box(is_done: bool) -> str:
    return "[x]" if is_done else "[ ]"


def _line(text: str) -> str:
    """The text on one line, with every character escaped that would be more than text."""
    words = " ".join(strip_hidden(text).split())
    return _AT_START.sub(r"\g<0>\\", _ANYWHERE.sub(r"\\\g<0>", words))
