"""A recovery plan: dated work in weeks, author's ids, go/no-go points, allocation to several instances."""

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.parts.carriers import link_in_order
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.phases import find_phase_sections, make_phases
from agent_plan_server.importers.parts.sections import read_phases, read_rest
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.dependencies import ids_in
from agent_plan_server.importers.words.roles import Role

NAME = "recovery_plan"
_SIGNATURE = frozenset((Role.GATES, Role.RESOURCES, Role.COMMUNICATION, Role.PARALLEL, Role.QUESTIONS, Role.RISKS))
_ENOUGH = 3


def recognises(document: Document) -> bool:
    """Phases, something a person decides, and at least three of the signature: gates, allocation, risks …"""
    roles = {section.role for section in document.sections}
    asks = Role.GATES in roles or Role.QUESTIONS in roles
    return asks and len(roles & _SIGNATURE) >= _ENOUGH and len(find_phase_sections(document.root)) >= 2


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    make_phases(reading, find_phase_sections(document.root))
    read_phases(reading)
    name_umbrellas(reading)
    follow_the_days(reading)
    read_rest(reading)
    return reading


def name_umbrellas(reading: Reading) -> None:
    """An id that only a phase's goal or title carries stands for the whole phase."""
    taken = {task.id for task in reading.tasks}
    for phase in reading.phases:
        for text in (phase.title, *phase.goal):
            phase.aliases += [name for name in ids_in(text) if name not in taken]


def follow_the_days(reading: Reading) -> None:
    """Tasks that are dated by days follow each other in the order of the days."""
    for phase in reading.phases:
        link_in_order([task for task in phase.tasks if task.carrier == "dated items"])
