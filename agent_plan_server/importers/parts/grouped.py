"""Tables of tasks whose rows say the phase they belong to: by a column of its own, or by the number of a row above."""

from collections import Counter
from collections.abc import Iterator

from agent_plan_server.importers.findings.found import FoundPhase, Reading
from agent_plan_server.importers.parts.carriers import roll_up
from agent_plan_server.importers.parts.rows import columns_of, is_task_row, read_row
from agent_plan_server.importers.text.outline import Block, Row, Section
from agent_plan_server.importers.words.names import read_phase_name
from agent_plan_server.importers.words.titles import clean_title, comparable, strip_decoration

_FEWEST = 2
Grouped = tuple[str, Row]


def read_grouped_tables(reading: Reading) -> None:
    """Make a phase of each group, and tasks of its rows; a table whose groups hold one row each only lists phases."""
    for section in reading.document.sections:
        for block in section.blocks:
            if len(block.rows) > _FEWEST and (rows := _by_column(block) or _by_number(reading, block)):
                _read_rows(reading, section, rows)
    for phase in reading.phases:
        phase.status = phase.status or (roll_up(phase.tasks) if phase.tasks else None)


def _by_column(block: Block) -> list[Grouped]:
    """Each row with what its column "Phase", "Project" or "Epic" says.

    Where each name stands once, an empty cell means the one above; else it means none.
    """
    cells = [columns_of(row) for row in block.rows]
    named = [strip_decoration(each.get("phase") or each.get("group") or "") for each in cells]
    if not all(named[:1]) or not all(map(is_task_row, cells)):
        return []
    are_merged = "" in named and max(Counter(filter(None, named)).values()) == 1
    groups = [next((name for name in reversed(named[: place + 1]) if name), "") for place in range(len(named))]
    groups = groups if are_merged else named
    is_grouped = max(Counter(groups).values()) >= _FEWEST and len(set(groups)) >= _FEWEST
    return list(zip(groups, block.rows, strict=True)) if is_grouped else []


def _by_number(reading: Reading, block: Block) -> list[Grouped]:
    """The rows below "1 | Sorting" that are numbered 1.1, 1.2 …; what has rows below it is their group."""
    ids = {strip_decoration(columns_of(row).get("id", "")): row for row in block.rows}
    tops = {name: row for name, row in ids.items() if name.isdigit()}
    below = {name: row for name, row in ids.items() if name.partition(".")[0] in tops and name not in tops}
    if len(tops) < _FEWEST or len(tops) + len(below) < len(block.rows) or len(below) <= len(tops):
        return []
    reading.report.take(*(row.line for row in tops.values()))
    titles = {name: columns_of(row).get("title", "") for name, row in tops.items()}
    return [(f"{number} {titles[number]}", row) for name, row in below.items() if (number := name.partition(".")[0])]


def _read_rows(reading: Reading, section: Section, rows: list[Grouped]) -> None:
    for group, row in rows:
        phase = _phase_of(reading, group, row)
        if task := read_row(reading, row, section.path):
            phase.tasks.append(task)


def _phase_of(reading: Reading, group: str, row: Row) -> FoundPhase:
    """The phase that is called so, by its number or its title; a new one when there is none."""
    name = read_phase_name(group)
    number, title = (name.number, name.title) if name else _split(group)
    title = title or clean_title(group) or reading.title
    for phase in reading.phases:
        if (number and phase.number == number) or comparable(phase.title) == comparable(title):
            return phase
    taken = {phase.number for phase in reading.phases}
    free = number if number and number not in taken else next(_numbers(taken))
    phase = FoundPhase(free, title, row.line, name, may_overlap=not number)
    reading.phases.append(phase)
    return phase


def _split(group: str) -> tuple[str, str]:
    """ "1. Setup" is number 1, "Setup"; what begins with no number has none."""
    first, _, rest = group.partition(" ")
    number = first.strip(".:)")
    return (number, clean_title(rest)) if number.isdigit() and rest else ("", clean_title(group))


def _numbers(taken: set[str]) -> Iterator[str]:
    return (str(number) for number in range(len(taken) + 1, 2 * len(taken) + 2) if str(number) not in taken)
