"""States as authors write them: words of several languages, box marks, emoji."""

import re
from functools import lru_cache
from typing import NamedTuple

from agent_plan_server.importers.words.lexicon import Lexicon, flatten, fold_words
from agent_plan_server.importers.words.tables.states import STATES
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.models.states import TaskStatus

_STATUS_OF = {word: TaskStatus(name) for word, name in flatten(STATES).items()}
_STATES = Lexicon(_STATUS_OF)
_SHORT = 200  # characters
_OPENERS = ("(", "[")
_TAIL = 120
_COUNT = re.compile(r"\s*[(\[]\d{1,4}[)\]]$")
_MOST_STATES = 5
_LONGEST_REASON = 60  # characters
_EMOJI_STATUS = {
    **dict.fromkeys("✅☑✔✓", TaskStatus.COMPLETED),
    **dict.fromkeys("🔄🚧🟡🔧🏃▶🟠🏗", TaskStatus.IN_PROGRESS),
    **dict.fromkeys("⏳⏸⬜☐📋⚪🔲📝🆕", TaskStatus.PENDING),
    **dict.fromkeys("⛔🚫🛑", TaskStatus.BLOCKED),
    **dict.fromkeys("❌✗✘", TaskStatus.FAILED),
    **dict.fromkeys("⏭", TaskStatus.SKIPPED),
}
_EMOJI = re.compile(f"[{''.join(_EMOJI_STATUS)}]")
_CIRCLES = frozenset("🟡🟠⚪")  # a state in some plans, a priority in others
_PRIORITY = re.compile(r"\bP[0-4]\b|priorit|\b(?:high|medium|low|critical)\b", re.I)
_CLEAR_EMOJI = re.compile("[✅☑✔✓🔄🚧⏳⏸⛔🚫❌✗✘⏭⬜☐]")
_MARKS = {
    " ": TaskStatus.PENDING,
    "": TaskStatus.PENDING,
    **dict.fromkeys("xXхХ✓✔✅☑", TaskStatus.COMPLETED),
    **dict.fromkeys("~/>*", TaskStatus.IN_PROGRESS),
    "-": TaskStatus.SKIPPED,
    "!": TaskStatus.BLOCKED,
}
_MARKED = "".join(_EMOJI_STATUS)
_EMOJI_AT_END = re.compile(rf"\s*[{_MARKED}]\s*$")
# Alone in a status field they are states; elsewhere they may as well be priorities.
_SIGNAL_STATUS = {
    "🟢": TaskStatus.COMPLETED,
    "🔵": TaskStatus.IN_PROGRESS,
    "🔴": TaskStatus.BLOCKED,
    "⚫": TaskStatus.SKIPPED,
}
# Words that are as often part of a title as a state: only brackets and status fields make them one.
_WEAK = {
    "new", "open", "next", "current", "review", "draft", "ready", "partial", "error", "removed", "planning", "started",
    "active", "working", "closed", "template", "backlog", "incomplete",
    "neu", "nuevo", "novo", "nuovo", "nieuw", "ny", "nou", "uj", "lista", "aktiv",
    "activo", "actif", "nove", "новое", "новая", "fel", "bo", "moi", "af",
}  # fmt: skip
# They say for whom or what they wait in the next word.
_WAITING = frozenset(
    fold_words(
        "wartet|attend|attende|espera|esperando|aguarda|aguardando|wacht|czeka|čeká|ждет|ждем|чекає|чекаємо|очікуємо|"
        "bekliyor|väntar|venter|afventer|avventer|odottaa|odotetaan|așteaptă|așteptăm|vár|várunk|περιμένει|بانتظار|"
        "منتظر|ממתין|ממתינה|menunggu|รอ|warten|wachten|aspetta"
    ).split("|")
)
# Behind a state: when, who, why; a state that waits may name for whom in the next word.
_AFTERTHOUGHT = re.compile(
    r"(?:\s*[,:;、，،–—(-].{0,100}|\s+(?:on|at|in|by|since)?\s*\d.{0,40}|\s+(?:on|working) .{0,40})?[\s*]*", re.S
)
_REASON = re.compile(
    r"[\s*]*(?:[,:;(、，،]|[–—-]\s).{0,100}|[\s*!.]*|\s\d{1,2}:\d{2}(?:\s?\([^()]{0,60}\))?[\s*.]*|"
    r"\s(?:[^\W\d_]{1,3}\s)?(?:\d{4}|\d{1,2}[./]\d{1,2})[./-]\d{1,4}[\d./: -]{0,20}",
    re.S,
)
# Behind what is put off: to when, or why.
_PUT_OFF = re.compile(
    r"\s(?:to|until|till|for|because|since|auf|bis|wegen|zu|a|al|au|pour|para|hasta|ate|fino|per|naar|tot|do|na|til|"
    r"till|до|на|из-за|la|pana)\s.{1,80}",
    re.S,
)
_WAITS_FOR = re.compile(r"\s+[^\d\[\]]{1,80}(?:\([^()]{0,40}\))?[\s*.]*", re.S)
_LAST_BRACKETS = re.compile(r"\s*\([~≈]?\d[^()]{0,30}\)[\s*]*$")  # "(2h)", "(5 pts)"
_LEADING_BRACKETS = re.compile(r"\s*\**[\[(]\s*([^\[\]()]{2,40}?)\s*[\])]\**\s*[:–—-]?\s*(?=\S)")
_PERCENT = re.compile(r"(?:^\W{0,4}|[(\[~])\s*(?:(\d{1,3})(?:[.,]\d{1,2})?\s?[%٪]|[%٪]\s?(\d{1,3}))(?!\w)")
_STRUCK = re.compile(r"[\s*_]*~~[^~]{1,400}~~[\s*_.]*(?:\([^()]{0,120}\)|[–—-]\s.{0,120})?[\s*_.]*", re.S)
_SIGN = r"[\U0001f300-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff]"
_SIGN_AND_WORD = re.compile(rf"{_SIGN}\s*\**\s*(?=\w)")
_DASH = re.compile(r"(?<=\s)(?:[-–—|:→⇒]|[-=]>)\s*\**|(?<=\s)\*\*|(?<=[^\x00-\x7f]):\s\**|[–—]{2}\s*\**")
_ASCII_DASH = re.compile(r"\s[-|:=*]")  # in whatever _DASH finds in ASCII, and quicker to find
_TRAILING_EMOJI = re.compile(rf"\s*[{''.join(_EMOJI_STATUS)}]\s*(?:\([^()]{{0,80}}\))?\s*$")


def read_status(value: str) -> TaskStatus | None:
    """The state that a status field or a cell says; words win over emoji, the first word over later ones."""
    words = strip_decoration(value)
    said = _read_words(words)
    if match := _PERCENT.search(words):
        return _status_of_share(int(match.group(1) or match.group(2)), said)
    return said or read_emoji(value) or _SIGNAL_STATUS.get(value.strip("* ")[:1])


def _read_words(words: str) -> TaskStatus | None:
    folded = fold_words(words)
    if found := _STATES.match(folded, len(folded) - len(folded.lstrip(" [("))):
        return found.meaning
    return found.meaning if len(words.split()) <= 4 and (found := _STATES.search(folded)) else None


def _status_of_share(percent: int, said: TaskStatus | None) -> TaskStatus:
    """ "80 % done" is in progress; "blocked at 80 %" is blocked."""
    if said not in (None, TaskStatus.COMPLETED):
        return said
    return TaskStatus.COMPLETED if percent >= 100 else TaskStatus.IN_PROGRESS if percent else TaskStatus.PENDING


def is_status_word(text: str) -> TaskStatus | None:
    """The state when the text is nothing but its name: "To Do", "in progress"; titles that mention one are none."""
    return _STATES.get(strip_decoration(text))


@lru_cache(maxsize=1024)  # asked for every item below the heading
def read_column(title: str) -> TaskStatus | None:
    """The state that a heading is the name of: "In progress" and "✅ Done (12)" are columns of a board."""
    return _STATES.get(_COUNT.sub("", strip_decoration(title)).strip(" :"))


def read_emoji(text: str) -> TaskStatus | None:
    return _EMOJI_STATUS[match.group()] if (match := _EMOJI.search(text)) else None


def read_mark(mark: str) -> TaskStatus:
    """The state of a check box; a mark that nobody knows is not done."""
    return _MARKS.get(mark, TaskStatus.PENDING)


def read_line_status(text: str) -> TaskStatus | None:
    """The state that a line of work says about itself, in its last words, in brackets in front, or by its emoji."""
    if said := _read_ending(text) or _read_opening(text):
        return said.status
    if not text.isascii() and (match := _trailing_emoji(text) or _CLEAR_EMOJI.match(text.lstrip("*_ "))):
        is_priority = match.group().strip()[:1] in _CIRCLES and _PRIORITY.search(text)
        return None if is_priority else read_emoji(match.group())
    return TaskStatus.SKIPPED if "~~" in text and _STRUCK.fullmatch(text) else None


def strip_state(text: str) -> str:
    """The line without the state at its end or in front."""
    for _ in range(_MOST_STATES):
        if said := _read_ending(text):
            brackets = _LAST_BRACKETS.search(text, said.end)
            text = text[: said.start].rstrip() + (brackets.group() if brackets else "")
        elif match := _trailing_emoji(text):
            text = text[: match.start()].rstrip()
        else:
            break
    if said := _read_opening(text):
        text = text[said.end :]
    return text[: text.rindex("~~") + 2] if "~~" in text and _STRUCK.fullmatch(text) else text


class _Said(NamedTuple):
    """A state in a line: from where to where it stands; behind `end` is only its reason."""

    status: TaskStatus
    start: int
    end: int


def _read_opening(text: str) -> _Said | None:
    """ "[DONE] Build it", "(отложено) Собрать"."""
    if text.lstrip().lstrip("*")[:1] not in _OPENERS or (match := _LEADING_BRACKETS.match(text)) is None:
        return None
    status = None if _is_weak(match.group(1)) else is_status_word(match.group(1))
    return _Said(status, match.start(), match.end()) if status else None


def _trailing_emoji(text: str) -> re.Match[str] | None:
    return None if text.isascii() else _TRAILING_EMOJI.search(text, max(0, len(text) - _TAIL))


def _read_ending(text: str) -> _Said | None:
    """The state in the last words of a line: in brackets, behind an emoji, or behind a dash."""
    return _end_short(text) if len(text) <= _SHORT else _end(text)


@lru_cache(maxsize=8192)  # who reads a line asks for its state, and again to take it off
def _end_short(text: str) -> _Said | None:
    return _end(text)


def _end(text: str) -> _Said | None:
    # Only where such an end can begin, and only in the tail: lines may be hostile.
    start = max(0, len(text) - _TAIL)
    tail = text[start:]
    if tail.rstrip("* ")[-1:] in (")", "]"):
        opener = start + max(tail.rfind("("), tail.rfind("["))
        if opener >= start and (said := _read_brackets(text, opener)):
            return said
    if tail.isascii() and _ASCII_DASH.search(text, max(0, start - 1)) is None:
        return None
    if not tail.isascii() and (said := _read_last(text, _SIGN_AND_WORD, start, is_sign=True)):
        return said
    return _read_last(text, _DASH, start, is_sign=False)


def _read_brackets(text: str, opener: int) -> _Said | None:
    inner = _EMOJI_AT_END.sub("", text[opener + 1 :].rstrip("* ")[:-1])
    status = _status_with_reason(fold_words(inner.lstrip(_MARKED + " ")), _AFTERTHOUGHT)
    return _Said(status, opener - _spaces_before(text, opener), len(text)) if status else None


def _read_last(text: str, opener: re.Pattern[str], start: int, *, is_sign: bool) -> _Said | None:
    """The state behind one of the last places where it can open."""
    for match in list(opener.finditer(text, start))[-_MOST_STATES:]:
        folded = fold_words(text[match.end() :])
        found = _STATES.match(folded)
        if found is None or not text[: match.start()].strip("*_ "):
            continue
        is_mark = is_sign and match.group()[0] in _MARKED
        if not is_mark and (_is_weak(folded[: found.end]) or not _status_with_reason(folded, _REASON)):
            continue
        if is_mark and len(folded) - found.end > _LONGEST_REASON:
            continue
        has_places = len(folded) == len(text) - match.end()
        end = match.end() + found.end if has_places else len(text)
        return _Said(found.meaning, match.start() - _spaces_before(text, match.start()), end)
    return None


def _status_with_reason(folded: str, reason: re.Pattern[str]) -> TaskStatus | None:
    """The state at the start, when what follows belongs to it; "blocked by 1.2" is a need, "waiting for Jo" a state."""
    if (found := _STATES.match(folded)) is None:
        return None
    word, rest = folded[: found.end], _EMOJI_AT_END.sub("", folded[found.end :])
    if reason.fullmatch(rest):
        return found.meaning
    if found.meaning is TaskStatus.SKIPPED and not _is_weak(word) and _PUT_OFF.fullmatch(rest):
        return found.meaning
    waits = found.meaning is TaskStatus.BLOCKED and (" " in word or word in _WAITING)
    return found.meaning if waits and _WAITS_FOR.fullmatch(rest) else None


def _is_weak(word: str) -> bool:
    return fold_words(word) in _WEAK


def _spaces_before(text: str, place: int) -> int:
    head = text[max(0, place - _TAIL) : place]
    return len(head) - len(head.rstrip(" \t*"))
