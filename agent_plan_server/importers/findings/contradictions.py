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

_TASKS = "tasks|aufgaben|tâches|tareas|tarefas|attività|taken|zadań|uppgifter|görev|задач|タスク|任务|任務|작업"
_PHASES = "phases|phasen|étapes|fases|etapas|fasi|fasen|faz|этапов|フェーズ|个阶段|個階段|단계"
_TOTALS = "total|gesamt|insgesamt|au total|totale|totaal|razem|totalt|toplam|всего|共|合计|合計|全|총"
_TOTAL = re.compile(
    rf"(?<![^\W\d_])(?:{_TOTALS})\s?(?P<noun>{_TASKS}|{_PHASES})?\s?:?\s{{0,3}}(?P<count>\d{{1,5}})"
    rf"\s?(?:개의?|个|個|の)?\s?(?P<after>{_TASKS}|{_PHASES})?(?![^\W\d_])",
    re.I,
)
_TOTAL_WORDS = _TOTALS.split("|")
_IS_PHASES = re.compile(_PHASES, re.I)
_LONGEST = 400  # characters of a line in which a total is looked for
Claim = tuple[int, str, TaskStatus]


def find_contradictions(reading: Reading) -> None:
    """Two states of the whole plan, and phases that are said to be done while work of theirs is open."""
    work = {task.line for task in reading.tasks}
    phase_lines = {part.line for phase in reading.phases for part in phase.sections}
    for section in reading.document.sections:
        if section.role is Role.STATUS and not _is_of_a_phase(section, phase_lines):
            _compare_claims(reading, section, work)
    for phase in reading.phases:
        _compare_tasks(reading, phase)
    _compare_totals(reading)


def _compare_claims(reading: Reading, section: Section, work: set[int]) -> None:
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
    """ "Total: 97 tasks", "共 8 个阶段" against what was found: authors miscount, and so do importers."""
    said = [word for word in _TOTAL_WORDS if word in reading.document.folded]
    for line in reading.document.lines if said else ():
        if line.kind in (Kind.CODE, Kind.HIDDEN) or not any(word in line.text.casefold() for word in said):
            continue
        for match in _TOTAL.finditer(strip_decoration(line.text)[:_LONGEST]):
            if noun := match["noun"] or match["after"]:
                _compare_total(reading, line.number, int(match["count"]), noun)


def _compare_total(reading: Reading, line: int, said: int, noun: str) -> None:
    is_phases = _IS_PHASES.fullmatch(noun) is not None
    found, name = (len(reading.phases), "phases") if is_phases else (len(reading.tasks), "tasks")
    if said != found:
        reading.report.contradict((line,), f"The plan says {said} {name} in total; {found} were found.")
