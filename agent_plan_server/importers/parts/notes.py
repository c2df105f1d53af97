"""What a plan notes about its phases: dated progress, learnings, dates of completion."""

import re

from agent_plan_server.importers.findings.found import FoundPhase, Reading
from agent_plan_server.importers.parts.places import sayings_of
from agent_plan_server.importers.text.outline import Block
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.models.draft import NoteDraft

_DATED = re.compile(
    r"[\[(*_]{0,4}(\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?Z?)?)[\])*_]{0,4}\s*[:–—-]?\s*(.*)", re.S
)


def read_notes(reading: Reading, block: Block, phase: FoundPhase) -> None:
    """ "[2025-01-16 09:00]: Started" is a note of that moment; others have none."""
    phase.notes += [_note(line.text, line.number) for line in block.text]
    phase.notes += [_note(saying.text, saying.line) for saying in sayings_of(reading, block)]


def read_date(phase: FoundPhase, block: Block) -> None:
    """ "Completed: 2025-01-15 11:30" is a note too."""
    if match := _DATED.match(block.value):
        phase.notes.append(NoteDraft(text=strip_decoration(block.label), at=match.group(1), line=block.line))


def _note(text: str, line: int) -> NoteDraft:
    if match := _DATED.match(text):
        return NoteDraft(text=strip_decoration(match.group(2)), at=match.group(1), line=line)
    return NoteDraft(text=strip_decoration(text), line=line)
