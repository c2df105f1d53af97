"""Task Master's `tasks.json`: {"tasks": […]}, or one such object for each tag ({"master": {"tasks": […]}}).

A tag is a phase, subtasks are the steps of their task. What `agent-plan export` adds to `metadata` (keys, phases) is
read back.
"""

from collections import Counter

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.carriers import roll_up
from agent_plan_server.importers.parts.record import Record
from agent_plan_server.importers.parts.records import Records
from agent_plan_server.importers.parts.stores import begin_store
from agent_plan_server.importers.text.data import Node
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.keys import Key
from agent_plan_server.models.states import TaskStatus

NAME = "task_master"
_OWN = ("subtasks", "testStrategy", "details")
_MAIN = "master"
# States of ours that Task Master has no word for, and the word they are exported as.
STANDS_FOR = {TaskStatus.FAILED: "blocked", TaskStatus.PROPOSED: "deferred"}


def recognises(document: Document) -> bool:
    """Tasks with an id, a title and a state, most of them with subtasks, details or a test strategy."""
    tasks = [task for _, tag in _tags(document) for task in _field(tag, "tasks").items]
    known = [task for task in tasks if {"id", "title", "status"} <= task.fields.keys()]
    own = [task for task in known if any(name in task.fields for name in _OWN)]
    return bool(own) and len(own) * 2 >= len(tasks)


def read(document: Document, shelf: Shelf) -> Reading:
    assert document.data is not None
    reading = begin_store(document, document.data.root)
    tags = _tags(document)
    ids = Counter(_field(task, "id").text for _, tag in tags for task in _field(tag, "tasks").items)
    for name, tag in tags:
        records = Records(reading, "tasks")
        phases = _read_phases(reading, tag, records) or {"": _phase_of_tag(records, name, tag)}
        for node in _field(tag, "tasks").items:
            own = _field(node, "metadata")
            phase = phases.get(_field(own, "phase").text) or next(iter(phases.values()))
            if task := records.read(_without_own(node), phase):
                _name(task, own, name if ids[task.id] > 1 and name != _MAIN else "")
                task.status = _own_status(own, node) or task.status
        for phase in phases.values():
            phase.status = roll_up(phase.tasks)
        records.settle()
    return reading


def _tags(document: Document) -> list[tuple[str, Node]]:
    """Each object that has tasks, with its tag; tags without tasks are left out where others have some."""
    if document.data is None:
        return []
    root = document.data.root
    tags = list(root.fields.items()) if "tasks" not in root.fields else [(_MAIN, root)]
    tags = [(name, node) for name, node in tags if "tasks" in node.fields]
    return [each for each in tags if _field(each[1], "tasks").items] or tags


def _phase_of_tag(records: Records, name: str, tag: Node) -> FoundPhase:
    phase = records.add_phase(name, tag.line)
    phase.may_overlap = True
    return phase


def _read_phases(reading: Reading, tag: Node, records: Records) -> dict[str, FoundPhase]:
    """The phases of an exported plan, by their numbers."""
    about = _field(tag, "metadata")
    phases: dict[str, FoundPhase] = {}
    for node in _field(about, "phases").items:
        number = _field(node, "number").text
        phases[number] = FoundPhase(number, _field(node, "title").text, node.line)
        phases[number].may_overlap = bool(_field(node, "parallel").text)
        records.know_phase(phases[number], f"phase {number}")
        records.need(phases[number].needs, [_field(node, "dependencies")])
    if phases:
        reading.title = _field(about, "description").text or reading.title
        reading.phases += phases.values()
    return phases


def _without_own(node: Node) -> Node:
    return Node(node.line, {name: value for name, value in node.fields.items() if name != "metadata"})


def _name(task: FoundTask, own: Node, tag: str) -> None:
    """The key of an exported task; where tags count their tasks alike, the tag stands before the id."""
    task.id = _field(own, "key").text or (f"{tag}.{task.id}" if tag else task.id)


def _own_status(own: Node, node: Node) -> TaskStatus | None:
    """The state of an exported task, as long as nobody has changed the word that stands for it."""
    word = Record(node).text(Key.STATUS)
    return next((each for each, said in STANDS_FOR.items() if (each, said) == (_field(own, "status").text, word)), None)


def _field(node: Node, name: str) -> Node:
    return node.fields.get(name) or Node(node.line, None)
