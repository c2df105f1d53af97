"""Kiro tasks.md: numbered boxes, nested by indentation or only by number, with "_Requirements: 1.1_" below them.

A star behind the box says that a task is optional; "(P)" that it may run beside others.
"""

import re

from agent_plan_server.importers.findings.found import FoundTask, Reading
from agent_plan_server.importers.parts.carriers import link_but_for
from agent_plan_server.importers.parts.criteria import KINDS
from agent_plan_server.importers.parts.facts import set_fact
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.sections import read_rest
from agent_plan_server.importers.parts.tasks import add_paths_below
from agent_plan_server.importers.parts.trees import Trees, number_in
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.outline import Item
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.dependencies import Need, Target
from agent_plan_server.importers.words.fields import Fact, fact_of
from agent_plan_server.importers.words.states import read_line_status
from agent_plan_server.models.states import TaskStatus

NAME = "kiro"
_STARTED = "-"  # elsewhere it is dropped
_REFERENCE = re.compile(r"[_*]{1,2}([^_*:：]{1,40})[:：]\s*(\S[^\n]*?)[_*]{1,2}$")
_ITALIC = re.compile(r"[_*](?![_*])")
_NUMBERS = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3})*(?![\w.])")
_OPTIONAL = re.compile(r"\]\\?\*|\d\*\s")
_PARALLEL = re.compile(r"\s*\(P\)")


def recognises(document: Document) -> bool:
    """Numbered boxes, and lines of reference in italics below them that name numbers."""
    numbered = sum(bool(number_in(line.text)) for line in document.boxes)
    references = (line for line in document.lines if line.kind is Kind.ITEM and not line.is_box)
    return numbered >= 2 and any(
        _ITALIC.match(line.text) and (match := _REFERENCE.match(line.text)) and _NUMBERS.search(match.group(2))
        for line in references
    )


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    references = {item.number: _take_references(reading, item) for item in document.root.boxes()}
    free: set[FoundTask] = set()

    def finish(task: FoundTask, item: Item) -> None:
        task.id = number_in(item.text) or task.id
        if item.line.mark == _STARTED:
            task.status = read_line_status(item.text) or TaskStatus.IN_PROGRESS
        add_paths_below(task, item)
        for label, value in references.get(item.number, ()):
            _add_reference(task, label, value)
        if _OPTIONAL.search(document.shown(item.number)[:20]):
            task.body.append("Optional.")
        if _PARALLEL.search(task.title):
            task.title = _PARALLEL.sub("", task.title, count=1).strip()
            free.add(task)

    Trees(reading, "numbered boxes", finish, frozenset(KINDS)).read()
    for phase in reading.phases if free else ():
        link_but_for(phase.tasks, free)
    read_rest(reading)
    return reading


def _take_references(reading: Reading, item: Item) -> list[tuple[str, str]]:
    """What "_Requirements: 1.1_" says; the line is no step of the task."""
    found = [(child, match) for child in item.children if (match := _REFERENCE.match(child.text))]
    item.children = [child for child in item.children if child not in [each for each, _ in found]]
    reading.report.take(*(child.number for child, _ in found))
    return [(match.group(1).strip(), match.group(2).strip(" _*")) for _, match in found]


def _add_reference(task: FoundTask, label: str, value: str) -> None:
    if fact_of(label) is Fact.DEPENDENCIES or label.casefold() in ("depends", "blocked"):
        task.needs += [Need(Target.TASK, number, task.line) for number in _NUMBERS.findall(value)]
    elif not set_fact(task, label, value, [], task.line):
        task.body.append(f"{label}: {value}")
