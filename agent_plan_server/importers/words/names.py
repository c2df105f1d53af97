"""The names of phases: "Phase 2", "Sprint A", "Workstream 3", "Week 1", "阶段 1"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from agent_plan_server.importers.words.roles import role_of
from agent_plan_server.importers.words.states import strip_state
from agent_plan_server.importers.words.titles import clean_title, strip_decoration

PARALLEL_WORDS = frozenset(("workstream", "track", "stream", "team", "category", "area", "squad", "lane", "component"))
TIME_WORDS = frozenset(("week", "day", "month", "quarter"))
_SYNONYMS = {
    "work stream": "workstream", "fase": "phase", "etapa": "phase", "etape": "phase", "étape": "phase",
    "этап": "phase", "фаза": "phase", "阶段": "phase", "階段": "phase", "フェーズ": "phase", "단계": "phase",
    "phases": "phase", "weeks": "week", "days": "day", "months": "month", "woche": "week", "semana": "week",
    "semaine": "week", "marco": "milestone", "meilenstein": "milestone", "jalon": "milestone",
}  # fmt: skip
_WORDS = (
    "phase|sprint|weeks?|months?|days?|milestone|stage|iteration|epic|workstream|track|stream|team|category|wave|tier|"
    "batch|part|module|increment|cycle|round|lane|squad|quarter|chapter|area"
)
_NUMBER = r"(\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?(?:\s?[-–]\s?\d{1,4})?|[a-z](?![\w'])|[ivx]{1,5}(?!\w))"
_WESTERN = re.compile(
    rf"({'|'.join(sorted(_SYNONYMS, key=len, reverse=True))}|{_WORDS})(?:\s{{1,3}}#?|(?=\d)){_NUMBER}(?!\w)(.*)",
    re.I | re.S,
)
_NUMBER_FIRST = re.compile(r"第?\s?([0-9一二三四五六七八九十]{1,3})\s?(阶段|階段|フェーズ|단계)(.*)", re.S)
_HAN_DIGITS = {digit: str(value) for value, digit in enumerate("一二三四五六七八九十", 1)}
_ABOUT = frozenset(
    ("success", "failure", "failures", "results", "complete", "completion", "review", "plan", "execution", "kickoff")
)
_SHORT = 200  # characters
_SEPARATORS = ":.-–—|)·/, "
_MILESTONE = re.compile(r"(M)(\d{1,2})\s?[:–—-](.*)", re.S)


@dataclass(frozen=True, slots=True)
class PhaseName:
    """A phase as its author names it; `title` has no state and no decoration."""

    word: str
    number: str
    title: str
    rest: str

    @property
    def is_parallel(self) -> bool:
        return self.word in PARALLEL_WORDS

    @property
    def label(self) -> str:
        return f"{self.word.capitalize()} {self.number}"


def read_phase_name(text: str) -> PhaseName | None:
    """The phase that a heading (or a link, or a bold line) names; None when it only speaks of one."""
    return _read_short(text) if len(text) <= _SHORT else _read_name(text)


@lru_cache(maxsize=8192)  # each heading is asked several times
def _read_short(text: str) -> PhaseName | None:
    return _read_name(text)


def _read_name(text: str) -> PhaseName | None:
    bare = strip_decoration(strip_state(text)).lstrip("[(")
    match = _WESTERN.match(bare) or _MILESTONE.match(bare)
    if match is None:
        return _read_number_first(bare)
    word, number, rest = match.groups()
    rest = rest.strip()
    if rest and rest[0] not in _SEPARATORS + "([]" and not _can_be_title(rest):
        return None
    return _named(_SYNONYMS.get(word.lower(), word.lower().removesuffix("s")), number, rest)


def _read_number_first(bare: str) -> PhaseName | None:
    if not (match := _NUMBER_FIRST.match(bare)):
        return None
    number, _, rest = match.groups()
    return _named("phase", _HAN_DIGITS.get(number, number), rest)


def _named(word: str, number: str, rest: str) -> PhaseName:
    number = re.sub(r"\s?[-–]\s?", "-", number)
    number = number.upper() if number.isalpha() else number.lower()
    title = clean_title(strip_state(rest.lstrip(_SEPARATORS)))
    return PhaseName("milestone" if word == "m" else word, number, title, rest)


def _can_be_title(rest: str) -> bool:
    """ "Phase 1 Foundation" is a phase; "Phase 1 Success", "Week 1 Checkpoint" and "Phase 1 is done" are about one."""
    first = rest.split()[0]
    if first.casefold() in _ABOUT or not first[:1].isupper():
        return False
    return len(rest.split()) <= 6 and role_of(rest) is None
