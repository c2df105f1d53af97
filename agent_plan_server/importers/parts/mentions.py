"""Lines elsewhere in a plan that speak of one task and of files: those are the files of the task when it names none."""

import re
from collections.abc import Iterator

from agent_plan_server.importers.findings.found import FoundTask, Reading
from agent_plan_server.importers.findings.names import Names
from agent_plan_server.importers.text.outline import Section
from agent_plan_server.importers.words.paths import touched_in
from agent_plan_server.importers.words.roles import Role

_WORD = re.compile(r"\w+(?:[.-]\w+)*")
# What may go wrong, what was learnt and what to read is not what a task changes.
_ELSEWHERE = frozenset((Role.RISKS, Role.LINKS, Role.NOTES, Role.LESSONS, Role.QUESTIONS, Role.DOCUMENTS, Role.HOW_TO))


def read_mentions(reading: Reading) -> None:
    """Give every task with an id and without files those of the lines that name it and no other task."""
    bare = {task for task in reading.tasks if task.id and not task.id.isdigit() and not task.scope}
    if not bare:
        return
    names = Names(reading.phases)
    known = {task.id.casefold() for task in bare}
    found: dict[FoundTask, list[str]] = {}
    for text in _lines(reading.document.root):
        if "/" not in text or known.isdisjoint(_WORD.findall(text.casefold())):
            continue
        named = names.ids_in(text)
        if len(named) == 1 and named[0] in bare:
            found.setdefault(named[0], []).extend(touched_in(text))
    for task, touched in found.items():
        task.scope = list(dict.fromkeys(touched))


def _lines(section: Section) -> Iterator[str]:
    if section.role in _ELSEWHERE:
        return
    for block in section.blocks:
        if block.role not in _ELSEWHERE:
            yield from (line.text for line in block.text)
            yield from (item.text for item in block.walk())
    for child in section.children:
        yield from _lines(child)
