"""The worktree of a claim, and all worktrees."""

from collections.abc import Iterator

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Span, Style
from agent_plan_server.cli.screens.table import Column, lay_out
from agent_plan_server.models.worktree import WorktreeLine, WorktreeList, WorktreeReply

_LONGEST = 4096
_COLUMNS = (
    Column(3),
    Column(14, title="task"),
    Column(14, title="agent"),
    Column(20, title="state"),
    Column(title="folder"),
)


def draw_worktree(page: Page, reply: WorktreeReply) -> Iterator[Line]:
    words = "has a worktree" if reply.is_new else "has its worktree already"
    yield page.line(page.glyph(glyphs.FINE), f"{reply.task} {words}:")
    yield _whole(page, reply.path)
    yield page.line(Span("branch", Style.DIM), reply.branch, indent=2)
    if reply.holds:
        yield from page.paragraph(f"begins with the unmerged work of {', '.join(reply.holds)}", indent=2, most=4)
    if reply.misses:
        words = f"begins without the work of {', '.join(reply.misses)}, which does not merge cleanly"
        yield from page.paragraph(words, indent=2, style=Style.WARNING, most=4)
    if reply.filters:
        words = f"files of the filters {', '.join(reply.filters)} are as git keeps them; to have them as they are:"
        yield from page.paragraph(words, indent=2, style=Style.WARNING, most=4)
    for command in reply.run:
        yield _whole(page, command)


def draw_worktrees(page: Page, found: WorktreeList) -> Iterator[Line]:
    yield from lay_out(page, _COLUMNS, [_row(page, line) for line in found.worktrees], indent=0)
    removals = dict.fromkeys(line.remove for line in found.worktrees if line.remove)
    if removals:
        yield page.line(page.span("Nobody needs these any more; remove them when you like:", Style.STRONG))
    for command in removals:
        yield _whole(page, command)


def _whole(page: Page, text: str) -> Line:
    """For pasting: neither cut nor folded where the page ends."""
    return (Span("  "), page.span(text, cells=_LONGEST))


def _row(page: Page, line: WorktreeLine) -> tuple[object, ...]:
    sign = page.state(line.state) if line.task else page.glyph(glyphs.PENDING)
    state = line.state.replace("_", " ") + (", merged" if line.is_merged else "")
    return sign, line.task or "-", line.agent or "-", state, line.path
