"""A table of the phases: it adds what the phases do not say, and phases that exist nowhere else."""

import re
from collections.abc import Iterable

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.findings.report import TEMPLATE
from agent_plan_server.importers.parts.rows import columns_of
from agent_plan_server.importers.parts.tasks import read_task
from agent_plan_server.importers.text.outline import Item, Row, Section
from agent_plan_server.importers.words.dependencies import read_needs
from agent_plan_server.importers.words.estimates import read_span
from agent_plan_server.importers.words.names import TIME_WORDS, PhaseName, read_phase_name
from agent_plan_server.importers.words.placeholders import is_placeholder
from agent_plan_server.importers.words.states import read_line_status, read_mark, read_status
from agent_plan_server.importers.words.titles import clean_title, strip_decoration
from agent_plan_server.models.draft import NoteDraft

Cells = dict[str, str]
Numbered = dict[str, FoundPhase]
_BRACKETS = re.compile(r"(?<=\S)\s*\(([^()]{1,80})\)$")
_NUMBER = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)([A-Za-z]?)(?![^\W_])")
_AGENT = re.compile(r"[a-z]+(?:-[a-z]+)+")


def merge_overview(reading: Reading, sections: Iterable[Section]) -> None:
    """Read every table with a phase column; rows are merged into the phases by number."""
    known = _numbered(reading)
    for section in sections:
        for row in (row for block in section.blocks for row in block.rows):
            cells = columns_of(row)
            if reading.report.knows(row.line):
                continue
            if "phase" in cells and cells.keys() & {"title", "status", "estimate"}:
                _merge_row(reading, known, row, cells)
    reading.phases.sort(key=_by_number)


def _merge_row(reading: Reading, known: Numbered, row: Row, cells: Cells) -> None:
    name = _name_of(cells)
    if name is None:
        return
    if is_placeholder(name.title):
        reading.report.leave(row.line, reading.document.shown(row.line), TEMPLATE)
        return
    phase = known.get(name.number)
    if phase is None and name.number.partition(".")[0] in known:
        reading.report.leave(row.line, reading.document.shown(row.line), "is a part of a phase")
        return
    if phase is None:
        phase = known[name.number] = FoundPhase(name.number, name.title, row.line, name)
        reading.phases.append(phase)
    reading.report.take(row.line)
    _fill(reading, phase, row, cells)


def _name_of(cells: Cells) -> PhaseName | None:
    """ "| 1 | Database Schema |" and "| Phase 1: Database Schema |" both name a phase."""
    first = strip_decoration(cells["phase"])
    name = read_phase_name(first) or read_phase_name(f"Phase {first}")
    if name is None:
        return None
    return PhaseName(name.word, name.number, name.title or clean_title(cells.get("title", "")), name.rest)


def _fill(reading: Reading, phase: FoundPhase, row: Row, cells: Cells) -> None:
    status = read_status(cells.get("status", ""))
    if status is not None and phase.status is None:
        phase.status, phase.status_line = status, row.line
    elif status is not None and phase.status_line and status is not phase.status:
        reading.report.contradict(
            (phase.status_line, row.line),
            f"{phase.label} is {phase.status} in its section and {status} in the overview; the section was believed.",
        )
    if estimate := strip_decoration(cells.get("estimate", "")):
        phase.estimate = phase.estimate or estimate
        phase.span = phase.span or read_span(estimate)
    if not phase.needs and "needs" in cells:
        phase.needs += read_needs(cells["needs"], row.line)


def merge_listed_phases(reading: Reading) -> None:
    """Boxes outside the phases that name phases ("- [x] Phase 1: Setup") give states, and phases of their own."""
    inside = {part.line for phase in reading.phases for top in phase.sections for part in top.walk()}
    known = _numbered(reading)
    lines = {phase.line for phase in reading.phases}
    for section in reading.document.sections:
        if section.line in inside:
            continue
        for block in section.blocks:
            boxes = [item for item in block.items if item.line.is_box and item.number not in lines]
            named = [(item, name) for item in boxes if (name := _listed_name(item))]
            if len(named) >= 2:
                for item, name in named:
                    _merge_item(reading, known, item, name)
    reading.phases.sort(key=_by_number)


def _numbered(reading: Reading) -> Numbered:
    return {phase.number: phase for phase in reversed(reading.phases)}


def _listed_name(item: Item) -> PhaseName | None:
    name = read_phase_name(item.text)
    return name if name is not None and name.title and name.word not in TIME_WORDS else None


def _merge_item(reading: Reading, known: Numbered, item: Item, name: PhaseName) -> None:
    status = read_line_status(item.text) or read_mark(item.line.mark or "")
    phase = known.get(name.number)
    if phase is None:
        phase = known[name.number] = FoundPhase(name.number, name.title, item.number, name)
        reading.phases.append(phase)
    elif phase.status is not None and phase.status_line and phase.status is not status:
        reading.report.contradict(
            (phase.status_line, item.number),
            f"{phase.label} is {phase.status} in its section and {status} in the list; the section was believed.",
        )
    if phase.status is None or not phase.status_line:
        phase.status, phase.status_line = status, item.number
    phase.own = read_task(reading, item, phase, "phases", ())
    phase.notes += [NoteDraft(text=strip_decoration(child.text), line=child.number) for child in item.children]


def make_phases_claimable(reading: Reading) -> None:
    """A plan whose phases have no tasks at all: each phase is the piece of work that an agent can take."""
    for phase in reading.phases:
        raw = reading.document.raw(phase.line)
        task = phase.own or FoundTask("", phase.line, raw, carrier="phases")
        _split_brackets(task, phase.title or phase.label)
        task.status = phase.status or task.status
        phase.tasks = [task]


def _split_brackets(task: FoundTask, title: str) -> None:
    """ "Analysis (code-analyzer)" is work of that agent; other brackets explain the title."""
    match = _BRACKETS.search(title)
    task.title = title[: match.start()] if match else title
    if match and not task.owner and _AGENT.fullmatch(match.group(1)):
        task.owner = match.group(1)
    elif match:
        task.body.append(match.group(1))


def _by_number(phase: FoundPhase) -> tuple[float, str]:
    """ "1A" and "1B" stand between 1 and 2; what has no number stands last."""
    match = _NUMBER.match(phase.number)
    return (float(match[1]), match[2]) if match else (float("inf"), "")
