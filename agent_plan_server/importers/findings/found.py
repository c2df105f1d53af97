"""What a reader has found so far, before keys are given and dependencies resolved."""

from dataclasses import dataclass, field

from agent_plan_server.importers.findings.report import Findings
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.outline import Section
from agent_plan_server.importers.words.dependencies import Need
from agent_plan_server.importers.words.estimates import Span
from agent_plan_server.importers.words.names import PhaseName
from agent_plan_server.models.draft import DecisionDraft, EntryDraft, NoteDraft, StepDraft
from agent_plan_server.models.states import CriterionKind, CriterionState, TaskStatus


@dataclass(slots=True, eq=False)
class FoundTask:
    title: str
    line: int
    raw: str = ""
    id: str = ""
    aliases: list[str] = field(default_factory=list)
    status: TaskStatus | None = None
    steps: list[StepDraft] = field(default_factory=list)
    scope: list[str] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    needed_by: list[Need] = field(default_factory=list)
    needs_tasks: list["FoundTask"] = field(default_factory=list)  # said in prose: gives way where it closes a circle
    follows: list["FoundTask"] = field(default_factory=list)
    follows_phases: list["FoundPhase"] = field(default_factory=list)
    estimate: str | None = None
    span: Span | None = None
    owner: str | None = None
    body: list[str] = field(default_factory=list)
    notes: list[NoteDraft] = field(default_factory=list)
    path: tuple[str, ...] = ()
    carrier: str = ""
    file: str | None = None
    ordinal: str = ""  # its number in a list or heading: it names the task where no id does
    tail: str = ""  # what its line says of its state: "blocked, after the review"


@dataclass(slots=True, eq=False)
class FoundPhase:
    number: str
    title: str
    line: int
    name: PhaseName | None = None
    sections: list[Section] = field(default_factory=list)
    status: TaskStatus | None = None
    status_line: int = 0
    goal: list[str] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    estimate: str | None = None
    actual: str | None = None
    complexity: str | None = None
    span: Span | None = None
    scope: list[str] = field(default_factory=list)
    owner: str | None = None
    notes: list[NoteDraft] = field(default_factory=list)
    tasks: list[FoundTask] = field(default_factory=list)
    own: FoundTask | None = None  # what a list item says of the phase itself, should it have no other task
    aliases: list[str] = field(default_factory=list)
    may_overlap: bool = False
    is_board: bool = False  # its sections are columns, each with a carrier of its own
    holds_cards: bool = False  # whatever stands at the margin of its lists is work: "Someday", "Doing"
    states_needs: bool = False

    @property
    def label(self) -> str:
        return self.name.label if self.name else f"Phase {self.number}"


@dataclass(slots=True)
class FoundCriterion:
    kind: CriterionKind
    text: str
    line: int
    state: CriterionState = CriterionState.OPEN
    phase: FoundPhase | None = None
    task: FoundTask | None = None
    path: str | None = None


@dataclass(slots=True)
class FoundDecision:
    draft: DecisionDraft
    before_tasks: list[FoundTask] = field(default_factory=list)
    before_phases: list[FoundPhase] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """One plan while it is read."""

    document: Document
    report: Findings = field(default_factory=Findings)
    title: str = ""
    goal: list[str] = field(default_factory=list)
    status: str | None = None
    phases: list[FoundPhase] = field(default_factory=list)
    criteria: list[FoundCriterion] = field(default_factory=list)
    decisions: list[FoundDecision] = field(default_factory=list)
    entries: list[EntryDraft] = field(default_factory=list)
    demands: set[tuple[int, int, CriterionKind, str]] = field(default_factory=set)
    ignored: set[int] = field(default_factory=set)  # lines of headings whose sections are a form, not work

    def __post_init__(self) -> None:
        self.report.remarks.extend(self.document.remarks)

    @property
    def tasks(self) -> list[FoundTask]:
        return [task for phase in self.phases for task in phase.tasks]

    def phase_numbered(self, number: str) -> FoundPhase | None:
        return next((phase for phase in self.phases if phase.number == number), None)

    def phase_at(self, span: Span | None) -> FoundPhase | None:
        """The phase whose weeks (months …) contain the span."""
        if span is None:
            return None
        return next((phase for phase in self.phases if phase.span and phase.span.contains(span)), None)
