"""What must be true: acceptance, exit, checkpoint, tests, deliverables, success metrics."""

from agent_plan_server.importers.findings.found import FoundCriterion, Reading
from agent_plan_server.importers.parts.places import Place, Saying, sayings_of
from agent_plan_server.importers.parts.tasks import split_lead
from agent_plan_server.importers.text.outline import Block
from agent_plan_server.importers.words.paths import files_in
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.states import read_mark, strip_state
from agent_plan_server.importers.words.titles import clean_title, comparable, strip_decoration
from agent_plan_server.models.draft import EntryDraft
from agent_plan_server.models.states import CriterionKind, CriterionState, EntryKind, TaskStatus

KINDS = {
    Role.ACCEPTANCE: CriterionKind.ACCEPTANCE,
    Role.EXIT: CriterionKind.EXIT,
    Role.TESTS: CriterionKind.TEST,
    Role.CHECKPOINT: CriterionKind.CHECKPOINT,
    Role.DELIVERABLES: CriterionKind.DELIVERABLE,
    Role.METRICS: CriterionKind.SUCCESS_METRIC,
}
_MEASURES = frozenset(
    ("hour", "hours", "minute", "minutes", "second", "seconds", "day", "days", "week", "weeks", "ms", "percent")
)
_METRIC_SIGNS = frozenset("<>%≤≥+=")


def read_criteria(reading: Reading, block: Block, place: Place) -> None:
    """A criterion per item. Only a ticked box is met: check marks in front of goals are decoration."""
    kind = KINDS[place.role] if place.role else CriterionKind.ACCEPTANCE
    for saying in sayings_of(reading, block):
        if targets := _targets_of(saying):
            _add_metrics(reading, saying, targets, place)
        else:
            _add(reading, kind, saying, place)
    for row in block.rows:
        text = " · ".join(strip_decoration(cell) for cell in row.cells.values() if cell)
        reading.report.take(row.line)
        _add(reading, kind, Saying(text, row.line), place)


def _add(reading: Reading, kind: CriterionKind, saying: Saying, place: Place) -> None:
    text = clean_title(strip_state(saying.text))
    if not text or _is_known(reading, kind, text, place):
        return
    met = saying.mark is not None and read_mark(saying.mark) is TaskStatus.COMPLETED
    path = next(iter(files_in(saying.text)), None) if kind is CriterionKind.DELIVERABLE else None
    state = CriterionState.MET if met else CriterionState.OPEN
    reading.criteria.append(FoundCriterion(kind, text, saying.line, state, place.phase, place.task, path))


def _is_known(reading: Reading, kind: CriterionKind, text: str, place: Place) -> bool:
    """A success metric that repeats an acceptance criterion of its phase is the same demand."""
    demand = (id(place.phase), id(place.task), kind, comparable(text))
    twin = (id(place.phase), id(place.task), CriterionKind.ACCEPTANCE, demand[3])
    known = demand in reading.demands or (kind is CriterionKind.SUCCESS_METRIC and twin in reading.demands)
    reading.demands.add(demand)
    return known


def _is_name(word: str) -> bool:
    """Not part of the figure: "<1 hour MTTR" is about MTTR."""
    return not (_METRIC_SIGNS & set(word) or word[0].isdigit() or word in _MEASURES)


def _targets_of(saying: Saying) -> list[str]:
    """ "**Technical**: 99.9% availability, <10ms latency" names targets, one per comma."""
    lead, rest = split_lead(saying.text)
    if not lead or saying.mark is not None or not (_METRIC_SIGNS & set(rest)):
        return []
    parts = [part for part in (raw.strip(" .") for raw in rest.split(",")) if part]
    return parts if sum(bool(_METRIC_SIGNS & set(part)) for part in parts) * 2 >= len(parts) else []


def _add_metrics(reading: Reading, saying: Saying, targets: list[str], place: Place) -> None:
    category, _ = split_lead(saying.text)
    for target in map(strip_decoration, targets):
        _add(reading, CriterionKind.SUCCESS_METRIC, Saying(target, saying.line), place)
        name = " ".join(word for word in target.split() if _is_name(word))
        fields = {"category": category, "name": name or target, "target": target}
        reading.entries.append(
            EntryDraft(kind=EntryKind.METRIC, text=target, phase=place.phase_number, fields=fields, line=saying.line)
        )
