"""Table rows as tasks or phases, recognised by the words of the header."""

import re
from collections.abc import Mapping

from agent_plan_server.importers.findings.found import FoundTask, Reading
from agent_plan_server.importers.findings.report import TEMPLATE
from agent_plan_server.importers.parts.tasks import read_line
from agent_plan_server.importers.text.outline import Row
from agent_plan_server.importers.words.dependencies import ID, read_needs
from agent_plan_server.importers.words.estimates import read_span
from agent_plan_server.importers.words.fields import Fact, label_fact
from agent_plan_server.importers.words.lexicon import flatten, fold_words
from agent_plan_server.importers.words.paths import files_in
from agent_plan_server.importers.words.placeholders import is_placeholder
from agent_plan_server.importers.words.states import read_column, read_line_status, read_status
from agent_plan_server.importers.words.tables.columns import COLUMNS
from agent_plan_server.importers.words.tables.phases import PHASES
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.models.states import TaskStatus

_PHASE_WORDS = ("phase", "sprint", "stage", "milestone", "workstream")
_ID = re.compile(
    rf"[*`~\[]{{0,4}}(?:{ID}|T\d{{2,4}}\b|[A-Z]{{1,4}}\d{{1,3}}\b|[A-Z]?\d{{1,3}}(?:\.\d{{1,3}}){{1,3}}[a-z]?)"
)
_COLUMN_OF = {
    **dict.fromkeys(("done", "progress"), "status"),
    **dict.fromkeys(("wp", "task #", "task no"), "id"),
    **dict.fromkeys(("%", "% done", "% complete", "% completed", "done %", "percent", "pct", "%完成"), "percent"),
    **dict.fromkeys(("project", "epic", "release", "module", "milestone", "workstream"), "group"),
    **dict.fromkeys(("size", "points", "hours", "days"), "estimate"),
    **dict.fromkeys(("role", "resp"), "owner"),
    **dict.fromkeys(("path", "target"), "files"),
    **dict.fromkeys(("dep", "deps", "depends", "blockedby", "predecessor", "predecessors", "prereqs"), "needs"),
    **flatten(COLUMNS),
    **dict.fromkeys(flatten({word: PHASES[word] for word in _PHASE_WORDS}), "phase"),
}
_COLUMN_OF_FACT = {
    Fact.STATUS: "status",
    Fact.DURATION: "estimate",
    Fact.OWNER: "owner",
    Fact.DEPENDENCIES: "needs",
    Fact.SCOPE: "files",
    Fact.BLOCKS: "blocks",
}
_FEWEST_STATES = 2
_SAYS_WORK = frozenset(("owner", "needs", "start", "end", "estimate"))
_WORDS = re.compile(r"[^\W\d_]{3,}(?!-?\d)")


def columns_of(row: Row) -> dict[str, str]:
    """The cells of a row by what they mean; the first column that means a thing has it."""
    found: dict[str, str] = {}
    for header, cell in row.cells.items():
        if column := column_of(header):
            found.setdefault(column, cell)
    if "title" not in found and _WORDS.search(found.get("id", "")):
        found["title"] = found.pop("id")  # "Ticket" over titles
    elif "title" not in found and found.keys() & _SAYS_WORK and read_status(found.get("status", "")):
        # "Epic", "Gap": with a state and an owner it is work all the same
        found["title"] = found.pop("group", "") or _first_unknown(row)
    return found


def _first_unknown(row: Row) -> str:
    """The cell of the first column whose meaning is not known, for a title: "Problem", "Gap"."""
    return next((cell for header, cell in row.cells.items() if column_of(header) is None), "")


def column_of(header: str) -> str | None:
    """What a column holds, by its header in lower case: "task name" is the title."""
    bare = header.strip(" :*")
    if column := _COLUMN_OF.get(fold_words(bare)):
        return column
    fact = label_fact(bare)
    return _COLUMN_OF_FACT.get(fact) if fact else None


def is_task_row(cells: Mapping[str, str]) -> bool:
    """A row with a title, and with a state, an owner, an estimate or needs, or an id of its own, to show it is work."""
    if "title" not in cells:
        return False
    known = cells.keys() & {"id", "status", "percent", "owner", "estimate", "needs", "start", "end"}
    return len(known) >= 2 or bool(known & {"status", "needs"}) or _ID.match(cells.get("id", "")) is not None


def cards_of(row: Row) -> list[tuple[TaskStatus, str]]:
    """The cards of a row below headers that are states ("To do | Doing | Done"); empty in any other table."""
    states = [(status, cell) for header, cell in row.cells.items() if (status := read_column(header))]
    if len(states) < len(row.cells) or len({status for status, _ in states}) < _FEWEST_STATES:
        return []
    cards = [(status, strip_decoration(text)) for status, cell in states for text in cell.split("<br>")]
    return [(status, text) for status, text in cards if text and not is_placeholder(text)]


def read_cards(reading: Reading, row: Row, path: tuple[str, ...]) -> list[FoundTask]:
    """A task of each card; their states stand in the header, where nothing can be written."""
    tasks = []
    for status, text in cards_of(row):
        task = FoundTask("", row.line, reading.document.raw(row.line), path=path, carrier="table rows", status=status)
        read_line(task, text)
        tasks.append(task)
        reading.report.take(row.line)
    return tasks


def read_row(reading: Reading, row: Row, path: tuple[str, ...]) -> FoundTask | None:
    """The task of a table row; None, and reported, when it is a placeholder or has no title."""
    cells = columns_of(row)
    title = (cells.get("title") or _first_unknown(row)).replace("<br>", " ")
    if not strip_decoration(title) or is_placeholder(title):
        reading.report.leave(row.line, reading.document.shown(row.line), TEMPLATE if title else "has no title")
        return None
    task = FoundTask("", row.line, reading.document.raw(row.line), path=path, carrier="table rows")
    read_line(task, title)
    task.id = strip_decoration(cells.get("id", "")).split(" ")[0] or task.id
    task.status = read_status(cells.get("status", "")) or read_line_status(cells.get("id", ""))
    if (share := strip_decoration(cells.get("percent", "")).rstrip("% ")) and task.status is None:
        task.status = read_status(f"{share}%")
    task.owner = strip_decoration(cells.get("owner", "")) or None
    if estimate := strip_decoration(cells.get("estimate", "")):
        task.estimate, task.span = estimate, read_span(estimate)
    task.needs += read_needs(cells.get("needs", ""), row.line)
    task.needed_by += read_needs(cells.get("blocks", ""), row.line)
    task.scope += files_in(cells.get("files", "").replace("<br>", " "))
    reading.report.take(row.line)
    return task
