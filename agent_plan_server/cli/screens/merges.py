"""What became of the work that was to be merged."""

from collections.abc import Iterator

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.models.merge import MergeLine, MergeReply, MergeState

_SIGNS = {
    MergeState.MERGED: glyphs.FINE,
    MergeState.CONTAINED: glyphs.FINE,
    MergeState.RETURNED: glyphs.FAILED,
    MergeState.WAITING: glyphs.BLOCKED,
}


def draw_merges(page: Page, reply: MergeReply) -> Iterator[Line]:
    if not reply.lines:
        yield page.line(page.glyph(glyphs.FINE), f"Nothing waits to be merged into {reply.into}.")
        return
    yield page.line(page.span(f"INTO {reply.into}", Style.STRONG), f"now {reply.commit[:12]}")
    for line in reply.lines:
        yield page.line(page.glyph(_SIGNS[line.state]), line.task, line.title, indent=2)
        yield from page.paragraph(_say(line), indent=6, style=Style.DIM, most=4)
    back = [line.task for line in reply.lines if line.state is MergeState.RETURNED]
    yield from page.hints(*[f"agent-plan show {task}" for task in back])


def _say(line: MergeLine) -> str:
    match line.state:
        case MergeState.MERGED:
            return f"merged, textually clean, {(line.commit or '')[:12]}"
        case MergeState.CONTAINED:
            return "nothing to merge: all of it is there already"
        case MergeState.RETURNED:
            whose = f"{line.agent} has it again" if line.claim else "it is free for others"
            return f"conflicts in {', '.join(line.files[:8]) or 'everything'}; {whose}"
        case MergeState.WAITING:
            return f"waits for {', '.join(line.waits_for[:8])}"
