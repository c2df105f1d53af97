"""Where the phases of a plan are, and what their fields say."""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from agent_plan_server.importers.findings.found import FoundPhase, Reading
from agent_plan_server.importers.parts.work import WORK, leads_with_id
from agent_plan_server.importers.text.lines import PSEUDO_LEVEL
from agent_plan_server.importers.text.outline import Block, Item, Section, read_field
from agent_plan_server.importers.words.brackets import read_bracketed_needs
from agent_plan_server.importers.words.dependencies import Target, read_needs
from agent_plan_server.importers.words.estimates import is_amount, read_span
from agent_plan_server.importers.words.fields import Fact, fact_of
from agent_plan_server.importers.words.names import AGENT, GROUP_WORDS, PACKAGE, STEP, TIME_WORDS, PhaseName
from agent_plan_server.importers.words.paths import files_in
from agent_plan_server.importers.words.placeholders import is_placeholder
from agent_plan_server.importers.words.roles import Role, role_of
from agent_plan_server.importers.words.sentences import read_sentence_needs
from agent_plan_server.importers.words.states import read_line_status, read_status
from agent_plan_server.importers.words.titles import clean_title, comparable, strip_decoration

# Sections in which "Phase 2" is spoken of, not set up.
_HOLDING_PHASES = frozenset((Role.TASKS, Role.STEPS, Role.OVERVIEW, Role.LINKS, Role.ORDER, Role.GOAL, Role.PARALLEL))
_ABOUT_PHASES = frozenset(Role) - _HOLDING_PHASES
# Sections that set up phases only when no other section does.
_SPEAKING = frozenset((Role.ORDER, Role.OVERVIEW, Role.LINKS, Role.GOAL, Role.PARALLEL))
_WEAK_WORDS = frozenset((STEP, AGENT, PACKAGE))
_FEWEST = 2
_ALIKE = 0.6
Named = tuple[PhaseName, Section]


@lru_cache(maxsize=2)  # every family asks for them
def find_phase_sections(root: Section) -> tuple[Named, ...]:
    """The headings that set up phases, the outermost first; weeks, tiers and steps beside phases only group them."""
    names = [section.name for section in root.walk() if section.name]
    alone = {word for word, count in Counter(name.word for name in names).items() if count == 1}
    once = {name for name, count in Counter((name.word, name.number) for name in names).items() if count == 1}
    found = _without_groups(list(_walk_names(root, alone, once)))
    strong = {(name.word, name.number) for name, section in found if not _is_spoken_of(section)}
    if len(strong) < _FEWEST:
        return tuple(found)
    return tuple((name, section) for name, section in found if (name.word, name.number) in strong)


def filled_in(found: tuple[Named, ...]) -> tuple[Named, ...]:
    """The form ("Phase 1: [Name]") that some people keep above what they filled in is no plan beside it."""
    filled = tuple((name, section) for name, section in found if not is_placeholder(section.title))
    return filled if len({(name.word, name.number) for name, _ in filled}) >= _FEWEST else found


def _without_groups(found: list[Named]) -> list[Named]:
    """Of all names those that set up phases; weak words do when nothing else does and work stands below."""
    if {name.word for name, _ in found} - GROUP_WORDS:
        return [(name, section) for name, section in found if name.word not in GROUP_WORDS]
    if {name.word for name, _ in found} - _WEAK_WORDS:
        return [(name, section) for name, section in found if name.word not in _WEAK_WORDS]
    with_work = [section for name, section in found if _holds_parts(name, section)]
    return found if len(with_work) * 2 > len(found) else []


def _holds_parts(name: PhaseName, section: Section) -> bool:
    """It has boxes; a package of work may as well have a list that is more than its fields."""
    if name.word != PACKAGE:
        return any(section.boxes())
    return any(item.line.is_box or read_field(item.text) is None for item in section.items())


def _walk_names(section: Section, alone: set[str], once: set[tuple[str, str]]) -> Iterator[Named]:
    for child in section.children:
        name = child.name
        inner = list(_walk_names(child, alone, once))
        if not _may_hold_phases(child, inner):
            inner = [each for each in inner if _is_set_up_here(each, alone, once)]
        if name is None or (inner and _is_document(child, name, inner, alone)):
            yield from inner
        else:
            yield name, child


def _is_set_up_here(named: Named, alone: set[str], once: set[tuple[str, str]]) -> bool:
    """ "Task Group 4" below "Testing": named nowhere else, one of several of its kind, with boxes that carry ids."""
    name, section = named
    if name.word in alone or name.word in GROUP_WORDS or (name.word, name.number) not in once:
        return False
    boxes = [item.text for item in section.boxes()]
    return bool(boxes) and sum(map(leads_with_id, boxes)) * 2 > len(boxes)


def _may_hold_phases(section: Section, inner: list[Named]) -> bool:
    """What speaks of phases sets up none, but for milestones that each list their work."""
    if section.role is Role.MILESTONES:
        return sum(_lists_work(part) for _, part in inner) >= _FEWEST
    return section.role not in _ABOUT_PHASES


def _lists_work(section: Section) -> bool:
    return any(block.items and block.role in WORK for block in section.blocks) or any(section.boxes())


def _is_spoken_of(section: Section) -> bool:
    return section.role in _SPEAKING or (section.parent is not None and _is_spoken_of(section.parent))


def _is_document(section: Section, name: PhaseName, inner: list[Named], alone: set[str]) -> bool:
    """A heading such as "Phase 2 of the migration" over several phases names the whole of them, no phase."""
    words = Counter(each.word for each, _ in inner if each.word not in (STEP, AGENT))
    if not words or max(words.values()) < _FEWEST:
        return False
    return name.word in alone or (section.level == 1 and bool(words.keys() - TIME_WORDS))


def make_phases(reading: Reading, found: Iterable[Named]) -> list[FoundPhase]:
    """One phase per name; a phase that is named twice is merged, unless both have work and other titles."""
    phases: dict[tuple[str, str], FoundPhase] = {}
    numbers: Counter[str] = Counter()
    made: list[FoundPhase] = []
    used: set[str] = set()
    for name, section in found:
        phase = phases.get((name.word, name.number))
        if phase is None or _is_another(phase, name, section):
            numbers[name.number] += 1
            number = name.number if numbers[name.number] == 1 else f"{name.word}-{name.number}"
            number = f"{number}-{numbers[name.number]}" if number in used else number
            used.add(number)
            phase = phases[name.word, name.number] = new_phase(number, name, section.line)
            made.append(phase)
        elif not phase.title:
            phase.title = name.title
        phase.sections.append(section)
        _read_heading(phase, section)
    reading.phases = made
    return reading.phases


def _is_another(phase: FoundPhase, name: PhaseName, section: Section) -> bool:
    """Two releases may each have a phase 1: other parent, other title, and lists in both."""
    first = phase.sections[0]
    if first.parent is section.parent or not (phase.title and name.title) or section.level >= PSEUDO_LEVEL:
        return False
    one, other = comparable(phase.title), comparable(name.title)
    if one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE:
        return False
    return any(first.items()) and any(section.items())


def new_phase(number: str, name: PhaseName, line: int) -> FoundPhase:
    """A phase from its name; "(Weeks 1-3)" or "(2 days)" in the title is its estimate."""
    phase = FoundPhase(number, name.title, line, name)
    phase.span = read_span(name.rest) or read_span(name.label if name.word in TIME_WORDS else "")
    phase.title, phase.estimate = _split_time(name.title)
    return phase


def _split_time(title: str) -> tuple[str, str | None]:
    head, bracket, tail = title.partition("(")
    inside = tail.partition(")")[0]
    if bracket and (read_span(inside) or is_amount(inside)):
        return clean_title(head), inside
    return title, None


def _read_heading(phase: FoundPhase, section: Section) -> None:
    if phase.status is None and (status := read_line_status(section.title)):
        phase.status, phase.status_line = status, section.line
    if "blocking" in section.title.casefold():  # "[BLOCKING: Phase 3]" says who waits
        return
    _, needs = read_bracketed_needs(section.title, section.line)
    if needs and all(need.target is not Target.UNKNOWN for need in needs):
        phase.needs += needs
        if "[" not in phase.title:
            phase.title = clean_title(read_bracketed_needs(phase.title, section.line)[0])


def read_facts(reading: Reading, phase: FoundPhase, blocks: Iterable[Block]) -> None:
    """Set what the fields of a phase say, and what its bold lines ask for."""
    for block in blocks:
        if read_fact(reading, phase, block):
            reading.report.take(*(item.number for item in block.walk()))
        elif block.label and block.role is None:
            _read_sentence(phase, block)
        elif not block.label and not phase.goal and block.text and not block.items:
            phase.goal += [strip_decoration(line.text) for line in block.text]
        for line in block.text if not block.label else ():
            phase.needs += read_sentence_needs(line.text, line.number)


def read_fact(reading: Reading, phase: FoundPhase, block: Block) -> bool:
    """True when the block is a field that a phase has, value and list taken together."""
    match fact_of(block.label) if block.label else None:
        case Fact.STATUS:
            value, needs = read_bracketed_needs(block.value, block.line)
            phase.needs += needs
            set_status(reading, phase, value, block.line)
        case Fact.GOAL:
            phase.goal += [strip_decoration(text) for text, _ in _said(block)]
        case Fact.DURATION if block.value:
            phase.estimate, phase.span = strip_decoration(block.value), read_span(block.value)
        case Fact.ACTUAL:
            phase.actual = strip_decoration(block.value)
        case Fact.COMPLEXITY:
            phase.complexity = strip_decoration(block.value)
        case Fact.OWNER:
            phase.owner = strip_decoration(block.value).lstrip("@")
        case Fact.DEPENDENCIES:
            phase.states_needs = True
            phase.needs += [need for text, line in _said(block) for need in read_needs(text, line)]
        case Fact.SCOPE:
            phase.scope += [path for item in _scope_items(block) for path in files_in(item)]
        case _:
            return False
    return True


def set_status(reading: Reading, phase: FoundPhase, value: str, line: int) -> None:
    """The field of the phase itself wins over its heading and over an overview; a difference is reported."""
    status = read_status(value)
    if status is None:
        return
    if phase.status is not None and phase.status is not status and phase.status_line:
        reading.report.contradict(
            (phase.status_line, line), f"{phase.label} is {phase.status} in one place and {status} in the other."
        )
    phase.status, phase.status_line = status, line


def _said(block: Block) -> Iterator[tuple[str, int]]:
    if block.value:
        yield block.value, block.line
    yield from ((line.text, line.number) for line in block.text)
    yield from ((item.text, item.number) for item in block.walk())


def _read_sentence(phase: FoundPhase, block: Block) -> None:
    text = f"{block.label}: {block.value}" if block.value else block.label
    needs = read_sentence_needs(text, block.line)
    phase.needs += needs
    if not needs and "phase" in text.casefold() and ("begin" in text.casefold() or "parallel" in text.casefold()):
        phase.may_overlap = True


def _scope_items(block: Block) -> Iterator[str]:
    """The texts of a scope field that name files; packages to install are none."""
    yield block.value
    for item in block.items:
        yield from _scope_texts(item)


def _scope_texts(item: Item) -> Iterator[str]:
    if role_of(item.text.partition(":")[0]) is Role.PACKAGES:
        return
    yield item.text
    for child in item.children:
        yield from _scope_texts(child)
