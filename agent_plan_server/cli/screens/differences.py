"""What a plan file says otherwise than the store, grouped by what a person has to do about it."""

import shlex
from collections.abc import Iterator, Sequence

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.models.difference import Difference, Taking
from agent_plan_server.models.verbs import spell_for_people

_SHOWN = 30
_GROUPS = (
    (Taking.CONFLICT, "BOTH CHANGED", glyphs.FAILED),
    (Taking.ELSEWHERE, "NOT BY AN IMPORT", glyphs.NOTICE),
    (Taking.CHANGE, "CHANGED IN THE FILE", glyphs.NOTICE),
    (Taking.ADDITION, "NEW IN THE FILE", glyphs.FINE),
    (Taking.REVISED, "REVISED HERE, NOT YET IN THE FILE", glyphs.PROPOSED),
)


def draw_differences(page: Page, differences: Sequence[Difference]) -> Iterator[Line]:
    if not differences:
        yield page.line(page.glyph(glyphs.FINE), "the file and the store say the same")
    for how, words, glyph in _GROUPS:
        found = [difference for difference in differences if difference.how is how]
        if found:
            yield page.heading(glyph, words, len(found))
        for difference in found[:_SHOWN]:
            yield from page.paragraph(spell_for_people(difference.text), indent=2, most=4)
        if len(found) > _SHOWN:
            yield page.line(page.span(f"{len(found) - _SHOWN} more: --json", Style.DIM), indent=2)


def say_how_to_take(page: Page, differences: Sequence[Difference], source: str) -> Iterator[Line]:
    """The commands for what was not taken."""
    left = {difference.how for difference in differences if not difference.settled}
    command = f"agent-plan import {shlex.quote(source)}"
    yield from page.hints(
        f"{command} --yes" if Taking.CHANGE in left else None,
        f"{command} --prefer file" if Taking.CONFLICT in left else None,
        f"{command} --prefer store" if Taking.CONFLICT in left else None,
    )
