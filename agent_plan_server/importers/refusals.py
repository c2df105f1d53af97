"""Texts that are not plans, each refused with one sentence that says why."""

import re

from agent_plan_server.errors import NotAPlan
from agent_plan_server.importers.document import Document
from agent_plan_server.importers.found import Reading
from agent_plan_server.importers.lines import Kind
from agent_plan_server.importers.placeholders import has_placeholder

_PROMPT = re.compile(
    r"(?:^|\n)\s*(?:#+\s*)?(?:you are (?:an? |the |going to|now )|act as an? |your task is to |as an ai |你是一名|"
    r"你是一个|"
    r"あなたは|당신은|tu es un|vous êtes un|du bist ein|eres un)",
    re.I,
)
_FORM = 0.6
_HEAD = 1500  # characters in which a prompt addresses its model
_FILL_IN = "Fill it in first, then {import} it again."
_GIVE_A_PLAN = "Give {import} a Markdown plan with phases or tasks."


def refuse_text(text: str) -> None:
    """NotAPlan for a text that need not even be scanned: empty, or data of a program."""
    bare = text.strip()
    if not bare:
        raise NotAPlan("The file is empty.", _GIVE_A_PLAN)
    if bare[0] in "{[" and bare[-1] in "}]" and '"' in bare:
        raise NotAPlan("The file is JSON of a kind that is not known here.", _GIVE_A_PLAN)
    if bare.startswith("//") and '"tasks"' in bare:
        raise NotAPlan("The file holds an editor's build tasks, not a plan.", _GIVE_A_PLAN)


def refuse_document(document: Document) -> None:
    """NotAPlan for a prompt to a model and for a form that nobody filled in."""
    head = "\n".join(document.text.lines)[:_HEAD]
    boxes = any(line.is_box for line in document.lines)
    if _PROMPT.search(head) and not boxes:
        raise NotAPlan("The file is a prompt addressed to a model, not a plan.", _GIVE_A_PLAN)
    items = [line.text for line in document.lines if line.kind in (Kind.ITEM, Kind.HEADING) and line.text]
    waiting = sum(has_placeholder(text) for text in items)
    if items and waiting > len(items) * _FORM:
        raise NotAPlan(f"The file is a template: {waiting} of {len(items)} lines are placeholders.", _FILL_IN)


def refuse_reading(reading: Reading) -> None:
    """NotAPlan when nothing in the text is work."""
    if not reading.phases and not reading.tasks:
        raise NotAPlan("The file has no phases and no tasks.", _GIVE_A_PLAN)
    if not reading.tasks and all(not phase.sections for phase in reading.phases) and len(reading.phases) < 2:
        raise NotAPlan("The file has no tasks.", _GIVE_A_PLAN)
