"""Walks a plan: every block goes to the reader of its role, every list item ends in the plan or in the report."""

from collections.abc import Callable, Iterable
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
from agent_plan_server.importers.parts.work import WORK, WorkBlock, role_at, role_below, work_blocks
from agent_plan_server.importers.text.outline import Block, Section
from agent_plan_server.importers.words.fields import Fact, fact_of
from agent_plan_server.importers.words.paths import files_in
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


def read_phases(reading: Reading, phases: Iterable[FoundPhase] | None = None, *, headings: bool = True) -> None:
    """Give each phase, or those named, its facts, its tasks (lists only, without `headings`) and all else in it."""
    for phase in reading.phases if phases is None else phases:
        heads = [head for section in phase.sections for head in task_sections(section)] if headings else []
        lines = {head.line for head in heads}
        for section in phase.sections:
            _read_phase_section(reading, phase, section, lines)
        blocks = [block for section in phase.sections for block in work_blocks(section, lines)]
        if heads:
            _read_headings(reading, phase, heads)
            leave_blocks(reading, blocks, "stands beside the headings that carry this phase's tasks")
        else:
            for group in _carried_together(phase, blocks):
                read_tasks(reading, phase, group)
            if not phase.tasks and (others := _second_choice(phase, lines)):
                read_tasks(reading, phase, others)
            for section in phase.sections if phase.tasks else ():
                leave_bare_headings(reading, section)
        if phase.status is None and phase.tasks:
            phase.status = roll_up(phase.tasks)


def _second_choice(phase: FoundPhase, skipped: set[int]) -> list[WorkBlock]:
    """Where a phase that lists no tasks may still say what is to be done: its order, or a scope that names no files."""
    parts = [part for section in phase.sections for part in section.walk() if part.line not in skipped]
    roles = [(block, part, block.role or part.role) for part in parts for block in part.blocks if block.items]
    return [
        WorkBlock(block, part, is_named=True)
        for block, part, role in roles
        if role is Role.ORDER or (role is Role.SCOPE and not any(files_in(item.text) for item in block.walk()))
    ]


def _carried_together(phase: FoundPhase, blocks: list[WorkBlock]) -> list[list[WorkBlock]]:
    """All blocks of a phase; of a board those of each column."""
    if not phase.is_board:
        return [blocks]
    return [[block for block in blocks if block.section is section] for section in phase.sections]


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
            if (role := role_at(block, None)) is not None:
                read_block(reading, block, Place(section, role, phase))
            _read_lead(reading, block, section, phase)
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
        _read_lead(reading, block, section, phase)
    for child in section.children:
        _read_phase_child(reading, phase, child, role, heads)


def _read_lead(reading: Reading, block: Block, section: Section, phase: FoundPhase) -> None:
    """ "**Independent Test**: ask for it" in front of boxes with ids: the boxes are work, the words a criterion."""
    if (role := block.role) in KINDS and role_at(block, None) in WORK:
        read_criteria(reading, Block(block.label, block.value, block.line), Place(section, role, phase))


def read_block(reading: Reading, block: Block, place: Place) -> None:
    """Hand the block to the reader of its role, if it has one."""
    if place.role is Role.NOTES and place.phase is not None:
        read_notes(reading, block, place.phase)
    elif place.role in _READERS:
        _READERS[place.role](reading, block, place)


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
        elif own is not None and own not in WORK:
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
