"""How a plan was read: what was taken, what was not, and what contradicts itself."""

from collections import Counter
from collections.abc import Iterator, Sequence

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.differences import draw_differences
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.cli.screens.table import Column, lay_out
from agent_plan_server.cli.screens.text import say_count
from agent_plan_server.models.difference import Taking
from agent_plan_server.models.draft import ImportedPlan, ImportReport, NotTaken, PhaseDraft, PlanDraft
from agent_plan_server.services.imports import ImportOutcome

_SHOWN = 20
_SHOWN_OF_A_REASON = 5
_LOCATION = 32  # cells
_FROM = "tasks from "
_NOUNS = (
    ("phase", "phases"),
    ("task", "tasks"),
    ("step", "steps"),
    ("criterion", "criteria"),
    ("decision", "decisions"),
    ("entry", "entries"),
)


def draw_report(page: Page, imported: ImportedPlan) -> Iterator[Line]:
    plan, report = imported.plan, imported.report
    left = (page.span(plan.title, Style.STRONG), page.span(plan.slug, Style.DIM))
    yield page.spread(left, report.format.replace("_", " "))
    yield page.line(_count_up(plan))
    yield from _carriers(page, report)
    yield from lay_out(page, (Column(3), Column(10), Column(), Column(24)), [_phase(page, p) for p in plan.phases])
    yield from _contradictions(page, report)
    yield from _pointed_at(page, "POINTS NOWHERE", report, report.unresolved)
    yield from _pointed_at(page, "NOT TAKEN", report, report.not_taken)
    if report.repaired_lines:
        count = len(report.repaired_lines)
        yield page.heading(glyphs.FINE, "REPAIRED", count)
        yield from page.paragraph(f"lines {say_lines(report.repaired_lines)}", indent=2, most=4)
    if report.missing_files:
        yield page.heading(glyphs.NOTICE, "FILES NOT THERE", len(report.missing_files))
        yield from page.paragraph(", ".join(report.missing_files), indent=2, most=4)
    for remark in report.remarks:
        yield from page.paragraph(f"- {remark}")


def draw_outcome(page: Page, outcome: ImportOutcome) -> Iterator[Line]:
    if outcome.is_new or outcome.added_tasks or outcome.added_phases:
        added = f"{say_count(outcome.added_tasks, 'task')} and {say_count(outcome.added_phases, 'phase')}"
        yield page.line(page.glyph(glyphs.FINE), f"{added} added to {outcome.plan}")
    else:
        yield page.line(page.glyph(glyphs.FINE), f"{outcome.plan} is stored already; nothing was added")
    taken = sum(difference.taken and difference.how is not Taking.ADDITION for difference in outcome.differences)
    if taken:
        yield page.line(page.glyph(glyphs.FINE), f"{say_count(taken, 'change')} taken")
    left = [difference for difference in outcome.differences if not difference.settled]
    if left:
        yield page.line(page.glyph(glyphs.NOTICE), f"{say_count(len(left), 'difference')} left as it is here:")
        yield from draw_differences(page, left)


def say_lines(lines: Sequence[int]) -> str:
    """Line numbers, neighbours as a range: 3, 5, 9-12."""
    ranges: list[list[int]] = []
    for line in sorted(set(lines)):
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def _count_up(plan: PlanDraft) -> str:
    steps = sum(len(task.steps) for task in plan.tasks)
    counts = (len(plan.phases), len(plan.tasks), steps, len(plan.criteria), len(plan.decisions), len(plan.entries))
    named = zip(counts, _NOUNS, strict=True)
    return " · ".join(f"{count:,} {one if count == 1 else many}" for count, (one, many) in named if count)


def _phase(page: Page, phase: PhaseDraft) -> Sequence[object]:
    states = Counter(task.status.value for task in phase.tasks)
    done = f", {states['completed']} done" if states["completed"] else ""
    tasks = f"{say_count(len(phase.tasks), 'task')}{done}" if phase.tasks else "no tasks"
    return page.state(phase.status), phase.label or phase.number, phase.title, tasks


def _carriers(page: Page, report: ImportReport) -> Iterator[Line]:
    """What the tasks were read from, and what is known of their order."""
    counted = [(name.removeprefix(_FROM), n) for name, n in report.counts.items() if name.startswith(_FROM)]
    parts = [f"{count:,} from {carrier}" for carrier, count in sorted(counted, key=lambda each: -each[1])]
    parts += [f"{count:,} {noun}" for noun in ("dependencies", "inferred order") if (count := report.counts.get(noun))]
    if parts:
        yield page.line(page.span(" · ".join(parts), Style.DIM))


def _contradictions(page: Page, report: ImportReport) -> Iterator[Line]:
    if report.contradictions:
        yield page.heading(glyphs.NOTICE, "CONTRADICTIONS", len(report.contradictions))
    for contradiction in report.contradictions[:_SHOWN]:
        yield from page.paragraph(contradiction.text, indent=2, most=4)
        quotes = contradiction.quotes or ("",) * len(contradiction.lines)
        file = contradiction.file or _main_file(report)
        yield from _lines(page, [(file, *each) for each in zip(contradiction.lines, quotes, strict=True)])
    yield from _more(page, len(report.contradictions) - _SHOWN, indent=2)


def _pointed_at(page: Page, title: str, report: ImportReport, items: Sequence[NotTaken]) -> Iterator[Line]:
    """The lines of each reason, the reason with the fewest first: what is rare is what a person looks for."""
    if items:
        yield page.heading(glyphs.NOTICE, title, len(items))
    left = _SHOWN
    for reason, group in sorted(_by_reason(items).items(), key=lambda each: len(each[1])):
        shown = group[: min(_SHOWN_OF_A_REASON, left)]
        left -= len(shown)
        yield page.line(page.span(f"{reason} ({len(group)})", Style.DIM), indent=2)
        yield from _lines(page, [(item.file or _main_file(report), item.line, item.text) for item in shown])
        yield from _more(page, len(group) - len(shown), indent=4)


def _lines(page: Page, lines: Sequence[tuple[str, int, str]]) -> Iterator[Line]:
    """ "PLAN.md:12  the line", as compilers point at theirs."""
    rows = [(page.span(f"{file}:{number}", Style.DIM), text) for file, number, text in lines]
    yield from lay_out(page, (Column(_LOCATION), Column()), rows, 4)


def _main_file(report: ImportReport) -> str:
    return report.files[0] if report.files else "line"


def _more(page: Page, count: int, indent: int) -> Iterator[Line]:
    if count > 0:
        yield page.line(page.span(f"{count} more: --json", Style.DIM), indent=indent)


def _by_reason(items: Sequence[NotTaken]) -> dict[str, list[NotTaken]]:
    groups: dict[str, list[NotTaken]] = {}
    for item in items:
        groups.setdefault(item.reason, []).append(item)
    return groups
