"""What the doctor found."""

from collections.abc import Iterator

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Span, Style
from agent_plan_server.cli.screens.text import say_count
from agent_plan_server.models.health import Grade, HealthReport

_SIGNS = {Grade.OK: glyphs.FINE, Grade.WARN: glyphs.NOTICE, Grade.BAD: glyphs.FAILED}
_NAME_CELLS = 10


def draw_health(page: Page, report: HealthReport, repaired: int = 0) -> Iterator[Line]:
    if repaired:
        yield page.line(page.glyph(glyphs.FINE), f"{say_count(repaired, 'count')} set right")
    for finding in report.findings:
        sign = page.pad(page.glyph(_SIGNS[finding.grade]), 4 if page.is_ascii else 1)
        indent = _NAME_CELLS + 2 + len(sign.text)
        first, *more = page.paragraph(finding.text, indent)
        yield (sign, Span(" "), page.pad(page.span(finding.name, Style.STRONG), _NAME_CELLS), Span(" "), *first[1:])
        yield from more
    fixes = [finding.fix for finding in report.findings if finding.fix]
    yield from page.hints(*[fix for fix in fixes if fix.startswith("agent-plan")])
    for fix in [fix for fix in fixes if not fix.startswith("agent-plan")]:
        yield from page.paragraph(f"- {fix}")
