"""A dated line for the section of a plan that is a log by nature, in the manner of the lines that stand there."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.lines import Line
from agent_plan_server.importers.words.titles import comparable
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.source import Change, Source, Span
from agent_plan_server.rendering.spots import Spot, SpotKind
from agent_plan_server.rendering.units import Edit, Unit

_NAMES = (
    "progress notes|progress log|progress updates|log|logs|work log|worklog|session log|activity log|change log|"
    "changelog|decision log|execution log|implementation log|update log|status log|history|journal|journal de bord|"
    "historique|protokoll|fortschrittsprotokoll|arbeitsprotokoll|verlauf|diário de bordo|histórico|"
    "registro de progreso|bitácora|historial|журнал|журнал изменений|进度日志|工作日志|更新日志|変更履歴|"
    "作業ログ|進捗ログ|작업 로그|변경 이력"
)
_IS_NAME = frozenset(_NAMES.split("|"))
_MOST_NAMED = 12  # tasks in a line
_DATED = re.compile(
    r"(?P<lead>\s*(?:[-*+]\s+)?[\[(*_]{0,4})(?P<day>\d{4}-\d{2}-\d{2})(?P<time>[ T]\d{2}:\d{2}(?::\d{2})?Z?)?"
    r"(?P<close>[\])*_:]{0,5}\s*[:–—-]?\s*)(?=\S)"
)


def unit_of_log(path: Path, page: Page, units: Sequence[Unit], now: datetime) -> Unit | None:
    """A line about what these units write; None when the file has no log, or one whose lines are not dated."""
    change = log_line(page.source, _say(units), now)
    if change is None:
        return None
    line = page.source.line_at(change.span.start)
    edit = Edit(path, "", None, Spot(SpotKind.LOG, line, change.span), "", change.new)
    return Unit("", None, line, (edit,), frozenset())


def log_line(source: Source, text: str, now: datetime) -> Change | None:
    """The line put in at the end of the log; None when the file has no log, or one whose lines are not dated."""
    lines = _log_of(source)
    dated = [(line.number, match) for line in lines if (match := _DATED.match(source.line(line.number)))]
    if not dated:
        return None
    # Some logs begin with the newest line.
    is_newest_first = dated[0][1]["day"] > dated[-1][1]["day"]
    number = dated[0][0] if is_newest_first else max(line.number for line in lines)
    entry = _like(dated[0][1] if is_newest_first else dated[-1][1], text, now)
    start, end = source.lines[number - 1]
    if is_newest_first:
        return Change(Span(start, start), entry + source.line_end(number))
    return Change(Span(end, end), source.line_end(number) + entry)


def _log_of(source: Source) -> list[Line]:
    """The lines of the first section with such a name; none when it has parts of its own, a table or code."""
    lines = source.document.lines
    for place, line in enumerate(lines):
        if line.kind is Kind.HEADING and comparable(line.text) in _IS_NAME:
            end = next((n for n in range(place + 1, len(lines)) if lines[n].kind is Kind.HEADING), len(lines))
            if end < len(lines) and lines[end].level > line.level:
                return []
            return _plain(lines[place + 1 : end])
    return []


def _plain(lines: Sequence[Line]) -> list[Line]:
    found = [line for line in lines if line.kind not in (Kind.BLANK, Kind.RULE)]
    return found if all(line.kind in (Kind.ITEM, Kind.TEXT) for line in found) else []


def _like(model: re.Match[str], text: str, now: datetime) -> str:
    """Date and time as exactly as the other line has them."""
    time = model["time"] or ""
    shape = "%H:%M:%S" if time.count(":") == 2 else "%H:%M"
    moment = f"{now:%Y-%m-%d}" + (f"{time[0]}{now.strftime(shape)}{'Z' if time.endswith('Z') else ''}" if time else "")
    return f"{model['lead']}{moment}{model['close']}{text}"


def _say(units: Sequence[Unit]) -> str:
    """ "completed: 1.1, 1.2; pending: 2.1" in the order of the plan."""
    said: dict[str, list[str]] = {}
    for unit in units:
        if unit.task and unit.step is None:
            said.setdefault(min(unit.reads_as).replace("_", " "), []).append(unit.task)
    if not said:
        return "steps were finished"
    return "; ".join(f"{state}: {_list(keys)}" for state, keys in said.items())


def _list(keys: list[str]) -> str:
    more = f" and {len(keys) - _MOST_NAMED} more" if len(keys) > _MOST_NAMED else ""
    return ", ".join(keys[:_MOST_NAMED]) + more
