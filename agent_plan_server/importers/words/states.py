"""States as authors write them: words of several languages, box marks, emoji."""

import re

from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.models.states import TaskStatus

_WORDS: dict[TaskStatus, str] = {
    TaskStatus.PENDING: (
        "not started|not yet started|pending|to do|todo|ready to execute|ready to begin|ready to start|ready|planned|"
        "planning|queued|open|backlog|next|tbd|upcoming|scheduled|incomplete|not complete|new|proposed|draft|"
        "template|offen|geplant|pendente|pendiente|à faire|a faire|a fazer|待办|待開始|待开始|未着手|未開始|未开始|"
        "대기|예정"
    ),
    TaskStatus.IN_PROGRESS: (
        "in progress|in-progress|in_progress|inprogress|wip|work in progress|active|working|working on this|"
        "currently working|doing|started|ongoing|underway|under way|in review|review|current|partial|partially|"
        "en progreso|em andamento|en cours|in arbeit|進行中|进行中|実装中|작업 중|진행 중|진행중|в работе"
    ),
    TaskStatus.COMPLETED: (
        "completed|complete|done|closed|shipped|implemented|finished|resolved|merged|delivered|verified|passed|"
        "concluído|concluída|concluido|terminé|terminée|livré|clôturé|cloture|erledigt|abgeschlossen|fertig|"
        "完了|完成|已完成|完了済み|완료|выполнено|готово|hecho|completado"
    ),
    TaskStatus.BLOCKED: "blocked|waiting|on hold|on-hold|paused|stalled|blockiert|bloqueado|bloqué|阻塞|보류",
    TaskStatus.FAILED: "failed|failing|broken|error|fehlgeschlagen|fallido|échoué|失败|失敗|실패",
    TaskStatus.SKIPPED: (
        "deferred|skipped|postponed|cancelled|canceled|rejected|superseded|dropped|obsolete|won't do|wontfix|"
        "will not do|abandoned|removed|not needed|n/a|adiado|différé|rejeté|verschoben|entfällt|이연|取消|已取消"
    ),
}
_STATUS_OF = {word: status for status, words in _WORDS.items() for word in words.split("|")}
_ANY_WORD = "|".join(re.escape(word) for word in sorted(_STATUS_OF, key=len, reverse=True))
_LEADING = re.compile(rf"[\s\[(]*({_ANY_WORD})(?![\w])", re.I)
_ANYWHERE = re.compile(rf"(?<![\w-])({_ANY_WORD})(?![\w-])", re.I)
_TAIL = 120
_MOST_STATES = 5
_EMOJI_STATUS = {
    **dict.fromkeys("✅☑✔✓", TaskStatus.COMPLETED),
    **dict.fromkeys("🔄🚧⏳🟡🔧🏃▶🟠🏗", TaskStatus.IN_PROGRESS),
    **dict.fromkeys("⏸⬜☐📋⚪🔲📝🆕", TaskStatus.PENDING),
    **dict.fromkeys("⛔🚫🛑", TaskStatus.BLOCKED),
    **dict.fromkeys("❌✗✘", TaskStatus.FAILED),
    **dict.fromkeys("⏭", TaskStatus.SKIPPED),
}
_EMOJI = re.compile(f"[{''.join(_EMOJI_STATUS)}]")
_CLEAR_EMOJI = re.compile("[✅☑✔✓🔄🚧⏳⏸⛔🚫❌✗✘⏭⬜☐]")
_MARKS = {
    " ": TaskStatus.PENDING,
    "": TaskStatus.PENDING,
    **dict.fromkeys("xX✓✔✅☑", TaskStatus.COMPLETED),
    **dict.fromkeys("~/>*", TaskStatus.IN_PROGRESS),
    "-": TaskStatus.SKIPPED,
    "!": TaskStatus.BLOCKED,
}
_MARKED = "".join(_EMOJI_STATUS)
# Words that are as often part of a title as a state: only brackets and status fields make them one.
_WEAK = {
    "new", "open", "next", "current", "review", "draft", "ready", "partial", "error", "removed", "planning", "started",
    "active", "working", "closed",
}  # fmt: skip
_STRONG_WORD = "|".join(re.escape(word) for word in sorted(_STATUS_OF, key=len, reverse=True) if word not in _WEAK)
_AFTERTHOUGHT = (
    r"(?:\s*[,:;–—-][^()\[\]]{0,60}|\s+(?:on|at|in|by|since)?\s*\d[^()\[\]]{0,40}|\s+(?:on|working) [^()\[\]]{0,40})?"
)
_TRAILING = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\s*\**[\[(]\s*[{_MARKED}]?\s*({_ANY_WORD}){_AFTERTHOUGHT}\s*[{_MARKED}]?\s*[\])]\s*\**$",
        rf"\s*[{_MARKED}]\s*\**\s*({_ANY_WORD})\b[^\n]{{0,40}}$",
        rf"\s+(?:[-–—|:]\s*\**|\*\*)({_STRONG_WORD})\**\s*[{_MARKED}!.]?\s*$",
    )
)
_DASH = re.compile(r"[-–—|:]|\*\*")
_TRAILING_EMOJI = re.compile(rf"\s*[{''.join(_EMOJI_STATUS)}]\s*(?:\([^()]{{0,80}}\))?\s*$")


def read_status(value: str) -> TaskStatus | None:
    """The state that a status field or a cell says; words win over emoji, the first word over later ones."""
    words = strip_decoration(value)
    if match := _LEADING.match(words):
        return _STATUS_OF[match.group(1).lower()]
    if len(words.split()) <= 4 and (match := _ANYWHERE.search(words)):
        return _STATUS_OF[match.group(1).lower()]
    return read_emoji(value)


def is_status_word(text: str) -> TaskStatus | None:
    """The state when the text is nothing but its name: "To Do", "in progress"; titles that mention one are none."""
    return _STATUS_OF.get(strip_decoration(text).casefold())


def read_emoji(text: str) -> TaskStatus | None:
    return _EMOJI_STATUS[match.group()] if (match := _EMOJI.search(text)) else None


def read_mark(mark: str) -> TaskStatus:
    """The state of a check box; a mark that nobody knows is not done."""
    return _MARKS.get(mark, TaskStatus.PENDING)


def read_line_status(text: str) -> TaskStatus | None:
    """The state that a line of work says about itself, in its last words or by its emoji."""
    if match := _trailing_word(text):
        return _STATUS_OF[match.group(1).lower()]
    if not text.isascii() and (match := _trailing_emoji(text) or _CLEAR_EMOJI.match(text.lstrip("*_ "))):
        return read_emoji(match.group())
    return TaskStatus.SKIPPED if text.startswith("~~") and text.rstrip().endswith("~~") else None


def strip_state(text: str) -> str:
    """The line without the state at its end."""
    for _ in range(_MOST_STATES):
        if (match := _trailing_word(text) or _trailing_emoji(text)) is None:
            break
        text = text[: match.start()].rstrip()
    return text


def _trailing_emoji(text: str) -> re.Match[str] | None:
    return None if text.isascii() else _TRAILING_EMOJI.search(text, max(0, len(text) - _TAIL))


def _trailing_word(text: str) -> re.Match[str] | None:
    # Only the tail is searched, and only for what can be there: long and hostile lines stay cheap.
    start = max(0, len(text) - _TAIL)
    tail = text[start:]
    in_brackets, after_emoji, after_dash = _TRAILING
    if tail.rstrip("* ")[-1:] in (")", "]") and (match := in_brackets.search(text, start)):
        return match
    if not tail.isascii() and (match := after_emoji.search(text, start)):
        return match
    return after_dash.search(text, start) if _DASH.search(tail) else None
