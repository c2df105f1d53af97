"""A table of the phases: it adds what the phases do not say, and phases that exist nowhere else."""

from collections.abc import Iterable

from agent_plan_server.importers.dependencies import read_needs
from agent_plan_server.importers.estimates import read_span
from agent_plan_server.importers.found import FoundPhase, Reading
from agent_plan_server.importers.names import PhaseName, read_phase_name
from agent_plan_server.importers.outline import Row, Section
from agent_plan_server.importers.placeholders import is_placeholder
from agent_plan_server.importers.report import TEMPLATE
from agent_plan_server.importers.rows import columns_of
from agent_plan_server.importers.states import read_status
from agent_plan_server.importers.titles import clean_title, strip_decoration

Cells = dict[str, str]


def merge_overview(reading: Reading, sections: Iterable[Section]) -> None:
    """Read every table with a phase column; rows are merged into the phases by number."""
    for section in sections:
        for row in (row for block in section.blocks for row in block.rows):
            cells = columns_of(row)
            if "phase" in cells and cells.keys() & {"title", "status", "estimate"}:
                _merge_row(reading, row, cells)
    reading.phases.sort(key=_by_number)


def _merge_row(reading: Reading, row: Row, cells: Cells) -> None:
    name = _name_of(cells)
    if name is None:
        return
    if is_placeholder(name.title):
        reading.report.leave(row.line, reading.document.shown(row.line), TEMPLATE)
        return
    reading.report.take(row.line)
    phase = reading.phase_numbered(name.number)
    if phase is None:
        phase = FoundPhase(name.number, name.title, row.line, name)
        reading.phases.append(phase)
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


def _by_number(phase: FoundPhase) -> float:
    try:
        return float(phase.number.split("-")[0])
    except ValueError:
        return float("inf")
