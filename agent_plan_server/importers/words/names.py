"""The names of phases: "Phase 2", "Sprint A", "Workstream 3", "Week 1", "阶段 1"."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from agent_plan_server.importers.words.dependencies import ID, TASK_WORDS
from agent_plan_server.importers.words.hints import Hints
from agent_plan_server.importers.words.lexicon import (
    Lexicon,
    flatten,
    fold_words,
    skip_folded,
    with_ascii_digits,
    words_of,
)
from agent_plan_server.importers.words.roles import role_of
from agent_plan_server.importers.words.states import read_status, strip_state
from agent_plan_server.importers.words.tables.ordinals import ORDINALS
from agent_plan_server.importers.words.tables.phases import PHASES
from agent_plan_server.importers.words.tables.tasks import TASKS
from agent_plan_server.importers.words.titles import clean_title, fold, strip_decoration

PARALLEL_WORDS = frozenset(
    ("workstream", "track", "stream", "team", "category", "area", "squad", "lane", "component", "session", "agent")
)
STEP = "step"
# Each also says who or how, so that only lists to tick make a heading of theirs a part of the plan.
AGENT = "agent"
PACKAGE = "work package"
TIME_WORDS = frozenset(("week", "day", "month", "quarter"))
# They group the work of a plan that has no phases; where it has, they group the same work a second time.
GROUP_WORDS = TIME_WORDS | {"tier", STEP, AGENT, PACKAGE}
_PHASES = flatten(PHASES)
_WORDS = Lexicon(_PHASES)
_ORDINALS = Lexicon(flatten(ORDINALS))
_PHASE_HINTS = Hints([*_PHASES, *flatten(ORDINALS)], or_ids=False)
_TASK_HINTS = Hints(words_of(TASKS["task"]))
_HAN = "一二三四五六七八九十"
# The name that most authors write, with nothing in it that could mean more.
_PLAIN = re.compile(r"([A-Za-z]+) (\d{1,4})(: ([A-Za-z0-9 ]*[A-Za-z0-9]))", re.A)
_NUMBERING = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,2}[.)]?\s+", re.A)
_ENDINGS = ("st", "nd", "rd", "th", "re", "e", "de")  # of "2nd" and "3e", which may stand apart from their number
# Behind the word: "2", "#2", "Nr. 2", "2.1b", "1-3", "B", "IV", "二".
_NUMBER = re.compile(
    r"\s{0,3}(?:(?:nr|no|n[º°]|№|thứ|ที่|numero|número|номер)\.?\s{1,2}|№|#)?"
    r"(\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?(?:\s?[-–]\s?\d{1,4})?|[ivx]{1,5}(?!\w)|[a-zα-ωа-я](?![\w'’])|"
    rf"[{_HAN}]{{1,3}}(?!\w))(?!\w)(.*)",
    re.I | re.S,
)
# In front of the word: "1. Phase", "2nd phase", "1ª fase", "2-й этап", "第一阶段", "1단계".
_NUMBER_FIRST = re.compile(
    rf"(第)?\s?([\d{_HAN}]{{1,3}})\s?(\.|st|nd|rd|th|ª|º|°|re|ère|ème|er|e|ste|de|-?[йяєае]|個|个|次)?\s{{0,2}}(?=\S)",
    re.I,
)
# They mean no phase behind a number alone: "3周", "2 天".
_NEED_PREFIX = frozenset(("期", "周", "週", "天", "日", "月", "步", "주", "부", "部", "篇", "批", "轮", "輪"))
_NUMBERED_WORDS = frozenset(("phase", "stage", "sprint", "iteration", "week", "wave", "part", "block", "milestone"))
_PLURALS = frozenset(("phases", "weeks", "months", "days"))  # "2. Phases" is a section about them
_SIGNS = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2460, 0x2474), *range(0x2160, 0x216C))}
_HAN_DIGITS = {digit: str(value) for value, digit in enumerate(_HAN, 1)}
_TASK = re.compile(
    rf"(?:(?:{TASK_WORDS})(?:\s{{0,2}}#?\d|\s{{1,2}}(?-i:[A-Z]{{1,3}}\d|[A-Z](?=\s?[:.)–—-])))"
    rf"|[\[(]?{ID}(?![\w-])|\#\d{{1,6}}\s|T\d{{3,4}}\b|\[[ xX~/-]?\]\s|"
    r"(?-i:\[(?:NEW|MODIFY|MODIFIED|DELETE|CREATE|UPDATE|REMOVE|RENAME)\])\s)",
    re.I,
)
_ABOUT = frozenset(
    (
        "success", "failure", "failures", "results", "complete", "completion", "review", "plan", "execution", "kickoff",
        "options", "checklist", "summary", "overview", "metrics", "test", "tests", "goals", "status", "progress",
    )
)  # fmt: skip
_OUTLINE_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+(?=[^\W\d_])")  # "6.1 Phase 1: …"
_SHORT = 200  # characters
_SEPARATORS = ":.-–—|)·/, ،"
_QUARTER = re.compile(r"[QT]([1-4])(?:[ /'-]?\s?(20\d\d))?(?=\s*[:–—(-]|\s*$)(.*)", re.S)
_SHORT_WORDS = {"M": "milestone", "WP": PACKAGE, "AP": PACKAGE}
_SHORT_NAME = re.compile(r"(M|WP|AP)(\d{1,2})(?=\s?[:–—-])(.*)", re.S)


class PhaseName(NamedTuple):
    """A phase as its author names it; `title` has no state and no decoration."""

    word: str
    number: str
    title: str
    rest: str

    @property
    def is_parallel(self) -> bool:
        return self.word in PARALLEL_WORDS

    @property
    def short(self) -> str:
        """ "M1", "WP2"."""
        return "".join(word[0].upper() for word in self.word.split()) + self.number

    @property
    def label(self) -> str:
        return f"{self.word.capitalize()} {self.number}"


def names_task(text: str) -> bool:
    """ "Task 3: …", "Issue #7", "AUTH-01 Login", "[ ] Build it" are tasks by their name alone."""
    return _is_task_name(text[:_SHORT])


@lru_cache(maxsize=8192)
def _is_task_name(text: str) -> bool:
    if text[:1].isdecimal():
        return False
    return _TASK_HINTS.may_begin(text) and _TASK.match(strip_decoration(text)) is not None


def read_phase_name(text: str) -> PhaseName | None:
    """The phase that a heading (or a link, or a bold line) names; None when it only speaks of one."""
    return _read_short(text) if len(text) <= _SHORT else _read_name(text)


@lru_cache(maxsize=8192)  # each heading is asked several times
def _read_short(text: str) -> PhaseName | None:
    return _read_name(text)


def _read_name(text: str) -> PhaseName | None:
    if not _may_name_phase(text):
        return None
    if match := _PLAIN.fullmatch(text):
        word = _WORDS.get(match.group(1))
        return PhaseName(word, match.group(2), fold(match.group(4)), match.group(3)) if word else None
    numbered = strip_decoration(strip_state(text)).lstrip("[(").translate(_SIGNS)
    bare = _OUTLINE_NUMBER.sub("", numbered, count=1)
    return _read_counted(bare) or _read_quarter(bare) or _read_number_first(numbered) or _read_ordinal_first(bare)


def _may_name_phase(text: str) -> bool:
    """False where the first word, behind a number or not, is none that phases are named with."""
    numbering = _NUMBERING.match(text)
    bare = text[numbering.end() :] if numbering else text
    return _PHASE_HINTS.may_begin(bare) or (numbering is not None and bare.lower().startswith(_ENDINGS))


def _read_counted(bare: str) -> PhaseName | None:
    """The word, then its number: "Phase 2", "Sprint A: …", "المرحلة الأولى"."""
    if match := _SHORT_NAME.match(bare):
        word, number, rest = _SHORT_WORDS[match.group(1)], match.group(2), match.group(3)
    elif (found := _WORDS.match_counter(fold_words(bare))) and (split := _split_number(skip_folded(bare, found.end))):
        word, (number, rest) = found.meaning, split
    else:
        return None
    rest = rest.strip()
    if rest and rest[0] not in _SEPARATORS + "([" and not _can_be_title(rest):
        return None
    return _named(word, number, rest)


def _split_number(text: str) -> tuple[str, str] | None:
    """The number in front and what follows it; in words a gap stands before it."""
    bare = text.lstrip()
    if bare != text and (found := _ORDINALS.match(fold_words(bare))):
        return found.meaning, skip_folded(bare, found.end)
    if (match := _NUMBER.match(text)) and (bare != text or match.group(1)[0].isnumeric() or text[:1] == "#"):
        return match.group(1), match.group(2)
    return None


def _read_quarter(bare: str) -> PhaseName | None:
    if not (match := _QUARTER.match(bare)):
        return None
    number, year, rest = match.groups()
    return _named("quarter", f"{number}-{year}" if year else number, rest)


def _read_number_first(bare: str) -> PhaseName | None:
    """The number, then the word: "第1阶段", "1. Phase: …", "2nd phase"."""
    if not (match := _NUMBER_FIRST.match(bare)):
        return None
    prefix, number, mark = match.groups()
    folded = fold_words(bare[match.end() :])
    if prefix:
        found = _WORDS.match_start(folded)
    else:
        found = _WORDS.match(folded) or (_WORDS.match_start(folded) if not mark else None)
    if found is None:
        return None
    rest = skip_folded(bare[match.end() :], found.end)
    word = folded[: found.end]
    if prefix is None and (word in _NEED_PREFIX | _PLURALS or not _starts_title(rest)):
        return None
    if word.isascii() and (not mark or found.meaning not in _NUMBERED_WORDS or not (rest or found.meaning == "phase")):
        return None
    return _named(found.meaning, number, rest)


def _read_ordinal_first(bare: str) -> PhaseName | None:
    """The number in words, then the word: "First phase: …", "Erste Phase", "Первый этап"."""
    folded = fold_words(bare)
    if (ordinal := _ORDINALS.match(folded)) is None or folded[ordinal.end : ordinal.end + 1] != " ":
        return None
    found = _WORDS.match(folded, ordinal.end + 1)
    if found is None or found.meaning not in _NUMBERED_WORDS:
        return None
    rest = skip_folded(bare, found.end).strip()
    # "First sprint" alone speaks of one that is set up elsewhere.
    is_name = _starts_title(rest) and (rest or found.meaning == "phase")
    return _named(found.meaning, ordinal.meaning, rest) if is_name else None


def _starts_title(rest: str) -> bool:
    """ "1단계: 준비" counts phases; "3단계로 나눈다" is a sentence."""
    bare = rest.lstrip()
    return not bare or bare[0] in ":–—-|·,،(["


def _named(word: str, number: str, rest: str) -> PhaseName:
    number = unicodedata.normalize("NFKC", re.sub(r"\s?[-–]\s?", "-", with_ascii_digits(number)))
    number = _HAN_DIGITS.get(number, number)
    number = number.upper() if number.isalpha() else number.lower()
    title = clean_title(strip_state(rest.lstrip(_SEPARATORS)))
    return PhaseName(word, number, title, rest)


def _can_be_title(rest: str) -> bool:
    """ "Phase 1 Foundation" is a phase; "Phase 1 Success", "Week 1 Checkpoint" and "Phase 1 is done" are about one."""
    first = rest.split()[0]
    if first.casefold() in _ABOUT or not first[:1].isalpha() or first[:1].islower() or read_status(rest):
        return False
    return len(rest.split()) <= 6 and role_of(rest) is None
