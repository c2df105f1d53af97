"""Codex ExecPlan: a living document whose Progress boxes are the work, with a decision log, surprises and outcomes."""

import re
from collections.abc import Iterator

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.carriers import roll_up
from agent_plan_server.importers.parts.journal import read_decision_log, read_lessons
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.sections import read_rest
from agent_plan_server.importers.parts.tasks import read_task
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Item, Section
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.paths import files_in, touched_in
from agent_plan_server.importers.words.titles import clean_title, strip_decoration
from agent_plan_server.models.draft import NoteDraft
from agent_plan_server.models.states import TaskStatus

NAME = "exec_plan"
_PROGRESS = re.compile(r"\W*(?:progress|进度|進度|進捗|진행|fortschritt|progreso|progresso|avancement)\W*$", re.I)
_DECISIONS = re.compile(
    r"\W*(?:decision log|决策日志|決定ログ|의사결정|entscheidungs|registro de decis|journal des d)", re.I
)
_LEARNT = re.compile(
    r"\W*(?:surprises|discoveries|outcomes|意外|发现|驚き|结果|成果|überraschungen|sorpresas|surpresas)", re.I
)
_WORK = re.compile(
    r"\W*(?:plan of work|concrete steps|工作计划|具体步骤|作業計画|具体的な手順|작업 계획|arbeitsplan|"
    r"konkrete schritte|plan de trabajo|pasos concretos|plano de trabalho|passos concretos|plan de travail|"
    r"étapes concrètes)",
    re.I,
)
_MOMENT = re.compile(
    r"[(\[]?(\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?\s?(?:Z|[A-Z]{2,4}|[+-]\d{2}:?\d{2})?)?)[)\]]?\s*[:–—-]?\s+"
)
_PARTLY = re.compile(r"\bcompleted:.{1,400}\bremaining:", re.I)


def recognises(document: Document) -> bool:
    """Boxes below "Progress", and a decision log, surprises or outcomes."""
    if not document.has_boxes:
        return False
    logged = any(_DECISIONS.match(section.title) or _LEARNT.match(section.title) for section in document.sections)
    return logged and any(_lists(document.root))


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    lists = list(_lists(document.root))
    for parts in lists:
        for part in parts:
            phase = _add_phase(reading, part, is_only=len(lists) == 1)
            phase.may_overlap = part is parts[0]  # one plan beside another, not after it
            phase.tasks = [task for item in _boxes(part) if (task := _read_box(reading, item, phase, part))]
            phase.status = roll_up(phase.tasks)
    if len(reading.phases) == 1 and _is_one_work(reading.tasks):
        reading.phases[0].scope = list(dict.fromkeys(_files_of_work(document.root)))
    for section in document.root.walk():
        if _DECISIONS.match(section.title):
            read_decision_log(reading, section)
            reading.ignored.add(section.line)
        elif _LEARNT.match(section.title):
            read_lessons(reading, section)
            reading.ignored.add(section.line)
    read_rest(reading)
    return reading


def _is_one_work(tasks: list[FoundTask]) -> bool:
    """No box names files, and at most one is open: with several, nobody said which of them changes what.

    The files of all given to each, only one box could be claimed at a time.
    """
    is_open = [task.status is None or not task.status.is_finished for task in tasks]
    return sum(is_open) <= 1 and not any(task.scope for task in tasks)


def _files_of_work(root: Section) -> Iterator[str]:
    """What the prose of the work says it touches: the boxes of such a plan seldom name files."""
    for section in root.walk():
        if _WORK.match(section.title):
            for block in (block for part in section.walk() for block in part.blocks):
                yield from (path for line in block.text for path in touched_in(line.text))
                yield from (path for item in block.walk() for path in files_in(item.text))


def _lists(section: Section) -> Iterator[list[Section]]:
    """The progress lists: of each the sections with boxes, its own or one per phase that is named in it."""
    if _PROGRESS.match(section.title):
        if parts := [part for part in section.walk() if _boxes(part)]:
            yield parts
        return
    for child in section.children:
        yield from _lists(child)


def _boxes(section: Section) -> list[Item]:
    return [item for block in section.blocks for item in block.items if item.line.is_box]


def _add_phase(reading: Reading, part: Section, *, is_only: bool) -> FoundPhase:
    name = part.name
    holder = part.parent.title if part.parent and _PROGRESS.match(part.title) and not is_only else ""
    title = name.title if name else clean_title(_MOMENT.sub("", holder)) or reading.title
    phase = FoundPhase(str(len(reading.phases) + 1), title, part.line, name)
    reading.phases.append(phase)
    return phase


def _read_box(reading: Reading, item: Item, phase: FoundPhase, part: Section) -> FoundTask | None:
    """A box without its "(2026-01-05 14:30Z)"; one that says what is completed and what remains is in progress."""
    moment = _MOMENT.match(item.text)
    item.text = item.text[moment.end() :] if moment else item.text
    is_partly = _PARTLY.search(item.text) is not None
    task = read_task(reading, item, phase, "progress boxes", part.path)
    if task is None:
        return None
    if is_partly:
        task.status, task.title = TaskStatus.IN_PROGRESS, strip_decoration(item.text)
    if moment:
        task.notes.append(NoteDraft(text="Progress", at=moment.group(1), line=item.number))
    return task
