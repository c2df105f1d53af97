"""Sentences that put phases and tasks in order: "US2 depends on US1", "T005 → T006", "Setup blocks all stories"."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.findings.names import Names
from agent_plan_server.importers.text.outline import Block, Section
from agent_plan_server.importers.words.dependencies import ARROW, Need, Target, read_needs
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.titles import comparable, strip_decoration

_NEEDS = re.compile(
    r"\b(?:(?:cannot|can't|can not|must not|may not|should not|won't)\s(?:start|begin|run|go)\s(?:before|until)|"
    r"not before|only (?:once|when|after)|waits?\s(?:for|on)|once|when|"
    r"depends?\s(?:up)?on|requires?|needs?|blocked by|after|follows?|depende[n]?\s(?:de|do|da)|"
    r"dépend(?:ent)?\sd[eu]|abhängig von|hängt von)\b|依赖于?|依賴於?|(?<!存)在(?=[^，。；]{1,60}[后後])",
    re.I,
)
_BLOCKS = re.compile(
    r"\b(?:blocks?|unblocks?|before|precedes?|enables?|blockiert|bloquea|bloqueia|bloque)\b|阻塞|阻断", re.I
)
_FREE = re.compile(
    r"\b(?:no dependenc|start immediately|independent|standalone|sin dependenc|sem dependênc|aucune dépendance|"
    r"keine abhängigkeit)|(?:无|無|不|没有)[^，。；]{0,8}(?:依赖|依賴)|立即|依存(?:関係)?なし",
    re.I,
)
_SIDE_BY_SIDE = re.compile(
    r"\b(?:in parallel|concurrently|simultaneously|side by side|en paralelo|em paralelo|en parallèle|parallel)\b|"
    r"可?(?:并行|並行)|병렬",
    re.I,
)
_CLAUSE = re.compile(
    r"\s[-–—]{1,2}\s|[;，；。]|\.\s|,?\sbut\s|,\s(?=\S{1,12}\s(?:(?:un)?blocks|needs|requires|depends\son|follows|before)\s)",
    re.I,
)
_ASIDE = re.compile(r"[(（](?!\s?(?:phases?\s\d|阶段|階段|フェーズ|T-?\d|#\d))[^()（）]{0,200}[)）]", re.I)
_HEAD = re.compile(r":\s|：|:(?=[^\x00-\x7f])")
_STORY_WORD = r"(?:\b(?:US|user stor(?:y|ies)\s|stor(?:y|ies)\s)|(?:用户|使用者)?故事\s?|ストーリー\s?|스토리\s?)#?"
_STORIES = re.compile(
    rf"{_STORY_WORD}(\d{{1,3}}(?:(?:,|\sand|\s&|-|–|\+|/|~|、|和|与|及|と)\s?(?:US)?\d{{1,3}})*)", re.I
)
_ALL_STORIES = re.compile(
    r"\b(?:all|every|any|user)\s(?:\w+\s)?(?:user\s)?stor(?:y|ies)\b|(?:所有|全部)[^，。；\d]{0,8}故事|^用户故事(?!\s?\d)",
    re.I,
)
_STORY = re.compile(rf"{_STORY_WORD}(\d{{1,3}})(?!\d)", re.I)
_ONWARD = re.compile(r"(?:\bphases?|阶段)\s?(\d{1,3})\s?(?:\+|onwards?)", re.I)
_EVERY_STORY = "all stories"
_ORDER = frozenset((Role.DEPENDENCIES, Role.ORDER))
# On folded text: a search that minds no case is five times as long.
_DEPENDENCIES = re.compile(
    r"dependenc|dépendanc|dependênc|abhängig|依赖|依賴|依存|의존|зависим|critical path|schedule|timeline|zeitplan|"
    r"cronograma|calendrier|进度|日程"
)
_SHORTEST_NAME = 5  # letters: "Setup", "Polish"; a shorter first word of a title is no name


class Precedence:
    """Reads the order of a plan whose phases and tasks are known by now."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._phases = {phase.number.casefold(): phase for phase in reversed(reading.phases)}
        self._all = Names(reading.phases)
        self._said: set[tuple[int, Target, str]] = set()
        told = [(phase, match.group(1)) for phase in reading.phases if (match := _STORY.search(phase.title))]
        self._stories = tuple(phase.number for phase, _ in told)
        self._places = _group((story, place) for place, (_, story) in enumerate(told))
        self._names = [(phase.number, name) for phase in reading.phases if (name := _name_of(phase))]
        # By first words, so that a sentence asks the few names that it may say; no other word splits where one is not.
        self._named = _group((name.partition(" ")[0], place) for place, (_, name) in enumerate(self._names))
        self._unspaced = [place for place, (_, name) in enumerate(self._names) if not name.isascii()]

    def read(self, section: Section) -> None:
        """Read every sentence of a section; one that orders nothing known says nothing here and is left to others."""
        for block in section.blocks:
            for text, line in _sentences(block):
                if self._read_sentence(_ASIDE.sub("", strip_decoration(text)), line):
                    self._reading.report.take(line)

    def side_by_side(self, section: Section) -> set[FoundTask]:
        """The tasks that a section says can be done in parallel."""
        found: set[FoundTask] = set()
        for block in section.blocks:
            for text, line in _sentences(block):
                if match := _SIDE_BY_SIDE.search(text):
                    names = self._names_in(strip_decoration(text[: match.start()]), line)
                    found.update(each for each in self._find(names) if isinstance(each, FoundTask))
        return found

    def _read_sentence(self, text: str, line: int) -> bool:
        if len(steps := ARROW.split(text)) > 1:
            named = [self._names_in(step, line) for step in steps]
            ordered = [self._order(after, before) for before, after in pairwise(named)]
            return any(ordered)
        head, *rest = _HEAD.split(text, maxsplit=1)
        subject = self._names_in(head, line) if rest else ()
        clauses = _CLAUSE.split(rest[0] if subject else text)
        read = [self._read_clause(clause, subject, line) for clause in clauses]
        return any(read)

    def _read_clause(self, clause: str, subject: tuple[Need, ...], line: int) -> bool:
        if _FREE.search(clause):
            return self._free(subject or self._names_in(clause, line))
        needs = _NEEDS.search(clause)
        if (match := needs or _BLOCKS.search(clause)) is None:
            return False
        before = self._names_in(clause[: match.start()], line) or subject
        after = self._names_in(clause[match.end() :], line)
        return self._order(before, after) if needs else self._order(after, before)

    def _names_in(self, text: str, line: int) -> tuple[Need, ...]:
        """The phases and tasks of a text: by number, by id, as a story, else by the name of a phase."""
        if not text:
            return ()
        found = [need for need in read_needs(text, line) if need.target in (Target.PHASE, Target.TASK)]
        known = {need.value.casefold() for need in found}
        more = [task.id for task in self._all.ids_in(text) if task.id and task.id.casefold() not in known]
        found += [Need(Target.TASK, name, line) for name in more]
        stories = {number for match in _STORIES.finditer(text) for number in _numbers(match.group(1))}
        if not stories and self._stories and _ALL_STORIES.search(text):
            found.append(Need(Target.PHASE, _EVERY_STORY, line, several=self._stories))
        numbers = [self._stories[place] for place in _at(self._places, stories)]
        if match := _ONWARD.search(text):
            first = float(match.group(1))
            numbers += [phase.number for phase in self._reading.phases if _order_of(phase) >= first]
        if not found and not numbers:
            numbers = self._called(comparable(text).removeprefix("the "))
        return tuple(dict.fromkeys([*found, *(Need(Target.PHASE, number, line) for number in numbers)]))

    def _called(self, said: str) -> list[str]:
        first_said = said.partition(" ")[0]
        words = f" {said} "
        likely = sorted({*_at(self._named, set(said.split())), *self._unspaced})
        return [
            number
            for number, name in (self._names[place] for place in likely)
            if (name in said if not name.isascii() else f" {name} " in words) or _first_word(name) == first_said
        ]

    def _order(self, later: tuple[Need, ...], earlier: tuple[Need, ...]) -> bool:
        """Give what comes later its needs; False when either side names nothing."""
        for each in self._find(later) if earlier else ():
            for need in earlier:
                said = (id(each), need.target, need.said)
                if said not in self._said:
                    self._said.add(said)
                    each.needs.append(need)
        return bool(later and earlier)

    def _free(self, subject: tuple[Need, ...]) -> bool:
        for each in self._find(subject):
            if isinstance(each, FoundPhase):
                each.states_needs = True
        return bool(subject)

    def _find(self, names: tuple[Need, ...]) -> Iterator[FoundPhase | FoundTask]:
        for need in names:
            for name in need.names:
                is_phase = need.target is Target.PHASE
                if found := self._phases.get(name.casefold()) if is_phase else self._all.named(name):
                    yield found


def ordering_sections(section: Section, inside: bool = False) -> Iterator[Section]:
    """The sections on what depends on what, but not those on what can run in parallel."""
    inside = inside or section.role in _ORDER or _DEPENDENCIES.search(section.title.casefold()) is not None
    if inside and section.role is not Role.PARALLEL:
        yield section
    for child in section.children:
        yield from ordering_sections(child, inside)


def _sentences(block: Block) -> Iterator[tuple[str, int]]:
    if block.label:
        yield f"{block.label}: {block.value}", block.line
    yield from ((line.text, line.number) for line in block.text)
    yield from ((item.text, item.number) for item in block.walk())


def _group(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for name, place in pairs:
        groups.setdefault(name, []).append(place)
    return groups


def _at(groups: dict[str, list[int]], names: set[str]) -> list[int]:
    return sorted(place for name in names for place in groups.get(name, ()))


def _name_of(phase: FoundPhase) -> str:
    return comparable(re.split(r"[(（:：]|\s[-–—]\s", phase.title)[0])


def _first_word(name: str) -> str | None:
    first = name.partition(" ")[0]
    return first if len(first) >= _SHORTEST_NAME else None


def _numbers(text: str) -> list[str]:
    """ "1-3" is 1, 2, 3."""
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    is_range = len(numbers) == 2 and re.search(r"\d\s?[-–]\s?(?:US)?\d", text) is not None
    return [str(number) for number in (range(numbers[0], numbers[1] + 1) if is_range else numbers)]


def _order_of(phase: FoundPhase) -> float:
    try:
        return float(phase.number)
    except ValueError:
        return 0.0
