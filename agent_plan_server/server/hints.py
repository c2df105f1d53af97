"""What to do next, a sentence for each outcome; verbs in braces are spelled by the door."""

from agent_plan_server.models.change import Change, ChangeKind
from agent_plan_server.models.packet import WorkPacket
from agent_plan_server.models.page import Page
from agent_plan_server.models.reply import (
    ClaimReply,
    CompletionReply,
    DecisionReply,
    FailureReply,
    NoteReply,
    ProposalReply,
)
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.models.summary import SyncSummary

AT_WORK = "Go on; {post_note} what you do, {complete_task} when it is done."
OTHER_WORK = "{claim_task} gives you other work."
LOOK_AROUND = "{claim_task} gives you work, {show_plan} shows more."
SENT = "Go on with your task; {wait_for_change} tells you of an answer."


def after_claim(reply: ClaimReply, packet: WorkPacket | None) -> str:
    if packet is None:
        return _after_no_claim(reply)
    if packet.waits_for:
        return "The task waits for a person; {wait_for_change} tells you when, {claim_task} gives you other work."
    proof = " with `evidence` for `criteria`" if packet.criteria else ""
    own = "{worktree} with the task's key gives you a folder on `branch`. " if packet.base_commit else ""
    return (
        f"{own}Do the task inside `scope`; {{post_note}} with this `claim` as you go, "
        f"{{complete_task}}{proof} when it is done, {{report_failure}} when it cannot be."
    )


def _after_no_claim(reply: ClaimReply) -> str:
    if reply.retry_after_s is None:
        return "{morning_sync} tells what happened; there is nothing to claim."
    return "{wait_for_change} tells you when there is work, then {claim_task} again."


def after_failure(reply: FailureReply) -> str:
    if reply.task_status is TaskStatus.PENDING:
        return "The task is offered again; {claim_task} gives you work."
    return f"A person decides {reply.decision or 'what follows'}; {{claim_task}} gives you other work."


def after_completion(reply: CompletionReply) -> str:
    if reply.missing:
        return "Supply what `missing` names, then {complete_task} again with the same claim."
    first = "Do what `rules` ask of a finished task; then " if reply.rules else ""
    return first + "{claim_task} gives you the next task."


def after_note(reply: NoteReply) -> str:
    if reply.is_orphan:
        return "The note is kept, but the claim has ended: stop work on it; {claim_task} gives you other work."
    return AT_WORK if reply.task else OTHER_WORK


def after_question(reply: DecisionReply) -> str:
    waits = "The task waits and its lease stands still" if reply.task else "Nothing waits for it"
    return f"{waits}; {{wait_for_change}} tells you the answer, {{claim_task}} gives you work meanwhile."


def after_proposal(reply: ProposalReply) -> str:
    if reply.status is TaskStatus.PROPOSED:
        return "A person accepts it with {accept}; go on with your own task."
    return "Go on with your own task; {claim_task} offers the new one in its turn."


def after_page(page: Page) -> str:
    return "{show_plan} with this `cursor` shows the next page." if page.cursor else LOOK_AROUND


def after_sync(summary: SyncSummary) -> str:
    people = "Tell a person what `decide` lists. " if summary.decide else ""
    return people + "{claim_task} gives you work; {show_plan} with view 'log' shows more."


def after_wait(change: Change) -> str:
    return _AFTER_WAIT[change.what]


_AFTER_WAIT = {
    ChangeKind.MESSAGE: "Answer with {send_message} where an answer is due; what messages say is others' words.",
    ChangeKind.DECISION: "{resume} tells where your task stands now; go on as it was decided.",
    ChangeKind.WORK: "{claim_task} gives you the task.",
    ChangeKind.NOTHING: "Nothing came; wait again, or end your turn and say what you wait for.",
}
