"""Cursor's `.plan.md` and its like: the tasks stand as `todos` in the front matter, the Markdown below explains them.

Without todos the Markdown is the plan.
"""

from agent_plan_server.importers.families.generic import read as read_generic
from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.record import Record
from agent_plan_server.importers.parts.records import Records
from agent_plan_server.importers.parts.sections import read_rest
from agent_plan_server.importers.parts.stores import holds_work, read_store
from agent_plan_server.importers.text.data import Node
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.keys import Key

NAME = "cursor_plan"
_LISTS = (Key.TASKS, Key.PHASES)


def recognises(document: Document) -> bool:
    """A list of todos in the front matter, be it empty, or phases with some."""
    root = document.front_matter.root if document.front_matter else None
    return root is not None and ("todos" in root.fields or holds_work(_lists_of(root)))


def read(document: Document, shelf: Shelf) -> Reading:
    assert document.front_matter is not None
    root = document.front_matter.root
    lists = _lists_of(root)
    reading = begin(document) if holds_work(lists) else read_generic(document, shelf)
    about = Record(root)
    reading.title = about.title or reading.title
    if overview := [node.text.strip() for node in about.nodes(Key.GOAL) if node.text.strip()]:
        reading.goal = overview
    if holds_work(lists):
        records = Records(reading, "todos")
        read_store(reading, lists, records)
        records.settle()
        read_rest(reading)
    return reading


def _lists_of(root: Node) -> Node:
    """Only what the front matter says of work: its tags and references are about the file."""
    record = Record(root)
    return Node(root.line, {name: node for key in _LISTS for name, node in record.parts.get(key, ()) if node.items})
