"""What a plan file says otherwise than the store."""

from enum import StrEnum

from agent_plan_server.models.noun import Noun

Value = str | int | tuple[str, ...] | None


class DifferenceKind(StrEnum):
    PLAN_CHANGED = "plan_changed"
    PHASE_ADDED = "phase_added"
    PHASE_CHANGED = "phase_changed"
    PHASE_RENUMBERED = "phase_renumbered"
    PHASE_REMOVED = "phase_removed"
    TASK_ADDED = "task_added"
    TASK_CHANGED = "task_changed"
    TASK_MOVED = "task_moved"
    TASK_RENUMBERED = "task_renumbered"
    TASK_REMOVED = "task_removed"
    TASK_UNSURE = "task_unsure"
    STATE_CHANGED = "state_changed"
    STEP_DONE = "step_done"
    ORDER_CHANGED = "order_changed"
    CRITERION_ADDED = "criterion_added"
    CRITERION_REMOVED = "criterion_removed"
    CRITERION_MET = "criterion_met"
    ENTRY_ADDED = "entry_added"
    ENTRY_REMOVED = "entry_removed"
    DECISION_ADDED = "decision_added"
    DECISION_REMOVED = "decision_removed"
    DECISION_MOVED = "decision_moved"
    DECISION_ANSWERED = "decision_answered"


class Taking(StrEnum):
    """How a difference comes into the store."""

    ADDITION = "addition"
    """Without being asked."""
    CHANGE = "change"
    """When a person agrees."""
    CONFLICT = "conflict"
    """When a person chooses: the store was revised too."""
    ELSEWHERE = "elsewhere"
    """Not by an import: a person has to act, as `text` says."""
    REVISED = "revised"
    """It is in the store: a person revised it, and the file does not have it yet."""


class Preference(StrEnum):
    """Whose word counts where both the file and the store were changed."""

    NEITHER = "neither"
    FILE = "file"
    STORE = "store"


class Choice(Noun):
    """What of the differences is taken; additions always are."""

    changes: bool = False
    conflicts: Preference = Preference.NEITHER


class Difference(Noun):
    """One thing that is otherwise in the file; `task` and `phase` are named as in the store, where they are in it.

    `stored` and `file` are the two values of `field`. `settled` when nothing of it is left to be decided.
    """

    kind: DifferenceKind
    how: Taking
    text: str
    task: str | None = None
    phase: str | None = None
    field: str | None = None
    stored: Value = None
    file: Value = None
    taken: bool = False
    settled: bool = False
