"""Everything about one task, for whoever wants to know why."""

from collections.abc import Iterator

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.history import draw_history
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.phase import draw_criteria
from agent_plan_server.cli.screens.styles import Line, Span, Style
from agent_plan_server.models.page import AttemptLine, TaskView
from agent_plan_server.models.record import Note
from agent_plan_server.models.scope import Drift

_NOTES, _EVENTS = 10, 10


def draw_task(page: Page, task: TaskView, drift: Drift) -> Iterator[Line]:
    left = (page.state(task.state), page.span(task.key, Style.STRONG), page.span(task.title, Style.STRONG))
    yield page.spread(left, task.state.replace("_", " "))
    yield from _facts(page, task)
    if task.body:
        yield from page.paragraph(task.body, indent=2, most=20)
    for step in task.steps:
        done = page.glyph(glyphs.VERIFIED if step.done else glyphs.PENDING)
        yield page.line(done, f"{step.position}. {step.text}", indent=2)
    yield from draw_criteria(page, task.criteria)
    for proof in task.evidence:
        words = f"{proof.criterion} {proof.tier} by {proof.agent}, {page.age(proof.at)}: {proof.text}"
        yield from page.paragraph(words, indent=2, most=3)
    yield from _attempts(page, task.attempts)
    if drift.files:
        words = f"touched outside its scope ({drift.total}): {', '.join(drift.files)}"
        yield from page.paragraph(words, indent=2, most=6)
    yield from _notes(page, task.notes)
    for decision in task.decisions:
        answer = f" = {decision.option}, by {decision.decided_by}" if decision.option else " is open"
        yield page.line(page.glyph(glyphs.WAITING), f"{decision.name}{answer}: {decision.question}")
    if task.events:
        yield page.line(page.span("HISTORY", Style.STRONG), f"agent-plan log --task {task.key}")
        yield from draw_history(page, sorted(task.events, key=lambda event: event.seq)[-_EVENTS:])


def _facts(page: Page, task: TaskView) -> Iterator[Line]:
    facts = {
        "phase": task.phase,
        "waits": ", ".join(task.waits_for),
        "needs": ", ".join(f"{need.key} {need.status}" for need in task.needs),
        "frees": ", ".join(need.key for need in task.dependents),
        "files": ", ".join(task.scope),
        "size": task.estimate or "",
        "owner": task.owner or "",
        "from": task.origin or "",
    }
    for name, text in facts.items():
        if text:
            yield page.line(Span(f"{name:<7}", Style.DIM), text, indent=2)


def _attempts(page: Page, attempts: tuple[AttemptLine, ...]) -> Iterator[Line]:
    if attempts:
        yield page.heading(glyphs.WORKING, "ATTEMPTS", len(attempts))
    for attempt in attempts:
        reason = f": {attempt.reason}" if attempt.reason else ""
        base = f", from {attempt.base_commit[:10]}" if attempt.base_commit else ""
        words = f"{attempt.number} by {attempt.agent}, {page.age(attempt.claimed_at)}, {attempt.state}{base}{reason}"
        yield page.line(words, indent=2)


def _notes(page: Page, notes: tuple[Note, ...]) -> Iterator[Line]:
    if notes:
        yield page.heading(glyphs.FINE, "NOTES", len(notes))
    for note in notes[:_NOTES]:
        late = ", after its claim had ended" if note.orphan else ""
        yield page.line(page.span(f"{note.agent}, {page.age(note.at)}, {note.kind}{late}", Style.DIM), indent=2)
        yield from page.paragraph(note.text, indent=4, most=8)
    if len(notes) > _NOTES:
        yield page.line(page.span(f"{len(notes) - _NOTES} more: --json", Style.DIM), indent=2)
