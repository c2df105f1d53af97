"""What only a person answers: questions, options, decisions to lock. Go/no-go points are in `gates`."""

import re

from agent_plan_server.importers.findings.found import FoundDecision, Reading
from agent_plan_server.importers.parts.places import Place, sayings_of
from agent_plan_server.importers.parts.tasks import split_lead
from agent_plan_server.importers.text.outline import Block, Section
from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.importers.words.titles import clean_title, strip_decoration
from agent_plan_server.models.draft import DecisionDraft, EntryDraft
from agent_plan_server.models.states import DecisionKind, EntryKind, TaskStatus

_OR = re.compile(r"\s*,?\s+(?:or|oder|ou|vs\.?)\s+|或|または|또는", re.I)
_OPTION = re.compile(r"(?:option|alternative|variant|choice|plan)\s+([a-z]|\d{1,2})\s*[:.)–—-]\s*(.+)", re.I)
_LONGEST_OPTION = 60


def read_questions(reading: Reading, block: Block, place: Place) -> None:
    if block.label.casefold() in ("recommendation", "recommended", "empfehlung"):
        entry = EntryDraft(kind=EntryKind.ORDER, text=strip_decoration(block.value), line=block.line)
        reading.entries.append(entry)
        return
    for saying in sayings_of(reading, block):
        lead, rest = split_lead(saying.text)
        question = strip_decoration(f"{lead}: {rest}" if lead and rest else saying.text)
        draft = DecisionDraft(
            question=question, options=split_options(rest), phase=place.phase_number, line=saying.line
        )
        reading.decisions.append(FoundDecision(draft))


def read_locks(reading: Reading, block: Block, place: Place) -> None:
    """Decisions to lock: the sentence itself is the answer, a tick says that it is taken."""
    for saying in sayings_of(reading, block):
        done = saying.mark is not None and read_mark(saying.mark) is TaskStatus.COMPLETED
        draft = DecisionDraft(
            kind=DecisionKind.LOCK,
            question=clean_title(saying.text),
            options=("yes", "no"),
            phase=place.phase_number,
            decided="yes" if done else None,
            line=saying.line,
        )
        reading.decisions.append(FoundDecision(draft))


def read_option_sections(reading: Reading, section: Section) -> bool:
    """Sections "Option A", "Option B" below one heading are one decision; what each means is a condition."""
    found = [(match, child) for child in section.children if (match := _OPTION.match(child.bare))]
    if len(found) < 2:
        return False
    conditions = []
    for match, child in found:
        letter = match.group(1).upper()
        texts = [each.text for block in child.blocks for each in sayings_of(reading, block)]
        conditions += [f"Option {letter}: {strip_decoration(text)}" for text in texts]
    draft = DecisionDraft(
        question=clean_title(section.title),
        options=tuple(f"Option {match.group(1).upper()}: {match.group(2).strip()}" for match, _ in found),
        conditions=tuple(conditions),
        line=section.line,
    )
    reading.decisions.append(FoundDecision(draft))
    return True


def split_options(question: str) -> tuple[str, ...]:
    """ "Continue or Abandon?" offers two; a question without an "or" offers none."""
    asked = strip_decoration(question).rpartition(":")[2].strip()
    if not asked.endswith("?"):
        return ()
    parts = [part.strip() for chunk in _OR.split(asked.rstrip("? ")) for part in chunk.split(", ")]
    options = tuple(part for part in parts if part)
    return options if len(options) >= 2 and all(len(option) <= _LONGEST_OPTION for option in options) else ()
