"""Ralph's `prd.json`: user stories that pass or do not, done in the order of their priority."""

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.record import Record
from agent_plan_server.importers.parts.records import Records
from agent_plan_server.importers.parts.stores import begin_store, read_store
from agent_plan_server.importers.text.data import Node
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.keys import Key

NAME = "ralph_prd"
_STORIES = frozenset(("userstories", "stories"))
_OWN = frozenset(("passes", "acceptanceCriteria"))
_LAST = 1_000_000


def recognises(document: Document) -> bool:
    """A list of stories, most of them with `passes` or acceptance criteria."""
    stories = [node for name, node in _fields(document) if _is_stories(name) for node in node.items]
    return bool(stories) and sum(bool(node.fields.keys() & _OWN) for node in stories) * 2 >= len(stories)


def read(document: Document, shelf: Shelf) -> Reading:
    assert document.data is not None
    root = document.data.root
    reading = begin_store(document, root)
    records = Records(reading, "user stories")
    ordered = {name: _by_priority(node) if _is_stories(name) else node for name, node in root.fields.items()}
    read_store(reading, Node(root.line, ordered), records)
    records.settle()
    return reading


def _fields(document: Document) -> list[tuple[str, Node]]:
    return list(document.data.root.fields.items()) if document.data else []


def _is_stories(name: str) -> bool:
    return name.replace("_", "").casefold() in _STORIES


def _by_priority(stories: Node) -> Node:
    return Node(stories.line, tuple(sorted(stories.items, key=_priority)))


def _priority(story: Node) -> int:
    """1 comes first; what has no number comes last."""
    text = Record(story).text(Key.PRIORITY)
    return int(text) if text.isdecimal() else _LAST
