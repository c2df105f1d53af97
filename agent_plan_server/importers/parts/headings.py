"""Headings as tasks: "### Task 3: …", "### AUTH-01 Login", "### 2.1 Schema", or a heading with a status and files."""

import re
from collections.abc import Iterator

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.findings.report import TEMPLATE
from agent_plan_server.importers.parts.criteria import KINDS
from agent_plan_server.importers.parts.facts import set_fact
from agent_plan_server.importers.parts.rows import columns_of, is_task_row
from agent_plan_server.importers.parts.tasks import read_line, step_of
from agent_plan_server.importers.parts.work import WORK, lists_ids, role_at
from agent_plan_server.importers.text.outline import Block, Item, Row, Section, read_field
from agent_plan_server.importers.words.fields import Fact, fact_of
from agent_plan_server.importers.words.keywords import read_epic, read_keyword
from agent_plan_server.importers.words.names import AGENT, STEP
from agent_plan_server.importers.words.paths import files_in, paths_in, touched_in
from agent_plan_server.importers.words.placeholders import is_placeholder
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.sentences import read_sentence_needs
from agent_plan_server.importers.words.states import read_line_status, read_mark
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.models.states import TaskStatus

_DOTTED = re.compile(r"(?:\d{1,3}\.\d{1,3}|[A-Z]\.\d{1,3}|[A-Z]\d{1,2})(?:\.\d{1,3})*[.:)]?\s")
_NUMBERED = re.compile(r"\d{1,3}[.:)]\s")
_ORDINAL = re.compile(r"(\d{1,3})[.)]\s")
_SERIES = re.compile(r"[\[(]?([A-Z][A-Z0-9]{1,9}-|#)\d{1,6}\b")
_BOX = re.compile(r"\[(.?)\]\s+(.*)")
_TASK_FACTS = frozenset((Fact.STATUS, Fact.OWNER, Fact.SCOPE, Fact.DEPENDENCIES))
_CARRY = frozenset((None, *WORK))
_NEVER_WORK = frozenset(Role) - {Role.TASKS, Role.STEPS, Role.PARALLEL, Role.ORDER, Role.NEXT, Role.OVERVIEW}


def task_sections(section: Section) -> list[Section]:
    """The outermost headings below a phase that are tasks; empty when other things carry the work.

    A list of ids is surer work than headings that only have numbers.
    """
    if not section.children:
        return []
    below = list(_candidates(section))
    if named := [each for each in below if is_named_task(each)]:
        return list(_outermost(section, named))
    if any(lists_ids(block) for part in section.walk() for block in part.blocks if role_at(block, part.role) in _CARRY):
        return []
    for pattern in (_DOTTED, _NUMBERED):
        numbered = [each for each in below if pattern.match(each.bare)]
        if _are_tasks(numbered, below):
            return [part for each in _outermost(section, numbered) for part in _parts_of(each)]
    plain = [each for each in below if not _has_boxes(each)]
    return [each for each in plain if len(plain) >= 2 and has_task_facts(each)]


def _parts_of(section: Section) -> list[Section]:
    """ "1.1 Agent" over "1.1.1 Spool" and nothing of its own is a group: the parts are the tasks."""
    parts = [each for each in section.children if _DOTTED.match(each.bare)]
    if not parts or len(parts) < len(section.children) or any(map(_says_more, section.blocks)):
        return [section]
    return [inner for each in parts for inner in _parts_of(each)]


def _says_more(block: Block) -> bool:
    return bool(block.items or block.rows or block.code or (block.label and fact_of(block.label) in _TASK_FACTS))


def _are_tasks(numbered: list[Section], below: list[Section]) -> bool:
    """Numbered headings are tasks when no boxes carry the work instead, or when one has the fields of a task.

    A heading that calls its own list the tasks, or holds a table of them, is a group. One heading alone must have no
    list at all.
    """
    if len(numbered) < 2:
        return bool(numbered) and not any(block.items or block.rows for each in below for block in each.blocks)
    if any(is_task_row(columns_of(row)) for each in numbered for block in each.blocks for row in block.rows):
        return False
    if not any(map(_has_boxes, below)):
        return True
    return any(map(has_task_facts, numbered)) and not any(map(_lists_tasks, numbered))


def _is_numbered_task(section: Section) -> bool:
    """ "1.2 Log every caller" with a state, files or needs is a task, whatever its title speaks of."""
    return _DOTTED.match(section.bare) is not None and (
        has_task_facts(section) or any(_is_fact(item) for block in section.blocks for item in block.items)
    )


def _is_fact(item: Item) -> bool:
    field = None if item.line.is_box else read_field(item.text)
    return field is not None and fact_of(field[0]) in _TASK_FACTS


def leave_bare_headings(reading: Reading, section: Section) -> None:
    """Report numbered headings with nothing to tick or list below, where the lists of others carry the work."""
    for each in _candidates(section):
        is_bare = not any(block.items or block.rows for part in each.walk() for block in part.blocks)
        if is_bare and _DOTTED.match(each.bare):
            reading.report.leave(each.line, each.bare, "has no list, beside the lists that carry this phase's tasks")


def is_named_task(section: Section) -> bool:
    """By its words, an id or a state in capitals; an epic, or what stands above headings of its form, is a group."""
    return _names_work(section) and read_epic(section.title) is None and not _is_above_its_like(section)


def _names_work(section: Section) -> bool:
    return section.names_task or read_keyword(section.title)[0] is not None


def _is_above_its_like(section: Section) -> bool:
    """ "PAY-10 Refunds" over "PAY-11 Button"; below another of its like it is a task with parts."""
    form = _form_of(section)
    is_below = section.parent is not None and _form_of(section.parent) == form
    return form != "" and not is_below and any(_form_of(child) == form for child in section.children)


def _form_of(section: Section) -> str:
    if read_keyword(section.title)[0] is not None:
        return "keyword"
    return match.group(1) if (match := _SERIES.match(section.bare)) else ""


def has_task_facts(section: Section) -> bool:
    """It has a state, an owner, files or needs."""
    return any(block.label and fact_of(block.label) in _TASK_FACTS for block in section.blocks)


def read_heading(reading: Reading, section: Section, phase: FoundPhase) -> FoundTask | None:
    """The task of a heading: its fields, and its lists as steps; None, and reported, when it is a placeholder."""
    if is_placeholder(section.bare):
        reading.report.leave(section.line, section.bare, TEMPLATE)
        return None
    task = FoundTask("", section.line, reading.document.raw(section.line), path=section.path, carrier="headings")
    box = _BOX.match(section.title)
    status, text = read_keyword(box.group(2) if box else section.title)
    if number := _ORDINAL.match(strip_decoration(text)):
        task.ordinal = number.group(1)
    read_line(task, re.sub(r"^\d{1,3}[.)]\s+", "", text))
    task.status = status or read_line_status(text) or (read_mark(box.group(1)) if box else None)
    reading.report.take(section.line)
    for part in section.walk():
        inherited = part.role if part is not section else None
        for block in part.blocks:
            _read_block(reading, task, block, inherited)
    task.status = task.status or _status_of_steps(section)
    task.scope = task.scope or list(dict.fromkeys(path for line in task.body for path in touched_in(line)))
    return task


def _status_of_steps(section: Section) -> TaskStatus | None:
    """The ticks of its boxes speak for a task that says nothing itself."""
    marks = [read_mark(item.line.mark) for item in _boxes(section) if item.line.mark is not None]
    if marks and all(mark.is_finished for mark in marks):
        return TaskStatus.COMPLETED
    started = any(mark in (TaskStatus.COMPLETED, TaskStatus.IN_PROGRESS) for mark in marks)
    return TaskStatus.IN_PROGRESS if started else None


def criteria_blocks(section: Section) -> Iterator[tuple[Section, Block, Role]]:
    """The blocks of a task's section that say when it is done."""
    for part in section.walk():
        inherited = part.role if part is not section else None
        for block in part.blocks:
            role = block.role or inherited
            if role in KINDS:
                yield part, block, role


def _read_block(reading: Reading, task: FoundTask, block: Block, inherited: Role | None) -> None:
    role = block.role or inherited
    items = [(item.text, item.number) for item in block.walk()]
    if role in KINDS:
        return
    for row in block.rows:
        _read_files(reading, task, row)
    if block.label and set_fact(task, block.label, block.value, items, block.line):
        reading.report.take(*(item.number for item in block.walk()))
    elif _is_file_list(block, role):
        task.scope += [path for text, _ in items for path in files_in(text)]
        reading.report.take(*(item.number for item in block.walk()))
    elif role is None or role in (Role.TASKS, Role.STEPS):
        for item in block.items:
            _read_item(task, item)
        reading.report.take(*(item.number for item in block.walk()))
        for line in block.text:
            task.needs += read_sentence_needs(line.text, line.number)
            task.body.append(strip_decoration(line.text))
    elif role is Role.LINKS and block.value:
        task.body.append(f"{block.label}: {strip_decoration(block.value)}")


def _read_item(task: FoundTask, item: Item) -> None:
    """A field of the task, as in "- **Status:** done", or a step with those below it."""
    field = None if item.line.is_box else read_field(item.text)
    below = [(each.text, each.number) for each in item.walk() if each is not item]
    if field is None or not set_fact(task, *field, below, item.number):
        steps = [each for each in item.walk() if not is_placeholder(each.text)]
        task.steps += map(step_of, steps)
        task.scope += [path for each in item.walk() for path in paths_in(each.text)]


def _read_files(reading: Reading, task: FoundTask, row: Row) -> None:
    """A row of "File | Change" below a task."""
    if paths := files_in(columns_of(row).get("files", "").replace("<br>", " ")):
        task.scope += paths
        reading.report.take(row.line)


def _is_file_list(block: Block, role: Role | None) -> bool:
    return role is Role.SCOPE and bool(block.items)


def _candidates(section: Section) -> Iterator[Section]:
    for child in section.children:
        if child.role in _NEVER_WORK and not (is_named_task(child) or _is_numbered_task(child)):
            continue
        name = child.name
        if name is None or name.word in (STEP, AGENT):
            yield child
        yield from _candidates(child)


def _outermost(section: Section, chosen: list[Section]) -> Iterator[Section]:
    wanted = set(map(id, chosen))
    waiting = list(reversed(section.children))
    while waiting:
        child = waiting.pop()
        if id(child) in wanted:
            yield child
        else:
            waiting += reversed(child.children)


def _has_boxes(section: Section) -> bool:
    return next(_boxes(section), None) is not None


def _boxes(section: Section) -> Iterator[Item]:
    """Boxes that are work: those of criteria and tests do not count."""
    for part in section.walk():
        for block in part.blocks:
            role = block.role or (part.role if part is not section else None)
            if role not in KINDS:
                yield from (item for item in block.walk() if item.line.is_box)


def _lists_tasks(section: Section) -> bool:
    return any(block.label and block.role is Role.TASKS for block in section.blocks)
