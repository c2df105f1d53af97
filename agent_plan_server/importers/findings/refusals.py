"""Texts that are not plans, each refused with one sentence that says why."""

import re
from collections.abc import Sequence

from agent_plan_server.errors import DoubtfulPlan, NotAPlan
from agent_plan_server.importers.findings.data_refusals import refuse_data
from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.words.genres import (
    genre_of,
    instructs,
    is_contribution_form,
    is_for_contributors,
    is_recipe,
    reports,
)
from agent_plan_server.importers.words.names import GROUP_WORDS, read_phase_name
from agent_plan_server.importers.words.placeholders import has_placeholder, may_hold_placeholders
from agent_plan_server.importers.words.roles import Role
from agent_plan_server.importers.words.states import read_mark
from agent_plan_server.importers.words.titles import clean_title
from agent_plan_server.models.states import TaskStatus

_PROMPT = re.compile(
    r"(?:^|\n)(?:[#>*-]+\s*)?(?:you are (?:an? |the |going to|now )|act as an? |as an ai |i want you to |"
    r"please act as |"
    r"your (?:task|role|job|mission|goal) is |you will be given |你是一名|你是一个|你是一位|请你扮演|作为一名|"
    r"作为一个|あなたは|"
    r"あなたの役割|당신은|너는|tu es un|vous êtes un|agis comme |du bist ein|sie sind ein|agiere als |eres un|"
    r"actúa como |"
    r"você é um|aja como |sei un|je bent een|jesteś |du är en|ты — |ты опытный|вы — |sen bir|أنت )",
    re.I,
)
_REPORT = re.compile(
    r"\b(?:completed|completion|report|retrospective|post-?mortem|abschlussbericht|rapport|informe|relatório)\b|"
    r"\bcomplete\W*$|отчёт|отчет|完成报告|总结报告|完了報告|완료 보고",
    re.I,
)
_LINKED = re.compile(r"\]\(")
_PULL_REQUEST = re.compile(
    r"^(?:types? of changes?|how (?:has|was) (?:this|it) (?:been )?tested\??|related (?:issue|pr|pull request)s?|"
    r"screenshots.*|breaking changes?|checklist|reviewers?|motivation and context|summary)$",
    re.I,
)
_DATABASE = re.compile(
    r"\b(?:explain (?:analyze|plan)|index scan|seq scan|nested loop|hash join|query optimi[sz]er)\b", re.I
)
_OF_DATABASE = ("explain", "scan", "nested loop", "hash join", "query optimi")
_BUSINESS = re.compile(
    r"\b(?:market (?:analysis|size|research)|competit(?:ion|ors|ive analysis)|revenue|financial (?:plan|projections)|"
    r"go-to-market|pricing|funding|target (?:market|customers)|business model)\b",
    re.I,
)
_OF_BUSINESS = (
    "market", "competit", "revenue", "financial", "pricing", "funding", "customers", "business model",
)  # fmt: skip
_FEWEST_SIGNS = 3
_FEWEST_PHASES = 2
_FORM = 0.6
_MOSTLY_DONE = 0.7
_HEAD = 1500  # characters in which a prompt addresses its model
_FILL_IN = "Fill it in first, then {import} it again."
_GIVE_A_PLAN = "Give {import} a Markdown plan with phases or tasks."
_SAY_YES = "{import} with --yes reads it all the same."


def refuse_text(text: str) -> None:
    """NotAPlan for a text that need not even be scanned."""
    if not text.strip():
        raise NotAPlan("The file is empty.", _GIVE_A_PLAN)


def refuse_document(document: Document, *, despite_doubts: bool = False) -> None:
    """NotAPlan for what is none; DoubtfulPlan, unless doubts were answered, for what reads like something else."""
    # A list below headings is Markdown all the same; keys below comments are not.
    if document.data is not None and (document.data.root.fields or not document.root.children):
        refuse_data(document.data)
    heads = document.headings
    phases = sum(read_phase_name(head) is not None for head in heads)
    if phases < _FEWEST_PHASES and not document.has_boxes and _addresses_a_model(document):
        raise NotAPlan("The file is a prompt addressed to a model, not a plan.", _GIVE_A_PLAN)
    if sum(_PULL_REQUEST.match(clean_title(head)) is not None for head in heads) >= _FEWEST_SIGNS:
        raise NotAPlan("The file is a template for pull requests, not a plan.", _GIVE_A_PLAN)
    boxes = [line.text for line in document.boxes]
    title = clean_title(document.title_section.title)
    if phases < _FEWEST_PHASES and (is_contribution_form(boxes) or is_for_contributors(title)):
        raise NotAPlan("The file is a form for contributions: its boxes speak for who sends it.", _GIVE_A_PLAN)
    if not despite_doubts and (doubt := _doubt_about(document, document.title_section.title, heads)):
        raise DoubtfulPlan(doubt, _SAY_YES)


def refuse_form(document: Document, *, despite_doubts: bool = False) -> None:
    """NotAPlan for a form that nobody filled in; DoubtfulPlan, unless doubts were answered, for one that is mostly."""
    if not may_hold_placeholders(document.folded):
        return
    title = document.title_section.title
    if has_placeholder(title) and not _LINKED.search(title):
        raise NotAPlan(f"The file is a template: its title is {title!r}.", _FILL_IN)
    items = [line.text for line in document.lines if line.kind is Kind.ITEM and line.text]
    waiting = sum(has_placeholder(text) for text in items)
    if items and waiting > len(items) * _FORM and not despite_doubts:
        raise DoubtfulPlan(f"The file is a template: {waiting} of {len(items)} lines are placeholders.", _SAY_YES)


def _doubt_about(document: Document, title: str, heads: Sequence[str]) -> str | None:
    if _reports_done_work(document, title):
        return "The file reads like a report on completed work: its title says so, and most marks are done."
    if _addresses_a_model(document) and not _is_begun(document):
        if sum(read_phase_name(head) is not None for head in heads) < _FEWEST_PHASES:
            return "The file reads like a prompt: it addresses a model."
        if instructs(clean_title(name.title if (name := read_phase_name(head)) else head) for head in heads):
            return "The file reads like a prompt: it addresses a model, and tells it how to answer."
    if document.has_boxes:
        return None
    if reports(clean_title(title)) and sum(read_phase_name(head) is not None for head in heads) < _FEWEST_PHASES:
        return "The file reads like a report: its title says so, and it has no boxes."
    if (
        _speaks_of(document, _OF_DATABASE)
        and len({found.casefold() for found in _DATABASE.findall(_head_of(document))}) >= _FEWEST_SIGNS
    ):
        return "The file reads like an article on the execution plans of a database."
    if (
        _speaks_of(document, _OF_BUSINESS)
        and sum(_BUSINESS.search(head) is not None for head in heads) >= _FEWEST_SIGNS
    ):
        return "The file reads like a business plan: its headings are about a market."
    return None


def _speaks_of(document: Document, words: Sequence[str]) -> bool:
    return any(word in document.folded for word in words)


def _addresses_a_model(document: Document) -> bool:
    return _PROMPT.search(_head_of(document)[:_HEAD]) is not None


def _is_begun(document: Document) -> bool:
    return any(read_mark(line.mark or "") is not TaskStatus.PENDING for line in document.boxes)


def _head_of(document: Document) -> str:
    return "\n".join(line.lstrip() for line in document.text.lines[:_HEAD] if line)


def _reports_done_work(document: Document, title: str) -> bool:
    """A title that says COMPLETE or REPORT over marks that are mostly done is a report on work, not work."""
    if not document.has_boxes or _REPORT.search(title) is None:
        return False
    done = sum(read_mark(line.mark or "") is TaskStatus.COMPLETED for line in document.boxes)
    return done >= len(document.boxes) * _MOSTLY_DONE


def refuse_genre(reading: Reading, *, despite_doubts: bool = False) -> None:
    """DoubtfulPlan, unless doubts were answered, for a recipe, minutes, an article … that marks nothing as work."""
    document = reading.document
    heads = [clean_title(text) for text in document.headings]
    # The steps of a recipe are called as phases are; boxes it has none.
    cooks = is_recipe(heads) and not document.has_boxes
    if despite_doubts or (_marks_work(reading) and not cooks):
        return
    labels = [clean_title(block.label) for section in document.sections for block in section.blocks if block.label]
    items = [line.text for line in document.lines if line.kind is Kind.ITEM]
    if genre := genre_of(clean_title(document.title_section.title), [*heads, *labels], items):
        raise DoubtfulPlan(f"The file reads like {genre}: nothing in it is marked as work.", _SAY_YES)


def _marks_work(reading: Reading) -> bool:
    """Boxes, phases or tasks by name, an id, an owner or a state: what only work has."""
    if reading.document.has_boxes:
        return True
    if any(section.role is Role.TASKS for section in reading.document.sections):
        return True
    if sum(phase.name is not None and phase.name.word not in GROUP_WORDS for phase in reading.phases) >= _FEWEST_PHASES:
        return True
    return any(task.carrier != "headings" and (task.id or task.status or task.owner) for task in reading.tasks)


def refuse_reading(reading: Reading) -> None:
    """NotAPlan when nothing in the text is work."""
    if not reading.phases and not reading.tasks:
        raise NotAPlan("The file has no phases and no tasks.", _GIVE_A_PLAN)
    if not reading.tasks and all(not phase.sections for phase in reading.phases) and len(reading.phases) < 2:
        raise NotAPlan("The file has no tasks.", _GIVE_A_PLAN)
