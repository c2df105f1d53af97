"""Messages, and what somebody waited for."""

from collections.abc import Iterator

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.models.change import Change, MessageReply


def draw_sent(page: Page, reply: MessageReply) -> Iterator[Line]:
    words = "sent to" if reply.is_new else "was sent just before to"
    yield page.line(page.glyph(glyphs.FINE), words, ", ".join(reply.to))


def draw_change(page: Page, change: Change) -> Iterator[Line]:
    for message in change.messages:
        to = message.to or "everybody"
        head = f"{message.sender} to {to}, {page.age(message.at)}, {message.kind}"
        yield page.line(page.span(head, Style.STRONG))
        yield from page.paragraph(message.text, indent=2)
    if change.left:
        yield page.line(f"{change.left} more: agent-plan wait")
    for answer in change.decisions:
        about = f" ({answer.task})" if answer.task else ""
        yield page.line(page.glyph(glyphs.FINE), f"{answer.decision} = {answer.option}, by {answer.by}{about}")
        if answer.reason:
            yield from page.paragraph(answer.reason, indent=2)
    if change.task:
        yield page.line(page.glyph(glyphs.PENDING), f"{change.task} can be claimed")
        yield from page.hints(f"agent-plan claim {change.task}")
    if change.what == "nothing":
        yield page.line("Nothing yet.")
