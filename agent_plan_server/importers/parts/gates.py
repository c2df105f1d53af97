"""Go/no-go points: what they ask, on which conditions, and what waits for the answer."""

import re
from collections.abc import Iterable

from agent_plan_server.importers.findings.found import FoundDecision, FoundPhase, Reading
from agent_plan_server.importers.parts.decisions import split_options
from agent_plan_server.importers.parts.places import Place, Saying, items_of, sayings_of
from agent_plan_server.importers.parts.tasks import split_lead
from agent_plan_server.importers.text.outline import Block, Section
from agent_plan_server.importers.words.estimates import Span, read_span
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.titles import clean_title, strip_decoration
from agent_plan_server.models.draft import DecisionDraft
from agent_plan_server.models.states import DecisionKind

_DECISION_LABELS = frozenset(("decision", "question", "decide", "choice", "options"))
_ONE_GATE = re.compile(
    r"\W{0,4}(?:(?:decision|stage|quality|phase)\s)?(?:go\s?[/-]?\s?no[\s-]?go|gate)\b(?! points)", re.I
)
_NAMED_PHASE = re.compile(r"\b(?:phase|sprint|stage|milestone)\s+(\d{1,3}|[A-Z])\b", re.I)


def is_gate(section: Section, role: Role | None, phase: FoundPhase | None = None) -> bool:
    """One go/no-go point: below their heading, with a "Decision: … or …?", or called a gate of a phase."""
    if any(block.label.casefold() in _DECISION_LABELS and "?" in block.value for block in section.blocks):
        return True
    if section.role is Role.GATES or not section.blocks:
        return False
    names_phase = phase is not None or _NAMED_PHASE.search(section.title) is not None
    return role is Role.GATES or (names_phase and _ONE_GATE.match(section.title) is not None)


def names_gate(label: str) -> bool:
    """ "Go/No-Go after Phase 1" in front of a list or a sentence."""
    return _ONE_GATE.match(label) is not None


def read_gate(reading: Reading, section: Section, phase: FoundPhase | None = None) -> None:
    """One go/no-go point: its question, the conditions below it, when it is due, and what waits for it."""
    conditions = [text for block in section.blocks for text in _conditions(block, items_of(reading, block))]
    reading.report.take(*(item.number for block in section.blocks for item in block.walk()))
    asked = next((block.value for block in section.blocks if block.label.casefold() in _DECISION_LABELS), "")
    title = clean_title(section.title)
    span = read_span(section.title) or read_span(asked)
    draft = DecisionDraft(
        kind=DecisionKind.GATE,
        question=f"{title}: {strip_decoration(asked)}" if asked else title,
        options=split_options(asked or title) or ("Go", "No-go"),
        conditions=tuple(conditions),
        due=_due_of(span),
        line=section.line,
    )
    reading.decisions.append(_with_waiting(reading, draft, span, phase))


def read_gate_items(reading: Reading, block: Block, place: Place) -> None:
    """Go/no-go points as list items: "**Week 2**: Continue or stop?", or "Gate after Phase 1: …".

    Items of a phase that are no points of their own are the conditions of its gate.
    """
    sayings = list(sayings_of(reading, block))
    if place.phase is not None and not any(map(_is_point, sayings)):
        _read_conditions(reading, block, sayings, place, place.phase)
        return
    for saying in sayings:
        lead, rest = split_lead(saying.text)
        span = read_span(lead or saying.text)
        question = f"{lead}: {strip_decoration(rest)}" if lead and rest else strip_decoration(saying.text)
        draft = DecisionDraft(
            kind=DecisionKind.GATE,
            question=question,
            options=split_options(rest or saying.text) or ("Go", "No-go"),
            phase=place.phase_number,
            due=_due_of(span),
            line=saying.line,
        )
        reading.decisions.append(_with_waiting(reading, draft, span, place.phase))


def _read_conditions(reading: Reading, block: Block, sayings: list[Saying], place: Place, phase: FoundPhase) -> None:
    if not (conditions := _conditions(block, sayings)):
        return
    name = clean_title(block.label or place.section.title)
    draft = DecisionDraft(
        kind=DecisionKind.GATE,
        question=name if _NAMED_PHASE.search(name) else f"{name} after {phase.label}",
        options=("Go", "No-go"),
        conditions=tuple(conditions),
        line=block.line or place.section.line,
    )
    reading.decisions.append(_with_waiting(reading, draft, None, phase))


def _conditions(block: Block, sayings: Iterable[Saying]) -> list[str]:
    return [strip_decoration(text) for text in (*(line.text for line in block.text), *(each.text for each in sayings))]


def _is_point(saying: Saying) -> bool:
    """A question, or something that is due at a time or after a phase."""
    lead, _ = split_lead(saying.text)
    is_dated = read_span(lead or saying.text) is not None or _NAMED_PHASE.search(saying.text) is not None
    return is_dated or saying.text.rstrip("*_ ").endswith("?")


def _due_of(span: Span | None) -> str | None:
    return f"{span.unit.capitalize()} {span.last}" if span else None


def _with_waiting(
    reading: Reading, draft: DecisionDraft, span: Span | None, own: FoundPhase | None = None
) -> FoundDecision:
    """What is planned later than the decision waits for it: later tasks of that phase, and later phases."""
    phase = reading.phase_at(span) or _phase_named(reading, draft.question) or own
    draft = draft.model_copy(update={"phase": phase.number}) if phase else draft
    if span is None or phase is None:
        return FoundDecision(draft, before_phases=_phases_after(reading, phase) if phase else [])
    later = [task for task in phase.tasks if task.span and task.span.starts_after(span)]
    phases = [each for each in reading.phases if each.span and each.span.starts_after(span)]
    return FoundDecision(draft, later, phases)


def _phase_named(reading: Reading, text: str) -> FoundPhase | None:
    """The phase that "after Phase 1" or "Phase 1 gate" names."""
    match = _NAMED_PHASE.search(text)
    return reading.phase_numbered(match.group(1)) if match else None


def _phases_after(reading: Reading, phase: FoundPhase) -> list[FoundPhase]:
    return reading.phases[reading.phases.index(phase) + 1 :]
