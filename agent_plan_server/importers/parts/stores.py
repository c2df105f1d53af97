"""Where a store of tasks keeps its phases and tasks: which of its lists hold work."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent_plan_server.importers.findings.found import FoundPhase, Reading
from agent_plan_server.importers.parts.carriers import roll_up
from agent_plan_server.importers.parts.record import Record, named_records, texts_of
from agent_plan_server.importers.parts.records import Records
from agent_plan_server.importers.text.data import Node
from agent_plan_server.importers.text.document import Document, Markdown
from agent_plan_server.importers.words.keys import Key, key_of, words_of
from agent_plan_server.importers.words.names import read_phase_name
from agent_plan_server.importers.words.states import is_status_word
from agent_plan_server.importers.words.titles import fold
from agent_plan_server.models.states import TaskStatus

_SAYS_WORK = (Key.STATUS, Key.DONE, Key.ID, Key.NEEDS, Key.ACCEPTANCE, Key.STEPS, Key.GOAL, Key.PRIORITY, Key.ESTIMATE)
_SAYS_TASK = (Key.NEEDS, Key.ACCEPTANCE, Key.STEPS, Key.PRIORITY, Key.ESTIMATE, Key.TESTS)
# People, servers and settings have names and states too.
_WEAK_TITLES = ("name", "label", "text")
# Who has one of these is a step of a machine: a build, a workflow, a playbook.
_MACHINE = frozenset(
    ("command", "run", "uses", "script", "cmd", "cmds", "image", "hosts", "become", "isbackground", "problemmatcher")
)
_IN_ORDER = frozenset(("phase", "milestone", "sprint", "stage", "iteration", "wave"))
_ENOUGH = 200  # records that tell what a list holds
_FOR_ALL = "\n"  # no title is a line end
_ABOUT = ("meta", "metadata", "project", "plan", "info")


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """One list of records, the name under which it stands, and the state that this name gives them."""

    name: str
    node: Node
    records: tuple[Node, ...]
    status: TaskStatus | None = None


def begin_store(document: Document, root: Node) -> Reading:
    """A reading of data: what a Markdown reader would see in the same lines plays no part."""
    reading = Reading(replace(document, part=Markdown()))
    about = [Record(root), *(Record(node) for name, node in root.fields.items() if name.casefold() in _ABOUT)]
    names = [each.text(Key.TITLE) or _text_of(each, "project", "project name") for each in about]
    reading.title = next(filter(None, names), "") or document.name
    reading.goal = [text for each in about for node in each.nodes(Key.GOAL) for text in texts_of(node)]
    return reading


def read_store(reading: Reading, root: Node, records: Records) -> None:
    """The phases and tasks of all lists that hold work; other lists of the file are reported."""
    listings = list(list_records(root))
    columns = [each for each in listings if each.status is not None]
    listings = [each for each in listings if each.status is None or len(columns) > 1]
    holders = [each for each in listings if holds_phases(each)]
    work = [each for each in listings if each not in holders and (each.status is not None or holds_tasks(each))]
    named = {Record(node).id: node for each in work for node in each.records if node.fields}
    for listing in holders:
        is_parallel = not _is_in_order(listing.name)
        for node in listing.records:
            read_phase(reading, node, records, named, is_parallel=is_parallel)
    for listing in work:
        _read_loose(reading, listing, records)
    _fold_columns(reading)
    for phase in reading.phases:
        phase.status = phase.status or roll_up(phase.tasks)
    for each in listings:
        if each not in holders and each not in work:
            reading.report.leave(each.node.line, f"{each.name}: {len(each.records)} entries", "is no list of tasks")


def holds_work(root: Node) -> bool:
    listings = list(list_records(root))
    columns = sum(each.status is not None for each in listings)
    return columns > 1 or any(holds_phases(each) or holds_tasks(each) for each in listings)


def list_records(node: Node, name: str = "") -> Iterator[Listing]:
    """The outermost lists of a store, by name; objects that hold only objects count where their name says so."""
    if node.items:
        yield Listing(name, node, node.items, is_status_word(words_of(name)) if name else None)
        return
    inner = tuple(named_records(node)) if key_of(name) in (Key.PHASES, Key.TASKS) else ()
    if inner:
        yield Listing(name, node, inner)
        return
    groups = {each: value for each, value in node.fields.items() if any(_lists_below(Record(value)))}
    if len(groups) > 1:
        yield Listing(name, node, tuple(named_records(Node(node.line, groups))))
    for each, value in node.fields.items():
        if len(groups) < 2 or each not in groups:
            yield from list_records(value, each)


def holds_phases(listing: Listing) -> bool:
    """Most records have work of their own below them, and are not themselves called tasks."""
    records = [Record(node) for node in listing.records[:_ENOUGH] if node.fields]
    key = key_of(listing.name) if listing.name else None
    is_named = key is Key.PHASES
    holders = [each for each in records if any(_holds(inner, is_named) for inner in _lists_below(each))]
    if not holders or len(holders) * 2 < len(records):
        return False
    if is_named or key is Key.TASKS:
        return is_named
    # Of lists with other names: "tasks" hang below phases, "steps" below phases that have no state.
    return any(each.nodes(Key.TASKS) for each in records) or not any(
        each.nodes(Key.STATUS, Key.DONE) for each in records
    )


def _holds(listing: Listing, in_phase: bool) -> bool:
    """Whatever a phase calls its tasks is work, when it has a title; groups in it may hold work of their own."""
    if in_phase and listing.records and all(_is_titled(node) for node in listing.records):
        return True
    return holds_tasks(listing) or holds_phases(listing)


def _is_titled(node: Node) -> bool:
    record = Record(node)
    return bool(record.title) and not _names_of(record) & _MACHINE


def holds_tasks(listing: Listing) -> bool:
    """Most records have a title and something that only work has; machines' steps and lists of people have not."""
    key = key_of(listing.name) if listing.name else None
    if key in (Key.TASKS, Key.STEPS) and all(node.text for node in listing.records):
        return True
    records = [Record(node) for node in listing.records[:_ENOUGH] if node.fields]
    likely = [each for each in records if _is_work(each, is_named=key in (Key.TASKS, Key.STEPS, Key.PHASES))]
    return bool(likely) and len(likely) * 2 >= len(listing.records[:_ENOUGH])


def read_phase(
    reading: Reading, node: Node, records: Records, named: dict[str, Node] | None = None, *, is_parallel: bool = False
) -> FoundPhase:
    """A phase with the tasks below it, or those that it names by their ids; groups inside a phase are only groups."""
    record = Record(node)
    title = record.title or record.text(Key.GROUP) or words_of(record.id)
    name = read_phase_name(title)
    phase = records.add_phase(name.title if name and name.title else title, record.line, name)
    phase.may_overlap = is_parallel
    phase.states_needs = bool(record.nodes(Key.NEEDS))
    phase.status, phase.status_line = records.read_status(record), record.line
    phase.goal = [text for node in record.nodes(Key.GOAL) if (text := node.text.strip())]
    phase.estimate = record.text(Key.ESTIMATE) or None
    reading.report.take(record.line, node.line)
    records.know_phase(phase, record.id, record.title)
    records.need(phase.needs, record.nodes(Key.NEEDS))
    records.read_criteria(record, phase, None)
    for listing in _lists_below(record):
        for each in _flatten(listing):
            records.read((named or {}).get(each.text, each), phase)
    return phase


def _read_loose(reading: Reading, listing: Listing, records: Records) -> None:
    """Tasks that stand in no phase go to the one that they name themselves, else to one for all."""
    for node in listing.records:
        if not records.has_read(node):
            records.read(node, _phase_named(reading, Record(node), records), listing.status)


def _phase_named(reading: Reading, record: Record, records: Records) -> FoundPhase:
    """The phase that a task names; without a name, the one for all that name none."""
    said = record.text(Key.GROUP)
    if not said:
        return records.find_phase(_FOR_ALL) or _phase_for_all(reading, records)
    name = read_phase_name(said)
    known = [name.title, f"phase {name.number}"] if name else []
    if phase := next(filter(None, map(records.find_phase, [said, *known])), None):
        return phase
    phase = records.add_phase(name.title if name and name.title else said, record.line, name)
    phase.may_overlap = not _is_in_order(record.parts[Key.GROUP][0][0])
    records.know_phase(phase, "", said)
    return phase


def _phase_for_all(reading: Reading, records: Records) -> FoundPhase:
    phase = records.add_phase(reading.title, 0)
    phase.may_overlap = len(reading.phases) > 1
    records.know_phase(phase, "", _FOR_ALL)
    return phase


def _fold_columns(reading: Reading) -> None:
    """Phases whose titles are all states are the columns of a board: one phase, and each gives its tasks its state."""
    states = [is_status_word(phase.title) for phase in reading.phases]
    if len(states) < 2 or not all(states):
        return
    first, *others = reading.phases
    for phase, state in zip(reading.phases, states, strict=True):
        for task in phase.tasks:
            task.status = task.status or state
    first.title = reading.title
    for phase in others:
        first.tasks += phase.tasks
    reading.phases = [first]


def _is_work(record: Record, *, is_named: bool) -> bool:
    if not record.title:
        return False
    has_state = bool(record.nodes(Key.STATUS, Key.DONE))
    if _names_of(record) & _MACHINE and not has_state:
        return False
    title = record.parts[Key.TITLE][0][0].casefold() if Key.TITLE in record.parts else None
    if is_named:
        return has_state or (title != "label" and any(record.nodes(key) for key in _SAYS_WORK))
    # A mere description, or a name, is a title only beside something else that tasks have.
    is_sure = title is not None and title not in _WEAK_TITLES
    return has_state and (is_sure or any(record.nodes(key) for key in _SAYS_TASK))


def _names_of(record: Record) -> set[str]:
    return {words_of(name).replace(" ", "") for name in record.node.fields}


def _lists_below(record: Record) -> Iterator[Listing]:
    for key in (Key.TASKS, Key.STEPS, Key.PHASES):
        for name, node in record.parts.get(key, ()):
            if below := node.items or tuple(named_records(node)):
                yield Listing(name, node, below)


def _is_in_order(name: str) -> bool:
    """Phases, sprints and milestones come one after the other; lanes, tracks and epics stand side by side."""
    return words_of(name).removesuffix("s") in _IN_ORDER


def _flatten(listing: Listing) -> Iterator[Node]:
    """The tasks of a list; the groups of tasks in it are opened."""
    for node in listing.records:
        if not node.fields:
            yield node
            continue
        below = list(_lists_below(Record(node)))
        if below and holds_phases(Listing(listing.name, node, (node,))):
            for each in below:
                yield from _flatten(each)
        else:
            yield node


def _text_of(record: Record, *names: str) -> str:
    return next((fold(node.text) for name, node in record.rest if words_of(name) in names and node.text), "")
