"""GSD PLAN.md: <task> elements with name, files, action, verify and done, below a front matter with phase and plan."""

import re
from collections.abc import Iterator

from agent_plan_server.importers.families.gsd_front_matter import read_front, read_must_haves, read_phase
from agent_plan_server.importers.findings.found import FoundCriterion, FoundDecision, FoundPhase, FoundTask, Reading
from agent_plan_server.importers.parts.carriers import link_in_order
from agent_plan_server.importers.parts.opening import begin
from agent_plan_server.importers.parts.tasks import read_line
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.shelf import Shelf
from agent_plan_server.importers.text.tags import Element, read_elements
from agent_plan_server.importers.words.paths import files_in, read_path
from agent_plan_server.importers.words.titles import clean_title, strip_decoration
from agent_plan_server.models.draft import DecisionDraft, StepDraft
from agent_plan_server.models.states import CriterionKind

NAME = "gsd_plan"
_CRITERIA = {
    "verify": CriterionKind.TEST,
    "done": CriterionKind.ACCEPTANCE,
    "acceptance_criteria": CriterionKind.ACCEPTANCE,
    "verification": CriterionKind.CHECKPOINT,
    "success_criteria": CriterionKind.ACCEPTANCE,
}
_SAID = ("action", "behavior", "how-to-verify", "instructions")
_PARTS = ("task", "tasks", "name", "files", "objective", "context", "decision", "options", "option", "what-built")
_KNOWN = frozenset((*_PARTS, *_CRITERIA, *_SAID))
_MARKER = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[.?\]\s+)?")
_STEP = re.compile(r"\s{0,3}\d{1,3}[.)]\s+(\S.*)")


def recognises(document: Document) -> bool:
    """At least one <task> with a name and what to do."""
    if "<task" not in document.folded:
        return False
    return any(task.find("name") and (task.find("action") or task.find("done")) for task in _tasks(_elements(document)))


def read(document: Document, shelf: Shelf) -> Reading:
    root = _elements(document)
    reading = begin(document)
    phase = read_phase(reading)
    objective = root.find("objective") or Element("", 0)
    reading.goal = phase.goal = [strip_decoration(text) for _, text in objective.lines if text.strip()]
    phase.tasks = [task for element in _tasks(root) if (task := _read_task(reading, phase, element))]
    if not any(task.scope for task in phase.tasks):
        phase.scope = [path for node in read_front(document, "files_modified").items if (path := read_path(node.text))]
    link_in_order(phase.tasks)
    read_must_haves(reading, phase)
    _read_criteria(reading, root, phase, None)
    for line in document.lines:
        if line.kind is Kind.ITEM:
            reading.report.leave(line.number, line.text, "explains the plan or a task of it")
    return reading


def _elements(document: Document) -> Element:
    code = {line.number for line in document.lines if line.kind is Kind.CODE}
    return read_elements(document.text.lines, _KNOWN, code)


def _tasks(element: Element) -> Iterator[Element]:
    for child in element.children:
        if child.name == "task":
            yield child
        else:
            yield from _tasks(child)


def _read_task(reading: Reading, phase: FoundPhase, element: Element) -> FoundTask | None:
    kind = element.attributes.get("type", "")
    name = element.find("decision") or element.find("what-built") or element.find("name")
    if name is None or not name.text:
        reading.report.leave(element.line, f"<task> {element.text}", "has no title")
        return None
    task = FoundTask("", element.line, reading.document.raw(element.line), carrier="task elements")
    read_line(task, name.text)
    task.scope = _files_of(element)
    if kind.startswith("checkpoint"):
        task.body.append(f"{kind}: a person answers before the plan goes on.")
    for part in (child for child in element.children if child.name in _SAID):
        _read_action(reading, task, part)
    _read_criteria(reading, element, phase, task)
    if options := element.find("options"):
        names = tuple(found.text for option in options.children if (found := option.find("name")))
        draft = DecisionDraft(question=task.title, options=names, phase=phase.number, line=element.line)
        reading.decisions.append(FoundDecision(draft, before_tasks=[task]))
    return task


def _files_of(element: Element) -> list[str]:
    files = element.find("files")
    texts = [part for _, text in files.lines for part in text.split(",")] if files else []
    return list(dict.fromkeys(path for text in texts for path in (read_path(text), *files_in(text)) if path))


def _read_action(reading: Reading, task: FoundTask, part: Element) -> None:
    """Numbered lines are steps, the rest explains."""
    for number, text in part.lines:
        if match := _STEP.match(text):
            task.steps.append(StepDraft(text=clean_title(match.group(1))))
        elif text.strip():
            task.body.append(text.rstrip())
        reading.report.take(number)


def _read_criteria(reading: Reading, element: Element, phase: FoundPhase, task: FoundTask | None) -> None:
    """One per list item; what is no list is one as a whole."""
    for part in (child for child in element.children if child.name in _CRITERIA):
        listed = [(number, text[match.end() :]) for number, text in part.lines if (match := _MARKER.match(text))]
        for number, text in listed or [(part.line, part.text)]:
            if words := strip_decoration(text):
                reading.criteria.append(FoundCriterion(_CRITERIA[part.name], words, number, phase=phase, task=task))
                reading.report.take(number)
