"""superpowers plan: "### Task N: …" headings with Create/Modify/Test lines and steps "**Step 1: …**", ticked or not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.carriers import roll_up
from agent_plan_server.importers.parts.counted import Counted, find_counted, lines_below
from agent_plan_server.importers.parts.facts import set_fact
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.phases import new_phase
from agent_plan_server.importers.parts.sections import read_rest
from agent_plan_server.importers.parts.tasks import read_line
from agent_plan_server.importers.text.document import Document, Markdown
from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.lines import PSEUDO_LEVEL, Line
from agent_plan_server.importers.text.outline import build_outline, read_field
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.fields import Fact, fact_of
from agent_plan_server.importers.words.names import PhaseName
from agent_plan_server.importers.words.paths import files_in
from agent_plan_server.importers.words.states import read_line_status, read_mark
from agent_plan_server.importers.words.titles import clean_title, strip_decoration
from agent_plan_server.models.draft import StepDraft
from agent_plan_server.models.states import TaskStatus

NAME = "superpowers"
_TOUCHED = re.compile(r"\W{0,3}(?:create|modify|test|move|delete|rename|update|add|remove)s?\b[^:：]{0,20}[:：]", re.I)
_STEP = re.compile(r"\**Step\s(\d{1,3})\b\W{0,4}(.*?)[*:：\s]{0,4}$", re.I)
_SAYS = frozenset((Kind.ITEM, Kind.TEXT, Kind.CODE))


def recognises(document: Document) -> bool:
    """Counted task headings, at least half of them with a line such as "Create: path", and steps in bold."""
    if "step" not in document.folded:
        return False
    tasks = [lines for head, lines in _stretches(document) if not head.is_phase]
    with_files = sum(any(_is_touched(line) for line in lines) for lines in tasks)
    return with_files * 2 >= len(tasks) and any(_step_in(line) for lines in tasks for line in lines)


def read(document: Document, shelf: Shelf) -> Reading:
    """Of a task only its fields, its files and its steps are read: anything else may have leaked from a quoted file."""
    stretches = _stretches(document)
    inside = {line.number for head, lines in stretches for line in (lines[:1] if head.is_phase else lines)}
    rest = tuple(line for line in document.lines if line.number not in inside)
    reading = begin(replace(document, part=Markdown(rest, build_outline(rest), document.markdown.remarks)))
    for head, lines in stretches:
        if head.is_phase:
            name = PhaseName("phase", str(head.number), clean_title(head.title), head.title)
            reading.phases.append(new_phase(name.number, name, lines[0].number))
        else:
            _phase_of(reading).tasks.append(_read_task(reading, head, lines))
    for phase in reading.phases:
        phase.status = roll_up(phase.tasks)
    read_rest(reading)
    return reading


def _stretches(document: Document) -> list[tuple[Counted, Sequence[Line]]]:
    return lines_below(document.lines, find_counted(document.lines), lambda line: _step_in(line) is not None)


def _phase_of(reading: Reading) -> FoundPhase:
    if not reading.phases:
        reading.phases.append(FoundPhase("1", reading.title, reading.document.title_section.line))
    return reading.phases[-1]


def _read_task(reading: Reading, head: Counted, lines: Sequence[Line]) -> FoundTask:
    first, *below = lines
    path = (reading.title, strip_decoration(head.title))
    task = FoundTask("", first.number, reading.document.raw(first.number), path=path, carrier="headings")
    read_line(task, head.title)
    task.id = str(head.number)
    steps = _steps_of(below)
    task.steps = [_step(line, text) for line, text in steps]
    task.status = read_line_status(head.title) or _status_of(task.steps)
    reading.report.take(first.number, *(line.number for line, _ in steps))
    _read_fields(reading, task, takewhile(lambda line: _step_in(line) is None, below))
    for line in below:
        if line.kind is Kind.ITEM:
            reading.report.leave(line.number, line.text, "explains a task")
    return task


def _read_fields(reading: Reading, task: FoundTask, lines: Iterable[Line]) -> None:
    """The list below "Files:", lines such as "Create: path", and fields such as "Depends on: Task 1"."""
    lists_files = False
    for line in lines:
        if line.kind is Kind.ITEM and (lists_files or _is_touched(line)):
            task.scope += [path for path in files_in(line.text) if path not in task.scope]
            reading.report.take(line.number)
        elif line.kind is Kind.TEXT:
            field = read_field(line.text)
            lists_files = field is not None and fact_of(field[0]) is Fact.SCOPE
            if field is not None:
                set_fact(task, *field, [], line.number)


def _is_touched(line: Line) -> bool:
    return line.kind is Kind.ITEM and _TOUCHED.match(line.text) is not None


def _step_in(line: Line) -> re.Match[str] | None:
    is_bold = line.level >= PSEUDO_LEVEL or (line.kind in _SAYS and "**" in line.text)
    return _STEP.match(line.text) if is_bold else None


def _steps_of(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """The first step of each number; one that a fence swallowed counts when it is nowhere else."""
    steps: dict[int, tuple[Line, str]] = {}
    for line in sorted(lines, key=lambda line: line.kind is Kind.CODE):
        if match := _step_in(line):
            steps.setdefault(int(match.group(1)), (line, match.group(2)))
    return [step for _, step in sorted(steps.items())]


def _step(line: Line, text: str) -> StepDraft:
    done = line.mark is not None and read_mark(line.mark) is TaskStatus.COMPLETED
    return StepDraft(text=strip_decoration(text), done=done, line=line.number)


def _status_of(steps: Sequence[StepDraft]) -> TaskStatus:
    done = sum(step.done for step in steps)
    if done and done == len(steps):
        return TaskStatus.COMPLETED
    return TaskStatus.IN_PROGRESS if done else TaskStatus.PENDING
