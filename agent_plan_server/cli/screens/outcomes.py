"""What a command says after it has acted: one line on what is so now, then what follows from it."""

from collections.abc import Iterator, Sequence

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line
from agent_plan_server.models.reply import (
    CompletionReply,
    DecidedReply,
    DecisionReply,
    FailureReply,
    NoteReply,
    ProposalReply,
    ReleaseReply,
    UpdateReply,
)


def draw_completion(page: Page, reply: CompletionReply) -> Iterator[Line]:
    if reply.missing:
        yield page.heading(glyphs.NOTICE, f"{reply.task} is not complete; nothing was written. Missing:")
        for gap in reply.missing:
            yield from page.paragraph(f"{gap.criterion}  {gap.text}", indent=2)
            yield from page.paragraph(gap.what, indent=6)
        return
    yield page.line(page.state(reply.outcome), f"{reply.task} completed, {reply.outcome}")
    yield from _list(page, "ready now:", reply.freed)
    yield from _list(page, "phases closed:", reply.closed_phases)
    yield from _list(page, f"touched outside its scope ({reply.outside_total}):", reply.outside)
    for rule in reply.rules:
        yield from page.paragraph(f"- {rule}", indent=2)


def draw_failure(page: Page, reply: FailureReply) -> Iterator[Line]:
    times = "once" if reply.failures == 1 else f"{reply.failures} times"
    yield page.line(page.state("failed"), f"{reply.task} failed {times}")
    if reply.decision:
        yield page.line(f"a person decides {reply.decision}", indent=2)
        yield from page.hints(f"agent-plan show {reply.decision}")
    else:
        yield page.line("it is offered again", indent=2)


def draw_release(page: Page, reply: ReleaseReply) -> Iterator[Line]:
    yield page.line(page.state(reply.task_status), f"{reply.task} is {_words(reply.task_status)} and free for others")


def draw_update(page: Page, reply: UpdateReply) -> Iterator[Line]:
    claim = reply.claim
    until = f"until {claim.expires_at:%H:%M:%SZ}" if claim.expires_at else "standing still"
    yield page.line(page.glyph(glyphs.WORKING), f"{claim.handle}  lease {until}")
    yield from _list(page, "files:", claim.scope)


def draw_note(page: Page, reply: NoteReply) -> Iterator[Line]:
    about = f"on {reply.task}" if reply.task else "on the plan"
    yield page.line(page.glyph(glyphs.FINE), f"note kept {about}")
    yield from _list(page, "steps done:", [str(step) for step in reply.steps_done])
    if reply.is_orphan:
        holder = f"; {reply.holder} holds the task now" if reply.holder else ""
        yield page.line(page.glyph(glyphs.NOTICE), f"the claim had ended: the note changes nothing{holder}")


def draw_question(page: Page, reply: DecisionReply) -> Iterator[Line]:
    waits = f"; {reply.task} waits and its lease stands still" if reply.task else ""
    yield page.line(page.glyph(glyphs.WAITING), f"{reply.decision} asked{waits}")


def draw_decided(page: Page, reply: DecidedReply) -> Iterator[Line]:
    sign = glyphs.GATE if reply.is_open else glyphs.FINE
    yield page.line(page.glyph(sign), f"{reply.decision} = {reply.option}")
    if reply.is_open:
        yield page.line("the gate stays shut and may be decided again", indent=2)
    if reply.task and reply.task_status:
        yield page.line(f"{reply.task} is {_words(reply.task_status)}", indent=2)
    yield from _list(page, "ready now:", reply.frees)
    yield from _list(page, "stated a need for it, look at them:", reply.strands)


def draw_proposal(page: Page, reply: ProposalReply) -> Iterator[Line]:
    yield page.line(page.state(reply.status), f"{reply.task}  {reply.title}")
    if reply.decision:
        yield from page.hints(f"agent-plan accept {reply.decision}")


def _list(page: Page, words: str, items: Sequence[str]) -> Iterator[Line]:
    if items:
        yield from page.paragraph(f"{words} {', '.join(items)}", indent=2, most=4)


def _words(state: str) -> str:
    return state.replace("_", " ")
