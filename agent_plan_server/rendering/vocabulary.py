"""The word that a file would use for a state: its own, else the one that belongs to the words it has, else English."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from agent_plan_server.importers.text.mojibake import repair_line
from agent_plan_server.importers.words.states import read_emoji, read_status
from agent_plan_server.models.states import TaskStatus

_ORDER = (
    TaskStatus.PENDING,
    TaskStatus.IN_PROGRESS,
    TaskStatus.COMPLETED,
    TaskStatus.BLOCKED,
    TaskStatus.SKIPPED,
    TaskStatus.FAILED,
)
# Words that are used together, in the order above; the first row that has a word of the file is taken.
_ROWS = tuple(
    tuple(row.split("|"))
    for row in (
        "pending|in-progress|done|blocked|cancelled|failed",
        "pending|in_progress|completed|blocked|cancelled|failed",
        "pending|in progress|completed|blocked|skipped|failed",
        "todo|in-progress|done|blocked|cancelled|failed",
        "todo|in_progress|done|blocked|cancelled|failed",
        "todo|in progress|done|blocked|skipped|failed",
        "todo|doing|done|blocked|skipped|failed",
        "to do|in progress|done|blocked|cancelled|failed",
        "open|in_progress|closed|blocked|deferred|failed",
        "open|in progress|done|blocked|skipped|failed",
        "not started|in progress|complete|blocked|skipped|failed",
        "not_started|in_progress|completed|blocked|skipped|failed",
        "not-started|in-progress|completed|blocked|skipped|failed",
        "planned|in progress|done|blocked|deferred|failed",
        "ready|in progress|done|blocked|deferred|failed",
        "backlog|in progress|done|blocked|cancelled|failed",
        "pendente|em andamento|concluído|bloqueado|adiado|falhou",
        "a fazer|em andamento|concluído|bloqueado|adiado|falhou",
        "pendiente|en progreso|completado|bloqueado|cancelado|fallido",
        "à faire|en cours|terminé|bloqué|différé|échoué",
        "offen|in arbeit|erledigt|blockiert|verschoben|fehlgeschlagen",
        "geplant|in arbeit|abgeschlossen|blockiert|verschoben|fehlgeschlagen",
        "未着手|進行中|完了|保留|中止|失敗",
        "待开始|进行中|已完成|阻塞|已取消|失败",
        "未开始|进行中|已完成|阻塞|已取消|失败",
        "待办|进行中|已完成|阻塞|已取消|失败",
        "대기|진행 중|완료|보류|취소|실패",
        "예정|진행 중|완료|보류|취소|실패",
    )
)
# The words of families that document them, where a file has not used one yet.
_OF_FAMILY = {
    "task_master": _ROWS[0],
    "cursor_plan": _ROWS[1],
    "backlog_task": ("to do", "in progress", "done", "blocked", "cancelled", "failed"),
    "beads": ("open", "in_progress", "closed", "blocked", "deferred", "failed"),
    "bmad_story": ("draft", "in progress", "done", "blocked", "cancelled", "failed"),
}
_ENGLISH = ("pending", "in progress", "completed", "blocked", "skipped", "failed")
_EMOJI = {
    TaskStatus.PENDING: "⬜",
    TaskStatus.IN_PROGRESS: "🔄",
    TaskStatus.COMPLETED: "✅",
    TaskStatus.BLOCKED: "🚫",
    TaskStatus.SKIPPED: "⏭️",
    TaskStatus.FAILED: "❌",
}
_SIGN = re.compile("[\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?")
_PLAIN = re.compile(r"[^\d()\[\]{}<>;,@#]{1,40}")
_CORE = re.compile(r"[^\W\d_](?:[\w '’-]*\w)?")
_MOST_WORDS = 3
_TAIL = re.compile(r"\s+[(\[–—-].*$", re.S)


def read_value(value: str) -> TaskStatus | None:
    """The state that a value says, damaged or not."""
    return read_status(repair_line(value).strip())


def words_for(status: TaskStatus, now: str, peers: Mapping[str, int], family: str = "") -> str | None:
    """How a file writes a state where it writes `now`, given its values and how often each stands there.

    None when it has no word for it.
    """
    if learned := _learned(status, now, peers):
        return learned
    if read_value(now) is None:
        return None
    word = _word_for(status, peers, family)
    return _dress(word, status, now) if word else None


def with_tail(new: str, now: str) -> str:
    """The new word with what the old one explained: "Ready (after phase 1)" becomes "Completed (after phase 1)"."""
    match = _TAIL.search(now)
    return new + match.group() if match else new


def _learned(status: TaskStatus, now: str, peers: Mapping[str, int]) -> str | None:
    """The commonest value of that state that says nothing else, dressed like the present value."""
    values = {
        value: count for value, count in peers.items() if read_value(value) is status and _is_plain(repair_line(value))
    }
    if alike := {value: count for value, count in values.items() if _dressing(value) == _dressing(now)}:
        return max(alike, key=lambda value: alike[value])
    best = max(values, key=lambda value: values[value], default=None)
    if best is None or read_value(now) is None:
        return best
    dressed = _dress(_core(best), status, now) if _core(best) else best
    return dressed if read_value(dressed) is status else best


def _is_plain(value: str) -> bool:
    return _PLAIN.fullmatch(value) is not None and len(_core(value).split()) <= _MOST_WORDS


def _word_for(status: TaskStatus, peers: Mapping[str, int], family: str) -> str | None:
    cores: Counter[str] = Counter()
    for value, count in peers.items():
        cores[_core(value).casefold()] += count
    rows = {row: sum(cores[word] for word in row) for row in _ROWS}
    best = max(rows, key=lambda row: rows[row])  # of equals the first
    row = _OF_FAMILY.get(family) or (best if rows[best] else _ENGLISH)
    return row[_ORDER.index(status)] if status in _ORDER else None


@lru_cache(maxsize=4096)  # the values of a file are few
def _core(value: str) -> str:
    """The word of state without emoji, emphasis and what explains it."""
    match = _CORE.search(_TAIL.sub("", _SIGN.sub("", repair_line(value))))
    return match.group() if match else ""


def _dressing(value: str) -> tuple[bool, bool, str]:
    """Whether it has an emoji, whether it has words, and the emphasis around it."""
    value = repair_line(value)
    return read_emoji(value) is not None, bool(_core(value)), _emphasis(value)


def _emphasis(value: str) -> str:
    return next((mark for mark in ("**", "__", "`", "*", "_") if value.startswith(mark) and value.endswith(mark)), "")


def _dress(word: str, status: TaskStatus, now: str) -> str:
    """The word in the case, the emphasis and with the kind of emoji that the present value has."""
    sign = _SIGN.match(now.lstrip("*_`"))
    core = _core(now)
    mark = _emphasis(now)
    if sign and not core:
        return f"{mark}{_EMOJI[status]}{mark}"
    new = f"{_EMOJI[status]} {_cased(word, core)}" if sign else _cased(word, core)
    return f"{mark}{new}{mark}"


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    if like.istitle() and " " in word:
        return word.title()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
