"""A plan as an importer read it: nothing is stored yet.

The field names are the public contract of `agent-plan import --dry-run --json`; fields are added, never renamed.
"""

from pydantic import Field

from agent_plan_server.models.noun import Noun
from agent_plan_server.models.states import CriterionKind, CriterionState, DecisionKind, EntryKind, TaskStatus


class StepDraft(Noun):
    text: str
    done: bool = False
    line: int | None = None


class NoteDraft(Noun):
    """A dated remark that the plan itself carries about a task or phase."""

    text: str
    at: str | None = None
    line: int | None = None


class TaskDraft(Noun):
    """One claimable piece of work; `line` is 1-based in the file as it was given."""

    key: str
    own_key: bool = Field(False, description="The author wrote the key; else it was given by position.")
    title: str
    status: TaskStatus = TaskStatus.PENDING
    depends_on: tuple[str, ...] = ()
    follows: tuple[str, ...] = Field((), description="Keys that the order of the plan puts before; inferred, not said.")
    scope: tuple[str, ...] = ()
    estimate: str | None = Field(None, description="As written.")
    estimate_minutes: int | None = None
    owner: str | None = None
    steps: tuple[StepDraft, ...] = ()
    body: str = ""
    notes: tuple[NoteDraft, ...] = ()
    line: int | None = None
    raw: str = Field("", description="The line itself, to find it again when the plan is written back.")
    heading_path: tuple[str, ...] = ()
    file: str | None = Field(None, description="The file that holds the line, when it is not the one that was named.")


class PhaseDraft(Noun):
    number: str
    title: str
    label: str = Field("", description='As its author calls it: "Phase 1", "Workstream 2", "Sprint A".')
    status: TaskStatus = TaskStatus.PENDING
    goal: str = ""
    depends_on: tuple[str, ...] = ()
    follows: tuple[str, ...] = Field((), description="Phase numbers that the order puts before; inferred, not said.")
    estimate: str | None = None
    estimate_minutes: int | None = None
    actual: str | None = Field(None, description="How long it took, as written.")
    complexity: str | None = None
    notes: tuple[NoteDraft, ...] = ()
    line: int | None = None
    tasks: tuple[TaskDraft, ...] = ()


class CriterionDraft(Noun):
    kind: CriterionKind
    text: str
    state: CriterionState = CriterionState.OPEN
    phase: str | None = None
    task: str | None = None
    path: str | None = None
    line: int | None = None


class DecisionDraft(Noun):
    """A question that only a person answers; the tasks and phases named wait for the answer."""

    kind: DecisionKind = DecisionKind.QUESTION
    question: str
    options: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    phase: str | None = None
    due: str | None = None
    decided: str | None = Field(None, description="The option taken, when the plan says so.")
    before_tasks: tuple[str, ...] = ()
    before_phases: tuple[str, ...] = ()
    line: int | None = None


class EntryDraft(Noun):
    kind: EntryKind
    text: str
    phase: str | None = None
    fields: dict[str, str] = {}
    line: int | None = None


class PlanDraft(Noun):
    slug: str
    title: str
    goal: str = ""
    status: str | None = Field(None, description="As written.")
    phases: tuple[PhaseDraft, ...] = ()
    criteria: tuple[CriterionDraft, ...] = ()
    decisions: tuple[DecisionDraft, ...] = ()
    entries: tuple[EntryDraft, ...] = ()

    @property
    def tasks(self) -> tuple[TaskDraft, ...]:
        return tuple(task for phase in self.phases for task in phase.tasks)


class Contradiction(Noun):
    """Two places of the plan that cannot both be true."""

    lines: tuple[int, ...]
    text: str
    quotes: tuple[str, ...] = Field((), description="The lines as they stand in the file.")
    file: str | None = Field(None, description="The file that holds the lines, when it is not the one that was named.")


class NotTaken(Noun):
    """A line that looks like work and was not taken as work."""

    line: int
    text: str
    reason: str
    file: str | None = Field(None, description="The file that holds the line, when it is not the one that was named.")


class ImportReport(Noun):
    format: str
    counts: dict[str, int] = {}
    contradictions: tuple[Contradiction, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    unresolved: tuple[NotTaken, ...] = Field((), description="Dependencies that point nowhere.")
    remarks: tuple[str, ...] = Field((), description="What else a person should know, a sentence each.")
    repaired_lines: tuple[int, ...] = ()
    files: tuple[str, ...] = Field((), description="Files read, the named one first.")
    missing_files: tuple[str, ...] = ()


class ImportedPlan(Noun):
    """What an importer returns: the plan and an honest report on how it was read."""

    plan: PlanDraft
    report: ImportReport
    source: str = Field("", description="The path as given.")
    digest: str = Field("", description="SHA-256 of the files read.")
