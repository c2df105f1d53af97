"""One list item as a task: id, title, state, steps, estimate, scope, what it needs."""

import re
from collections.abc import Iterable

from agent_plan_server.importers.findings.found import FoundCriterion, FoundPhase, FoundTask, Reading
from agent_plan_server.importers.findings.report import TEMPLATE
from agent_plan_server.importers.parts.asides import take_fields, take_note, take_trailing_brackets
from agent_plan_server.importers.parts.facts import set_fact
from agent_plan_server.importers.text.outline import Item, read_field
from agent_plan_server.importers.words.brackets import read_bracketed_needs, read_trailing_blocks, read_trailing_needs
from agent_plan_server.importers.words.dependencies import BOLD_ID, DOTTED_ID, ID, TASK_WORDS
from agent_plan_server.importers.words.estimates import is_time, read_span
from agent_plan_server.importers.words.hints import Hints
from agent_plan_server.importers.words.lexicon import words_of
from agent_plan_server.importers.words.paths import files_in, touched_in
from agent_plan_server.importers.words.placeholders import is_placeholder
from agent_plan_server.importers.words.roles import Role, role_of
from agent_plan_server.importers.words.states import read_line_status, read_mark, strip_state
from agent_plan_server.importers.words.tables.tasks import TASKS
from agent_plan_server.importers.words.titles import clean_title, fold, strip_decoration, strip_numbering
from agent_plan_server.models.draft import StepDraft
from agent_plan_server.models.states import CriterionKind, CriterionState, TaskStatus

# Words alone: no mark, id, path, field or bracket that could say more than the title.
_PLAIN = re.compile(rf"(?!T\d|(?:{TASK_WORDS})\b)[a-z][a-z0-9 ,]{{0,200}}", re.I | re.A)
_BOLD_LEAD = re.compile(
    r"[*_]{2}([^*\n]{1,200}?)(?:\s*:\s*[*_]{2}|[*_]{2}\s*(?::|\.(?=\s)|(?=[(\[])|[-–—]\s|$|(?=\s)))\s*(.*)", re.S
)
_PLAIN_LEAD = re.compile(r"([^:*`\n]{1,40}):\s+(.*)", re.S)
_LEADING_ID = re.compile(
    rf"\**[`\[(]?(?:(?:agent|ticket|story)\s(?=[A-Z]+-\d))?(?P<id>{ID}|T\d{{3,4}}[a-z]?(?:-[A-Z]{{2,8}})?|(?:{TASK_WORDS})\s?\#?(?P<number>(?-i:[A-Z]{{0,3}})\d{{1,4}}(?:(?-i:[A-Z])|(?:\.\d{{1,3}})*))"
    rf"|\d{{1,3}}(?:\.\d{{1,3}}){{1,4}}|{DOTTED_ID}|{BOLD_ID}|(?:issue\s)?\#\d{{1,6}})[`\])]?\**(?![\w.-]*\w)\s*[:.)\-–—]?\**:?\s*",
    re.I,
)
_ID_HINTS = Hints([*words_of(TASKS["task"]), "agent", "ticket", "story", "issue"])
_LEADING_BRACKET = re.compile(r"\s*[(\[]\s*([^()\[\]]{1,80})\s*[)\]]\s*[-–—:]?\s*")
_ISSUE = re.compile(r"\s*[(\[]?(?:issue|pr|ticket)\s#(\d{1,6})[)\]]?\s*[-–—:]?\s*", re.I)
_OWNER = re.compile(r"(?<![\w/`])@([A-Za-z][\w-]{1,38})(?![\w/.])")
_SIGN_IN_FRONT = re.compile("\\A[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff\ufe0f\\s]+")
_OUTER_BRACKETS = re.compile(r"\(([^()]{1,200})\)")
_CRITERIA_ROLES = {
    Role.ACCEPTANCE: CriterionKind.ACCEPTANCE,
    Role.TESTS: CriterionKind.TEST,
    Role.CHECKPOINT: CriterionKind.CHECKPOINT,
    Role.DELIVERABLES: CriterionKind.DELIVERABLE,
}
_ACTION_LEADS = frozenset(
    ("create", "modify", "update", "add", "test", "delete", "move", "remove", "rename", "edit", "run", "write", "fix")
)


def read_task(reading: Reading, item: Item, phase: FoundPhase, carrier: str, path: tuple[str, ...]) -> FoundTask | None:
    """The task of a list item; None, and reported, when the item is a placeholder."""
    if is_placeholder(item.text):
        leave_all(reading, item, TEMPLATE)
        return None
    raw, ordinal = reading.document.raw(item.number), item.line.ordinal
    task = FoundTask("", item.number, raw, ordinal=ordinal, path=path, carrier=carrier)
    read_line(task, item.text)
    task.status = _status_of(reading, item)
    if not task.title:
        reading.report.leave(item.number, item.text or "(empty item)", "has no title")
        return None
    reading.report.take(item.number)
    _read_children(reading, item, task, phase)
    task.body += [detail.text for detail in item.details if not _read_detail(task, detail.text, detail.number)]
    return task


def _status_of(reading: Reading, item: Item) -> TaskStatus | None:
    """The word on the line before the mark of its box; the difference is reported when only one of them says done."""
    said = read_line_status(read_bracketed_needs(item.text, item.number)[0])
    if item.line.mark is None:
        return said
    marked = read_mark(item.line.mark)
    if said is not None and TaskStatus.COMPLETED in (said, marked) and said is not marked:
        text = f'The box of "{clean_title(strip_state(item.text))}" says {marked}, its words say {said}.'
        reading.report.contradict((item.number,), text)
    return said or marked


def read_line(task: FoundTask, text: str) -> None:
    """Fill a task from the words of its line."""
    if _PLAIN.fullmatch(text) and " on " not in text and " by " not in text:
        task.title = fold(text)
        return
    text, needs = read_bracketed_needs(text, task.line)
    text, task.needed_by = read_trailing_blocks(text, task.line)
    text, trailing = read_trailing_needs(text, task.line)
    task.needs += needs + trailing
    task.scope += files_in(text)
    bare = strip_state(text)
    task.tail = text.removeprefix(bare)
    text = take_fields(task, bare)
    if "@" in text and (owner := _OWNER.search(text)):
        task.owner = owner.group(1)
        text = text.replace(f"({owner.group()})" if f"({owner.group()})" in text else owner.group(), "", 1)
    text = _take_time(task, text if text[:1].isascii() else _SIGN_IN_FRONT.sub("", text))
    text = strip_numbering(_take_issue(task, take_id(task, text)))
    text = take_trailing_brackets(task, text)
    task.title = clean_title(_take_lead(task, text))


def add_paths_below(task: FoundTask, item: Item) -> None:
    """The files that the lines below a task name, when its own line names none; what is only read is not touched."""
    if not task.scope:
        task.scope += dict.fromkeys(path for child in item.walk() for path in touched_in(child.text))


def take_id(task: FoundTask, text: str) -> str:
    """The text without the author's id, which goes to the task."""
    if not _ID_HINTS.may_begin(text) or (match := _LEADING_ID.match(text)) is None:
        return text
    rest = text[match.end() :]
    if not strip_decoration(rest):
        return text
    task.id = match.group("number") or match.group("id").split()[-1]
    return rest[2:] if rest.startswith("**") and rest.count("**") % 2 else rest


def _take_issue(task: FoundTask, text: str) -> str:
    """ "(Issue #7) - Registry": the issue is another name of the task."""
    if match := _ISSUE.match(text):
        task.aliases.append(f"#{match.group(1)}")
        return text[match.end() :]
    return text


def split_lead(text: str) -> tuple[str, str]:
    """ "**Days 1-2**: Implement it" is ("Days 1-2", "Implement it"); without a lead the first is empty."""
    if match := _BOLD_LEAD.match(text):
        return match.group(1).strip(" :"), match.group(2).strip()
    return "", text


def leave_all(reading: Reading, item: Item, reason: str) -> None:
    for each in item.walk():
        reading.report.leave(each.number, each.text, reason)


def _take_time(task: FoundTask, text: str) -> str:
    """A lead that says when ("Week 4: …") is the estimate, not the title."""
    lead, rest = split_lead(text)
    if not lead and (match := _PLAIN_LEAD.match(text)):
        lead, rest = match.groups()
    if not rest or not is_time(strip_decoration(lead)):
        return text
    task.estimate, task.span = lead, read_span(lead)
    return rest


def _take_lead(task: FoundTask, text: str) -> str:
    """The bold words in front are the title, what follows them explains; "Create: path" stays whole."""
    lead, rest = split_lead(text)
    if not lead or lead.casefold() in _ACTION_LEADS:
        return _unwrap(text)
    while (match := _LEADING_BRACKET.match(rest)) and take_note(task, match.group(1)):
        rest = rest[match.end() :]
    if rest.strip(" -–—:"):
        task.body.append(strip_decoration(rest.strip(" -–—:")))
    return lead


def _unwrap(text: str) -> str:
    """ "(Encryption at rest)" alone is a title in brackets."""
    match = _OUTER_BRACKETS.fullmatch(text.strip())
    return match.group(1) if match else text


def _read_children(reading: Reading, item: Item, task: FoundTask, phase: FoundPhase) -> None:
    for child in item.children:
        if is_placeholder(child.text):
            leave_all(reading, child, TEMPLATE)
        elif not _read_attribute(reading, child, task, phase):
            task.steps += [step_of(each) for each in child.walk()]
            reading.report.take(*(each.number for each in child.walk()))
    add_paths_below(task, item)


def step_of(item: Item) -> StepDraft:
    status = read_line_status(item.text) or read_mark(item.line.mark or "")
    return StepDraft(text=clean_title(strip_state(item.text)), done=status is TaskStatus.COMPLETED, line=item.number)


def _read_attribute(reading: Reading, item: Item, task: FoundTask, phase: FoundPhase) -> bool:
    """A sub-item that is a field of the task ("Files: …", "Acceptance: …") rather than a step."""
    if item.line.is_box or (found := read_field(item.text) or _lead_only(item)) is None:
        return False
    label, value = found
    lines = list(item.walk())
    role = role_of(label)
    if kind := _CRITERIA_ROLES.get(role) if role else None:
        reading.criteria += _criteria_of(item, value, kind, task, phase)
    elif not set_fact(task, label, value, [(each.text, each.number) for each in lines[1:]], item.number):
        return False
    reading.report.take(*(each.number for each in lines))
    return True


def _lead_only(item: Item) -> tuple[str, str] | None:
    bare = item.text.strip("*_ ")
    return (bare.rstrip(":"), "") if item.children and bare.endswith(":") else None


def _criteria_of(
    item: Item, value: str, kind: CriterionKind, task: FoundTask, phase: FoundPhase
) -> Iterable[FoundCriterion]:
    texts = [(value, item.line.mark, item.number)] if value else []
    texts += [(child.text, child.line.mark, child.number) for child in item.children]
    for text, mark, line in texts:
        met = mark is not None and read_mark(mark) is TaskStatus.COMPLETED
        state = CriterionState.MET if met else CriterionState.OPEN
        path = next(iter(files_in(text)), None) if kind is CriterionKind.DELIVERABLE else None
        yield FoundCriterion(kind, clean_title(text), line, state, phase, task, path)


def _read_detail(task: FoundTask, text: str, line: int) -> bool:
    field = read_field(text)
    return field is not None and set_fact(task, *field, [], line)
