"""The morning sync as Markdown, for a pull request or a channel; nobody's words become structure."""

import re
from collections.abc import Iterator

from agent_plan_server.cli.screens.radar import name_side
from agent_plan_server.cli.screens.sync import say_counts
from agent_plan_server.cli.screens.text import make_visible
from agent_plan_server.models.radar import Conflict
from agent_plan_server.models.summary import Need, Risk, SyncSummary

_ACTIVE = re.compile(r"([\\`*_\[\]<>#|~&!])")


def write_markdown(sync: SyncSummary) -> str:
    """Four headings; what is to be decided as boxes."""
    return "\n".join(_lines(sync)) + "\n"


def escape(text: str) -> str:
    """Text as text: no markup, no mention of anybody, one line."""
    shown = _ACTIVE.sub(r"\\\1", make_visible(" ".join(text.split())))
    # An at sign that is code calls nobody.
    return shown.replace("@", "`@`")


def quote(text: str) -> str:
    """Somebody's own words."""
    return f'"{escape(text)}"'


def _lines(sync: SyncSummary) -> Iterator[str]:
    yield f"## Morning sync: {escape(sync.title)}, since {sync.since:%Y-%m-%d %H:%MZ}"
    yield from ("", "### Decide", "")
    yield from [_need(need) for need in sync.decide] or ["Nothing."]
    if sync.decide_total > len(sync.decide):
        yield f"- and {sync.decide_total - len(sync.decide)} more"
    yield from ("", "### Happened", "", f"{say_counts(sync.counts)}.", "")
    yield from _happened(sync)
    yield from ("", "### Today", "")
    yield from _today(sync)
    if sync.risks or sync.radar.conflicts:
        yield from ("", "### Risks", "")
        yield from [_conflict(conflict, sync.plan) for conflict in sync.radar.conflicts]
        yield from map(_risk, sync.risks)


def _need(need: Need) -> str:
    options = f" ({' / '.join(map(escape, need.options))})" if need.options else ""
    asked = f", asked by {escape(need.asked_by)}" if need.asked_by else ""
    return f"- [ ] **{escape(need.id)}** {quote(need.question)}{options}{asked}: `{need.command}`"


def _happened(sync: SyncSummary) -> Iterator[str]:
    for done in sync.finished:
        word = "own word only" if done.proof == "reported" else done.proof
        yield f"- {', '.join(map(escape, done.tasks))} by {escape(done.agent)}: {word}"
    for item in sync.ended:
        reason = f": {quote(item.reason)}" if item.reason else ""
        yield f"- {escape(item.task)} {item.what} by {escape(item.agent)}{reason}"
    for answer in sync.decided:
        yield f"- {answer.decision} = {escape(answer.option)} by {escape(answer.by)}"
    for line in sync.lines:
        about = f" on {escape(line.task)}" if line.task else ""
        yield f"- {escape(line.agent)}{about}: {quote(line.text)}"


def _today(sync: SyncSummary) -> Iterator[str]:
    for phase in sync.phases:
        yield f"- phase {escape(phase.number)} {quote(phase.title)}: {phase.finished} of {phase.tasks}"
    if sync.critical_path:
        yield f"- critical path: {' → '.join(map(escape, sync.critical_path))}"
    for claim in sync.moving:
        yield f"- {escape(claim.agent)} works on {escape(claim.task)} {quote(claim.title)}"
    for stuck in sync.stuck:
        yield f"- {escape(stuck.task)} is stuck ({stuck.why}, {escape(stuck.agent)}) and may be taken"
    yield f"- {sync.ready} ready"


def _conflict(conflict: Conflict, plan: str) -> str:
    ours, theirs = (escape(name_side(side, plan)) for side in (conflict.ours, conflict.theirs))
    files = ", ".join(map(escape, conflict.files)) or "no history in common"
    more = (
        f" and {conflict.files_total - len(conflict.files)} more" if conflict.files_total > len(conflict.files) else ""
    )
    return f"- {ours} and {theirs} would conflict textually: {files}{more}"


def _risk(risk: Risk) -> str:
    who = ", ".join(part for part in (risk.agent, risk.task) if part)
    return f"- {quote(risk.text)}{f' ({escape(who)})' if who else ''}"
