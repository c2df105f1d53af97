"""What a plan says of itself that cannot all be true."""

import re
from itertools import pairwise

from agent_plan_server.importers.findings.found import FoundPhase, Reading
from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.outline import Block, Section
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.states import read_mark, read_status
from agent_plan_server.importers.words.titles import comparable, strip_decoration
from agent_plan_server.models.states import TaskStatus

_TOTAL = re.compile(r"\btotal(?: tasks)?\s?:?\s+(\d{1,5})\s+tasks\b|\btotal tasks\s?:\s?(\d{1,5})\b", re.I)
Claim = tuple[int, str, TaskStatus]


def find_contradictions(reading: Reading) -> None:
    """Two states of the whole plan, and phases that are said to be done while work of theirs is open."""
    phase_lines = {part.line for phase in reading.phases for part in phase.sections}
    for section in reading.document.root.walk():
        if section.role is Role.STATUS and not _is_of_a_phase(section, phase_lines):
            _compare_claims(reading, section)
    for phase in reading.phases:
        _compare_tasks(reading, phase)
    _compare_totals(reading)


def _compare_claims(reading: Reading, section: Section) -> None:
    work = {task.line for task in reading.tasks}
    claims = [claim for block in section.blocks for claim in _claims_of(block) if claim[0] not in work]
    for line, text, _ in claims:
        reading.report.take(line)
        reading.status = text if reading.status is None else reading.status
    for (line, text, status), (other_line, other_text, other) in pairwise(claims):
        if status is not other and _subject(text) == _subject(other_text):
            reading.report.contradict((line, other_line), f'The plan says both "{text}" and "{other_text}".')


def _subject(text: str) -> str:
    """What a claim is about: its words without the state."""
    words = comparable(text).split()
    return " ".join(word for word in words if read_status(word) is None)


def _claims_of(block: Block) -> list[Claim]:
    """Ticked boxes and filled fields of a status section that say a state: active, complete."""
    texts = [(block.line, block.value)] if block.value and block.label else []
    boxes = [
        item for item in block.walk() if item.line.mark is None or read_mark(item.line.mark) is TaskStatus.COMPLETED
    ]
    texts += [(item.number, item.text) for item in boxes]
    return [
        (line, strip_decoration(text), status) for line, text in texts if (status := read_status(_last_words(text)))
    ]


def _last_words(text: str) -> str:
    """ "Phase 0 active": the state is the last word."""
    words = strip_decoration(text).split()
    return words[-1] if len(words) > 1 and read_status(words[-1]) else text


def _is_of_a_phase(section: Section, phase_lines: set[int]) -> bool:
    return section.line in phase_lines or (section.parent is not None and _is_of_a_phase(section.parent, phase_lines))


def _compare_tasks(reading: Reading, phase: FoundPhase) -> None:
    open_task = next((task for task in phase.tasks if not (task.status or TaskStatus.PENDING).is_finished), None)
    if phase.status is TaskStatus.COMPLETED and open_task is not None and phase.status_line:
        reading.report.contradict(
            (phase.status_line, open_task.line), f'{phase.label} is completed, yet "{open_task.title}" is open.'
        )


def _compare_totals(reading: Reading) -> None:
    """ "Total: 97 tasks" against what was found: authors miscount, and so do importers."""
    found = len(reading.tasks)
    for line in reading.document.lines:
        if "total" not in line.text.casefold() or line.kind in (Kind.CODE, Kind.HIDDEN):
            continue
        if not (match := _TOTAL.search(strip_decoration(line.text))):
            continue
        said = int(match.group(1) or match.group(2))
        if said != found:
            reading.report.contradict((line.number,), f"The plan says {said} tasks in total; {found} were found.")
