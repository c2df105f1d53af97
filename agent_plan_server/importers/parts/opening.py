"""How every reading begins: the plan's title, goal and status."""

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Section
from agent_plan_server.importers.words.fields import Fact, fact_of
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.titles import clean_title, strip_decoration

_ABOUT = (Role.GOAL,)


def begin(document: Document) -> Reading:
    reading = Reading(document)
    reading.title = clean_title(document.title_section.title) or document.name
    for block in document.opening:
        if fact_of(block.label) is Fact.STATUS and block.value:
            reading.status = strip_decoration(block.value)
        elif fact_of(block.label) is Fact.GOAL and block.value:
            reading.goal.append(strip_decoration(block.value))
        elif not block.label and block.text and not reading.goal:
            reading.goal += [strip_decoration(line.text) for line in block.text]
    for section in document.sections:
        if section.role in _ABOUT and section.level <= 2:
            reading.goal += _texts(section)
            reading.report.take(*(item.number for block in section.blocks for item in block.walk()))
    return reading


def _texts(section: Section) -> list[str]:
    """Paragraphs and list items of a goal section, in order."""
    texts: list[str] = []
    for block in section.blocks:
        label = f"{strip_decoration(block.label)}: {strip_decoration(block.value)}".strip() if block.label else ""
        texts += [label] if label else []
        texts += [strip_decoration(line.text) for line in block.text]
        texts += [f"- {strip_decoration(item.text)}" for item in block.walk()]
    return texts
