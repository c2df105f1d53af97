"""The tasks of one store of JSON or YAML, and what they need of each other."""

from collections.abc import Iterable

from agent_plan_server.importers.findings.found import FoundCriterion, FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.record import (
    Record,
    body_of,
    criteria_in,
    names_in,
    read_estimate,
    read_flag,
    records_below,
    texts_of,
)
from agent_plan_server.importers.text.data import Node
from agent_plan_server.importers.words.dependencies import Need, Target, read_needs
from agent_plan_server.importers.words.keys import Key
from agent_plan_server.importers.words.names import PhaseName
from agent_plan_server.importers.words.paths import files_in, read_path, touched_in
from agent_plan_server.importers.words.states import read_status
from agent_plan_server.importers.words.titles import comparable
from agent_plan_server.models.draft import StepDraft
from agent_plan_server.models.states import CriterionKind, CriterionState, TaskStatus

_DONE = TaskStatus.COMPLETED


class Records:
    """Reads the tasks of one store, whose ids are its own; `settle` gives them their needs when all are known."""

    def __init__(self, reading: Reading, carrier: str) -> None:
        self.reading = reading
        self._carrier = carrier
        self._needs: list[tuple[list[Need], str, int]] = []
        self._ids: dict[str, FoundTask | FoundPhase] = {}
        self._names: dict[str, FoundTask | FoundPhase] = {}
        self._phases: dict[str, FoundPhase] = {}
        self._read: set[int] = set()

    def read(self, node: Node, phase: FoundPhase, status: TaskStatus | None = None) -> FoundTask | None:
        """The task, added to the phase; None, and reported, when the record has no title."""
        record = Record(node)
        report = self.reading.report
        if not record.title:
            report.leave(record.line, ", ".join(node.fields) or "(empty)", "has no title")
            return None
        task = FoundTask(record.title, record.line, self.reading.document.raw(record.line), record.id)
        task.carrier = self._carrier
        report.take(record.line, node.line)
        self._read.add(id(node))
        task.status = self.read_status(record) or status
        self._fill(task, record, phase)
        self._know(task, task.id, _forms(task.id, task.title))
        phase.tasks.append(task)
        return task

    def has_read(self, node: Node) -> bool:
        return id(node) in self._read

    def add_phase(self, title: str, line: int, name: PhaseName | None = None) -> FoundPhase:
        """A phase with the number that its name says, else its place."""
        number = name.number if name else str(len(self.reading.phases) + 1)
        while f"phase {number}" in self._phases:
            number += "b"
        phase = FoundPhase(number, title, line, name)
        self.reading.phases.append(phase)
        self.know_phase(phase, "", f"phase {number}", title)
        return phase

    def find_phase(self, name: str) -> FoundPhase | None:
        """By its id, its number or its title."""
        forms = (*_forms(name), f"phase {name}")
        return next((self._phases[form] for form in forms if form in self._phases), None)

    def know_phase(self, phase: FoundPhase, name: str, *more: str) -> None:
        """By its id, and by what else it is called."""
        forms = _forms(name, *more)
        for form in forms:
            self._phases.setdefault(form, phase)
        self._know(phase, name, forms)

    def _know(self, found: FoundTask | FoundPhase, name: str, forms: Iterable[str]) -> None:
        """An id is stronger than any title: a task that is called "2" is not the task 2."""
        if name:
            self._ids.setdefault(name.casefold(), found)
        for form in forms:
            self._names.setdefault(form, found)

    def need(self, needs: list[Need], nodes: Iterable[Node]) -> None:
        """Note what is needed; which tasks that are is only known in the end."""
        self._needs += [(needs, text, line) for node in nodes for text, line in names_in(node)]

    def settle(self) -> None:
        """Give tasks and phases what they need. What names nothing is reported later."""
        for needs, text, line in self._needs:
            whole = self._find(text, line)
            parts = [part.strip() for part in text.split(",")] if whole is None else []
            needs += [whole] if whole else [need for part in parts if part for need in self._read_need(part, line)]

    def _find(self, text: str, line: int) -> Need | None:
        """The task or phase of that name."""
        called = next((self._names[form] for form in _forms(text) if form in self._names), None)
        found = self._ids.get(text.casefold()) or called or self.find_phase(text)
        if isinstance(found, FoundTask):
            return Need(Target.TASK, found.id, line) if found.id else Need(Target.UNKNOWN, found.title, line)
        return Need(Target.PHASE, found.number, line) if found else None

    def _read_need(self, text: str, line: int) -> tuple[Need, ...]:
        if found := self._find(text, line):
            return (found,)
        # A word that is no name here is no phase number either; "none" and a dash ask for nothing.
        needs = read_needs(text, line)
        return needs if " " in text or not needs else (Need(Target.UNKNOWN, text, line),)

    def read_status(self, record: Record) -> TaskStatus | None:
        """By its word and its flag (passes, done). Where they disagree it is not finished: somebody must look."""
        word = record.text(Key.STATUS)
        stated = read_status(word) if word else None
        if word and stated is None:
            self.reading.report.remark(f"The state {word[:40]!r} is not known here: tasks with it are pending.")
        flag = read_flag(record.text(Key.DONE))
        if flag is not None and stated is not None and flag is not (stated is _DONE):
            if flag or stated is _DONE:
                lines = {node.line for node in record.nodes(Key.STATUS, Key.DONE)}
                says = "done" if flag else "not done"
                self.reading.report.contradict(lines, f'"{record.title}" is {word} and yet marked {says}.')
            return TaskStatus.PENDING if stated is _DONE else stated
        return stated or (None if flag is None else _DONE if flag else TaskStatus.PENDING)

    def _fill(self, task: FoundTask, record: Record, phase: FoundPhase) -> None:
        task.owner = ", ".join(text.lstrip("@") for node in record.nodes(Key.OWNER) for text in texts_of(node)) or None
        task.estimate = read_estimate(record)
        for node in record.nodes(Key.SCOPE):
            task.scope += [path for text in texts_of(node) for path in _paths_of(text)]
        if not task.scope:
            texts = [record.title, *(text for node in record.nodes(Key.GOAL) for text in texts_of(node))]
            task.scope += [path for text in texts for line in text.splitlines() for path in touched_in(line)]
        self.need(task.needs, record.nodes(Key.NEEDS))
        self.need(task.needed_by, record.nodes(Key.BLOCKS))
        self.read_criteria(record, phase, task)
        self._read_steps(task, record)
        task.body += body_of(record)

    def read_criteria(self, record: Record, phase: FoundPhase, task: FoundTask | None) -> None:
        """Acceptance and tests; a phase has exit criteria."""
        acceptance = CriterionKind.ACCEPTANCE if task else CriterionKind.EXIT
        for key, kind in ((Key.ACCEPTANCE, acceptance), (Key.TESTS, CriterionKind.TEST)):
            for text, line, met in criteria_in(record.nodes(key)):
                state = CriterionState.MET if met else CriterionState.OPEN
                self.reading.criteria.append(FoundCriterion(kind, text, line, state, phase, task))
                self.reading.report.take(line)

    def _read_steps(self, task: FoundTask, record: Record) -> None:
        """What hangs below a task is its steps; what these need of other tasks, the task needs."""
        inner = [Record(node) for node in records_below(record)]
        own = {each.id.casefold() for each in inner if each.id}
        for each in inner:
            status = self.read_status(each)
            if not each.title:
                self.reading.report.leave(each.line, ", ".join(each.node.fields) or "(empty)", "has no title")
                continue
            if status is TaskStatus.SKIPPED:
                self.reading.report.leave(each.line, each.title, f"is {each.text(Key.STATUS)}")
                continue
            self.reading.report.take(each.line, each.node.line)
            task.steps.append(StepDraft(text=each.title, done=status is _DONE, line=each.line))
            own_name = f"{task.id}.{each.id}" if task.id and each.id else ""
            self._know(task, "", _forms(own_name, _wide(each.id)))
            others = [need for node in each.nodes(Key.NEEDS) for need in names_in(node)]
            self._needs += [(task.needs, text, line) for text, line in others if not _is_sibling(text, task, own)]


def _forms(*names: str) -> list[str]:
    """Each name as it is written, and by its words alone."""
    return [form for name in names if name for form in (name.casefold(), comparable(name)) if form]


def _paths_of(text: str) -> tuple[str, ...]:
    path = read_path(text)
    return (path,) if path else files_in(text)


def _wide(name: str) -> str:
    """An id that stands for itself anywhere; a bare number only counts the steps of one task."""
    return "" if name.isdigit() else name


def _is_sibling(name: str, task: FoundTask, own: set[str]) -> bool:
    bare = name.casefold()
    return bare in own or bare.removeprefix(f"{task.id.casefold()}.") in own
