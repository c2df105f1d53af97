"""What became of a plan that a person revised."""

from collections.abc import Iterator, Sequence

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line
from agent_plan_server.models.revision import AdditionReply, RevisionReply, SplitReply


def draw_revision(page: Page, reply: RevisionReply) -> Iterator[Line]:
    if not reply.changes:
        yield page.line(page.glyph(glyphs.FINE), f"{reply.task} is so already; nothing was changed")
        return
    yield page.line(page.glyph(glyphs.FINE), f"{reply.task} revised")
    for change in reply.changes:
        yield from page.paragraph(change, indent=2, most=4)
    if reply.told:
        yield page.line(f"{reply.told} holds it and is told with the next reply", indent=2)
    yield from _waits(page, reply.waits_for)


def draw_split(page: Page, reply: SplitReply) -> Iterator[Line]:
    yield page.line(page.glyph(glyphs.SKIPPED), f"{reply.task} is {reply.status}; in its place:")
    yield from page.paragraph(", ".join(reply.parts), indent=2)
    if reply.taken_from:
        yield page.line(f"the claim of {reply.taken_from} was ended", indent=2)
    yield from page.hints(f"agent-plan show {reply.parts[0]}")


def draw_addition(page: Page, reply: AdditionReply) -> Iterator[Line]:
    where = f"to phase {reply.phase}" if reply.kind == "task" else "as a phase"
    yield page.line(page.glyph(glyphs.FINE), f"{reply.name} added {where}:", reply.title)
    yield from _waits(page, reply.waits_for)


def _waits(page: Page, waits_for: Sequence[str]) -> Iterator[Line]:
    if waits_for:
        yield from page.paragraph(f"waits for {', '.join(waits_for)}", indent=2, most=4)
