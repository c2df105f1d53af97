"""What `init` found and did, and what to do next."""

from collections.abc import Iterator

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.report import draw_outcome
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.cli.screens.text import say_count
from agent_plan_server.models.noun import Noun
from agent_plan_server.services.plans import ImportOutcome


class Skipped(Noun):
    """A file that was looked at and is no plan."""

    path: str
    reason: str


class ClientFile(Noun):
    """`state` is shown, written, or kept when the server was in it already; `text` is what belongs in the file."""

    client: str
    path: str
    text: str
    state: str


class Beginning(Noun):
    source: str
    title: str
    format: str
    phases: int
    tasks: int
    repaired_lines: int
    not_taken: int
    skipped: tuple[Skipped, ...]
    stored: ImportOutcome
    files: tuple[ClientFile, ...]


def draw_beginning(page: Page, beginning: Beginning) -> Iterator[Line]:
    for item in beginning.skipped:
        yield page.line(page.span(f"not a plan: {item.path}: {item.reason}", Style.DIM))
    repaired = f", {say_count(beginning.repaired_lines, 'broken line')} repaired" if beginning.repaired_lines else ""
    read = f"{say_count(beginning.phases, 'phase')}, {say_count(beginning.tasks, 'task')}{repaired}"
    kind = beginning.format.replace("_", " ")
    yield from page.paragraph(f"found {beginning.source}: {beginning.title} ({kind}), {read}")
    if beginning.not_taken:
        lines = say_count(beginning.not_taken, "line")
        words = f"{lines} not taken as work: agent-plan import {beginning.source} --dry-run"
        yield from page.paragraph(words, indent=2)
    yield from draw_outcome(page, beginning.stored)
    for file in beginning.files:
        yield from _draw_file(page, file)
    yield page.line(page.glyph(glyphs.FINE), 'Tell an agent: "take the next task of the plan".')
    again = None if all(file.state != "shown" for file in beginning.files) else "agent-plan init --write"
    yield from page.hints("agent-plan", again)


def _draw_file(page: Page, file: ClientFile) -> Iterator[Line]:
    if file.state == "shown":
        yield page.line(page.span(f"{file.client}, in {file.path}:", Style.STRONG))
        yield from page.verbatim(file.text)
        return
    words = "has the server already" if file.state == "kept" else "written"
    yield page.line(page.glyph(glyphs.FINE), f"{file.client}: {file.path} {words}")
