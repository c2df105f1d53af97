"""What only a person answers: go/no-go points, questions, options, decisions to lock."""

import re

from agent_plan_server.importers.findings.found import FoundDecision, FoundPhase, Reading
from agent_plan_server.importers.parts.places import Place, items_of, sayings_of
from agent_plan_server.importers.parts.tasks import split_lead
from agent_plan_server.importers.text.outline import Block, Section
from agent_plan_server.importers.words.estimates import Span, read_span
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.importers.words.titles import clean_title, strip_decoration
from agent_plan_server.models.draft import DecisionDraft, EntryDraft
from agent_plan_server.models.states import DecisionKind, EntryKind, TaskStatus

_OR = re.compile(r"\s*,?\s+(?:or|oder|ou|vs\.?)\s+|或|または|또는", re.I)
_OPTION = re.compile(r"(?:option|alternative|variant|choice|plan)\s+([a-z]|\d{1,2})\s*[:.)–—-]\s*(.+)", re.I)
_GATE_WORDS = re.compile(r"\b(?:go\s?/?\s?no-?\s?go|checkpoint|gate|decision(?: point)?|review)\b", re.I)
_DECISION_LABELS = frozenset(("decision", "question", "decide", "choice", "options"))
_LONGEST_OPTION = 60


def is_gate(section: Section, role: Role | None) -> bool:
    """A section below the go/no-go points, or one with a "Decision: … or …?" of its own."""
    asks = any(block.label.casefold() in _DECISION_LABELS and "?" in block.value for block in section.blocks)
    return asks or (role is Role.GATES and bool(section.blocks) and section.role is not Role.GATES)


def read_gate(reading: Reading, section: Section) -> None:
    """One go/no-go point: its question, the conditions below it, when it is due, and what waits for it."""
    conditions = [strip_decoration(each.text) for block in section.blocks for each in items_of(reading, block)]
    reading.report.take(*(item.number for block in section.blocks for item in block.walk()))
    asked = next((block.value for block in section.blocks if block.label.casefold() in _DECISION_LABELS), "")
    title = clean_title(section.title)
    span = read_span(section.title) or read_span(asked)
    draft = DecisionDraft(
        kind=DecisionKind.GATE,
        question=f"{title}: {strip_decoration(asked)}" if asked else title,
        options=split_options(asked) or ("Go", "No-go"),
        conditions=tuple(conditions),
        due=_due_of(title, span),
        line=section.line,
    )
    reading.decisions.append(_with_waiting(reading, draft, span))


def read_gate_items(reading: Reading, block: Block, place: Place) -> None:
    """Go/no-go points as list items: "**Week 2**: Continue or stop?", or "Gate after Phase 1: …"."""
    for saying in sayings_of(reading, block):
        lead, rest = split_lead(saying.text)
        span = read_span(lead or saying.text)
        question = f"{lead}: {strip_decoration(rest)}" if lead and rest else strip_decoration(saying.text)
        draft = DecisionDraft(
            kind=DecisionKind.GATE,
            question=question,
            options=split_options(rest or saying.text) or ("Go", "No-go"),
            phase=place.phase_number,
            due=_due_of(lead or saying.text, span),
            line=saying.line,
        )
        reading.decisions.append(_with_waiting(reading, draft, span))


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
    found = [(match, child) for child in section.children if (match := _OPTION.match(strip_decoration(child.title)))]
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


def _due_of(title: str, span: Span | None) -> str | None:
    return f"{span.unit.capitalize()} {span.last}" if span else None


def _with_waiting(reading: Reading, draft: DecisionDraft, span: Span | None) -> FoundDecision:
    """What is planned later than the decision waits for it: later tasks of that phase, and later phases."""
    phase = reading.phase_at(span) or _phase_named(reading, draft.question)
    draft = draft.model_copy(update={"phase": phase.number}) if phase else draft
    if span is None or phase is None:
        return FoundDecision(draft, before_phases=_phases_after(reading, phase) if phase else [])
    later = [task for task in phase.tasks if task.span and task.span.starts_after(span)]
    phases = [each for each in reading.phases if each.span and each.span.starts_after(span)]
    return FoundDecision(draft, later, phases)


def _phase_named(reading: Reading, text: str) -> FoundPhase | None:
    """The phase that "after Phase 1" or "Phase 1 gate" names."""
    match = re.search(r"\b(?:phase|sprint|stage|milestone)\s+(\d{1,3}|[A-Z])\b", text, re.I)
    return reading.phase_numbered(match.group(1)) if match else None


def _phases_after(reading: Reading, phase: FoundPhase) -> list[FoundPhase]:
    return reading.phases[reading.phases.index(phase) + 1 :]
