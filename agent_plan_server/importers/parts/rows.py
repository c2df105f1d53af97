"""Table rows as tasks or phases, recognised by the words of the header."""

from collections.abc import Mapping

from agent_plan_server.importers.findings.found import FoundTask, Reading
from agent_plan_server.importers.findings.report import TEMPLATE
from agent_plan_server.importers.parts.tasks import read_line
from agent_plan_server.importers.text.outline import Row
from agent_plan_server.importers.words.dependencies import read_needs
from agent_plan_server.importers.words.estimates import read_span
from agent_plan_server.importers.words.paths import files_in
from agent_plan_server.importers.words.placeholders import is_placeholder
from agent_plan_server.importers.words.states import read_line_status, read_status
from agent_plan_server.importers.words.titles import strip_decoration

_COLUMNS = {
    "id": "id|task id|#|no|no.|nr|key|ticket|issue|编号|番号|번호|code",
    "phase": "phase|sprint|stage|milestone|workstream|fase|阶段|フェーズ|단계",
    "title": (
        "task|task name|name|title|description|work item|item|story|aufgabe|tarea|tarefa|tâche|任务|タスク|작업|"
        "deliverable|"
        "activity|phase name|focus|feature"
    ),
    "status": "status|state|done|progress|zustand|estado|statut|状态|状態|상태|current status",
    "estimate": (
        "effort|estimate|duration|duration est.|est.|est|time|size|hours|days|aufwand|estimated time|timeline|"
        "weeks|工期|工数|기간"
    ),
    "owner": "owner|assignee|assigned|assigned to|agent|responsible|who|lead|担当|담당|负责人|role",
    "needs": "dependencies|depends on|dependency|deps|requires|blocked by|prerequisites|依赖|依存|의존성|needs|after",
    "files": "files|file|paths|scope|target|location",
}  # fmt: skip
_COLUMN_OF = {word: column for column, words in _COLUMNS.items() for word in words.split("|")}


def columns_of(row: Row) -> dict[str, str]:
    """The cells of a row by what they mean; the first column that means a thing has it."""
    found: dict[str, str] = {}
    for header, cell in row.cells.items():
        if column := column_of(header):
            found.setdefault(column, cell)
    return found


def column_of(header: str) -> str | None:
    """What a column holds, by its header in lower case: "task name" is the title."""
    return _COLUMN_OF.get(header.strip(" :*"))


def is_task_row(cells: Mapping[str, str]) -> bool:
    """A row with a title, and with an id, a state, an owner or an estimate to show that it is work."""
    return "title" in cells and len(cells.keys() & {"id", "status", "owner", "estimate", "needs"}) >= 2


def read_row(reading: Reading, row: Row, path: tuple[str, ...]) -> FoundTask | None:
    """The task of a table row; None, and reported, when it is a placeholder or has no title."""
    cells = columns_of(row)
    title = cells.get("title", "").replace("<br>", " ")
    if not strip_decoration(title) or is_placeholder(title):
        reading.report.leave(row.line, reading.document.shown(row.line), TEMPLATE if title else "has no title")
        return None
    task = FoundTask("", row.line, reading.document.raw(row.line), path=path, carrier="table rows")
    read_line(task, title)
    task.id = strip_decoration(cells.get("id", "")).split(" ")[0] or task.id
    task.status = read_status(cells.get("status", "")) or read_line_status(cells.get("id", ""))
    task.owner = strip_decoration(cells.get("owner", "")) or None
    if estimate := strip_decoration(cells.get("estimate", "")):
        task.estimate, task.span = estimate, read_span(estimate)
    task.needs += read_needs(cells.get("needs", ""), row.line)
    task.scope += files_in(cells.get("files", "").replace("<br>", " "))
    reading.report.take(row.line)
    return task
