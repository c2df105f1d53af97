"""The morning sync on at most 40 lines: decide, happened, today, risks; each line ends in something to look up."""

from collections.abc import Iterator

from agent_plan_server.cli.screens import glyphs
from agent_plan_server.cli.screens.durations import say_work
from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.radar import draw_conflicts, draw_gaps, draw_unmerged
from agent_plan_server.cli.screens.styles import Line, Style
from agent_plan_server.cli.screens.table import Column, lay_out
from agent_plan_server.models.summary import Ended, Need, SyncSummary

_DECIDE, _FINISHED, _ENDED, _DECIDED, _LINES, _RISKS, _CONFLICTS = 4, 5, 4, 3, 3, 3, 3
_COUNTED = ("verified", "reported", "waived", "failed", "reopened", "released", "taken", "lapsed", "skipped")
_ALWAYS = ("verified", "reported", "failed")
_PROOFS = {"verified": "verified", "reported": "own word only", "waived": "waived by a person"}


def draw_sync(page: Page, sync: SyncSummary) -> Iterator[Line]:
    since = f"since {sync.since.astimezone():%a %d %b %H:%M}"
    if sync.is_quiet:
        asked = f"; {sync.decide_total} to decide: agent-plan status" if sync.decide_total else ""
        yield page.line(page.span("MORNING SYNC", Style.STRONG), f"nothing new {since}{asked}", sync.title)
        if sync.radar.conflicts_total:
            yield page.line(f"would conflict ({sync.radar.conflicts_total}): agent-plan radar", indent=2)
        return
    yield page.line(page.span("MORNING SYNC", Style.STRONG), since, "·", sync.title)
    yield from _decide(page, sync)
    yield from _happened(page, sync)
    yield from _today(page, sync)
    yield from _risks(page, sync)


def say_counts(counts: dict[str, int]) -> str:
    return " · ".join(f"{name} {counts[name]}" for name in _COUNTED if counts.get(name) or name in _ALWAYS)


def _decide(page: Page, sync: SyncSummary) -> Iterator[Line]:
    if not sync.decide_total:
        return
    yield ()
    yield page.line(page.span(f"1 DECIDE ({sync.decide_total})", Style.STRONG))
    for need in sync.decide[:_DECIDE]:
        yield from _need(page, need)
    if sync.decide_total > _DECIDE:
        yield page.line(
            page.span(f"{sync.decide_total - _DECIDE} more: agent-plan show decisions", Style.DIM), indent=2
        )


def _need(page: Page, need: Need) -> Iterator[Line]:
    sign = glyphs.GATE if need.kind == "gate" else glyphs.FAILED if need.kind == "failure" else glyphs.WAITING
    asked = f"{page.age(need.asked_at)} · {need.asked_by}" if need.asked_at else ""
    yield page.spread((page.glyph(sign), page.span(need.id, Style.STRONG), need.question), asked[:30], indent=2)
    if need.options:
        yield page.line(page.span(" · ".join(need.options), Style.DIM), indent=6)


def _happened(page: Page, sync: SyncSummary) -> Iterator[Line]:
    yield ()
    yield page.line(page.span("2 HAPPENED", Style.STRONG), " ", say_counts(sync.counts))
    finished = [
        (page.state(item.proof), " ".join(item.tasks), item.agent, _PROOFS.get(item.proof, item.proof))
        for item in sync.finished[:_FINISHED]
    ]
    yield from lay_out(page, (Column(3), Column(), Column(14), Column(18)), finished)
    ended = [
        (page.glyph(glyphs.FAILED if item.what == "failed" else glyphs.LAPSED), f"{item.task} {item.what}", _why(item))
        for item in sync.ended[:_ENDED]
    ]
    yield from lay_out(page, (Column(3), Column(24), Column()), ended)
    for answer in sync.decided[:_DECIDED]:
        about = f" ({answer.task})" if answer.task else ""
        words = f"{answer.decision} = {answer.option}, by {answer.by}{about}"
        yield page.line(page.glyph(glyphs.GATE), words, indent=2)
    for line in sync.lines[:_LINES]:
        about = f" on {line.task}" if line.task else ""
        yield page.line(f'{line.agent}{about}, {page.age(line.at)}: "{line.text}"', indent=2)


def _why(item: Ended) -> str:
    return f"{item.agent}: {item.reason}" if item.reason else item.agent


def _today(page: Page, sync: SyncSummary) -> Iterator[Line]:
    yield ()
    yield page.line(page.span("3 TODAY", Style.STRONG))
    for phase in sync.phases[:2]:
        left = f", ~{say_work(phase.minutes_left)} left" if phase.minutes_left else ""
        words = f'phase {phase.number} "{phase.title}": {phase.finished} of {phase.tasks}{left}'
        yield page.line(words, indent=2)
    if sync.critical_path:
        yield page.line(page.span("critical", Style.DIM), " → ".join(sync.critical_path), indent=2)
    if sync.moving:
        yield page.line(" · ".join(f"{claim.agent} {claim.task}" for claim in sync.moving), indent=2)
    if sync.stuck:
        words = " · ".join(f"{claim.agent} {claim.why}, {claim.task} may be taken" for claim in sync.stuck)
        yield page.line(page.span(words, Style.WARNING), indent=2)
    if sync.phases:
        yield page.line(f"{sync.ready} ready: agent-plan ready" if sync.ready else "nothing is ready", indent=2)
    else:
        yield page.line("every phase is finished", indent=2)
    yield from draw_unmerged(page, sync.radar, indent=2)


def _risks(page: Page, sync: SyncSummary) -> Iterator[Line]:
    risks, radar = sync.risks, sync.radar
    if not risks and not radar.conflicts and not radar.unknown and not radar.trouble:
        return
    yield ()
    yield page.line(page.span("4 RISKS", Style.STRONG))
    if radar.conflicts:
        yield page.line(f"would conflict ({radar.conflicts_total}): agent-plan radar", indent=2)
        yield from draw_conflicts(page, radar.conflicts[:_CONFLICTS], radar.plan)
    yield from draw_gaps(page, radar)
    for risk in risks[:_RISKS]:
        who = ", ".join(part for part in (risk.agent, risk.task) if part)
        yield page.line(page.glyph(glyphs.RISK), f"{risk.text}{f' ({who})' if who else ''}", indent=2)
    if len(risks) > _RISKS:
        yield page.line(page.span(f"{len(risks) - _RISKS} more: agent-plan show risks", Style.DIM), indent=2)
