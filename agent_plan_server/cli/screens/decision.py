"""A decision as the one who takes it should see it: the question, the answers, the conditions, what waits."""

import shlex
from collections.abc import Iterator

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Span, Style
from agent_plan_server.cli.screens.text import say_count
from agent_plan_server.models.decision import Decision


def draw_decision(page: Page, decision: Decision) -> Iterator[Line]:
    sign = glyphs.GATE if decision.kind == "gate" else glyphs.WAITING
    place = f"task {decision.task}" if decision.task else f"phase {decision.phase}" if decision.phase else "the plan"
    left = (page.glyph(sign), page.span(decision.name, Style.STRONG), f"{decision.kind} · {place}")
    yield page.spread(left, f"{page.age(decision.asked_at)}, asked by {decision.asked_by[:30]}")
    yield from page.paragraph(decision.question, indent=2)
    for number, option in enumerate(decision.options, start=1):
        yield page.line(page.span(str(number), Style.STRONG), option, indent=4)
    for condition in decision.conditions:
        yield from page.paragraph(f"if {condition}", indent=4, style=Style.DIM)
    if decision.due:
        yield page.line(Span("due    ", Style.DIM), decision.due, indent=2)
    if decision.waiting:
        yield page.line(Span("waits  ", Style.DIM), say_count(decision.waiting, "task"), indent=2)
    if decision.option:
        yield from _draw_answer(page, decision)
    if decision.is_open:
        yield from page.hints(f"agent-plan decide {decision.name} {_example(decision)} --reason '…'")


def _draw_answer(page: Page, decision: Decision) -> Iterator[Line]:
    yield page.line(page.glyph(glyphs.FINE), f"{decision.option}, by {decision.decided_by}", indent=2)
    if decision.reason:
        yield from page.paragraph(decision.reason, indent=4)
    if decision.is_open:
        yield page.line("the gate stays shut and may be decided again", indent=4)


def _example(decision: Decision) -> str:
    first = decision.options[0] if decision.options else "'…'"
    return first if not decision.options else shlex.quote(first) if len(first) < 24 else "1"
