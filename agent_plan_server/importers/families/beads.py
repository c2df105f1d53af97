"""beads' `issues.jsonl`: one issue on each line; epics are phases, `blocks` is what an issue needs."""

from collections.abc import Iterator

from agent_plan_server.importers.findings.found import FoundPhase, Reading
from agent_plan_server.importers.parts.carriers import roll_up
from agent_plan_server.importers.parts.records import Records
from agent_plan_server.importers.parts.stores import begin_store, read_phase
from agent_plan_server.importers.text.data import Node
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.words.titles import fold
from agent_plan_server.models.states import TaskStatus

NAME = "beads"
OWN_REF = "agent-plan:"
# States of ours that beads has no word for: the one that they are exported as, and the label beside it.
STANDS_FOR = {TaskStatus.FAILED: "blocked", TaskStatus.PROPOSED: "deferred"}
PARALLEL = "parallel"
_BLOCKING = frozenset(("blocks", "conditional-blocks", "waits-for", ""))
_PARENT = "parent-child"
_NO_WORK = frozenset(("message", "event", "agent", "role", "gate", "slot", "rig", "convoy", "wisp"))
_NOT_SAID = ("dependencies", "external_ref", "parent", "parent_id")
_GIVEN_UP = frozenset(
    ("skipped", "wontfix", "won't fix", "won't do", "duplicate", "obsolete", "not planned", "cancelled", "superseded")
)


def recognises(document: Document) -> bool:
    """Most records are issues: an id, a title, a state, and a type or a dependency of the kind that only beads has."""
    issues = _issues(document)
    own = [node for node in issues if {"id", "title", "status"} <= node.fields.keys() and _is_bead(node)]
    return bool(own) and len(own) * 2 >= len(issues)


def read(document: Document, shelf: Shelf) -> Reading:
    reading = begin_store(document, Node(1, {}))
    issues = _kept(reading, _issues(document))
    reading.title = f"Issues of {next(iter(issues)).rpartition('-')[0] or document.name}" if issues else document.name
    records = Records(reading, "issues")
    epics = {name: node for name, node in issues.items() if _text(node, "issue_type") == "epic"}
    phases = {name: _read_epic(reading, node, records) for name, node in epics.items()}
    others: list[FoundPhase] = []
    for name, node in issues.items():
        if name in phases:
            continue
        phase = next((phases[each] for each in _ancestors(name, issues) if each in phases), None)
        if phase is None:
            phase = others[0] if others else _phase_of_the_rest(reading, records, others)
        if task := records.read(_as_task(node), phase):
            task.id = _own_name(node, "task:") or task.id
            task.status = _own_status(node) or task.status
    for phase in reading.phases:
        phase.status = phase.status or roll_up(phase.tasks)
    records.settle()
    return reading


def _issues(document: Document) -> tuple[Node, ...]:
    if document.data is None:
        return ()
    root = document.data.root
    return root.items or ((root,) if root.fields else ())


def _is_bead(node: Node) -> bool:
    return "issue_type" in node.fields or any("depends_on_id" in each.fields for each in _links(node))


def _kept(reading: Reading, issues: tuple[Node, ...]) -> dict[str, Node]:
    """The issues by id: the newest record of each; what is deleted or no work is reported."""
    kept: dict[str, Node] = {}
    for node in issues:
        name, title = _text(node, "id"), _text(node, "title")
        if _text(node, "status") == "tombstone" or _text(node, "deleted_at"):
            reading.report.leave(node.line, title, "is deleted")
        elif (kind := _text(node, "issue_type")) in _NO_WORK:
            reading.report.leave(node.line, title, f"is no work but a record of the kind {kind}")
        elif name in kept and _text(kept[name], "updated_at") > _text(node, "updated_at"):
            reading.report.leave(node.line, title, f"{name} has a newer record on line {kept[name].line}")
        else:
            if name in kept:
                reading.report.leave(kept[name].line, title, f"{name} has a newer record on line {node.line}")
            kept[name] = node
    return kept


def _read_epic(reading: Reading, node: Node, records: Records) -> FoundPhase:
    """Epics stand side by side: only what blocks them says an order."""
    phase = read_phase(reading, _as_task(node), records, is_parallel=True)
    phase.states_needs = True
    if number := _own_name(node, "phase:"):
        phase.number, phase.title, phase.name, phase.status = number, fold(_text(node, "title")), None, None
        phase.states_needs, phase.may_overlap = False, PARALLEL in _labels(node)
    return phase


def _phase_of_the_rest(reading: Reading, records: Records, others: list[FoundPhase]) -> FoundPhase:
    others.append(records.add_phase("Issues without an epic" if reading.phases else reading.title, 0))
    others[0].may_overlap = True
    return others[0]


def _ancestors(name: str, issues: dict[str, Node]) -> Iterator[str]:
    """The issues above one: by a link, by a field, else by the dots of its id ("bd-1" above "bd-1.2")."""
    seen = {name}
    while name := _parent(name, issues):
        if name in seen:
            return
        seen.add(name)
        yield name


def _parent(name: str, issues: dict[str, Node]) -> str:
    node = issues.get(name)
    linked = [_text(each, "depends_on_id") for each in _links(node) if _text(each, "type") == _PARENT] if node else []
    stated = linked[0] if linked else (_text(node, "parent") or _text(node, "parent_id")) if node else ""
    return stated or (name.rpartition(".")[0] if "." in name else "")


def _as_task(node: Node) -> Node:
    """The issue under the names that every store uses; of its links only those that block."""
    needs = tuple(each.fields["depends_on_id"] for each in _links(node) if _blocks(each))
    fields = {name: value for name, value in node.fields.items() if name not in _NOT_SAID}
    if _text(node, "status") == "closed" and _text(node, "close_reason").casefold().strip(" .") in _GIVEN_UP:
        fields["status"] = Node(node.line, "skipped")
    return Node(node.line, {**fields, "blocked_by": Node(node.line, needs)})


def _blocks(link: Node) -> bool:
    return "depends_on_id" in link.fields and _text(link, "type") in _BLOCKING


def _own_name(node: Node, kind: str) -> str:
    """The key or number that an exported plan had here."""
    ref = _text(node, "external_ref")
    return ref.removeprefix(OWN_REF + kind) if ref.startswith(OWN_REF + kind) else ""


def _own_status(node: Node) -> TaskStatus | None:
    """The state of an exported task, as long as nobody has changed the word that stands for it."""
    if not _own_name(node, "task:"):
        return None
    word, labels = _text(node, "status"), _labels(node)
    return next((state for state, said in STANDS_FOR.items() if said == word and state in labels), None)


def _labels(node: Node) -> set[str]:
    return {each.text for each in node.fields["labels"].items} if "labels" in node.fields else set()


def _links(node: Node) -> tuple[Node, ...]:
    return node.fields["dependencies"].items if "dependencies" in node.fields else ()


def _text(node: Node, name: str) -> str:
    return node.fields[name].text.strip() if name in node.fields else ""
