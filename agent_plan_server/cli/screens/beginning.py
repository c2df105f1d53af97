"""What `init` found and did, and what to do next."""

import shlex
from collections.abc import Iterator

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.report import draw_outcome
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.cli.screens.text import say_count
from agent_plan_server.models.noun import Noun
from agent_plan_server.services.imports import ImportOutcome


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
    """`source` is the plan's path in the repository, `path` the same from where the command runs.

    `connect` is the command that puts servers and guards in.
    """

    source: str
    path: str
    title: str
    format: str
    phases: int
    tasks: int
    repaired_lines: int
    not_taken: int
    contradictions: int
    skipped: tuple[Skipped, ...]
    stored: ImportOutcome
    files: tuple[ClientFile, ...]
    connect: str


def draw_beginning(page: Page, beginning: Beginning) -> Iterator[Line]:
    for item in beginning.skipped:
        yield page.line(page.span(f"not a plan: {item.path}: {item.reason}", Style.DIM))
    repaired = f", {say_count(beginning.repaired_lines, 'broken line')} repaired" if beginning.repaired_lines else ""
    read = f"{say_count(beginning.phases, 'phase')}, {say_count(beginning.tasks, 'task')}{repaired}"
    kind = beginning.format.replace("_", " ")
    yield from page.paragraph(f"found {beginning.source}: {beginning.title} ({kind}), {read}")
    if beginning.contradictions or beginning.not_taken:
        words = f"{_say_what_to_read(beginning)}: agent-plan import {shlex.quote(beginning.path)} --dry-run"
        yield from page.paragraph(words, indent=2)
    yield from draw_outcome(page, beginning.stored)
    for file in beginning.files:
        yield from _draw_file(page, file)
    yield page.line(page.glyph(glyphs.FINE), 'Tell an agent: "take the next task of the plan".')
    yield from page.hints("agent-plan", beginning.connect)


def _say_what_to_read(beginning: Beginning) -> str:
    said = [say_count(beginning.contradictions, "contradiction")] if beginning.contradictions else []
    if beginning.not_taken:
        said.append(f"{say_count(beginning.not_taken, 'line')} not taken as work")
    return ", ".join(said)


def _draw_file(page: Page, file: ClientFile) -> Iterator[Line]:
    if file.state == "shown":
        yield page.line(page.span(f"{file.client}, in {file.path}:", Style.STRONG))
        yield from page.verbatim(file.text)
        return
    words = "has the server already" if file.state == "kept" else "written"
    yield page.line(page.glyph(glyphs.FINE), f"{file.client}: {file.path} {words}")
