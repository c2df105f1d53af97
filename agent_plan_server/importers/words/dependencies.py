"""What a phase or task says it needs: phases, ids, ranges, "all previous phases"; the rest is kept as text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from agent_plan_server.importers.words.lexicon import flatten, fold_words, pattern_of, with_ascii_digits, words_of
from agent_plan_server.importers.words.tables.needs import NEEDS
from agent_plan_server.importers.words.tables.ordinals import ORDINALS
from agent_plan_server.importers.words.tables.phases import PHASES
from agent_plan_server.importers.words.tables.tasks import TASKS
from agent_plan_server.importers.words.titles import strip_decoration


class Target(StrEnum):
    PHASE = "phase"
    TASK = "task"
    EARLIER_PHASES = "earlier phases"
    EARLIER_TASKS = "earlier tasks"
    ONE_BEFORE = "the one before"
    EVERYTHING = "everything"
    THE_SAME = "what the one before needs"
    MENTIONED = "what else the words name"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is needed; `value` is a phase number, an author's id, or the words themselves.

    A range keeps its `last` and stays one need: "phases 1-999" on every line must not become a million. So do
    `several` phases that are needed under one name ("all stories").
    """

    target: Target
    value: str
    line: int
    last: str = ""
    several: tuple[str, ...] = field(default=(), compare=False)

    @property
    def said(self) -> str:
        return f"{self.value}-{self.last}" if self.last else self.value

    @property
    def names(self) -> tuple[str, ...]:
        """Every number or id of a range, at most 1,000, or of several; else the value alone."""
        if self.several:
            return self.several
        if not self.last:
            return (self.value,)
        stem = self.value.rstrip(_DIGITS)
        first, last = (int(end[len(stem) :]) for end in (self.value, self.last))
        if self.target is Target.PHASE:
            return tuple(map(str, range(first, last + 1)))
        width = len(self.value) - len(stem)
        return tuple(f"{stem}{number:0{width}}" for number in range(first, min(last, first + _MOST_OF_A_RANGE - 1) + 1))


ID = r"[A-Z][A-Z0-9]{0,9}(?:-[A-Z]{1,4})?-[A-Z]{0,2}\d{1,5}[a-z]?"
# "H0.1", "TM.6a", "H2A.1": letters, a dot and a number.
DOTTED_ID = r"(?-i:[A-Z]{1,4}\d{0,3}[A-Z]?(?:\.\d{1,3}){1,3}[a-z]?)"
# "**V01** Menu", "**A3**: Codec": bold letters with a number; "P1" is a priority, and "S3" a product.
BOLD_ID = r"(?-i:(?<=\*\*)(?!P\d\b|S3\b|H2\b|V8\b)(?:[A-Z]{1,5}[-_]?\d{2,5}|[A-Z]\d)(?:[a-z](?=[*:.]))?(?=\*\*|:|\.\s))"
TASK_WORDS = pattern_of(words_of(TASKS["task"]))
# "2", "2.1b", and the letters of "Group A" and "Phase IV".
_PHASE_NUMBER = r"(?:\d{1,3}(?:\.\d{1,2})?[a-z]?|(?-i:[A-HJ-Z]|[IVX]{1,4})(?!\w))"
_COUNTED = (
    "phase", "stage", "sprint", "milestone", "week", "workstream", "track", "wave", "epic", "iteration", "group",
    "batch", "stream",
)  # fmt: skip
_TOO_SHORT = {"周", "週", "期", "주"}  # they end other words, and a number may follow by chance
_NONE = re.compile(rf"\s*(?:{pattern_of(words_of(NEEDS['none']))}|[-–—]|\[\])(?![\w])", re.I)
_AND = rf"\s?(?:,|&|\+|/|、|，|،)\s?|\s(?:{pattern_of(words_of(NEEDS['and']))})\s|[和与及と]"
_TO = rf"\s?[-–—~〜～]\s?|\s(?:{pattern_of(words_of(NEEDS['to']))})\s"
RANGE_SIGN = rf"{_TO}|\s?\.{{2,3}}\s?"
SEPARATOR = rf"{_AND}|\s?;\s?"
ARROW = re.compile(r"\s?(?:→|-{1,2}>|=>|➜)\s?")
_PHASE_WORD = pattern_of(words_of(*(PHASES[word] for word in _COUNTED)) - _TOO_SHORT)
_ORDINAL = pattern_of(words_of(*ORDINALS.values()))
_PHASE_LIST = re.compile(
    rf"(?<![^\W\d_])(?:{_PHASE_WORD}|phasen|sprints|milestones|workstreams|tracks|waves|epics|iterations|stages|fases|"
    r"etapas|étapes|этапа|этапы|этапов|этапу|этапе|этапом|фазы|фазу|фазе|спринта|спринты)"
    rf"\s{{0,2}}#?({_PHASE_NUMBER}(?:(?:{_TO}|{_AND})(?:and\s)?(?:phase\s)?{_PHASE_NUMBER}){{0,20}})(?!\w|\.\d)",
    re.I,
)
_COUNTED_FIRST = re.compile(rf"(?<![^\W_])第?(\d{{1,3}})\.?\s?(?:{_PHASE_WORD})(?![^\W\d_])", re.I)
_ORDINALS = flatten(ORDINALS)
_SPELT = re.compile(
    rf"(?<!\w)(?:({_PHASE_WORD})\s({_ORDINAL})|({_ORDINAL})\s({_PHASE_WORD})|第([一二三四五六七八九十])({_PHASE_WORD}))(?!\w)",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?:all|every)\s(?:the\s)?(?:previous|prior|earlier|preceding)\s(?:phase|stage|sprint|milestone|week|wave)s?|"
    + pattern_of(words_of(NEEDS["earlier"])),
    re.I,
)
_EARLIER_TASKS = re.compile(rf"(?<!\w)(?:{pattern_of(words_of(NEEDS['earlier tasks']))})(?!\w)", re.I)
_ONE_BEFORE = re.compile(
    rf"\W*(?:{pattern_of(words_of(NEEDS['the one before']))})(?:\s(?:is|being)?\s?\w{{4,9}})?\W*", re.I
)
_THE_SAME = re.compile(rf"\W*(?:{pattern_of(words_of(NEEDS['the same']))})\W*", re.I)
_EVERYTHING = re.compile(r"\b(?:depends on all|all (?:other )?tasks|all categories|everything)\b|^all$", re.I)
_IDS = re.compile(rf"(?<![\w/-]){ID}(?:/\d{{1,5}})*(?![\w-])")
_SPEC_KIT = re.compile(r"(?<![\w-])(T\d{2,4}[a-z]?(?:-[A-Z]{2,8})?)(?:\s{0,2}[-–]\s{0,2}(T\d{2,4}))?(?![\w-])")
_TASK_WORD = re.compile(
    rf"(?<![^\W\d_])(?:{TASK_WORDS})(?:s|n|en)?\s?#?(\d{{1,4}}(?:\.\d{{1,4}}){{0,4}}"
    rf"(?:(?:,|\s(?:and|und|et|y|e|i|en|och|ve|и)|\s&|、|，|和|{_TO})\s?#?\d{{1,4}}(?:\.\d{{1,4}}){{0,4}}){{0,20}})",
    re.I,
)
_TASK_RANGE = re.compile(rf"(\d[\d.]{{0,20}}?)(?:{_TO})#?(\d[\d.]{{0,20}})", re.I)
_DOTTED = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d{1,3}){1,4})(?![\w.%])")
_ISSUE = re.compile(r"#(\d{1,6})\b")
_RANGE = re.compile(rf"(\d{{1,3}})(?:{_TO})(?:phase\s)?(\d{{1,3}})", re.I)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?[a-z]?(?!\w|\.\d)")
_LETTERS = re.compile(r"(?<!\w)[A-Z]{1,4}(?!\w)")
_LETTER_RANGE = re.compile(rf"(?<!\w)([A-Z])(?:{_TO})([A-Z])(?!\w)")
_RANGE_OF_IDS = re.compile(rf"\d[a-z]?(?:{RANGE_SIGN})#?[\w.-]{{0,20}}\d")
_OTHER_ID = re.compile(r"[A-Z][\w.-]{0,12}\d|[a-z]{1,12}-\d|#\d")
_MOST_OF_A_RANGE = 200
_DIGITS = "0123456789"
_SHORT = 200  # characters
_SMALL_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def read_needs(text: str, line: int) -> tuple[Need, ...]:
    """What a dependency field asks for; empty for "None". Words that name nothing known come back as UNKNOWN."""
    found = _read_short(text) if len(text) <= _SHORT else _read_needs(text)
    return tuple(Need(need.target, need.value, line, need.last) for need in found)


@lru_cache(maxsize=4096)  # "Phase 2" and "none" stand on many lines, and several readers ask for each
def _read_short(text: str) -> tuple[Need, ...]:
    return _read_needs(text)


def _read_needs(text: str) -> tuple[Need, ...]:
    """The needs without their line."""
    bare = _SPELT.sub(_with_number, with_ascii_digits(strip_decoration(text)))
    if bare[:1] == "[" and bare[-1] == "]" and "]" not in bare[:-1]:
        bare = bare[1:-1].strip()
    if not bare or _NONE.match(bare):
        return ()
    needs = tuple(dict.fromkeys(_find_needs(bare)))
    if not needs:
        return (Need(Target.UNKNOWN, bare, 0),)
    others = _COUNTED_FIRST.sub(" ", _PHASE_LIST.sub(" ", bare)).strip(" .")
    return (*needs, Need(Target.MENTIONED, others, 0)) if _names_more(others, needs) else needs


def _names_more(text: str, needs: tuple[Need, ...]) -> bool:
    """A range that is not read yet, or an id of a shape that only the plan itself can tell."""
    tasks = [need for need in needs if need.target is Target.TASK]
    if not any(need.last for need in tasks) and _RANGE_OF_IDS.search(text):
        return True
    for need in tasks:
        text = text.replace(need.value, " ").replace(need.last or need.value, " ")
    return _OTHER_ID.search(text) is not None


def ids_in(text: str) -> tuple[str, ...]:
    """The author's ids of a text; "PERSIST-004/005" names two."""
    found: list[str] = []
    for match in _IDS.findall(text):
        first, *more = match.split("/")
        stem = first.rstrip("0123456789" + _SMALL_LETTERS)
        found += [first, *(stem + number for number in more)]
    return tuple(dict.fromkeys(found))


def _with_number(match: re.Match[str]) -> str:
    """ "etap pierwszy", "erste Phase" and "第一阶段" as "etap 1", "Phase 1", "阶段 1"."""
    word, after, before, later, han, last = match.groups()
    number = _ORDINALS[fold_words(after or before)] if after or before else str("一二三四五六七八九十".index(han) + 1)
    return f"{word or later or last} {number}"


def _find_needs(text: str) -> Iterator[Need]:
    if _ONE_BEFORE.fullmatch(text):
        yield Need(Target.ONE_BEFORE, text, 0)
        return
    if _THE_SAME.fullmatch(text):
        yield Need(Target.THE_SAME, text, 0)
        return
    if _EARLIER.search(text):
        yield Need(Target.EARLIER_PHASES, text, 0)
    elif _EARLIER_TASKS.search(text):
        yield Need(Target.EARLIER_TASKS, text, 0)
        return
    if _EVERYTHING.search(text):
        yield Need(Target.EVERYTHING, text, 0)
    for match in _PHASE_LIST.finditer(text):
        yield from _phases_of(match.group(1))
    text = _PHASE_LIST.sub(" ", text)
    yield from (Need(Target.PHASE, number, 0) for number in _COUNTED_FIRST.findall(text))
    text = _COUNTED_FIRST.sub(" ", text)
    for first, last in _SPEC_KIT.findall(text):
        number = first.rstrip(_SMALL_LETTERS)
        is_range = bool(last) and number[1:].isdigit() and int(number[1:]) < int(last[1:])
        yield Need(Target.TASK, number, 0, last) if is_range else Need(Target.TASK, first, 0)
    yield from _task_needs(_SPEC_KIT.sub(" ", text))


def _task_needs(text: str) -> Iterator[Need]:
    yield from (Need(Target.TASK, name, 0) for name in ids_in(text))
    yield from (Need(Target.TASK, f"#{number}", 0) for number in _ISSUE.findall(text))
    for numbers in _TASK_WORD.findall(text):
        yield from _numbered_tasks(numbers)
    yield from (Need(Target.TASK, name, 0) for name in _DOTTED.findall(text))


def _numbered_tasks(numbers: str) -> Iterator[Need]:
    """ "1-3 and 5" is the range 1 to 3, and 5."""
    for first, last in _TASK_RANGE.findall(numbers):
        stem, end = first.rpartition("."), last.rpartition(".")
        if stem[:2] == end[:2] and int(stem[2]) < int(end[2]):
            yield Need(Target.TASK, first, 0, last)
        else:
            yield from (Need(Target.TASK, name, 0) for name in (first, last))
    for name in re.findall(r"\d[\d.]*", _TASK_RANGE.sub(" ", numbers)):
        yield Need(Target.TASK, name.rstrip("."), 0)


def _phases_of(numbers: str) -> Iterator[Need]:
    """ "1-3, 5" is the range 1 to 3, and 5."""
    for first, last in _RANGE.findall(numbers):
        yield Need(Target.PHASE, first, 0, last)
    for number in _NUMBER.findall(_RANGE.sub(" ", numbers)):
        yield Need(Target.PHASE, number, 0)
    for first, last in _LETTER_RANGE.findall(numbers):
        yield from (Need(Target.PHASE, chr(code), 0) for code in range(ord(first), ord(last) + 1))
    for letter in _LETTERS.findall(_LETTER_RANGE.sub(" ", numbers)):
        yield Need(Target.PHASE, letter, 0)
