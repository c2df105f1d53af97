"""What was put into the files of clients, or taken out of them."""

from collections.abc import Iterator

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.models.noun import Noun


class ConnectedFile(Noun):
    """`state` is shown, written, removed, or kept when nothing had to change; `diff` is what changes in it."""

    path: str
    state: str
    diff: str


class Connection(Noun):
    """`advice` is what a person has to do besides."""

    files: tuple[ConnectedFile, ...]
    advice: tuple[str, ...] = ()


def draw_connection(page: Page, connection: Connection) -> Iterator[Line]:
    for file in connection.files:
        yield from _draw_file(page, file)
    for advice in connection.advice:
        yield from page.paragraph(advice, style=Style.DIM)


def _draw_file(page: Page, file: ConnectedFile) -> Iterator[Line]:
    words = {"kept": "is as it should be", "shown": "would change"}.get(file.state, file.state)
    glyph = glyphs.PENDING if file.state == "shown" else glyphs.FINE
    if file.diff:
        yield from page.verbatim(file.diff)
    yield page.line(page.glyph(glyph), f"{file.path} {words}")
