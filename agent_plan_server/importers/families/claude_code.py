"""Claude Code plan file: context, approach, files to modify, verification, and no boxes.

The work is what the approach counts: headings, else a numbered list; without either, each file to modify.
"""

import re

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.headings import is_named_task, read_heading
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.phases import find_phase_sections
from agent_plan_server.importers.parts.rows import columns_of, is_task_row
from agent_plan_server.importers.parts.sections import read_rest
from agent_plan_server.importers.parts.tasks import read_task
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Row, Section
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.paths import files_in
from agent_plan_server.importers.words.titles import clean_title, strip_decoration

NAME = "claude_code"
_CONTEXT = re.compile(r"\W*(?:context|problem|background|overview|summary|goal|current state)\b", re.I)
_APPROACH = re.compile(
    r"\W*(?:approach|implementation|changes?|proposed changes|solution|steps|design|plan|fix|recommended)\b", re.I
)
_FILES = re.compile(
    r"\W*(?:(?:critical|key|affected|modified|new)\s)?files?(?:\sto\s[\w /,&]{3,40}|\saffected|\schanged)?\W*$", re.I
)
_VERIFICATION = re.compile(r"\W*(?:verification|verify|testing|tests?|test plan|validation)\b", re.I)
_COUNTED = re.compile(r"(?:(?:change|step|part|edit|fix)\s{1,2})?(\d{1,2}|[A-Z])[.:)]\s+(?=\S)", re.I)
_ENOUGH = 2


def recognises(document: Document) -> bool:
    """Files to modify, with two of context, approach and verification; nothing else that carries work in a plan."""
    if find_phase_sections(document.root):
        return False
    titles = [section.title for section in _parts(document)]
    signs = [any(pattern.match(title) for title in titles) for pattern in (_CONTEXT, _APPROACH, _VERIFICATION)]
    has_files = any(_FILES.match(title) for title in titles)
    return has_files and sum(signs) >= _ENOUGH and not _has_tasks(document)


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    phase = FoundPhase("1", reading.title, document.title_section.line)
    reading.phases.append(phase)
    approach = [section for section in _parts(document) if _APPROACH.match(section.title)]
    files = [section for section in _parts(document) if _FILES.match(section.title)]
    phase.tasks = (
        _tasks_of_headings(reading, phase, approach)
        or _tasks_of_numbers(reading, phase, approach)
        or _tasks_of_headings(reading, phase, files)
        or _tasks_of_files(reading, phase, files)
    )
    _complete_scopes(phase, files)
    for item in (item for top in files for part in top.walk() for block in part.blocks for item in block.walk()):
        reading.report.leave(item.number, item.text, "tells what changes in a file")
    read_rest(reading)
    return reading


def _parts(document: Document) -> list[Section]:
    """The parts of the plan: the sections below its title."""
    top = document.title_section if len(document.root.children) == 1 else document.root
    return top.children


def _has_tasks(document: Document) -> bool:
    """Headings or rows that are tasks, or boxes outside the verification."""
    rows = (row for section in document.sections for block in section.blocks for row in block.rows)
    parts = (part for part in _parts(document) if not _VERIFICATION.match(part.title))
    blocks = (block for part in parts for section in part.walk() for block in section.blocks)
    return (
        any(map(is_named_task, document.sections))
        or any(is_task_row(columns_of(row)) for row in rows)
        or any(item.line.is_box for block in blocks for item in block.walk())
    )


def _tasks_of_headings(reading: Reading, phase: FoundPhase, sections: list[Section]) -> list[FoundTask]:
    """Counted headings below the sections ("### 2. Store it", "### Change 2: …"); their lists are steps."""
    counted = [child for section in sections for child in section.children if _COUNTED.match(_bare(child))]
    tasks = [task for child in counted if len(counted) > 1 and (task := read_heading(reading, child, phase))]
    for task, child in zip(tasks, counted, strict=False):
        task.title = clean_title(_COUNTED.sub("", _bare(child), count=1)) or task.title
        reading.ignored.add(child.line)
    return tasks


def _bare(section: Section) -> str:
    return section.bare


def _tasks_of_numbers(reading: Reading, phase: FoundPhase, sections: list[Section]) -> list[FoundTask]:
    for section in (part for top in sections for part in top.walk()):
        items = [item for block in section.blocks for item in block.items if item.line.ordinal]
        if len(items) > 1:
            found = (read_task(reading, item, phase, "numbered items", section.path) for item in items)
            return [task for task in found if task]
    return []


def _tasks_of_files(reading: Reading, phase: FoundPhase, sections: list[Section]) -> list[FoundTask]:
    tasks: list[FoundTask | None] = []
    for section in (part for top in sections for part in top.walk()):
        for block in section.blocks:
            tasks += [read_task(reading, item, phase, "files", section.path) for item in block.items]
            tasks += [_task_of_row(reading, row, section) for row in block.rows]
    return [task for task in tasks if task]


def _task_of_row(reading: Reading, row: Row, section: Section) -> FoundTask | None:
    """ "| `a.py` | Sort the list |" is work on that file."""
    texts = [strip_decoration(cell) for cell in row.cells.values() if cell]
    paths = [path for cell in row.cells.values() for path in files_in(cell)]
    if not texts:
        return None
    reading.report.take(row.line)
    task = FoundTask(": ".join(texts), row.line, reading.document.raw(row.line), path=section.path, carrier="files")
    task.scope += paths
    return task


def _complete_scopes(phase: FoundPhase, sections: list[Section]) -> None:
    """ "Update store.py" means the store.py that the files to modify name by its whole path."""
    parts = [part for section in sections for part in section.walk()]
    texts = [part.title for part in parts]
    texts += [item.text for part in parts for block in part.blocks for item in block.items]
    texts += [cell for part in parts for block in part.blocks for row in block.rows for cell in row.cells.values()]
    known = {path.rpartition("/")[2]: path for text in texts for path in files_in(text)}
    for task in phase.tasks:
        named = [known[path] for path in files_in(task.title) if path in known]
        task.scope = list(dict.fromkeys([*named, *(path for path in task.scope if path not in known)]))
