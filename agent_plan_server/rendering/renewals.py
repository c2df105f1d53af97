"""Revised words of a task, put where the file has the old ones: a title on its line, the value of a field or a cell."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from agent_plan_server.importers.words.estimates import read_minutes
from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.revisions import Renewal, Revision
from agent_plan_server.rendering.source import Change, Span
from agent_plan_server.rendering.wording import fit_cell

_COLUMNS = {"title": "title", "estimate": "estimate", "owner": "owner", "scope": "files", "depends_on": "needs"}
_EMPTY = ("", "-", "–", "—")
_BETWEEN = r"\s*(?:[,;、，]|<br\s*/?>|\band\b)\s*"


def ways_to_renew(path: Path, page: Page, task: TaskDraft, renewal: Renewal) -> list[Revision]:
    """The ways to write it, best first; none where its old value does not stand literally once."""
    if task.line is None or not page.source.has_line(task.line) or renewal.field not in _COLUMNS:
        return []
    update: dict[str, object] = {renewal.field: renewal.new}
    if renewal.field == "estimate":
        update["estimate_minutes"] = read_minutes(str(renewal.new)) if renewal.new else None
    expected = task.model_copy(update=update)
    changes = [*_in_cell(page, task, renewal), *_in_words(page, task, renewal)]
    return [
        Revision(renewal.field, path, page.source.line_at(change.span.start), change, expected, task.key)
        for change in changes
        if page.source.can_hold(change.new)
    ]


def _in_cell(page: Page, task: TaskDraft, renewal: Renewal) -> Iterator[Change]:
    """A cell that says nothing, or shall say nothing from now on."""
    row = page.row_at(task)
    cell = row.cell(_COLUMNS[renewal.field]) if row else None
    if cell is None or (renewal.old and renewal.new):
        return
    now = cell.of(page.source.text)
    if renewal.new and now.strip() in _EMPTY:
        yield Change(cell, fit_cell(_joined(renewal.field, renewal.new), now))
    elif renewal.old:
        yield from (Change(cell, fit_cell(nothing, now)) for nothing in ("-", ""))


def _in_words(page: Page, task: TaskDraft, renewal: Renewal) -> Iterator[Change]:
    if not renewal.old or not renewal.new:
        return
    lines = [task.line or 0] if renewal.field == "title" else page.lines_of(task)
    if isinstance(renewal.old, tuple) or isinstance(renewal.new, tuple):
        yield from _lists(page, [line for line in lines if not page.is_data(line)], renewal)
        return
    if renewal.field == "title" and page.is_linked_to(lines[0]):
        return
    pattern = re.compile(rf"(?<!\w){re.escape(renewal.old)}(?!\w)")
    found = [match for line in lines for match in pattern.finditer(page.source.text, *page.source.lines[line - 1])]
    if len(found) == 1:
        yield Change(Span(*found[0].span()), renewal.new)


def _lists(page: Page, lines: Sequence[int], renewal: Renewal) -> Iterator[Change]:
    """Names that stand in a row on one line, each in the quotes and behind the word of the first."""
    old, new = tuple(renewal.old or ()), tuple(renewal.new or ())
    name = "|".join(re.escape(each) for each in sorted(old, key=len, reverse=True))
    one = rf"([`*\[]*(?:\b[^\W\d_]+ )?)(?<![\w./-])(?:{name})(?![\w/-])([`*\]]*)"
    pattern = re.compile(one + rf"({_BETWEEN}){one}" * (len(old) - 1))
    for line in lines:
        for match in pattern.finditer(page.source.text, *page.source.lines[line - 1]):
            front, back = match.group(1, 2)
            comma = match.group(3) if len(old) > 1 else ", "
            yield Change(Span(*match.span()), comma.join(f"{front}{each}{back}" for each in new))


def _joined(field: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return value
    return ", ".join(f"`{name}`" if field == "scope" else name for name in value)
