"""Any JSON or YAML that plainly is a list of tasks: objects with a title and a state, alone or below phases."""

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.records import Records
from agent_plan_server.importers.parts.stores import begin_store, holds_work, read_store
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.shelf import Shelf

NAME = "data_plan"


def recognises(document: Document) -> bool:
    return document.data is not None and holds_work(document.data.root)


def read(document: Document, shelf: Shelf) -> Reading:
    assert document.data is not None
    root = document.data.root
    reading = begin_store(document, root)
    records = Records(reading, f"{document.data.form} records")
    read_store(reading, root, records)
    records.settle()
    return reading
