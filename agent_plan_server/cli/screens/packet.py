"""The work packet of a claim, and where an agent stands, on a terminal."""

from collections.abc import Iterator, Sequence

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Span, Style
from agent_plan_server.models.packet import NoteBrief, Standing, WorkPacket
from agent_plan_server.models.reply import ClaimReply
from agent_plan_server.models.verbs import spell_for_people


def draw_nothing(page: Page, reply: ClaimReply) -> Iterator[Line]:
    yield from page.paragraph(reply.reason or "Nothing is ready.")
    if reply.retry_after_s is not None:
        yield from page.hints(f"agent-plan wait --seconds {min(reply.retry_after_s, 30)}")


def draw_packet(page: Page, packet: WorkPacket) -> Iterator[Line]:
    task = packet.task
    until = f"until {packet.expires_at:%H:%MZ}" if packet.expires_at else "lease stands still"
    left = (page.state(task.status), page.span(task.key, Style.STRONG), page.span(task.title, Style.STRONG))
    yield page.spread(left, until)
    yield from _fact(page, "claim", packet.claim)
    yield from _fact(page, "phase", f"{packet.phase.number} {packet.phase.title}")
    yield from _fact(page, "branch", packet.branch)
    yield from _fact(page, "files", ", ".join(packet.scope))
    yield from _fact(page, "needs", ", ".join(packet.needs))
    yield from _fact(page, "waits", packet.waits_for)
    if packet.body:
        yield from page.paragraph(packet.body, indent=2, most=12)
    yield from _steps(page, packet)
    yield from _criteria(page, packet)
    yield from _attempts(page, packet)
    yield from _section(page, "conflicts", packet.conflicts)
    yield from _section(page, "notes", [_note(page, note) for note in packet.notes])
    yield from _section(page, "rules", packet.rules)
    if packet.cut:
        yield page.line(page.span(f"shortened: {', '.join(packet.cut)}", Style.DIM))
    yield from page.hints(f"agent-plan complete {task.key} --summary '…'", f"agent-plan note '…' --on {task.key}")


def draw_standing(page: Page, standing: Standing) -> Iterator[Line]:
    new = " (new)" if standing.is_new else ""
    yield page.spread((page.span(standing.title, Style.STRONG),), f"you are {standing.agent}{new}")
    for phase in standing.phases:
        yield from _fact(page, "phase", f"{phase.number} {phase.title}")
    yield from _fact(page, "ready", ", ".join(standing.ready))
    yield from _fact(page, "yours", ", ".join(standing.also_held))
    yield from _section(page, "held by others", standing.held_by_others)
    yield from _section(page, "decisions", standing.decisions)
    yield from _section(page, "messages", [f"{m.sender}: {m.text}" for m in standing.messages])
    yield from _section(page, "rules", standing.rules)
    if standing.work:
        yield ()
        yield from draw_packet(page, standing.work)
    yield from page.paragraph(spell_for_people(standing.advice), style=Style.DIM)


def _fact(page: Page, name: str, text: str | None) -> Iterator[Line]:
    if text:
        yield page.line(Span(f"{name:<7}", Style.DIM), text, indent=2)


def _steps(page: Page, packet: WorkPacket) -> Iterator[Line]:
    for step in packet.steps:
        sign = page.glyph(glyphs.VERIFIED if step.done else glyphs.PENDING)
        yield page.line(sign, f"{step.number}. {step.text}", indent=2)


def _criteria(page: Page, packet: WorkPacket) -> Iterator[Line]:
    for criterion in packet.criteria:
        path = f" ({criterion.path})" if criterion.path else ""
        yield page.line(page.span(criterion.name, Style.STRONG), f"{criterion.kind}: {criterion.text}{path}", indent=2)


def _attempts(page: Page, packet: WorkPacket) -> Iterator[Line]:
    for attempt in packet.attempts:
        reason = f": {attempt.reason}" if attempt.reason else ""
        yield page.line(f"attempt {attempt.number} by {attempt.agent} {attempt.outcome or 'goes on'}{reason}", indent=2)


def _note(page: Page, note: NoteBrief) -> str:
    return f"{note.agent}, {page.age(note.at)} ago, {note.kind}: {note.text}"


def _section(page: Page, name: str, items: Sequence[str]) -> Iterator[Line]:
    if items:
        yield page.line(page.span(name, Style.DIM), indent=2)
    for item in items:
        yield from page.paragraph(item, indent=4, most=4)
