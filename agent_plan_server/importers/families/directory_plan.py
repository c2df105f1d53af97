"""The front page of a plan directory: phases are list items that link to their files, work is the critical path."""

from collections.abc import Iterator

from agent_plan_server.importers.families.linked import replace_summary
from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.phases import find_phase_sections, new_phase
from agent_plan_server.importers.parts.sections import read_rest
from agent_plan_server.importers.parts.tasks import read_task
from agent_plan_server.importers.parts.work import WORK, work_blocks
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Item
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.dependencies import Need, Target
from agent_plan_server.importers.words.estimates import read_span
from agent_plan_server.importers.words.names import PhaseName, read_phase_name
from agent_plan_server.importers.words.titles import links_in, strip_decoration

NAME = "directory_plan"
_BLOCKING = ("blocks ", "unblocks ", "enables ")


def recognises(document: Document) -> bool:
    """At least two list items are links named as phases, and no heading is a phase."""
    return len(list(_linked_phases(document))) >= 2 and not find_phase_sections(document.root)


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin(document)
    targets = []
    for item, name, target in _linked_phases(document):
        phase = _phase_of(item, name)
        reading.phases.append(phase)
        reading.report.take(item.number)
        targets.append((phase, target))
    _read_critical_path(reading)
    read_rest(reading)
    for phase, target in targets:
        replace_summary(reading, phase, target, shelf)
    return reading


def _linked_phases(document: Document) -> Iterator[tuple[Item, PhaseName, str]]:
    blocks = (block for section in document.sections for block in section.blocks)
    for item in (item for block in blocks for item in block.items):
        for text, target in links_in(item.text)[:1]:
            name = read_phase_name(text)
            if name is not None and "://" not in target:
                yield item, name, target


def _phase_of(item: Item, name: PhaseName) -> FoundPhase:
    """What follows the link is the goal; "(Months 1-6)" in it is the estimate."""
    phase = new_phase(name.number, name, item.number)
    about = strip_decoration(item.text.partition("](")[2].partition(")")[2]).strip(" -–—:")
    if span := read_span(about):
        head, _, tail = about.rpartition("(")
        phase.span, phase.estimate = span, tail.rstrip(") ") if head else about
        about = head or about
    phase.goal = [about.strip()] if about.strip() else []
    return phase


def _read_critical_path(reading: Reading) -> None:
    """Each item of a task section belongs to the phase whose months contain its own; else to the first."""
    for section in reading.document.root.walk():
        if section.role not in WORK:
            continue
        for each in work_blocks(section, set()):
            for item in each.block.items:
                _add(reading, item, section.path)


def _add(reading: Reading, item: Item, path: tuple[str, ...]) -> None:
    task = read_task(reading, item, reading.phases[0], "critical path items", path)
    if task is None:
        return
    phase = reading.phase_at(task.span) or _phase_in_which_it_starts(reading, task)
    phase.tasks.append(task)
    for text in task.body:
        if text.casefold().startswith(_BLOCKING):
            task.needed_by.append(Need(Target.UNKNOWN, text, item.number))


def _phase_in_which_it_starts(reading: Reading, task: FoundTask) -> FoundPhase:
    for phase in reading.phases:
        if task.span and phase.span and phase.span.unit == task.span.unit and task.span.first <= phase.span.last:
            return phase
    return reading.phases[0]
