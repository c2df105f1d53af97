"""What the acting services answer."""

from agent_plan_server.models.claim import Claim
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.states import Proof, TaskStatus


class ClaimReply(Noun):
    """The claim, or why there is none and when to ask again (seconds; absent when asking again is no use)."""

    claim: Claim | None = None
    is_new: bool = False
    reason: str | None = None
    retry_after_s: int | None = None
    seq: int = 0


class Missing(Noun):
    """One thing that stands between a task and its completion."""

    criterion: str
    kind: str
    text: str
    what: str


class CompletionReply(Noun):
    """`outcome` is verified, reported or incomplete; incomplete changed nothing.

    A long `missing` is cut to fit; `missing_total` counts all of it. `outside` names files that were touched beyond
    the scope.
    """

    outcome: str
    task: str
    proof: Proof | None = None
    missing: tuple[Missing, ...] = ()
    missing_total: int = 0
    freed: tuple[str, ...] = ()
    closed_phases: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    outside_total: int = 0
    rules: tuple[str, ...] = ()
    seq: int


class FailureReply(Noun):
    """`task_status` is pending when the task is offered again by itself, failed when a person decides."""

    task: str
    task_status: TaskStatus
    failures: int
    decision: str | None = None
    seq: int


class ReleaseReply(Noun):
    task: str
    task_status: TaskStatus
    seq: int


class UpdateReply(Noun):
    claim: Claim
    seq: int


class NoteReply(Noun):
    """`is_orphan` when the claim had ended: the note is kept and changes nothing."""

    note: int
    task: str | None
    is_orphan: bool = False
    holder: str | None = None
    steps_done: tuple[int, ...] = ()
    seq: int


class DecisionReply(Noun):
    decision: str
    task: str | None = None
    seq: int


class DecidedReply(Noun):
    """What a decision set off: `frees` are ready now, `strands` stated a need for what was skipped."""

    decision: str
    option: str
    task: str | None = None
    task_status: TaskStatus | None = None
    frees: tuple[str, ...] = ()
    strands: tuple[str, ...] = ()
    is_open: bool = False
    seq: int


class ProposalReply(Noun):
    task: str
    title: str
    status: TaskStatus
    decision: str | None = None
    seq: int
