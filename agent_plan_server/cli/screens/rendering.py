"""What a render wrote, or would write: the lines that change, and what was left with its reason."""

from collections.abc import Iterator, Sequence

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.cli.screens.table import Column, lay_out
from agent_plan_server.cli.screens.text import say_count
from agent_plan_server.models.rendering import LeftTask, RenderedFile, RenderReport

_SHOWN = 20
_STYLES = {"+": Style.GOOD, "-": Style.BAD, "@": Style.DIM}


def draw_rendering(page: Page, report: RenderReport, words: str, *, wants_log: bool = False) -> Iterator[Line]:
    """`words` are those by which the caller named the files."""
    for file in report.files:
        yield from _written(page, file) if report.is_written else _difference(page, file)
    if not report.files:
        said = "nothing can be written" if report.left else "the file says what the store says"
        yield page.line(page.glyph(glyphs.FINE), f"{report.plan}: {said}")
    for before, now in report.names.items():
        said = "is called" if report.is_written else "will be called"
        yield page.line(page.glyph(glyphs.NOTICE), f"{before} {said} {now}, as the file counts")
    if wants_log and report.files and report.log is None:
        yield page.line(page.glyph(glyphs.NOTICE), "the file has no log with dated lines")
    yield from _left(page, report.left)
    if report.files and not report.is_written:
        yield from page.hints(f"agent-plan render {words} --in-place")


def _written(page: Page, file: RenderedFile) -> Iterator[Line]:
    added = {edit.line for edit in file.edits if edit.kind == "line"}
    changed = {edit.line for edit in file.edits} - added
    said = [f"{say_count(len(changed), 'line')} of {file.path} changed"] if changed else []
    said += [f"{say_count(len(added), 'line')} added to {file.path}"] if added else []
    yield page.line(page.glyph(glyphs.FINE), ", ".join(said))


def _difference(page: Page, file: RenderedFile) -> Iterator[Line]:
    for line in file.diff.splitlines():
        for shown in page.verbatim(line):
            yield tuple(span._replace(style=_STYLES.get(line[:1], Style.PLAIN)) for span in shown)


def _left(page: Page, left: Sequence[LeftTask]) -> Iterator[Line]:
    if not left:
        return
    yield page.heading(glyphs.NOTICE, "NOT WRITTEN", len(left))
    reasons: dict[str, list[LeftTask]] = {}
    for each in left[:_SHOWN]:
        reasons.setdefault(each.reason, []).append(each)
    for reason, tasks in reasons.items():
        yield from page.paragraph(reason, indent=2, style=Style.DIM)
        rows = [(each.line or "", each.task, each.status.replace("_", " ")) for each in tasks]
        yield from lay_out(page, (Column(6, is_right=True), Column(12), Column()), rows, 4)
    if len(left) > _SHOWN:
        yield page.line(page.span(f"{len(left) - _SHOWN} more: --json", Style.DIM), indent=2)
