"""A form and its filled example in one file: which part is work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.importers.findings.report import TEMPLATE
from agent_plan_server.importers.text.document import Document
from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.outline import Section
from agent_plan_server.importers.words.names import PhaseName
from agent_plan_server.importers.words.placeholders import is_placeholder, share_of_placeholders
from agent_plan_server.importers.words.roles import Role, role_of

Named = tuple[PhaseName, Section]
_PARTLY = 0.3
_MOSTLY = 0.6
_EXAMPLE_WORDS = ("example", "sample", "beispiel", "exemple", "ejemplo", "exemplo", "示例", "例")
_HEADS = ("feature", "project", "epic")


@dataclass(slots=True)
class Parts:
    """The phases that are filled in, those that are not, and the lines of the whole unfilled part."""

    filled: list[Named]
    form: list[Named] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    is_example: bool = False

    def inside(self, root: Section) -> list[Section]:
        """The sections that are not in an unfilled part."""
        return [section for section in root.walk() if not self.covers(section.line)]

    def covers(self, line: int) -> bool:
        return any(first <= line < last for first, last in self.spans)


def split_parts(document: Document, named: Sequence[Named]) -> Parts:
    """Runs of phases, each counted from its lowest number on: a run whose first phase is a form is one as a whole.

    When two runs are filled in, the one under an "Example" heading only shows how it is done.
    """
    runs = _runs(named)
    filled = [run for run in runs if not _is_form(run[0])]
    if len(filled) > 1:
        filled = [run for run in filled if not _is_under_example(document, run)] or filled[:1]
    kept = [each for run in filled for each in run if not _is_form(each)]
    form = [each for run in runs for each in run if each not in kept]
    return Parts(kept, form, [_span(document, run) for run in runs if run not in filled])


def leave_template(reading: Reading, parts: Parts) -> None:
    """Report each line of the form that looks like work."""
    lines = {section.line: section for _, section in parts.form}
    spans = [(section.line, _end_of(reading.document, section)) for section in lines.values()]
    reading.ignored |= set(lines)
    for line in reading.document.lines:
        in_form = line.kind is Kind.ITEM and any(first <= line.number < last for first, last in spans)
        in_table = line.kind is Kind.ROW and parts.covers(line.number) and "[" in line.text
        if in_form or in_table:
            reading.report.leave(line.number, line.text, TEMPLATE)


def _runs(named: Sequence[Named]) -> list[list[Named]]:
    runs: list[list[Named]] = [[named[0]]] if named else []
    for (before, _), each in pairwise(named):
        restarts = _order(each[0]) <= _order(before)
        runs.append([each]) if restarts else runs[-1].append(each)
    return runs


def _order(name: PhaseName) -> tuple[float, str]:
    head = name.number.split("-")[0].rstrip("abcdefghijklmnopqrstuvwxyz")
    try:
        return (float(head), name.number)
    except ValueError:
        return (0.0, name.number)


def _texts(section: Section) -> Iterator[str]:
    for part in section.walk():
        for block in part.blocks:
            yield from ([block.value] if block.value else [])
            yield from (item.text for item in block.walk())


def _is_form(named: Named) -> bool:
    """A phase that nobody filled in: its name is a placeholder, or most of its lists are."""
    name, section = named
    share = share_of_placeholders(_texts(section))
    return share >= _MOSTLY or (share >= _PARTLY and is_placeholder(name.title or section.title))


def _is_under_example(document: Document, run: list[Named]) -> bool:
    """An example heading stands between the run before and this one."""
    heads = [line for line in document.lines if line.kind is Kind.HEADING and line.number < run[0][1].line]
    for line in reversed(heads):
        words = line.text.casefold()
        if any(word in words for word in _EXAMPLE_WORDS):
            return True
        if role_of(line.text) is None and not any(word in words for word in _HEADS):
            return False
    return False


def _span(document: Document, run: list[Named]) -> tuple[int, int]:
    """From the heading that opens the run (feature, overview) to the end of its last phase."""
    first = run[0][1]
    siblings = first.parent.children if first.parent else [first]
    place = next(number for number, each in enumerate(siblings) if each is first)
    while place and _opens(siblings[place - 1]):
        place -= 1
    return siblings[place].line, _end_of(document, run[-1][1])


def _opens(section: Section) -> bool:
    is_head = any(word in section.title.casefold() for word in _HEADS)
    return is_head or section.role in (Role.OVERVIEW, Role.STATUS)


def _end_of(document: Document, section: Section) -> int:
    """The line after the last one of a section."""
    heads = (line for line in document.lines if line.kind is Kind.HEADING and line.level <= section.level)
    return next((line.number for line in heads if line.number > section.line), len(document.text.lines) + 1)
