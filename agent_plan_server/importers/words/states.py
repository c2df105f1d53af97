"""States as authors write them: words of several languages, box marks, emoji."""

import re
from functools import lru_cache

from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.models.states import TaskStatus

_WORDS: dict[TaskStatus, str] = {
    TaskStatus.PENDING: (
        "not started|not yet started|pending|to do|todo|ready to execute|ready to begin|ready to start|ready|planned|"
        "planning|queued|open|backlog|next|tbd|upcoming|scheduled|incomplete|not complete|new|proposed|draft|"
        "template|offen|geplant|pendente|pendiente|à faire|a faire|a fazer|待办|待開始|待开始|未着手|未開始|未开始|"
        "not done|not completed|not implemented|unfinished|nicht fertig|no completado|não concluído|non terminé|"
        "не выполнено|не готово|не сделано|未实现|未實現|未実装|未完了|미완료|미구현|"
        "대기|대기 중|예정|미착수|시작 전|nicht begonnen|ausstehend|vorgesehen|non commencé|non démarré|"
        "en attente de démarrage|"
        "planifié|prévu|no iniciado|sin empezar|planificado|planeado|não iniciado|planejado|previsto|da fare|"
        "non iniziato|"
        "pianificato|te doen|gepland|niet gestart|do zrobienia|zaplanowane|nie rozpoczęto|att göra|planerad|"
        "ej påbörjad|yapılacak|planlandı|başlamadı|не начато|не начат|запланировано|ожидает|к выполнению|计划中|計劃中|"
        "未完成|待处理|待處理|待執行|待执行|规划中|予定|計画中|未対応|قيد الانتظار|لم يبدأ"
    ),
    TaskStatus.IN_PROGRESS: (
        "in progress|in-progress|in_progress|inprogress|wip|work in progress|active|working|working on this|"
        "currently working|doing|started|ongoing|underway|under way|in review|review|current|partial|partially|"
        "en progreso|en curso|em andamento|em progresso|en cours|partiel|in arbeit|in bearbeitung|laufend|in corso|"
        "mee bezig|bezig|in uitvoering|w toku|w trakcie|pågår|pågående|devam ediyor|sürüyor|進行中|进行中|執行中|"
        "执行中|"
        "開發中|开发中|実装中|作業中|対応中|着手中|작업 중|작업중|진행 중|진행중|구현 중|в работе|в процессе|"
        "выполняется|"
        "قيد التنفيذ|جاري"
    ),
    TaskStatus.COMPLETED: (
        "completed|complete|done|closed|shipped|implemented|finished|resolved|merged|delivered|verified|passed|"
        "concluído|concluída|concluido|terminé|terminée|livré|clôturé|cloture|erledigt|abgeschlossen|fertig|"
        "完了|完成|已完成|完了済み|実装完了|実装済み|対応済み|済|已实现|已實現|완료|완료됨|구현 완료|выполнено|"
        "выполнен|"
        "завершено|завершён|завершен|готово|сделано|hecho|completado|completada|terminado|terminada|finalizado|feito|"
        "finalizada|entregue|finalisé|fait|achevé|umgesetzt|completato|fatto|finito|klaar|gereed|afgerond|voltooid|"
        "zrobione|ukończone|zakończone|gotowe|klar|klart|färdig|avslutad|tamamlandı|bitti|مكتمل|تم|منجز"
    ),
    TaskStatus.BLOCKED: (
        "blocked|waiting|on hold|on-hold|paused|stalled|blockiert|wartet|bloqueado|bloqueada|bloqué|bloquée|en attente|"
        "en espera|em espera|bloccato|in attesa|geblokkeerd|wacht|zablokowane|wstrzymane|blockerad|väntar|engellendi|"
        "beklemede|заблокировано|заблокирован|на паузе|阻塞|被阻塞|受阻|ブロック中|ブロック|停止中|보류|차단|차단됨|"
        "محظور"
    ),
    TaskStatus.FAILED: (
        "failed|failing|broken|error|fehlgeschlagen|fallido|échoué|falhou|fallito|mislukt|nieudane|misslyckades|"
        "başarısız|провалено|失败|失敗|실패|فشل"
    ),
    TaskStatus.SKIPPED: (
        "deferred|skipped|postponed|cancelled|canceled|rejected|superseded|dropped|obsolete|won't do|wontfix|"
        "will not do|abandoned|removed|not needed|n/a|adiado|adiada|cancelado|cancelada|descartado|aplazado|pospuesto|"
        "différé|reporté|rejeté|abandonné|annulé|verschoben|entfällt|zurückgestellt|abgebrochen|rinviato|annullato|"
        "scartato|uitgesteld|geannuleerd|vervallen|odłożone|anulowane|uppskjuten|avbruten|inställd|ertelendi|iptal|"
        "iptal edildi|отложено|отложен|отменено|отменён|отменен|не нужно|이연|연기|취소|취소됨|제외|取消|已取消|推迟|"
        "已推迟|"
        "延后|搁置|跳过|延期|中止|見送り|保留|スキップ|مؤجل|ملغى"
    ),
}
_STATUS_OF = {word: status for status, words in _WORDS.items() for word in words.split("|")}
_ANY_WORD = "|".join(re.escape(word) for word in sorted(_STATUS_OF, key=len, reverse=True))
_LEADING = re.compile(rf"[\s\[(]*({_ANY_WORD})(?![\w])", re.I)
_ANYWHERE = re.compile(rf"(?<![\w-])({_ANY_WORD})(?![\w-])", re.I)
_TAIL = 120
_COUNT = re.compile(r"\s*[(\[]\d{1,4}[)\]]$")
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
_CIRCLES = frozenset("🟡🟠⚪")  # a state in some plans, a priority in others
_PRIORITY = re.compile(r"\bP[0-4]\b|priorit|\b(?:high|medium|low|critical)\b", re.I)
_EMOJI_AND_WORD = re.compile(rf"{_EMOJI.pattern}(?=\s*\**\s*\w)")
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


@lru_cache(maxsize=1024)  # asked for every item below the heading
def read_column(title: str) -> TaskStatus | None:
    """The state that a heading is the name of: "In progress" and "✅ Done (12)" are columns of a board."""
    return _STATUS_OF.get(_COUNT.sub("", strip_decoration(title)).strip(" :").casefold())


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
        is_priority = match.group().strip()[:1] in _CIRCLES and _PRIORITY.search(text)
        return None if is_priority else read_emoji(match.group())
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
    # Only where such an end can begin, and only in the tail: there are hundreds of words, and lines may be hostile.
    start = max(0, len(text) - _TAIL)
    tail = text[start:]
    in_brackets, after_emoji, after_dash = _TRAILING
    if tail.rstrip("* ")[-1:] in (")", "]"):
        opener = start + max(tail.rfind("("), tail.rfind("["))
        if opener >= start and (match := in_brackets.match(text, opener - _spaces_before(text, opener))):
            return match
    if not tail.isascii() and (match := _match_last(after_emoji, _EMOJI_AND_WORD, text, start)):
        return match
    return _match_last(after_dash, _DASH, text, start)


def _match_last(pattern: re.Pattern[str], opener: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """The pattern from one of the last places on where it can open."""
    places = [found.start() for found in opener.finditer(text, start)][-_MOST_STATES:]
    matches = (pattern.match(text, place - _spaces_before(text, place)) for place in places)
    return next(filter(None, matches), None)


def _spaces_before(text: str, place: int) -> int:
    head = text[max(0, place - _TAIL) : place]
    return len(head) - len(head.rstrip(" \t*"))
