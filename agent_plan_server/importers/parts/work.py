"""Where in a phase its work can stand: blocks that are not criteria, risks, notes or fields."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent_plan_server.importers.parts.gates import names_gate
from agent_plan_server.importers.parts.tasks import split_lead
from agent_plan_server.importers.text.outline import Block, Section
from agent_plan_server.importers.words.dependencies import BOLD_ID, DOTTED_ID, ID
from agent_plan_server.importers.words.estimates import is_time
from agent_plan_server.importers.words.fields import Fact, fact_of
from agent_plan_server.importers.words.hints import Hints
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.titles import strip_decoration

WORK = frozenset((Role.TASKS, Role.STEPS))
_LEADING_ID = re.compile(
    rf"[^\w`]{{0,6}}(?:(?:agent|task|issue|ticket|story)\s)?`?"
    rf"({ID}|{DOTTED_ID}|{BOLD_ID}|T\d{{3,4}}[a-z]?(?:-[A-Z]{{2,8}})?|\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})(?![\w.-]*\w)",
    re.I,
)
_FEWEST_IDS = 3
_ID_HINTS = Hints(("agent", "task", "issue", "ticket", "story"))
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}(?!\d)")
_PLAIN_LEAD = re.compile(r"([^:*`\n]{1,40}):\s+(.*)", re.S)


class WorkBlock(NamedTuple):
    """A block that may hold the tasks of a phase; `is_named` when its label or section says so."""

    block: Block
    section: Section
    is_named: bool


def work_blocks(section: Section, skipped: set[int], inherited: Role | None = None) -> Iterator[WorkBlock]:
    """The blocks of a phase that may hold its tasks, in order; sections that begin on skipped lines are left out."""
    for block in section.blocks:
        if block.role is None and block.label and fact_of(block.label) not in (None, Fact.DURATION):
            continue
        role = role_at(block, inherited)
        if role is None or role in WORK:
            yield WorkBlock(block, section, role in WORK)
    for child in section.children:
        if child.line not in skipped:
            yield from work_blocks(child, skipped, role_below(child, inherited))


def role_below(section: Section, inherited: Role | None) -> Role | None:
    """The role of a section inside a phase; weeks and other groups have that of the section around them."""
    if section.name or (inherited is None and _is_numbered_work(section)):
        return inherited
    return section.role or inherited


def _is_numbered_work(section: Section) -> bool:
    """ "4.4 Mobile Testing" with boxes of its own is one of the numbered groups of a phase."""
    return _DOTTED.match(section.bare) is not None and any(
        item.line.is_box for block in section.blocks for item in block.items
    )


def role_at(block: Block, inherited: Role | None) -> Role | None:
    """The role of a block. Boxes that carry ids are work even below "Tests": the author counts them as tasks."""
    if block.role is Role.ORDER and any(item.line.is_box for item in block.walk()):
        return Role.TASKS
    role = block.role or (Role.GATES if names_gate(block.label) else inherited)
    if role is not None and role not in WORK and block.items:
        with_ids = sum(item.line.is_box and leads_with_id(item.text) for item in block.items)
        return Role.TASKS if with_ids * 2 > len(block.items) else role
    return role


def leads_with_id(text: str) -> bool:
    """ "**OPS-001**: Pipeline" and "Week 4: SEC-001 (Encryption)" are tasks; "Start SEC-002" only mentions one."""
    return bool(id_in(text))


def id_in(text: str) -> str:
    """The id that a line begins with; empty when there is none."""
    bare = after_time(text)
    return match.group(1) if _ID_HINTS.may_begin(bare) and (match := _LEADING_ID.match(bare)) else ""


def lists_ids(block: Block) -> bool:
    """Every item begins with an id with a hyphen ("TASK-018"), and no two with the same."""
    if len(block.items) < _FEWEST_IDS:
        return False
    names: set[str] = set()
    for item in block.items:
        name = id_in(item.text).upper()
        if "-" not in name or name in names:
            return False
        names.add(name)
    return True


def leads_with_time(text: str) -> bool:
    return after_time(text) != text


def after_time(text: str) -> str:
    """The text without "Days 1-2:" in front."""
    if ":" not in text and text[:1] not in ("*", "_"):
        return text
    lead, rest = split_lead(text)
    if not lead and (match := _PLAIN_LEAD.match(text)):
        lead, rest = match.groups()
    return rest if rest and is_time(strip_decoration(lead)) else text
