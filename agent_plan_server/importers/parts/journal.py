"""What is written into a plan while it is carried out: decisions that were taken, what was learnt, errors met."""

from collections.abc import Iterator

from agent_plan_server.importers.findings.found import FoundDecision, Reading
from agent_plan_server.importers.text.outline import Block, Section, read_field
from agent_plan_server.importers.words.titles import clean_title, strip_decoration
from agent_plan_server.models.draft import DecisionDraft, EntryDraft
from agent_plan_server.models.states import DecisionKind, EntryKind

_DECISION = (
    "decision",
    "choice",
    "decided",
    "entscheidung",
    "decisión",
    "decisão",
    "décision",
    "决策",
    "决定",
    "決定",
    "결정",
)
Said = tuple[int, str, dict[str, str]]  # line, text, what else is said of it by name


def read_decision_log(reading: Reading, section: Section, phase: str | None = None) -> None:
    """Each decision was taken: people may read it, nobody waits for it; its reasons are its conditions."""
    for line, text, more in _sayings(section):
        question = next((value for name, value in more.items() if name in _DECISION and value), text)
        reasons = tuple(f"{name.capitalize()}: {value}" for name, value in more.items() if value and value != question)
        draft = DecisionDraft(
            kind=DecisionKind.LOCK,
            question=clean_title(question),
            options=("yes", "no"),
            conditions=reasons,
            phase=phase,
            decided="yes",
            line=line,
        )
        reading.report.take(line)
        reading.decisions.append(FoundDecision(draft))


def read_lessons(reading: Reading, section: Section, phase: str | None = None) -> None:
    for line, text, more in _sayings(section):
        reading.report.take(line)
        fields = {name: value for name, value in more.items() if value != text}
        reading.entries.append(EntryDraft(kind=EntryKind.LESSON, text=text, phase=phase, fields=fields, line=line))


def _sayings(section: Section) -> Iterator[Said]:
    """The items of a log, each with the fields below it, and the rows of its tables."""
    for block in section.blocks:
        yield from _items(block)
        for row in block.rows:
            cells = {name: strip_decoration(cell) for name, cell in row.cells.items() if name and cell}
            if cells:
                yield row.line, next(iter(cells.values())), cells


def _items(block: Block) -> Iterator[Said]:
    for item in block.items:
        label, text = read_field(item.text) or ("", item.text)
        more = {label.casefold(): strip_decoration(text)} if label and text else {}
        below = [line.text for line in item.details] + [child.text for child in item.children]
        for name, value in filter(None, map(read_field, below)):
            more[name.casefold()] = strip_decoration(value)
        yield item.number, strip_decoration(text or item.text), more
