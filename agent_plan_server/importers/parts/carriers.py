"""What carries the work of a phase: boxes, rows, ids, dated bullets. One kind is chosen, the rest reported."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.rows import columns_of, is_task_row, read_cards, read_row
from agent_plan_server.importers.parts.tasks import read_task
from agent_plan_server.importers.parts.work import WorkBlock, leads_with_id, leads_with_time, lists_ids
from agent_plan_server.importers.text.outline import Item, Section
from agent_plan_server.importers.words.dependencies import ids_in
from agent_plan_server.importers.words.estimates import is_amount, read_span
from agent_plan_server.importers.words.names import TIME_WORDS, names_task, read_phase_name
from agent_plan_server.importers.words.states import read_column, read_line_status, read_mark
from agent_plan_server.importers.words.titles import clean_title
from agent_plan_server.models.states import TaskStatus

Placed = tuple[WorkBlock, Item]
_NUMBER = re.compile(r"\W{0,4}(\d{1,3}(?:\.\d{1,3}){0,4})(?=[.)\s:])")


def read_tasks(reading: Reading, phase: FoundPhase, blocks: list[WorkBlock]) -> None:
    """Give the phase the tasks of its lists and tables, and report the list items beside them."""
    if not blocks:
        return
    chosen = _named_first(blocks)
    rows = [(each, row) for each in chosen for row in each.block.rows if each.is_named or is_task_row(columns_of(row))]
    tasks = [task for each, row in rows if (task := read_row(reading, row, each.section.path))]
    for each in chosen:
        tasks += [task for row in each.block.rows for task in read_cards(reading, row, each.section.path)]
    items = [(each, item) for each in chosen for item in each.block.items]
    carrier, is_task = _cards() if phase.holds_cards else _choose(items, has_rows=bool(tasks))
    for each, item in items:
        for candidate in _candidates(item, is_task):
            if task := read_task(reading, candidate, phase, carrier, each.section.path):
                _place(task, each)
                task.status = _status_here(task.status, each.section, phase)
                tasks.append(task)
    _merge_mentions(reading, tasks, items)
    if carrier == "boxes":
        _leave_groups(reading, items)
    phase.tasks += sorted(tasks, key=lambda task: task.line)
    leave_blocks(reading, blocks, f"stands beside the {carrier} that carry this phase's tasks")


def leave_blocks(reading: Reading, blocks: list[WorkBlock], reason: str) -> None:
    for each in blocks:
        for item in each.block.walk():
            reading.report.leave(item.number, item.text, reason)


def link_in_order(tasks: list[FoundTask]) -> None:
    """Each task follows the one before it."""
    for before, after in pairwise(tasks):
        after.follows.append(before)


def link_but_for(tasks: list[FoundTask], free: set[FoundTask]) -> None:
    """What may run side by side follows the last task that may not; that one follows all since the last such one.

    Tasks that state what they need follow nothing.
    """
    before: list[FoundTask] = []
    group: list[FoundTask] = []
    for task in tasks:
        if not task.needs:
            task.follows += before if task in free else group or before
        if task in free:
            group.append(task)
        else:
            before, group = [task], []


def roll_up(tasks: list[FoundTask]) -> TaskStatus:
    """The state of a phase that says nothing itself, from its tasks."""
    states = [task.status or TaskStatus.PENDING for task in tasks]
    if states and all(state.is_finished for state in states):
        return TaskStatus.COMPLETED
    started = any(state in (TaskStatus.COMPLETED, TaskStatus.IN_PROGRESS) for state in states)
    return TaskStatus.IN_PROGRESS if started else TaskStatus.PENDING


def _named_first(blocks: list[WorkBlock]) -> list[WorkBlock]:
    """Lists that are called tasks or steps; when they are boxes, the boxes outside them count too.

    A list of ids is the work, where what is called so only has bullets.
    """
    named = [each for each in blocks if each.is_named and (each.block.items or each.block.rows)]
    is_plain = not any(item.line.is_box or leads_with_id(item.text) for each in named for item in each.block.walk())
    if is_plain and not any(each.block.rows for each in named):
        with_ids = [each for each in blocks if lists_ids(each.block)][:1]
        return with_ids or named or blocks
    if not named:
        return blocks
    if any(item.line.is_box for each in named for item in each.block.walk()):
        return [each for each in blocks if each in named or any(item.line.is_box for item in each.block.walk())]
    return named


def _choose(items: list[Placed], *, has_rows: bool) -> tuple[str, Callable[[Item], bool]]:
    """The most telling kind of item; with rows at hand only boxes add to them."""
    flat = [each for _, item in items for each in item.walk()]
    top = [item for _, item in items]
    if any(item.line.is_box for item in flat):
        if _hold_boxes_as_steps(top):
            return "numbered items", lambda item: item.parent is None and bool(item.line.ordinal)
        groups = _numbered_groups(flat)
        return "boxes", lambda item: (item.line.is_box and not _is_group(item, groups)) or _is_bare(item)
    if has_rows:
        return "table rows", lambda item: False
    if any(leads_with_id(item.text) for item in top):
        return "ids", lambda item: leads_with_id(item.text)
    if any(leads_with_time(item.text) for item in top):
        return "dated items", lambda item: leads_with_time(item.text)
    numbered = bool(top) and all(item.line.ordinal for item in top)
    return "numbered items" if numbered else "bullets", lambda item: item.parent is None


def _cards() -> tuple[str, Callable[[Item], bool]]:
    """Boxes below a card are its steps, and a card without a box is no less a card."""
    return "cards", lambda item: item.parent is None


def _is_bare(item: Item) -> bool:
    """ "⏸ Plant" between boxes is one of them, written without its bullet."""
    return item.line.is_bare and item.parent is None


def _hold_boxes_as_steps(top: list[Item]) -> bool:
    """Numbered items, some with boxes below and some without: the numbers are the tasks, the boxes their steps."""
    plain = [item for item in top if item.line.ordinal and not item.line.is_box]
    return len(plain) == len(top) and any(not item.children for item in plain)


def _is_group(item: Item, groups: set[str]) -> bool:
    """A box over boxes only, or whose sub-boxes have ids of their own, by nesting or number ("3" above "3.1")."""
    if item.is_task:
        return False
    if any(child.line.is_box and leads_with_id(child.text) for child in item.children):
        return True
    if item.children and all(child.line.is_box for child in item.children) and not _says_it_is_a_task(item.text):
        return True
    return bool(groups) and _number_of(item) in groups


def _says_it_is_a_task(text: str) -> bool:
    """By an id, the word "Task", an estimate or a state: what hangs below it are its steps."""
    if names_task(text) or leads_with_id(text) or "@" in text:
        return True
    inner = text.rstrip("*_ ").rpartition("(")[2].rstrip(") ")
    return is_amount(inner)


def _numbered_groups(items: list[Item]) -> set[str]:
    numbers = [number for item in items if item.line.is_box and (number := _number_of(item))]
    return {number.rpartition(".")[0] for number in numbers if "." in number}


def _number_of(item: Item) -> str | None:
    if match := _NUMBER.match(item.text):
        return match.group(1)
    return item.line.ordinal or None


def _candidates(item: Item, is_task: Callable[[Item], bool]) -> Iterator[Item]:
    """The item itself when it is a task (its children are steps), else the tasks among its children."""
    if is_task(item):
        yield item
        return
    for child in item.children:
        yield from _candidates(child, is_task)


def _leave_groups(reading: Reading, items: list[Placed]) -> None:
    for item in (inner for _, top in items for inner in top.walk()):
        if item.line.is_box and item.children and not item.is_task:
            reading.report.leave(item.number, item.text, "groups the tasks below it")
            _compare_group(reading, item)


def _compare_group(reading: Reading, group: Item) -> None:
    """A ticked box over an open one: the inner one is believed."""
    if read_mark(group.line.mark or "") is not TaskStatus.COMPLETED:
        return
    opened = next((each for each in group.children if each.line.mark is not None and not _is_ticked(each)), None)
    if opened is not None:
        text = f'"{clean_title(group.text)}" is ticked, yet "{clean_title(opened.text)}" below it is open.'
        reading.report.contradict((group.number, opened.number), text)


def _is_ticked(item: Item) -> bool:
    return read_mark(item.line.mark or "").is_finished


def _status_here(own: TaskStatus | None, section: Section, phase: FoundPhase) -> TaskStatus | None:
    """Word, then mark, then column of a board, then heading; an empty box says less than "In progress" above it."""
    column = read_column(section.title)
    if column is not None and (own is None or (own is TaskStatus.PENDING and not column.is_finished)):
        return column
    return own or _finished_by_heading(section, phase)


def _finished_by_heading(section: Section, phase: FoundPhase) -> TaskStatus | None:
    """What has no word and no mark of its own is done or dropped with the nearest heading that says so."""
    while section not in phase.sections:
        status = read_line_status(section.title)
        if status is not None:
            return status if status.is_finished else None
        if section.parent is None:
            return None
        section = section.parent
    return phase.status if phase.status and phase.status.is_finished else None


def _place(task: FoundTask, where: WorkBlock) -> None:
    """When it is planned: the week of its section or block, unless its own line says a week."""
    for title in (where.block.label, where.section.title):
        name = read_phase_name(title) if title else None
        if name and name.word in TIME_WORDS and (task.span is None or task.span.unit == "day"):
            task.span = read_span(f"{name.word} {name.number}") or task.span
            return


def _merge_mentions(reading: Reading, tasks: list[FoundTask], items: list[Placed]) -> None:
    """An item that names a task elsewhere in the phase gives it its sub-items as steps, if it has none."""
    by_id = {task.id: task for task in tasks if task.id}
    for _, item in items:
        if reading.report.knows(item.number):
            continue
        named = [by_id[name] for name in ids_in(item.text) if name in by_id]
        if len(named) == 1 and item.children and not named[0].steps:
            donor = read_task(reading, item, FoundPhase("", "", 0), "", ())
            named[0].steps = donor.steps if donor else []
