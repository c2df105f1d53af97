"""Phases that nobody calls a phase: numbered headings, headings with work below, or the whole plan."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from agent_plan_server.importers.findings.found import FoundPhase, Reading
from agent_plan_server.importers.parts.criteria import KINDS
from agent_plan_server.importers.parts.headings import has_task_facts, is_named_task, task_sections
from agent_plan_server.importers.parts.rows import cards_of, columns_of, is_task_row
from agent_plan_server.importers.parts.work import WORK, id_in
from agent_plan_server.importers.text.outline import Section
from agent_plan_server.importers.words.horizons import is_released, names_horizon, names_kind_of_change, names_priority
from agent_plan_server.importers.words.keywords import read_epic
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.states import read_column, strip_state
from agent_plan_server.importers.words.titles import clean_title, comparable
from agent_plan_server.importers.words.workplaces import (
    names_features,
    names_plan,
    names_stage,
    names_way,
    names_wishes,
)

_NUMBERED = re.compile(r"(?:\d{1,3}|[A-Z])(?:\.\d{1,3})?[.:)]?\s+(?=\S)")
_FEWEST_STEPS = 3
_FEWEST_COLUMNS = 2
_STAGES = 3
_MAY_HOLD_BOXES = frozenset((Role.STATUS, Role.NEXT, Role.OVERVIEW, Role.CHECKLISTS, Role.ORDER, Role.NOTES))


def find_unnamed_phases(reading: Reading) -> list[FoundPhase]:
    """The sections that hold the work, on the level where most of it is; one phase for all when there is one."""
    root = reading.document.root
    if columns := _columns(root):
        board = FoundPhase("1", reading.title, columns[0].line, sections=columns, is_board=True, holds_cards=True)
        reading.phases.append(board)
        return reading.phases
    holders = list(_holders(root, None, boxes_only=False)) or list(_holders(root, None, boxes_only=True))
    for says_it in (_is_order, _is_way, _is_plan, _is_feature_list):
        holders = holders or [section for section in root.walk() if says_it(section)]
    tops = _lift(holders)
    taken: set[str] = set()
    for number, section in enumerate(tops, 1):
        phase = _phase_of(reading, section, number, taken)
        taken.add(phase.number)
        reading.phases.append(phase)
    return reading.phases


def find_groups_beside(reading: Reading) -> list[FoundPhase]:
    """ "Already landed" or "Backlog" beside the phases: boxes that are told nowhere else, on the level of the phases.

    Each is added to the phases where it stands.
    """
    inside = {part.line for phase in reading.phases for top in phase.sections for part in top.walk()}
    parents = {id(top.parent) for phase in reading.phases for top in phase.sections}
    beside = [each for each in reading.document.sections if each.line not in inside and id(each.parent) in parents]
    if not beside:
        return []
    known = {task.id for task in reading.tasks if task.id} | {comparable(task.title) for task in reading.tasks}
    found: list[FoundPhase] = []
    taken = {phase.number for phase in reading.phases}
    lines = sorted(phase.line for phase in reading.phases)
    for section in beside:
        if _holds_own_boxes(section, known):
            phase = _phase_of(reading, section, len(reading.phases) + 1, taken)
            reading.phases.insert(bisect_left(lines, section.line) + len(found), phase)
            taken.add(phase.number)
            found.append(phase)
    return found


def _holds_own_boxes(section: Section, known: set[str]) -> bool:
    """All with ids, or in a pile for later."""
    if section.role is not None and section.role not in WORK:
        return False
    boxes = [item for block in section.blocks for item in block.items if item.line.is_box and block.role is None]
    ids = [id_in(item.text) for item in boxes]
    names = [own or comparable(item.text) for own, item in zip(ids, boxes, strict=True)]
    is_work = names_horizon(section.title) or all(ids)
    return len(names) >= _FEWEST_COLUMNS and is_work and not known.intersection(names)


def _holders(section: Section, inherited: Role | None, *, boxes_only: bool) -> Iterator[Section]:
    role = section.role or inherited
    if is_released(section.title):
        return
    if _is_stage(section):
        yield section
        return
    if role in KINDS or (role is not None and role not in WORK and not (boxes_only and role in _MAY_HOLD_BOXES)):
        return
    if _holds_work(section, role):
        yield section
        return
    for child in section.children:
        yield from _holders(child, role, boxes_only=boxes_only)


def _is_stage(section: Section) -> bool:
    """ "Verification" with boxes beside "Planning" and "Execution" is a stage of the work, no list of criteria."""
    if section.role not in (Role.CHECKPOINT, Role.TESTS) or not names_stage(section.title) or section.parent is None:
        return False
    beside = [each for each in section.parent.children if names_stage(each.title) and any(each.outer_boxes())]
    return section in beside and len(beside) == _STAGES


def _holds_work(section: Section, role: Role | None) -> bool:
    """Boxes, task rows or task headings of its own; plain lists only below a heading such as "Tasks" or "Someday"."""
    if any(block.items for block in section.blocks) and (names_horizon(section.title) or _is_priority(section)):
        return True
    if any(is_named_task(child) and child.level > 1 for child in section.children):
        return True
    plain = [child for child in section.children if child.role is None]
    stated = sum(has_task_facts(child) and not child.children for child in plain)
    if stated >= _FEWEST_COLUMNS and stated * 2 >= len(plain):
        return True
    blocks = [block for block in section.blocks if block.role is None or block.role in WORK]
    items = [item for block in blocks for item in block.walk()]
    rows = [row for block in blocks for row in block.rows]
    if any(item.line.is_box for item in items) or any(cards_of(row) or is_task_row(columns_of(row)) for row in rows):
        return True
    named = role in WORK or any(block.role in WORK and block.items for block in blocks)
    return named and (bool(items) or bool(task_sections(section)))


def _is_priority(section: Section) -> bool:
    """ "Critical" beside "Important", each with a list of its own."""
    beside = section.parent.children if section.parent else []
    named = [each for each in beside if names_priority(each.title) and any(block.items for block in each.blocks)]
    return section in named and len(named) >= _FEWEST_COLUMNS


def _columns(root: Section) -> list[Section]:
    """The columns of a board: headings that name states and hold the work, at least two beside each other."""
    named = [section for section in root.walk() if read_column(section.title) and any(section.blocks)]
    columns = [section for section in named if section.parent is named[0].parent]
    if len({read_column(section.title) for section in columns}) < _FEWEST_COLUMNS or columns[0].parent is None:
        return []
    return [each for each in columns[0].parent.children if each in columns or _is_pile(each)]


def _is_pile(section: Section) -> bool:
    """ "Ideas" beside the columns of a board."""
    return names_horizon(section.title) and any(block.items for block in section.blocks)


def _is_order(section: Section) -> bool:
    """ "Implementation order" over a numbered list: the last place where a plan may keep its work."""
    return section.role is Role.ORDER and _is_numbered(section)


def _is_way(section: Section) -> bool:
    """ "Approach" or "Changes" over numbered items or numbered headings."""
    return names_way(section.title) and (_is_numbered(section) or len(task_sections(section)) >= _FEWEST_STEPS)


def _is_plan(section: Section) -> bool:
    """A title that says "plan" right above numbered items."""
    return section.level == 1 and names_plan(section.title) and _is_numbered(section)


def _is_feature_list(section: Section) -> bool:
    """ "Core features" over numbered headings in the requirements of a product: each is a piece of work."""
    if not names_features(section.title) or section.parent is None:
        return False
    top = section
    while top.parent is not None and top.parent.level > 0:
        top = top.parent
    return names_wishes(top.title) and len(task_sections(section)) >= _FEWEST_STEPS


def _is_numbered(section: Section) -> bool:
    items = [item for block in section.blocks if block.role is None or block.role in WORK for item in block.items]
    return len(items) >= _FEWEST_STEPS and all(item.line.ordinal for item in items)


def _lift(holders: list[Section]) -> list[Section]:
    """Sub-headings of one numbered heading are groups of it, not phases."""
    lifted: dict[int, Section] = {}
    for section in holders:
        parent = section.parent
        is_group = parent is not None and parent.level >= 2 and _is_group(section, parent)
        top = parent if is_group and parent is not None else section
        lifted.setdefault(id(top), top)
    return list(lifted.values())


def _is_group(section: Section, parent: Section) -> bool:
    return _NUMBERED.match(parent.bare) is not None or names_kind_of_change(section.title)


def _phase_of(reading: Reading, section: Section, number: int, taken: set[str]) -> FoundPhase:
    title = section.bare
    match = _NUMBERED.match(title)
    stated = match.group().strip(" .:)") if match else ""
    free = stated and stated not in taken
    name = clean_title(strip_state(title[match.end() :] if match else title))
    epic = read_epic(section.title)
    name = epic[1] if epic else name
    name = name[1:-1] if name.startswith("[") and name.endswith("]") else name
    is_whole = section.level <= 1 or section.role in WORK
    is_whole = is_whole or names_way(section.title) or names_features(section.title)
    phase = FoundPhase(stated if free else str(number), name, section.line)
    phase.title = reading.title if is_whole and number == 1 and name else name or reading.title
    phase.aliases += [epic[0]] if epic and epic[0] else []
    phase.sections.append(section)
    phase.holds_cards = names_horizon(section.title) or read_column(section.title) is not None
    return phase
