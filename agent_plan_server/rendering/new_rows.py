"""A new task as a row of a table: the cells of a row beside it, filled with what the task has."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.source import Change, Span, apply_changes
from agent_plan_server.rendering.tables import Row, status_cell
from agent_plan_server.rendering.wording import fit_cell

_NOTHING = ("", "-", "–", "—")
_REQUIRED = ("title", "status")


def rows_like(page: Page, alike: Sequence[TaskDraft], task: TaskDraft) -> Iterator[str]:
    """The rows that a task could have, best first, like the first row that bears its id and title literally."""
    for model in alike:
        row = page.row_at(model)
        if row is None or row.cell("title") is None:
            continue
        columns = {name: place for place, name in reversed(list(enumerate(row.columns))) if name}
        values = _values(page, model, row, task)
        if all(name in values for name in (*_REQUIRED, "id") if name in columns):
            needed = {name: value for name, value in values.items() if name in (*_REQUIRED, "id")}
            for told in (values, needed):
                cells = {columns[name]: value for name, value in told.items() if name in columns}
                yield _row(page, row, cells, [_nothing(page, row, place) for place in range(len(row.cells))])
                yield _row(page, row, cells, [""] * len(row.cells))
            return


def _values(page: Page, model: TaskDraft, row: Row, task: TaskDraft) -> dict[str, str]:
    """What the cells of each column shall say; a column is missing when its manner is not clear."""
    said = {
        "owner": task.owner or "",
        "estimate": task.estimate or "",
        "needs": ", ".join(task.depends_on),
        "files": ", ".join(f"`{path}`" for path in task.scope),
        "title": _put(page, row.cell("title"), model.title, task.title),
        "id": _put(page, row.cell("id"), model.key, task.key),
        "status": _state(page, model, row),
    }
    return {name: value for name, value in said.items() if value}


def _put(page: Page, cell: Span | None, old: str, new: str) -> str:
    text = cell.of(page.source.text).strip() if cell else ""
    return text.replace(old, new) if text.count(old) == 1 else ""


def _state(page: Page, model: TaskDraft, row: Row) -> str:
    spot = status_cell(model.line or 0, row)
    if spot is None:
        return ""
    now = page.written_at(spot).strip()
    return now if model.status is TaskStatus.PENDING else page.word_for(spot, TaskStatus.PENDING, now) or ""


def _row(page: Page, row: Row, values: Mapping[int, str], nothing: Sequence[str]) -> str:
    start, end = page.source.lines[page.source.line_at(row.cells[0].start) - 1]
    changes = []
    for place, (first, last) in enumerate(row.cells):
        value = values.get(place, nothing[place])
        changes.append(Change(Span(first - start, last - start), fit_cell(value, page.source.text[first:last])))
    return apply_changes(page.source.text[start:end], changes)


def _nothing(page: Page, row: Row, place: int) -> str:
    """How the table says that a cell has nothing to say."""
    cells = (each.cells[place] for each in page.rows_of(row.header) if place < len(each.cells))
    seen = Counter(text for cell in cells if (text := cell.of(page.source.text).strip()) in _NOTHING)
    return seen.most_common(1)[0][0] if seen else ""
