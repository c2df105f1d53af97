"""How the lines of a file write a task: what stands around its title and its id, so that another can be written so."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agent_plan_server.importers.words.titles import comparable
from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.page import Page

_LEAD = re.compile(
    r"(?P<indent>\s*)(?P<bullet>[-*+•◦▪‣·]\s+|\(?(?P<ordinal>\d{1,4}(?:\.\d{1,4}){0,4})[.)]\s+)?"
    r"(?P<box>\[(?P<mark>[^\[\]\n]{0,6})\]\s+|(?P<sign>[☐⬜☑☒])\s+)?"
)
_TAG = re.compile(r"\*{0,2}\[[^\[\]]{1,40}\]\*{0,2}\s*")
_PLAIN = re.compile(r"[\s*_`.:)(–—-]*")
_LAST_NUMBER = re.compile(r"(.*?)(\d+)\D{0,6}$")
_DIGITS = re.compile(r"\d+")
_DATED = re.compile(r"\(\d{4}-\d{2}-\d{2}[^()]{0,20}\)\s*")
_WORDS = re.compile(r"(?:[^\W\d_]|[\s*_`.:–—-])*")  # no number of an issue or an agent, no sign of a state
_FEWEST = 2  # lines that make a habit of a word


class Habit(NamedTuple):
    """One line taken apart: its lead, what stands around the id, its tags, the title, what closes it, and the rest."""

    lead: str
    ordinal: str
    front: str
    back: str
    tags: str
    close: str
    behind: str
    task: TaskDraft
    is_named: bool
    comment: tuple[str, str] | None

    @property
    def words(self) -> tuple[str, str]:
        return self.front, self.back

    @property
    def is_plain(self) -> bool:
        return all(map(_PLAIN.fullmatch, self.words))


def find_habit(page: Page, siblings: Sequence[TaskDraft]) -> Habit | None:
    """The way in which the first of some tasks is written that says nothing but its id and title in front."""
    habits = [habit for task in siblings if (habit := take_apart(page, task))]
    seen = Counter(habit.words for habit in habits if all(map(_WORDS.fullmatch, habit.words)))
    found = next((habit for habit in habits if habit.is_plain or seen[habit.words] >= _FEWEST), None)
    tags = Counter(tag for habit in habits for tag in set(_TAG.findall(habit.tags)))
    kept = (tag for tag in _TAG.findall(found.tags) if tags[tag] * 2 > len(habits)) if found else ()
    return found._replace(tags="".join(kept)) if found else None


def take_apart(page: Page, task: TaskDraft) -> Habit | None:
    """None when the title or the id do not stand literally on the line."""
    if task.line is None or not page.source.has_line(task.line):
        return None
    text = page.source.line(task.line)
    lead = _LEAD.match(text)
    if lead is None or not (lead["bullet"] or lead["box"]):
        return None
    named = task.own_key and task.key != lead["ordinal"]
    at = _start_of_title(text[lead.end() :], task, named=named)
    comment = _comment_with(task.key, text) if named and at is not None else None
    found = _cut_out(task.key if named and not comment else "", text[lead.end() :][:at]) if at is not None else None
    if at is None or found is None:
        return None
    front, back = (_DATED.sub("", words) for words in found)  # when it was done is its own
    tags, back = "".join(_TAG.findall(back)), _TAG.sub("", back)
    words, behind = front + back, text[lead.end() + at :].removeprefix(task.title)
    close = next((mark for mark in ("**", "__", "`") if words.count(mark) % 2), "")
    if _TAG.search(front) or "****" in back or not behind.startswith(close) or words.replace("**", "").count("*") % 2:
        return None
    opened = _opened(page, lead)
    return Habit(opened, lead["ordinal"] or "", front, back, tags, close, behind, task, named and not comment, comment)


def _start_of_title(text: str, task: TaskDraft, *, named: bool) -> int | None:
    """Where the title begins behind the lead: it stands there, or its words do, in quotes of code perhaps."""
    if (at := text.find(task.title)) >= 0:
        return at
    match = re.match(rf"[*_`]*{re.escape(task.key)}{_PLAIN.pattern}", text) if named else None
    at = match.end() if match else 0
    return at if comparable(text[at:]).startswith(comparable(task.title)) else None


def _cut_out(key: str, text: str) -> tuple[str, str] | None:
    """What stands before and behind an id that stands there once."""
    if not key:
        return "", text
    parts = re.split(rf"(?<![\w.]){re.escape(key)}(?!\w)", text)
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _comment_with(key: str, text: str) -> tuple[str, str] | None:
    """A comment at the end of a line that holds the id and no more."""
    match = re.search(rf"(\s*<!--\s*(?:id:)?\s*){re.escape(key)}(\s*-->\s*)$", text)
    return (match[1], match[2]) if match else None


def _opened(page: Page, lead: re.Match[str]) -> str:
    """The lead of a line whose box is open."""
    text = lead.group()
    for group in ("mark", "sign"):
        mark = page.marks.mark_for(TaskStatus.PENDING, lead[group]) if lead[group] is not None else None
        if mark is not None:
            return text[: lead.start(group)] + mark + text[lead.end(group) :]
    return text


def lines_like(habit: Habit, task: TaskDraft, ordinal: str, tails: Sequence[str], tag: str = "") -> Iterator[str]:
    """The lines that a task could have, best first: with the tag and without. It bears the id that it shall have."""
    lead = habit.lead.replace(habit.ordinal, ordinal, 1) if habit.ordinal else habit.lead
    name = habit.front + (task.key if habit.is_named else "") + habit.back
    tags = habit.tags.replace(tag, "")
    comment = task.key.join(habit.comment) if habit.comment else ""
    for each in dict.fromkeys((tag + tags, tags)):
        yield from (f"{lead}{name}{each}{task.title}{habit.close}{tail}{comment}" for tail in tails)


def next_id(like: str, taken: set[str]) -> str | None:
    """The next id in the manner of another one: behind T008 comes T021 when T020 is the highest."""
    match = _LAST_NUMBER.fullmatch(like)
    if match is None:
        return None
    stem, digits = match.groups()
    numbers = [int(each[2]) for key in taken if (each := _LAST_NUMBER.fullmatch(key)) and each[1] == stem]
    number = max([int(digits), *numbers]) + 1
    return f"{stem}{number:0{len(digits)}}"


def has_shape_of(key: str, other: str) -> bool:
    """Whether two ids are written alike: 2.4 and 2.3, T021 and T008."""
    return _DIGITS.sub("0", key) == _DIGITS.sub("0", other)
