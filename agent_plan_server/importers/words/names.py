"""The names of phases: "Phase 2", "Sprint A", "Workstream 3", "Week 1", "阶段 1"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from agent_plan_server.importers.words.dependencies import ID, TASK_WORDS
from agent_plan_server.importers.words.roles import role_of
from agent_plan_server.importers.words.states import read_status, strip_state
from agent_plan_server.importers.words.titles import clean_title, strip_decoration

PARALLEL_WORDS = frozenset(
    ("workstream", "track", "stream", "team", "category", "area", "squad", "lane", "component", "session")
)
STEP = "step"
TIME_WORDS = frozenset(("week", "day", "month", "quarter"))
# They group the work of a plan that has no phases; where it has, they group the same work a second time.
GROUP_WORDS = TIME_WORDS | {"tier", STEP}
_SYNONYMS = {
    "work stream": "workstream", "fase": "phase", "etapa": "phase", "etape": "phase", "étape": "phase",
    "этап": "phase", "фаза": "phase", "阶段": "phase", "階段": "phase", "フェーズ": "phase", "단계": "phase",
    "phases": "phase", "weeks": "week", "days": "day", "months": "month", "woche": "week", "semana": "week",
    "semaine": "week", "marco": "milestone", "meilenstein": "milestone", "jalon": "milestone",
    "faza": "phase", "fas": "phase", "faz": "phase", "aşama": "phase", "etap": "phase", "etappe": "phase",
    "المرحلة": "phase", "مرحلة": "phase", "fazı": "phase", "abschnitt": "phase", "stufe": "phase",
    "спринт": "sprint", "итерация": "iteration", "iteración": "iteration", "itération": "iteration",
    "iteração": "iteration", "スプリント": "sprint",
    "イテレーション": "iteration", "스프린트": "sprint", "冲刺": "sprint",
    "迭代": "iteration", "ステージ": "stage",
    "マイルストーン": "milestone", "里程碑": "milestone", "마일스톤": "milestone",
    "веха": "milestone", "hito": "milestone", "pietra miliare": "milestone", "mijlpaal": "milestone",
    "kamień milowy": "milestone", "milstolpe": "milestone", "kilometre taşı": "milestone",
    "неделя": "week", "settimana": "week", "tydzień": "week", "vecka": "week", "hafta": "week",
    "день": "day", "tag": "day", "jour": "day", "día": "day", "giorno": "day", "dzień": "day", "gün": "day",
    "месяц": "month", "monat": "month", "mes": "month", "mês": "month", "mois": "month", "mese": "month",
    "maand": "month", "miesiąc": "month", "månad": "month",
    "ay": "month", "quartal": "quarter", "trimestre": "quarter",
    "эпик": "epic", "épica": "epic", "épico": "epic", "에픽": "epic", "エピック": "epic", "史诗": "epic",
    "поток": "workstream", "teilprojekt": "workstream", "arbeitsstrang": "workstream", "chantier": "workstream",
    "frente": "workstream", "파트": "part", "トラック": "track", "트랙": "track", "lot": "lot",
    "équipe": "team", "equipo": "team", "equipe": "team",
    "welle": "wave", "vague": "wave", "ola": "wave", "onda": "wave",
    "волна": "wave", "schritt": "step", "paso": "step", "passo": "step", "stap": "step", "krok": "step",
    "adım": "step", "шаг": "step", "步骤": "step", "ステップ": "step", "스텝": "step", "الخطوة": "step",
}  # fmt: skip
_WORDS = (
    "phase|sprint|weeks?|months?|days?|milestone|stage|iteration|epic|workstream|track|stream|team|category|wave|tier|"
    "batch|chunk|task group|group|"
    "part|module|increment|cycle|round|lane|squad|quarter|chapter|area|step|component|session|package|bundle|release"
)
_NUMBER = (
    r"(\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?(?:\s?[-–]\s?\d{1,4})?|[a-z](?![\w'])|[ivx]{1,5}(?!\w)|"
    r"[一二三四五六七八九十]{1,2}(?!\w)|"
    r"one|two|three|four|five|six|seven|eight|الأولى|الثانية|الثالثة|الرابعة|الخامسة)"
)
_WESTERN = re.compile(
    rf"({'|'.join(sorted(_SYNONYMS, key=len, reverse=True))}|{_WORDS})"
    rf"(?:\s{{1,3}}#?|(?=[\d一二三四五六七八九十])){_NUMBER}(?!\w)(.*)",
    re.I | re.S,
)
_COUNTERS = {
    **dict.fromkeys(("阶段", "階段", "フェーズ", "단계", "期"), "phase"),
    **dict.fromkeys(("周", "週", "주차", "주"), "week"),
    **dict.fromkeys(("天", "日目", "일차"), "day"),
    **dict.fromkeys(("スプリント", "스프린트", "次冲刺", "次迭代"), "sprint"),
    **dict.fromkeys(("步", "ステップ"), "step"),
    **dict.fromkeys(("个月", "ヶ月目", "개월차"), "month"),
}  # fmt: skip
_NUMBER_FIRST = re.compile(
    rf"(第)?\s?([0-9一二三四五六七八九十]{{1,3}})\s?({'|'.join(sorted(_COUNTERS, key=len, reverse=True))})(.*)", re.S
)
_ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "الأولى": "1", "الثانية": "2", "الثالثة": "3",
    "الرابعة": "4", "الخامسة": "5",
}  # fmt: skip
_HAN_DIGITS = {digit: str(value) for value, digit in enumerate("一二三四五六七八九十", 1)}
_TASK = re.compile(
    rf"(?:(?:{TASK_WORDS})(?:\s{{0,2}}#?\d|\s{{1,2}}(?-i:[A-Z]{{1,3}}\d|[A-Z](?=\s?[:.)–—-])))"
    rf"|[\[(]?{ID}(?![\w-])|\#\d{{1,6}}\s|T\d{{3,4}}\b|\[[ xX~/-]?\]\s)",
    re.I,
)
_ABOUT = frozenset(
    (
        "success", "failure", "failures", "results", "complete", "completion", "review", "plan", "execution", "kickoff",
        "options", "checklist", "summary", "overview", "metrics", "test", "tests", "goals", "status", "progress",
    )
)  # fmt: skip
_NEED_PREFIX = frozenset(("期", "周", "週", "天", "步", "주", "个月", "日目"))
_OUTLINE_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+(?=[^\W\d_])")  # "6.1 Phase 1: …"
_SHORT = 200  # characters
_SEPARATORS = ":.-–—|)·/, "
_QUARTER = re.compile(r"[QT]([1-4])(?:[ /'-]?\s?(20\d\d))?(?=\s*[:–—(-]|\s*$)(.*)", re.S)
_MILESTONE = re.compile(r"(M)(\d{1,2})(?=\s?[:–—-])(.*)", re.S)


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


def names_task(text: str) -> bool:
    """ "Task 3: …", "Issue #7", "AUTH-01 Login", "[ ] Build it" are tasks by their name alone."""
    return _is_task_name(text[:_SHORT])


@lru_cache(maxsize=8192)
def _is_task_name(text: str) -> bool:
    return _TASK.match(strip_decoration(text)) is not None


def read_phase_name(text: str) -> PhaseName | None:
    """The phase that a heading (or a link, or a bold line) names; None when it only speaks of one."""
    return _read_short(text) if len(text) <= _SHORT else _read_name(text)


@lru_cache(maxsize=8192)  # each heading is asked several times
def _read_short(text: str) -> PhaseName | None:
    return _read_name(text)


def _read_name(text: str) -> PhaseName | None:
    bare = _OUTLINE_NUMBER.sub("", strip_decoration(strip_state(text)).lstrip("[("), count=1)
    match = _WESTERN.match(bare) or _MILESTONE.match(bare)
    if match is None:
        return _read_quarter(bare) or _read_number_first(bare)
    word, number, rest = match.groups()
    rest = rest.strip()
    if rest and rest[0] not in _SEPARATORS + "([]" and not _can_be_title(rest):
        return None
    return _named(_SYNONYMS.get(word.lower(), word.lower().removesuffix("s")), number, rest)


def _read_quarter(bare: str) -> PhaseName | None:
    if not (match := _QUARTER.match(bare)):
        return None
    number, year, rest = match.groups()
    return _named("quarter", f"{number}-{year}" if year else number, rest)


def _read_number_first(bare: str) -> PhaseName | None:
    if not (match := _NUMBER_FIRST.match(bare)):
        return None
    prefix, number, counter, rest = match.groups()
    if prefix is None and (counter in _NEED_PREFIX or not _starts_title(rest)):
        return None
    return _named(_COUNTERS[counter], number, rest)


def _starts_title(rest: str) -> bool:
    """ "1단계: 준비" counts phases; "3단계로 나눈다" is a sentence."""
    return not rest or rest[0] in _SEPARATORS + "([<"


def _named(word: str, number: str, rest: str) -> PhaseName:
    number = re.sub(r"\s?[-–]\s?", "-", number)
    number = _ORDINALS.get(number.lower(), _HAN_DIGITS.get(number, number))
    number = number.upper() if number.isalpha() else number.lower()
    title = clean_title(strip_state(rest.lstrip(_SEPARATORS)))
    return PhaseName("milestone" if word == "m" else word, number, title, rest)


def _can_be_title(rest: str) -> bool:
    """ "Phase 1 Foundation" is a phase; "Phase 1 Success", "Week 1 Checkpoint" and "Phase 1 is done" are about one."""
    first = rest.split()[0]
    if first.casefold() in _ABOUT or not first[:1].isalpha() or first[:1].islower() or read_status(rest):
        return False
    return len(rest.split()) <= 6 and role_of(rest) is None
