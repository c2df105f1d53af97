"""What stands beside the title in the line of a task: "— owner: Kim — est: 2h", "(2h, #12, needs #11)"."""

import re

from agent_plan_server.importers.findings.found import FoundTask
from agent_plan_server.importers.parts.facts import set_fact
from agent_plan_server.importers.words.estimates import is_amount, is_time, read_span
from agent_plan_server.importers.words.fields import Fact, label_fact
from agent_plan_server.importers.words.paths import read_path
from agent_plan_server.importers.words.sentences import read_sentence_needs

_TRAILING_BRACKET = re.compile(r"\s*[*_]{0,2}(?<!\])[(\[]\s*([^()\[\]]{1,60})\s*[)\]][*_]{0,2}\s*$")
_NOTES = re.compile(r"[,;]\s+|\s·\s")
_ISSUE_NUMBER = re.compile(r"#\d{1,6}")
_PART = re.compile(r"\s(?:[—–|·•]|--)\s")
_OF_A_LINE = frozenset((Fact.OWNER, Fact.DURATION, Fact.SCOPE, Fact.DEPENDENCIES, Fact.BLOCKS))


def take_fields(task: FoundTask, text: str) -> str:
    """The text without the fields in it: "Checkout — owner: Kim — est: 2h"."""
    if ":" not in text or len(parts := _PART.split(text)) < 2:
        return text
    kept = [part for part in parts[1:] if not _take_field(task, part)]
    return " — ".join([parts[0], *kept]) if len(kept) < len(parts) - 1 else text


def _take_field(task: FoundTask, text: str) -> bool:
    label, _, value = (part.strip("*_ ") for part in text.partition(":"))
    return bool(value) and label_fact(label) in _OF_A_LINE and set_fact(task, label, value, [], task.line)


def take_trailing_brackets(task: FoundTask, text: str) -> str:
    while text.rstrip("*_ ")[-1:] in (")", "]"):
        match = _TRAILING_BRACKET.search(text, max(0, len(text) - 80))
        if match is None or not take_note(task, match.group(1)):
            break
        text = text[: match.start()]
    return text


def take_note(task: FoundTask, note: str) -> bool:
    """A bracket that says how long, when, which file or issue, who or what first, and nothing else."""
    parts = [part for part in _NOTES.split(note.strip("*_ ")) if part]
    if len(parts) == 1 and not (parts[0][0] in "#@`" or ":" in note):
        return _take_time_note(task, note)
    return bool(parts) and all(_take_part(task, part) for part in parts)


def _take_part(task: FoundTask, part: str) -> bool:
    if part.startswith("`"):
        return read_path(part.strip("`")) is not None
    if _ISSUE_NUMBER.fullmatch(part):
        task.aliases.append(part)
        return True
    if needs := read_sentence_needs(part, task.line):
        task.needs += needs
        return True
    return _take_field(task, part) or _take_time_note(task, part)


def _take_time_note(task: FoundTask, note: str) -> bool:
    if not (is_amount(note) or is_time(note)):
        return False
    task.estimate, task.span = note, read_span(note)
    return True
