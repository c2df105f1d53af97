"""Texts that are not plans, each refused with one sentence that says why."""

import re

from agent_plan_server.errors import NotAPlan
from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.text.data import Data, Node
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.words.placeholders import has_placeholder
from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.models.states import TaskStatus

_PROMPT = re.compile(
    r"(?:^|\n)(?:#+\s*)?(?:you are (?:an? |the |going to|now )|act as an? |your task is to |as an ai |你是一名|"
    r"你是一个|"
    r"あなたは|당신은|tu es un|vous êtes un|du bist ein|eres un)",
    re.I,
)
_REPORT = re.compile(r"\b(?:completed|completion|report|retrospective|post-?mortem)\b|\bcomplete\W*$", re.I)
_LINKED = re.compile(r"\]\(")
_BUILD = frozenset(("label", "command", "problemMatcher", "isBackground", "cmds", "script"))
_KINDS_OF_DATA: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(signs.split()), kind)
    for signs, kind in (
        ("name version dependencies", "a package's description"),
        ("name version scripts", "a package's description"),
        ("name version devDependencies", "a package's description"),
        ("lockfileVersion", "a lock file"),
        ("compilerOptions", "a compiler's settings"),
        ("on jobs", "a workflow of a build server"),
        ("stages", "a pipeline of a build server"),
        ("services", "services of containers"),
        ("$schema properties", "a schema"),
        ("openapi paths", "the description of an interface"),
        ("cells nbformat", "a notebook"),
    )
)
_LISTS = ("tasks", "todos", "userStories", "issues", "items")
_FORM = 0.6
_MOSTLY_DONE = 0.7
_HEAD = 1500  # characters in which a prompt addresses its model
_FILL_IN = "Fill it in first, then {import} it again."
_GIVE_A_PLAN = "Give {import} a Markdown plan with phases or tasks."


def refuse_text(text: str) -> None:
    """NotAPlan for a text that need not even be scanned."""
    if not text.strip():
        raise NotAPlan("The file is empty.", _GIVE_A_PLAN)


def refuse_document(document: Document) -> None:
    """NotAPlan for a prompt to a model, a report on what was done, and data that is no list of tasks."""
    # A list below headings is Markdown all the same; keys below comments are not.
    if document.data is not None and (document.data.root.fields or not document.root.children):
        refuse_data(document.data)
    head = "\n".join(line.lstrip() for line in document.text.lines[:_HEAD] if line)[:_HEAD]
    boxes = any(line.is_box for line in document.lines)
    if _PROMPT.search(head) and not boxes:
        raise NotAPlan("The file is a prompt addressed to a model, not a plan.", _GIVE_A_PLAN)
    _refuse_completion_report(document, document.title_section.title)


def refuse_form(document: Document) -> None:
    """NotAPlan for a form that nobody filled in."""
    title = document.title_section.title
    if has_placeholder(title) and not _LINKED.search(title):
        raise NotAPlan(f"The file is a template: its title is {title!r}.", _FILL_IN)
    items = [line.text for line in document.lines if line.kind is Kind.ITEM and line.text]
    waiting = sum(has_placeholder(text) for text in items)
    if items and waiting > len(items) * _FORM:
        raise NotAPlan(f"The file is a template: {waiting} of {len(items)} lines are placeholders.", _FILL_IN)


def refuse_data(data: Data) -> None:
    """NotAPlan, with what the file is instead as far as its names tell."""
    names = data.root.fields.keys()
    inner = {name for node in data.root.walk() for name in node.fields}
    kind = next((kind for signs, kind in _KINDS_OF_DATA if signs <= names), None)
    if kind is None and "tasks" in names and inner & _BUILD:
        kind = "an editor's build tasks (VS Code)"
    if kind is None and any(_has_empty_list(node) for node in data.root.walk()):
        kind = "a list of tasks that is empty"
    if kind is None and data.root.fields and all(node.text or node.fields for node in data.root.walk()):
        kind = "texts by name, such as translations or settings"
    what = f"holds {kind}, not a plan" if kind else "has no list of tasks"
    raise NotAPlan(f"The file is {data.form} and {what}.", "Give {import} a list of tasks with titles, or Markdown.")


def _has_empty_list(node: Node) -> bool:
    return any(name in _LISTS and value.value == () for name, value in node.fields.items())


def _refuse_completion_report(document: Document, title: str) -> None:
    """A title that says COMPLETE or REPORT over marks that are mostly done is a report on work, not work."""
    marks = [read_mark(line.mark) is TaskStatus.COMPLETED for line in document.lines if line.mark is not None]
    if marks and _REPORT.search(title) and sum(marks) >= len(marks) * _MOSTLY_DONE:
        raise NotAPlan("The file reads like a report on completed work: its title says so.", _GIVE_A_PLAN)


def refuse_reading(reading: Reading) -> None:
    """NotAPlan when nothing in the text is work."""
    if not reading.phases and not reading.tasks:
        raise NotAPlan("The file has no phases and no tasks.", _GIVE_A_PLAN)
    if not reading.tasks and all(not phase.sections for phase in reading.phases) and len(reading.phases) < 2:
        raise NotAPlan("The file has no tasks.", _GIVE_A_PLAN)
