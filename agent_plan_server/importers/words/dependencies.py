"""What a phase or task says it needs: phases, ids, ranges, "all previous phases"; the rest is kept as text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from agent_plan_server.importers.words.titles import strip_decoration


class Target(StrEnum):
    PHASE = "phase"
    TASK = "task"
    EARLIER_PHASES = "earlier phases"
    EVERYTHING = "everything"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is needed; `value` is a phase number, an author's id, or the words themselves.

    A range keeps its `last` and stays one need: "phases 1-999" on every line must not become a million.
    """

    target: Target
    value: str
    line: int
    last: str = ""

    @property
    def said(self) -> str:
        return f"{self.value}-{self.last}" if self.last else self.value

    @property
    def names(self) -> tuple[str, ...]:
        """Every number or id of a range, at most 1,000; else the value alone."""
        if not self.last:
            return (self.value,)
        first, last = (int(end.lstrip("T")) for end in (self.value, self.last))
        if self.target is Target.PHASE:
            return tuple(map(str, range(first, last + 1)))
        width = len(self.value) - 1
        return tuple(f"T{number:0{width}}" for number in range(first, min(last, first + _MOST_OF_A_RANGE - 1) + 1))


ID = r"[A-Z][A-Z0-9]{0,9}(?:-[A-Z]{1,4})?-[A-Z]{0,2}\d{1,5}[a-z]?"
# "H0.1", "TM.6a", "H2A.1": letters, a dot and a number.
DOTTED_ID = r"(?-i:[A-Z]{1,4}\d{0,3}[A-Z]?(?:\.\d{1,3}){1,3}[a-z]?)"
# "**V01** Menu", "**A3**: Codec": bold letters with a number; "P1" is a priority, and "S3" a product.
BOLD_ID = r"(?-i:(?<=\*\*)(?!P\d\b|S3\b|H2\b|V8\b)(?:[A-Z]{1,5}[-_]?\d{2,5}|[A-Z]\d)(?:[a-z](?=[*:.]))?(?=\*\*|:|\.\s))"
TASK_WORDS = (
    "task|work package|issue|ticket|story|user story|work item|step|aufgabe|arbeitspaket|schritt|tarefa|tarea|"
    "tâche|attività|taak|zadanie|uppgift|görev|задач[аиуе]|шаг|paso|passo|タスク|ステップ|任务|任務|步骤|작업|태스크|스텝|المهمة|الخطوة"
)
_NONE = re.compile(
    r"\s*(?:none|no dependencies|nothing|n/?a|keine|kein|aucune?|nenhuma?|ninguna?|ninguno|nessuna?|geen|brak|inga|yok|"
    r"нет|отсутствуют|なし|特になし|无|無|没有|없음|해당 없음|لا يوجد|[-–—]|\[\]|"
    r"can start immediately|"
    r"independent)(?![\w])",
    re.I,
)
_PHASE_LIST = re.compile(
    r"(?<![^\W\d_])(?:phases?|phasen|stages?|sprints?|milestones?|weeks?|workstreams?|tracks?|waves?|epics?|iterations?|"
    r"fases?|etapas?|étapes?|fazy|faza|fas|aşama|этап(?:а|ы|ов)?|фаз(?:а|ы|у)|спринт(?:а|ы)?|阶段|階段|フェーズ|단계|"
    r"스프린트|スプリント|المرحلة|meilenstein|hito|marco|jalon|里程碑|マイルストーン)\s{0,2}#?"
    r"(\d{1,3}(?:\.\d{1,2})?[a-z]?(?:\s{0,2}(?:-|–|to|through|,|and|und|&|\+|/|"
    r"or)\s{0,2}(?:and\s)?(?:phase\s)?\d{1,3}(?:\.\d{1,2})?[a-z]?){0,20})(?![\w.])",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?:all|every)\s(?:the\s)?(?:previous|prior|earlier|preceding)\s(?:phase|stage|sprint|task)s?|"
    r"alle vorherigen phasen|toutes les phases précédentes|todas las fases anteriores|todas as fases anteriores|"
    r"все предыдущие этапы|前面所有阶段|所有前置阶段|すべての前フェーズ|全ての前フェーズ|모든 이전 단계",
    re.I,
)
_EVERYTHING = re.compile(r"\b(?:depends on all|all (?:other )?tasks|all categories|everything)\b|^all$", re.I)
_IDS = re.compile(rf"(?<![\w/-]){ID}(?:/\d{{1,5}})*(?![\w-])")
_SPEC_KIT = re.compile(r"(?<![\w-])(T\d{2,4}[a-z]?(?:-[A-Z]{2,8})?)(?:\s{0,2}[-–]\s{0,2}(T\d{2,4}))?(?![\w-])")
_TASK_WORD = re.compile(
    rf"(?<![^\W\d_])(?:{TASK_WORDS})(?:s|n|en)?\s?#?(\d{{1,4}}(?:\.\d{{1,4}}){{0,4}}"
    rf"(?:(?:,|\s(?:and|und|et|y|e|i|en|och|ve|и)|\s&|、|，|和)\s?#?\d{{1,4}}(?:\.\d{{1,4}}){{0,4}}){{0,20}})",
    re.I,
)
_DOTTED = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d{1,3}){1,4})(?![\w.%])")
_ISSUE = re.compile(r"#(\d{1,6})\b")
_RANGE = re.compile(r"(\d{1,3})\s{0,2}(?:-|–|to|through)\s{0,2}(?:phase\s)?(\d{1,3})", re.I)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?[a-z]?(?![\w.])")
_BRACKETED = re.compile(
    r"[(\[]\s*(?:(?:depends on|depends|requires|needs|after|blocked by|blocked on|waits for|once|following|deps?|"
    r"dependency|dependencies|blocking|nach|benötigt|hängt ab von|braucht|après|dépend de|nécessite|depende de|"
    r"requiere|requer|tras|después de|depois de|após|dopo|dipende da|richiede|na|vereist|po|wymaga|efter|kräver|sonra|"
    r"после|зависит от|требует|يعتمد على)(?::|\s)\s*|(?:依赖于|依赖|依賴|需要|前置|依存|前提|의존|선행):?\s*)"
    r"([^()\[\]]{1,160})[)\]]",
    re.I,
)
# Only the two verbs that mean nothing else: "needs 2 servers" names no task.
_TRAILING = re.compile(
    r"\s{0,3}[,;:–—-]?\s{1,3}(?:depends on|blocked by|hängt ab von|dépend de|depende de|dipende da|zależy od|"
    r"зависит от|依赖|依賴|依存|의존):?\s(.{1,160})$",
    re.I,
)
_TRAILING_BLOCKS = re.compile(
    r"\s{0,3}[,;:–—(-]\s{0,3}(?:unblocks|blocks|blockiert|bloque|bloquea|bloqueia|blocca|blokkeert|блокирует|阻塞|"
    r"ブロック対象)\b:?\s?(.{1,160}?)\)?$",
    re.I,
)
_SENTENCE = re.compile(
    r"\s*(?:this (?:phase|task)\s)?(?:requires|depends on|needs|after|blocked by|must follow|starts? after|"
    r"begins? after|"
    r"only after|prerequisites?:?|not before)\s+(.{1,200})",
    re.I | re.S,
)
_MOST_OF_A_RANGE = 200
_SMALL_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def read_needs(text: str, line: int) -> tuple[Need, ...]:
    """What a dependency field asks for; empty for "None". Words that name nothing known come back as UNKNOWN."""
    bare = strip_decoration(text)
    if not bare or _NONE.match(bare):
        return ()
    needs = tuple(dict.fromkeys(_find_needs(bare, line)))
    return needs or (Need(Target.UNKNOWN, bare, line),)


def read_bracketed_needs(text: str, line: int) -> tuple[str, tuple[Need, ...]]:
    """The line without its "(after Phase 0)", and what that asks for."""
    if "(" not in text and "[" not in text:
        return text, ()
    needs: list[Need] = []
    for match in _BRACKETED.finditer(text):
        needs.extend(read_needs(match.group(1), line))
    return (_BRACKETED.sub("", text).strip(), tuple(needs)) if needs else (text, ())


def read_trailing_needs(text: str, line: int) -> tuple[str, tuple[Need, ...]]:
    """The line without its ", depends on 1.2" at the end, when that names something that can be known."""
    return _take_trailing(_TRAILING, text, line)


def read_trailing_blocks(text: str, line: int) -> tuple[str, list[Need]]:
    """The line without its "— blocks 2.3" at the end, and what waits for it."""
    rest, needs = _take_trailing(_TRAILING_BLOCKS, text, line)
    return rest, list(needs)


def _take_trailing(pattern: re.Pattern[str], text: str, line: int) -> tuple[str, tuple[Need, ...]]:
    match = pattern.search(text)
    if match is None:
        return text, ()
    needs = read_needs(match.group(1), line)
    is_known = bool(needs) and all(need.target is not Target.UNKNOWN for need in needs)
    return (text[: match.start()].rstrip(), needs) if is_known else (text, ())


def read_sentence_needs(text: str, line: int) -> tuple[Need, ...]:
    """What "Requires Phases 1-3 Complete" asks for; empty when the sentence asks for nothing that is known."""
    if (match := _SENTENCE.match(strip_decoration(text))) is None:
        return ()
    return tuple(need for need in read_needs(match.group(1), line) if need.target is not Target.UNKNOWN)


def ids_in(text: str) -> tuple[str, ...]:
    """The author's ids of a text; "PERSIST-004/005" names two."""
    found: list[str] = []
    for match in _IDS.findall(text):
        first, *more = match.split("/")
        stem = first.rstrip("0123456789" + _SMALL_LETTERS)
        found += [first, *(stem + number for number in more)]
    return tuple(dict.fromkeys(found))


def _find_needs(text: str, line: int) -> Iterator[Need]:
    if _EARLIER.search(text):
        yield Need(Target.EARLIER_PHASES, text, line)
    if _EVERYTHING.search(text):
        yield Need(Target.EVERYTHING, text, line)
    for match in _PHASE_LIST.finditer(text):
        yield from _phases_of(match.group(1), line)
    text = _PHASE_LIST.sub(" ", text)
    for first, last in _SPEC_KIT.findall(text):
        number = first.rstrip(_SMALL_LETTERS)
        is_range = bool(last) and number[1:].isdigit() and int(number[1:]) < int(last[1:])
        yield Need(Target.TASK, number, line, last) if is_range else Need(Target.TASK, first, line)
    yield from (Need(Target.TASK, name, line) for name in _task_names(_SPEC_KIT.sub(" ", text)))


def _task_names(text: str) -> Iterator[str]:
    yield from ids_in(text)
    yield from (f"#{number}" for number in _ISSUE.findall(text))
    for numbers in _TASK_WORD.findall(text):
        yield from re.findall(r"\d[\d.]*", numbers)
    yield from _DOTTED.findall(text)


def _phases_of(numbers: str, line: int) -> Iterator[Need]:
    """ "1-3, 5" is the range 1 to 3, and 5."""
    for first, last in _RANGE.findall(numbers):
        yield Need(Target.PHASE, first, line, last)
    for number in _NUMBER.findall(_RANGE.sub(" ", numbers)):
        yield Need(Target.PHASE, number, line)
