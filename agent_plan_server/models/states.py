"""The states and kinds that nouns can be in, one enum each."""

from enum import StrEnum


class TaskStatus(StrEnum):
    """Where a task stands. *Ready* is not among them: it is computed from a pending task and what is before it."""

    PROPOSED = "proposed"
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    COMPLETED = "completed"
    FAILED = "failed"
    SKIPPED = "skipped"

    @property
    def is_finished(self) -> bool:
        """Nobody has to work on it any more."""
        return self in (TaskStatus.COMPLETED, TaskStatus.SKIPPED)

    @property
    def when_imported(self) -> "TaskStatus":
        """What a task is in the store when the plan calls it so: nobody holds it yet."""
        return TaskStatus.PENDING if self is TaskStatus.IN_PROGRESS else self


class Proof(StrEnum):
    """How a completed task came to count as completed."""

    REPORTED = "reported"
    VERIFIED = "verified"
    WAIVED = "waived"


# States in which somebody still has to do something before the phase is finished.
UNFINISHED = (TaskStatus.PENDING, TaskStatus.IN_PROGRESS, TaskStatus.BLOCKED, TaskStatus.FAILED)
# What progress is counted by: the status, where `completed` is split into its proofs.
PROGRESS_STATES = (*(status for status in TaskStatus if status is not TaskStatus.COMPLETED), *Proof)
# Of the pending ones those that may be claimed; counted beside the states, never among them.
READY = "ready"


class ClaimOutcome(StrEnum):
    """How one attempt ended."""

    COMPLETED = "completed"
    FAILED = "failed"
    RELEASED = "released"
    LAPSED = "lapsed"
    TAKEN = "taken"
    SKIPPED = "skipped"


class CriterionKind(StrEnum):
    ACCEPTANCE = "acceptance"
    EXIT = "exit"
    CHECKPOINT = "checkpoint"
    TEST = "test"
    DELIVERABLE = "deliverable"
    SUCCESS_METRIC = "success_metric"


class CriterionState(StrEnum):
    OPEN = "open"
    MET = "met"
    FAILED = "failed"
    WAIVED = "waived"


class EntryKind(StrEnum):
    """What a plan says that nobody claims."""

    RULE = "rule"
    RISK = "risk"
    MILESTONE = "milestone"
    METRIC = "metric"
    ROLLBACK = "rollback"
    LESSON = "lesson"
    RESOURCE = "resource"
    COMMUNICATION = "communication"
    DOCUMENT = "document"
    ORDER = "order"


class DecisionKind(StrEnum):
    """Why a person is asked."""

    GATE = "gate"
    QUESTION = "question"
    LOCK = "lock"
    FAILURE = "failure"


class NoteKind(StrEnum):
    PROGRESS = "progress"
    CHECKPOINT = "checkpoint"
    LESSON = "lesson"
    RISK = "risk"
    HANDOVER = "handover"


class MessageKind(StrEnum):
    NOTICE = "notice"
    QUESTION = "question"
    ALERT = "alert"


class FailureProposal(StrEnum):
    """What the agent that failed would do next, and what a person may decide."""

    RETRY = "retry"
    REVISE = "revise"
    SKIP = "skip"


class GuardMode(StrEnum):
    """`others` keeps callers out of what others hold; `scope` keeps agents in what they hold themselves, too."""

    SCOPE = "scope"
    OTHERS = "others"
    OFF = "off"
