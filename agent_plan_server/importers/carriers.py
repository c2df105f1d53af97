"""What carries the work of a phase: boxes, ids, dated bullets, rows. One kind is chosen, the rest reported."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from agent_plan_server.importers.dependencies import ids_in
from agent_plan_server.importers.estimates import is_time, read_span
from agent_plan_server.importers.fields import Fact, fact_of
from agent_plan_server.importers.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.names import TIME_WORDS, read_phase_name
from agent_plan_server.importers.outline import Block, Item, Section
from agent_plan_server.importers.roles import Role, role_of
from agent_plan_server.importers.rows import columns_of, is_task_row, read_row
from agent_plan_server.importers.tasks import read_task, split_lead
from agent_plan_server.importers.titles import strip_decoration
from agent_plan_server.models.states import TaskStatus

WORK = frozenset((Role.TASKS, Role.STEPS))
_LEADING_ID = re.compile(
    r"[^\w`]{0,6}`?([A-Z][A-Z0-9]{0,9}(?:-[A-Z]{1,4})?-[A-Z]{0,2}\d{1,5}[a-z]?|T\d{3,4}[a-z]?|"
    r"\d{1,3}(?:\.\d{1,3}){1,3})(?![\w.-]*\w)"
)
_PLAIN_LEAD = re.compile(r"([^:*`\n]{1,40}):\s+(.*)", re.S)


@dataclass(frozen=True, slots=True)
class WorkBlock:
    """A block that may hold the tasks of a phase; `is_named` when its label or section says so."""

    block: Block
    section: Section
    is_named: bool


def work_blocks(section: Section, inherited: Role | None = None) -> Iterator[WorkBlock]:
    """The blocks of a phase that are not something else (criteria, risks, notes, a field …), in order."""
    role = role_of(section.title) if inherited is not None or section.parent else None
    for block in section.blocks:
        own = block.role or inherited
        if block.role is None and block.label and fact_of(block.label) not in (None, Fact.DURATION):
            continue
        if own is None or own in WORK:
            yield WorkBlock(block, section, own in WORK)
    for child in section.children:
        role = inherited if read_phase_name(child.title) else role_of(child.title) or inherited
        if role is None or role in WORK:
            yield from work_blocks(child, role)


def read_tasks(reading: Reading, phase: FoundPhase, blocks: list[WorkBlock]) -> None:
    """Give the phase its tasks, and report the list items beside them."""
    named = [each for each in blocks if each.is_named and (each.block.items or each.block.rows)]
    chosen = named or blocks
    rows = [(each, row) for each in chosen for row in each.block.rows if is_task_row(columns_of(row))]
    tasks = [task for each, row in rows if (task := read_row(reading, row, each.section.path))]
    items = [(each, item) for each in chosen for item in each.block.items]
    carrier, is_task = _choose(items, has_rows=bool(tasks))
    for each, item in items:
        for candidate in _candidates(item, is_task):
            if task := read_task(reading, candidate, phase, carrier, each.section.path):
                _place(task, each)
                tasks.append(task)
    merge_mentions(reading, tasks, items)
    phase.tasks += tasks
    _leave_rest(reading, blocks, carrier)


def _choose(items: list[tuple[WorkBlock, Item]], *, has_rows: bool) -> tuple[str, Callable[[Item], bool]]:
    """The most telling kind of item; with rows at hand only boxes add to them."""
    flat = [each for _, item in items for each in item.walk()]
    if any(item.line.is_box for item in flat):
        return "boxes", lambda item: item.line.is_box
    if has_rows:
        return "table rows", lambda item: False
    top = [item for _, item in items]
    if any(leads_with_id(item.text) for item in top):
        return "ids", lambda item: leads_with_id(item.text)
    if any(_leads_with_time(item.text) for item in top):
        return "dated items", lambda item: _leads_with_time(item.text)
    numbered = bool(top) and all(item.line.ordinal for item in top)
    return "numbered items" if numbered else "bullets", lambda item: item.parent is None


def _candidates(item: Item, is_task: Callable[[Item], bool]) -> Iterator[Item]:
    """The item itself when it is a task (its children are steps), else the tasks among its children."""
    if is_task(item):
        yield item
        return
    for child in item.children:
        yield from _candidates(child, is_task)


def leads_with_id(text: str) -> bool:
    """ "**OPS-001**: Pipeline" and "Week 4: SEC-001 (Encryption)" are tasks; "Start SEC-002" only mentions one."""
    return _LEADING_ID.match(_after_time(text)) is not None


def _leads_with_time(text: str) -> bool:
    return _after_time(text) != text


def _after_time(text: str) -> str:
    lead, rest = split_lead(text)
    if not lead and (match := _PLAIN_LEAD.match(text)):
        lead, rest = match.groups()
    return rest if rest and is_time(strip_decoration(lead)) else text


def _place(task: FoundTask, where: WorkBlock) -> None:
    """When it is planned: the week of its section or block, unless its own line says a week."""
    for title in (where.block.label, where.section.title):
        name = read_phase_name(title) if title else None
        if name and name.word in TIME_WORDS and (task.span is None or task.span.unit == "day"):
            task.span = read_span(f"{name.word} {name.number}") or task.span
            return


def merge_mentions(reading: Reading, tasks: list[FoundTask], items: list[tuple[WorkBlock, Item]]) -> None:
    """An item that names a task elsewhere in the phase gives it its sub-items as steps, if it has none."""
    by_id = {task.id: task for task in tasks if task.id}
    for _, item in items:
        if reading.report.knows(item.number):
            continue
        named = [by_id[name] for name in ids_in(item.text) if name in by_id]
        if len(named) == 1 and item.children and not named[0].steps:
            donor = read_task(reading, item, FoundPhase("", "", 0), "", ())
            named[0].steps = donor.steps if donor else []


def _leave_rest(reading: Reading, blocks: list[WorkBlock], carrier: str) -> None:
    for each in blocks:
        for item in each.block.walk():
            reading.report.leave(item.number, item.text, f"stands beside the {carrier} that carry this phase's tasks")


def link_in_order(tasks: list[FoundTask]) -> None:
    """Each task follows the one before it."""
    for before, after in pairwise(tasks):
        after.follows.append(before)


def worst_status(tasks: list[FoundTask]) -> TaskStatus:
    """The state of a phase that says nothing itself, from its tasks."""
    states = [task.status or TaskStatus.PENDING for task in tasks]
    if states and all(state.is_finished for state in states):
        return TaskStatus.COMPLETED
    started = any(state in (TaskStatus.COMPLETED, TaskStatus.IN_PROGRESS) for state in states)
    return TaskStatus.IN_PROGRESS if started else TaskStatus.PENDING
