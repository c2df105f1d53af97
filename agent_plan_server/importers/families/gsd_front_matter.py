"""The front matter of a GSD PLAN.md: which plan of which phase it is, what it needs, what must be true after it."""

import re

from agent_plan_server.importers.findings.found import FoundCriterion, FoundPhase, Reading
from agent_plan_server.importers.text.data import Node
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.words.dependencies import Need, Target
from agent_plan_server.importers.words.paths import read_path
from agent_plan_server.importers.words.titles import clean_title
from agent_plan_server.models.states import CriterionKind

_PHASE = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)[-_\s]+(\S.*)")
_NOTHING = Node(0, None)


def read_front(document: Document, name: str) -> Node:
    """A value of the front matter; an empty one when there is none."""
    fields = document.front_matter.root.fields if document.front_matter else {}
    return fields.get(name) or _NOTHING


def read_phase(reading: Reading) -> FoundPhase:
    """ "phase: 07-multi-device" is phase 07; the file is one plan of it and needs those that it names."""
    document = reading.document
    said, plan = read_front(document, "phase").text, read_front(document, "plan").text
    match = _PHASE.match(said)
    number, title = match.groups() if match else (said or "1", said)
    phase = FoundPhase(number, clean_title(title.replace("-", " ")) or reading.title, 1)
    needs = read_front(document, "depends_on")
    phase.needs = [Need(Target.TASK, node.text, node.line) for node in (needs, *needs.items) if node.text]
    if said:
        reading.title = f"{said} {plan}".strip()
    reading.phases.append(phase)
    return phase


def read_must_haves(reading: Reading, phase: FoundPhase) -> None:
    """What must be true when the plan is done, and the files that must be there."""
    fields = read_front(reading.document, "must_haves").fields
    for node in (fields.get("truths") or _NOTHING).items:
        if node.text:
            reading.criteria.append(FoundCriterion(CriterionKind.EXIT, node.text, node.line, phase=phase))
    for node in (fields.get("artifacts") or _NOTHING).items:
        path = node.fields.get("path") or node
        if path.text:
            about = node.fields["provides"].text if "provides" in node.fields else path.text
            found = FoundCriterion(CriterionKind.DELIVERABLE, about or path.text, path.line, phase=phase)
            found.path = read_path(path.text)
            reading.criteria.append(found)
