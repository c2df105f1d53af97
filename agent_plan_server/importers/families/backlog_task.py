"""Backlog.md: one task in each file, its state in the front matter, its criteria and plan in sections below.

A folder of such files is one plan; milestones are its phases.
"""

import re
from collections.abc import Sequence

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.carriers import roll_up
from agent_plan_server.importers.parts.criteria import KINDS, read_criteria
from agent_plan_server.importers.parts.places import Place
from agent_plan_server.importers.parts.record import Record
from agent_plan_server.importers.parts.records import Records
from agent_plan_server.importers.parts.tasks import step_of
from agent_plan_server.importers.parts.work import WORK
from agent_plan_server.importers.text.data import Node
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Block, Section
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.paths import paths_in
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.titles import strip_decoration

NAME = "backlog_task"
_ALWAYS = {"id", "title", "status"}
_OFTEN = ("assignee", "dependencies", "labels", "parent_task_id", "milestone", "ordinal", "created_date")
_FEWEST = 2
_READ = ("id", "title", "status", "assignee", "dependencies", "labels", "priority", "milestone")
_PLANS = ("implementation plan", "plan")
_NUMBER = re.compile(r"^#\d{1,3}\s+")


def recognises(document: Document) -> bool:
    """Front matter with id, title and state, and with what Backlog.md writes beside them."""
    if document.front_matter is None:
        return False
    names = document.front_matter.root.fields.keys()
    return names >= _ALWAYS and sum(name in names for name in _OFTEN) >= _FEWEST


def read(document: Document, shelf: Shelf) -> Reading:
    return read_files(document, [document])


def read_files(whole: Document, documents: Sequence[Document]) -> Reading:
    """The tasks of several files as one plan, which is called like the whole; a task with sub-tasks follows them."""
    reading = Reading(whole)
    records = Records(reading, "task files")
    roots = [document.front_matter.root for document in documents if document.front_matter]
    reading.title = Record(roots[0]).title if len(roots) == 1 else whole.name
    tasks: dict[str, FoundTask] = {}
    for document, root in zip(documents, roots, strict=True):
        records.reading = reading
        phase = _phase_of(records, root)
        if document is not whole:
            records.reading = Reading(document)
        task = _read_file(records, root, phase)
        if document is not whole:
            task.file = document.name
            _join(reading, records.reading)
        tasks[task.id.casefold()] = task
    for root in roots:
        if parent := tasks.get(_text(root, "parent_task_id").casefold()):
            parent.follows.append(tasks[_text(root, "id").casefold()])
    for phase in reading.phases:
        phase.status = roll_up(phase.tasks)
    records.settle()
    return reading


def _read_file(records: Records, root: Node, phase: FoundPhase) -> FoundTask:
    reading = records.reading
    task = records.read(Node(root.line, {name: root.fields[name] for name in root.fields if name in _READ}), phase)
    assert task is not None
    for section in reading.document.root.walk():
        for block in section.blocks:
            _read_block(reading, section, block, phase, task)
    return task


def _read_block(reading: Reading, section: Section, block: Block, phase: FoundPhase, task: FoundTask) -> None:
    """Criteria and steps by the role of their section; descriptions and notes are what the task says."""
    if (role := section.role) in KINDS:
        before = len(reading.criteria)
        read_criteria(reading, block, Place(section, role, phase, task))
        for criterion in reading.criteria[before:]:
            criterion.text = _NUMBER.sub("", criterion.text)
        return
    labelled = [f"{block.label}: {block.value}"] if block.label else []
    texts = labelled + [line.text for line in block.text] + [item.text for item in block.walk()]
    task.scope += [path for text in texts for path in paths_in(text)]
    if role in WORK or section.title.casefold() in _PLANS:
        task.steps += [step_of(item) for item in block.items]
        reading.report.take(*(item.number for item in block.walk()))
        return
    if role is not Role.NOTES:
        task.body += [strip_decoration(text) for text in texts]
    for item in block.walk():
        reading.report.leave(item.number, item.text, f"is part of {section.title!r}")


def _phase_of(records: Records, root: Node) -> FoundPhase:
    """The phase of its milestone; tasks without one share a phase."""
    title = _text(root, "milestone") or records.reading.title
    if (phase := records.find_phase(title)) is None:
        phase = records.add_phase(title, root.line)
        phase.may_overlap = True
    return phase


def _join(reading: Reading, inner: Reading) -> None:
    """Take over what one file says; its report is told by the name of the file, the lines are its own."""
    reading.criteria += inner.criteria
    for criterion in inner.criteria:
        criterion.line = 0
    name = inner.document.name
    for remark in inner.report.remarks:
        reading.report.remark(f"{name}: {remark}")
    for left in inner.report.not_taken:
        reading.report.remark(f"{name}, line {left.line}: {left.text} ({left.reason}).")


def _text(root: Node, name: str) -> str:
    return root.fields[name].text.strip() if name in root.fields else ""
