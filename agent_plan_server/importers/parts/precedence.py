"""Sentences that put phases and tasks in order: "US2 depends on US1", "T005 → T006", "Setup blocks all stories"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from agent_plan_server.importers.findings.found import FoundPhase, FoundTask, Reading
from agent_plan_server.importers.text.outline import Block, Section
from agent_plan_server.importers.words.dependencies import Need, Target, read_needs
from agent_plan_server.importers.words.titles import comparable, strip_decoration

_NEEDS = re.compile(r"\b(?:depends?\s(?:up)?on|requires?|needs?|blocked by|after|follows?)\b", re.I)
_BLOCKS = re.compile(r"\b(?:blocks?|unblocks?|before|precedes?|enables?)\b", re.I)
_FREE = re.compile(r"\b(?:no dependenc|start immediately|independent|standalone)", re.I)
_SIDE_BY_SIDE = re.compile(r"\b(?:in parallel|concurrently|simultaneously|side by side)\b", re.I)
_CLAUSE = re.compile(r"\s[-–—]\s|;|\.\s|,?\sbut\s", re.I)
_ASIDE = re.compile(r"\((?!\s?(?:phases?\s\d|T-?\d|#\d))[^()]{0,200}\)", re.I)
_ARROW = re.compile(r"\s?(?:→|->|=>|➜)\s?")
_STORIES = re.compile(
    r"\b(?:US|user stor(?:y|ies)\s|stor(?:y|ies)\s)#?(\d{1,3}(?:(?:,|\sand|\s&|-|–|\+)\s?(?:US)?\d{1,3})*)", re.I
)
_ALL_STORIES = re.compile(r"\b(?:all|every|any|user)\s(?:\w+\s)?(?:user\s)?stor(?:y|ies)\b", re.I)
_STORY = re.compile(r"\b(?:user story|story|US)\s?(\d{1,3})\b", re.I)
_ONWARD = re.compile(r"\bphases?\s(\d{1,3})\s?(?:\+|onwards?)", re.I)
_SHORTEST_NAME = 5  # letters: "Setup", "Polish"; a shorter first word of a title is no name


def read_precedence(reading: Reading, section: Section) -> None:
    """Read every sentence of a section; one that orders nothing known says nothing here and is left to others."""
    for block in section.blocks:
        for text, line in _sentences(block):
            if _Sentence(reading, line).read(strip_decoration(text)):
                reading.report.take(line)


def side_by_side(reading: Reading, section: Section) -> set[FoundTask]:
    """The tasks that a section says can be done in parallel."""
    found: set[FoundTask] = set()
    for block in section.blocks:
        for text, line in _sentences(block):
            if match := _SIDE_BY_SIDE.search(text):
                names = _Sentence(reading, line).names(strip_decoration(text[: match.start()]))
                found.update(each for each in _find(reading, names) if isinstance(each, FoundTask))
    return found


def _sentences(block: Block) -> Iterator[tuple[str, int]]:
    if block.label:
        yield f"{block.label}: {block.value}", block.line
    yield from ((line.text, line.number) for line in block.text)
    yield from ((item.text, item.number) for item in block.walk())


class _Sentence:
    def __init__(self, reading: Reading, line: int) -> None:
        self._reading = reading
        self._line = line

    def read(self, text: str) -> bool:
        text = _ASIDE.sub("", text)
        if len(steps := _ARROW.split(text)) > 1:
            ordered = [self._order(after, before) for before, after in pairwise(map(self.names, steps))]
            return any(ordered)
        head, _, rest = text.partition(": ")
        subject = self.names(head) if rest else ()
        read = [self._read_clause(clause, subject) for clause in _CLAUSE.split(rest if subject else text)]
        return any(read)

    def _read_clause(self, clause: str, subject: tuple[Need, ...]) -> bool:
        if _FREE.search(clause):
            return self._free(subject or self.names(clause))
        if match := _NEEDS.search(clause):
            return self._order(self.names(clause[: match.start()]) or subject, self.names(clause[match.end() :]))
        if match := _BLOCKS.search(clause):
            return self._order(self.names(clause[match.end() :]), self.names(clause[: match.start()]) or subject)
        return False

    def names(self, text: str) -> tuple[Need, ...]:
        """The phases and tasks of a text: by number, by id, as a story, else by the name of a phase."""
        found = [need for need in read_needs(text, self._line) if need.target in (Target.PHASE, Target.TASK)]
        stories = {number for match in _STORIES.finditer(text) for number in _numbers(match.group(1))}
        told = [(phase, match.group(1)) for phase in self._reading.phases if (match := _STORY.search(phase.title))]
        wants_all = not stories and _ALL_STORIES.search(text) is not None
        found += [self._phase(phase) for phase, number in told if number in stories or wants_all]
        if match := _ONWARD.search(text):
            first = float(match.group(1))
            found += [self._phase(each) for each in self._reading.phases if _order_of(each) >= first]
        return tuple(dict.fromkeys(found or map(self._phase, self._called(text))))

    def _called(self, text: str) -> Iterator[FoundPhase]:
        said = comparable(text).removeprefix("the ")
        for phase in self._reading.phases:
            name = comparable(re.split(r"[(:]|\s[-–—]\s", phase.title)[0])
            first = name.partition(" ")[0]
            if name and (name in said or (len(first) >= _SHORTEST_NAME and said.partition(" ")[0] == first)):
                yield phase

    def _phase(self, phase: FoundPhase) -> Need:
        return Need(Target.PHASE, phase.number, self._line)

    def _order(self, later: tuple[Need, ...], earlier: tuple[Need, ...]) -> bool:
        """Give what comes later its needs; False when either side names nothing."""
        for each in _find(self._reading, later) if earlier else ():
            each.needs += [need for need in earlier if need not in each.needs]
        return bool(later and earlier)

    def _free(self, subject: tuple[Need, ...]) -> bool:
        for each in _find(self._reading, subject):
            if isinstance(each, FoundPhase):
                each.states_needs = True
        return bool(subject)


def _find(reading: Reading, names: tuple[Need, ...]) -> list[FoundPhase | FoundTask]:
    wanted = {(need.target, name.casefold()) for need in names for name in need.names}
    phases = [phase for phase in reading.phases if (Target.PHASE, phase.number.casefold()) in wanted]
    return [*phases, *(task for task in reading.tasks if (Target.TASK, task.id.casefold()) in wanted)]


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
