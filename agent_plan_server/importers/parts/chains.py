"""Arrows in code blocks and on lines of their own: "K.1 → K.2", a picture, a Mermaid graph. Only tasks count."""

import re
from collections.abc import Iterable
from itertools import pairwise

from agent_plan_server.importers.findings.found import FoundTask, Reading
from agent_plan_server.importers.findings.names import Names
from agent_plan_server.importers.text.outline import Section
from agent_plan_server.importers.words.titles import strip_decoration

_ARROW = re.compile(r"[─-]{0,20}[►▶→⟶➜]|[-=.]{1,3}>")
_ARROW_HEADS = ("►", "▶", "→", "⟶", "➜", "->", "=>", ".>")
_SAID_ON_ARROW = re.compile(r"\|[^|\n]{0,80}\||--\s[^->\n]{1,60}\s(?=--)")
_NODE = re.compile(r"(\w{1,40})\s?[\[({]{1,3}\"?([^\[\](){}\"\n]{1,120})\"?[\])}]{1,3}")
_NODE_NAME = re.compile(r"\w{1,40}")
_LONGEST = 400  # characters of a line that are looked at
_IDS = re.compile(r"#?\w+(?:[.\-/]\w+)*")
_PICTURE = re.compile(r"[│├└┌┐┘┤─|+\s]+")


def read_chains(reading: Reading) -> None:
    """Give tasks the order that an arrow between their ids (or the labels of a graph) draws."""
    if not any(sign in reading.document.folded for sign in _ARROW_HEADS):
        return
    names = Names(reading.phases)
    for section in reading.document.sections:
        _read_section(section, names)
        _read_lines(section, names)


def _read_section(section: Section, names: Names) -> None:
    for block in section.blocks:
        lines = [line.text for line in block.code]
        labels = {match[1]: match[2] for line in lines for match in _NODE.finditer(line[:_LONGEST])}
        for line in lines:
            if len(steps := _ARROW.split(_SAID_ON_ARROW.sub("", line[:_LONGEST]))) > 1:
                link_steps([_tasks_of(step, labels, names) for step in steps])


def _read_lines(section: Section, names: Names) -> None:
    """ "R1 → R2 → R3" on a line of its own: ids and arrows, and nothing else."""
    for block in section.blocks:
        for text in (*(line.text for line in block.text), *(item.text for item in block.walk())):
            if len(text) <= _LONGEST and any(sign in text for sign in _ARROW_HEADS):
                steps = [_named_alone(step, names) for step in _ARROW.split(strip_decoration(text))]
                if all(steps):
                    link_steps(steps)


def _named_alone(step: str, names: Names) -> list[FoundTask]:
    """The tasks of a text that holds nothing but their ids."""
    named = [names.ids_in(token) for token in _IDS.findall(step)]
    return [task for tasks in named for task in tasks] if all(named) else []


def _tasks_of(step: str, labels: dict[str, str], names: Names) -> list[FoundTask]:
    """What one side of an arrow names: nodes of a graph by their labels, else ids and nothing but ids."""
    bare = _PICTURE.sub(" ", step).strip(" ;")
    found = [task for part in bare.split("&") if (task := _task_of(part.strip(), labels, names))]
    return found or (names.ids_in(bare) if not _has_prose(bare) else [])


def _task_of(part: str, labels: dict[str, str], names: Names) -> FoundTask | None:
    name = match.group() if (match := _NODE_NAME.match(part)) else ""
    label = labels.get(name, "")
    if label:
        return next(iter(names.ids_in(label)), None) or names.titled(label)
    return names.named(part)


def _has_prose(text: str) -> bool:
    return len([word for word in re.findall(r"[^\W\d_]{2,}", text) if word.islower() and word != "and"]) > 1


def link_steps(steps: Iterable[list[FoundTask]]) -> None:
    """The tasks of each step need those of the step before."""
    for before, after in pairwise(steps):
        for task in after:
            task.needs_tasks += [each for each in before if each is not task]
