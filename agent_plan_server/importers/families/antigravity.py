"""Antigravity task.md: a tree of boxes with ids in comments (`<!-- id: 4 -->`); [/] is in progress."""

import re

from agent_plan_server.importers.findings.found import FoundTask, Reading
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.sections import read_rest
from agent_plan_server.importers.parts.trees import Trees
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Item
from agent_plan_server.importers.text.shelf import Shelf

NAME = "antigravity"
_ID = re.compile(r"<!--\s{0,3}id:\s{0,3}([\w.-]{1,40})\s{0,3}-->")


def recognises(document: Document) -> bool:
    """At least two boxes, and a quarter of all, end in a comment with an id."""
    named = sum(_ID.search(document.shown(line.number)) is not None for line in document.boxes)
    return named >= 2 and named * 4 >= len(document.boxes)


def read(document: Document, shelf: Shelf) -> Reading:
    """Boxes are work under whatever heading they stand: "Verification" is a stage here, not a list of criteria."""
    reading = begin(document)

    def finish(task: FoundTask, item: Item) -> None:
        if match := _ID.search(document.shown(item.number)):
            task.id = match.group(1)

    Trees(reading, "boxes", finish).read()
    read_rest(reading)
    return reading
