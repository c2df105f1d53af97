"""Walks a plan: every block goes to the reader of its role, every list item ends in the plan or in the report."""

from collections.abc import Callable
from itertools import pairwise

from agent_plan_server.importers.findings.found import FoundPhase, Reading
from agent_plan_server.importers.parts.carriers import leave_blocks, read_tasks, roll_up
from agent_plan_server.importers.parts.criteria import KINDS, read_criteria
from agent_plan_server.importers.parts.decisions import read_locks, read_option_sections, read_questions
from agent_plan_server.importers.parts.entries import read_entries
from agent_plan_server.importers.parts.gates import is_gate, read_gate, read_gate_items
from agent_plan_server.importers.parts.headings import criteria_blocks, leave_bare_headings, read_heading, task_sections
from agent_plan_server.importers.parts.notes import read_date, read_notes
from agent_plan_server.importers.parts.phases import read_facts
from agent_plan_server.importers.parts.places import Place
from agent_plan_server.importers.parts.resources import read_allocation, read_parallel
from agent_plan_server.importers.parts.work import WORK, role_at, role_below, work_blocks
from agent_plan_server.importers.text.outline import Block, Section
from agent_plan_server.importers.words.fields import Fact, fact_of
from agent_plan_server.importers.words.roles import Role

_Reader = Callable[[Reading, Block, Place], None]
_READERS: dict[Role, _Reader] = {
    **dict.fromkeys(KINDS, read_criteria),
    Role.GATES: read_gate_items,
    Role.QUESTIONS: read_questions,
    Role.LOCKS: read_locks,
    Role.RESOURCES: read_allocation,
    **dict.fromkeys(
        (
            Role.RULES,
            Role.RISKS,
            Role.MILESTONES,
            Role.COMMUNICATION,
            Role.LESSONS,
            Role.ROLLBACK,
            Role.ORDER,
            Role.DOCUMENTS,
            Role.LINKS,
        ),
        read_entries,
    ),
}
_REASONS = {
    Role.HOW_TO: "tells how to use the plan",
    Role.NEXT: "restates work of the phases",
    Role.OVERVIEW: "restates the phases",
    Role.CONTEXT: "describes the background",
    Role.NOTES: "is a note",
    Role.CHECKLISTS: "points to a checklist",
    Role.STATUS: "reports a state",
    Role.GOAL: "describes the goal",
    Role.SCOPE: "lists files",
    Role.TASKS: "belongs to no phase",
    Role.STEPS: "belongs to no phase",
}
_SPEAKS_FOR_ALL = frozenset(
    (Role.RISKS, Role.RESOURCES, Role.HOW_TO, Role.ROLLBACK, Role.QUESTIONS, Role.CONTEXT, Role.NEXT, Role.ORDER)
)
_STANDS_ALONE = frozenset(
    (
        Role.COMMUNICATION,
        Role.RULES,
        Role.RISKS,
        Role.ROLLBACK,
        Role.GATES,
        Role.QUESTIONS,
        Role.MILESTONES,
        Role.LINKS,
        Role.LOCKS,
    )
)
# Reasons that are worth a line in the report even for a plain bullet.
_TELLING = frozenset((Role.NEXT, Role.TASKS, Role.STEPS, Role.OVERVIEW))


def read_phases(reading: Reading, *, headings: bool = True) -> None:
    """Give each phase its facts, its tasks (lists only, without `headings`) and what else stands in its sections."""
    for phase in reading.phases:
        heads = [head for section in phase.sections for head in task_sections(section)] if headings else []
        lines = {head.line for head in heads}
        for section in phase.sections:
            _read_phase_section(reading, phase, section, lines)
        blocks = [block for section in phase.sections for block in work_blocks(section, lines)]
        if heads:
            _read_headings(reading, phase, heads)
            leave_blocks(reading, blocks, "stands beside the headings that carry this phase's tasks")
        else:
            read_tasks(reading, phase, blocks)
            for section in phase.sections if phase.tasks else ():
                leave_bare_headings(reading, section)
        if phase.status is None and phase.tasks:
            phase.status = roll_up(phase.tasks)


def _read_headings(reading: Reading, phase: FoundPhase, heads: list[Section]) -> None:
    for head in heads:
        task = read_heading(reading, head, phase)
        if task is None or not task.title:
            continue
        phase.tasks.append(task)
        for section, block, role in criteria_blocks(head):
            read_criteria(reading, block, Place(section, role, phase, task))
        for block in head.blocks:
            if role_at(block, None) is Role.GATES:
                read_gate_items(reading, block, Place(head, Role.GATES, phase))


def read_rest(reading: Reading, section: Section | None = None) -> None:
    """Read what stands outside the phases; what can run in parallel comes last, it refers to all the rest."""
    root = section or reading.document.root
    phase_lines = reading.ignored | {part.line for phase in reading.phases for part in phase.sections}
    later: list[tuple[Block, Place]] = []
    _read_outside(reading, root, None, phase_lines, later)
    for block, place in later:
        read_parallel(reading, block, place)


def _read_phase_section(reading: Reading, phase: FoundPhase, section: Section, heads: set[int]) -> None:
    read_facts(reading, phase, section.blocks)
    for block in section.blocks:
        if fact_of(block.label) is Fact.DATE:
            read_date(phase, block)
        elif fact_of(block.label) is None:
            read_block(reading, block, Place(section, role_at(block, None), phase))
            _read_lead(reading, block, Place(section, block.role, phase))
    for child in section.children:
        _read_phase_child(reading, phase, child, None, heads)


def _read_phase_child(
    reading: Reading, phase: FoundPhase, section: Section, inherited: Role | None, heads: set[int]
) -> None:
    role = role_below(section, inherited)
    if section.line in heads:
        return
    if is_gate(section, role, phase):
        read_gate(reading, section, phase)
        return
    for block in section.blocks:
        if (own := role_at(block, role)) not in WORK | {None}:
            read_block(reading, block, Place(section, own, phase))
        _read_lead(reading, block, Place(section, block.role, phase))
    for child in section.children:
        _read_phase_child(reading, phase, child, role, heads)


def _read_lead(reading: Reading, block: Block, place: Place) -> None:
    """ "**Independent Test**: ask for it" in front of boxes with ids: the boxes are work, the words a criterion."""
    if place.role in KINDS and role_at(block, None) in WORK:
        read_criteria(reading, Block(block.label, block.value, block.line), place)


def read_block(reading: Reading, block: Block, place: Place) -> None:
    """Hand the block to the reader of its role; items of roles without a reader are reported with the reason."""
    if place.role is Role.NOTES and place.phase is not None:
        read_notes(reading, block, place.phase)
    elif place.role in _READERS:
        _READERS[place.role](reading, block, place)
    elif place.role is not None and place.role not in WORK:
        leave_block(reading, block, place.role)


def leave_block(reading: Reading, block: Block, role: Role | None) -> None:
    reason = _REASONS.get(role, "stands in no section of work") if role else "stands in no section of work"
    for item in block.walk():
        if item.line.is_box or item.line.ordinal or role in _TELLING:
            reading.report.leave(item.number, item.text, reason)


def _read_outside(
    reading: Reading, section: Section, inherited: Role | None, phase_lines: set[int], later: list[tuple[Block, Place]]
) -> None:
    role = _role_below(section, inherited)
    phase = _phase_spoken_of(reading, section)
    if is_gate(section, role):
        read_gate(reading, section)
        return
    if read_option_sections(reading, section):
        return
    for block in section.blocks:
        own = _role_of_block(block, role)
        if own is Role.PARALLEL:
            later.append((block, Place(section, own, phase)))
        elif own in WORK or own is None:
            leave_block(reading, block, own)
        else:
            read_block(reading, block, Place(section, own, phase))
    for child in section.children:
        if child.line not in phase_lines:
            _read_outside(reading, child, role, phase_lines, later)


def _role_below(section: Section, inherited: Role | None) -> Role | None:
    """A how-to stays one below its heading, unless a heading in it sets up something that stands for itself."""
    role = section.role
    if inherited in (Role.HOW_TO, Role.CONTEXT) and role not in _STANDS_ALONE:
        return inherited
    return role or inherited


def _role_of_block(block: Block, role: Role | None) -> Role | None:
    """A label inside a risk register or an allocation is part of it; elsewhere it decides."""
    if role in _SPEAKS_FOR_ALL and block.role is not Role.CONTEXT:
        return role
    if role is Role.DELIVERABLES and block.role is Role.NOTES:
        return role
    return block.role or role


def _phase_spoken_of(reading: Reading, section: Section) -> FoundPhase | None:
    """ "Phase 1 Success" below the success metrics is about phase 1."""
    words = section.title.replace(":", " ").split()
    for word, number in pairwise(words):
        phase = reading.phase_numbered(number.strip("*_():,"))
        if phase is not None and phase.name is not None and word.strip("*_").casefold() == phase.name.word:
            return phase
    return None
