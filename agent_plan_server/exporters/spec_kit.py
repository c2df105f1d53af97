"""A plan as spec-kit's `tasks.md`: phases, and boxes with ids such as T001.

What is written is read again by the importer: a line that would be read as something else than the plan says gets a
comment that says it.
"""

import re
from collections.abc import Iterator

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.importers import read_text
from agent_plan_server.importers.text.stamps import stamp
from agent_plan_server.importers.words.placeholders import has_placeholder
from agent_plan_server.models.draft import PhaseDraft, TaskDraft
from agent_plan_server.models.export import PlanExport
from agent_plan_server.models.states import CriterionKind, TaskStatus

_NOT_PLAIN = re.compile(r"[^\w .,/'+-]+|(?<!\w)[-.+/,'_]+|_+(?!\w)")
_TASK_ID = re.compile(r"T\d{3,4}[a-z]?")
_PHASE_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?[a-z]?")
_TICKED = (TaskStatus.COMPLETED, TaskStatus.SKIPPED)
_SAID = {
    TaskStatus.IN_PROGRESS: " (in progress)",
    TaskStatus.BLOCKED: " (blocked)",
    TaskStatus.FAILED: " (failed)",
    TaskStatus.SKIPPED: " (skipped)",
}
_MOST_NEEDS = 20  # ids that stand in the line itself
_TRIES = 3
_ENDS = (CriterionKind.CHECKPOINT, CriterionKind.EXIT)
Part = PhaseDraft | TaskDraft
Values = dict[str, object]


def as_spec_kit(export: PlanExport) -> str:
    """The task list that is read as the same plan."""
    page = _Page(export)
    for _ in range(_TRIES):
        if not page.stamp_what_is_misread():
            break
    return page.text()


class _Page:
    """The lines, each with the phase or task that it says, and the comments that some of them need."""

    def __init__(self, export: PlanExport) -> None:
        self._export = export
        self._ids = _give_names([task.key for task in export.tasks], _TASK_ID, "T{:03}")
        self._numbers = _give_names([phase.number for phase in export.phases], _PHASE_NUMBER, "{}")
        self._stamps: dict[int, Values] = {id(task): _keep_key(task, self._ids[task.key]) for task in export.tasks}

    def text(self) -> str:
        return "\n".join(line + stamp(self._stamps.get(id(part), {})) for line, part in self._lines()) + "\n"

    def stamp_what_is_misread(self) -> bool:
        """Read the text as an importer would; True when something was misread, which now has a comment."""
        try:
            read = read_text(self.text(), "tasks.md").plan
        except InvalidRequest:
            return False
        parts: tuple[Part, ...] = (*read.phases, *read.tasks)
        found = {part.line: _values_of(part) for part in parts}
        misread = False
        for line, (_, part) in enumerate(self._lines(), 1):
            known = found.get(line, {})
            other = {name: said for name, said in _values_of(part).items() if known.get(name) != said} if part else {}
            self._stamps.setdefault(id(part), {}).update(other)
            misread = misread or bool(other)
        return misread

    def _lines(self) -> Iterator[tuple[str, Part | None]]:
        yield f"# Tasks: {_plain(self._export.title)}", None
        for phase in self._export.phases:
            yield "", None
            yield f"## Phase {self._numbers[phase.number]}: {_plain(phase.title)}", phase
            yield "", None
            for task in phase.tasks:
                yield self._task(task), task
                yield from ((line, None) for line in _below(task))
            yield from ((line, None) for line in self._checkpoints(phase.number))
        yield from ((line, None) for line in self._order())

    def _task(self, task: TaskDraft) -> str:
        box = "[x]" if task.status in _TICKED else "[ ]"
        mark = "" if task.depends_on or task.follows else " [P]"
        needs = [self._ids[key] for key in task.depends_on if key in self._ids]
        after = f" (depends on {', '.join(needs)})" if 0 < len(needs) <= _MOST_NEEDS else ""
        return f"- {box} {self._ids[task.key]}{mark} {_plain(task.title)}{after}{_SAID.get(task.status, '')}"

    def _checkpoints(self, number: str) -> Iterator[str]:
        for criterion in self._export.criteria:
            if criterion.phase == number and not criterion.task and criterion.kind in _ENDS:
                yield from ("", f"**Checkpoint**: {_plain(criterion.text)}")

    def _order(self) -> Iterator[str]:
        phases = [phase for phase in self._export.phases if phase.depends_on]
        if phases:
            yield from ("", "## Dependencies", "")
        for phase in phases:
            before = [f"Phase {self._numbers[number]}" for number in phase.depends_on if number in self._numbers]
            yield f"- Phase {self._numbers[phase.number]} depends on {', '.join(before)}"


def _give_names(wanted: list[str], pattern: re.Pattern[str], form: str) -> dict[str, str]:
    """Each name as it is where the format has such names, else the next free one."""
    taken = {name.casefold() for name in wanted}
    free = (name for number in range(1, 2 * len(wanted) + 1) if (name := form.format(number)).casefold() not in taken)
    return {name: name if pattern.fullmatch(name) else next(free) for name in wanted}


def _below(task: TaskDraft) -> Iterator[str]:
    if paths := [f"`{path}`" for path in task.scope if "`" not in path]:
        yield f"  - Files: {', '.join(paths)}"
    yield from (f"  - {_plain(step.text)}{' (done)' if step.done else ''}" for step in task.steps)


def _keep_key(task: TaskDraft, name: str) -> Values:
    return {} if task.key == name else {"key": task.key}


def _values_of(part: Part | None) -> Values:
    """What must be read again as it was."""
    if isinstance(part, PhaseDraft):
        needs = list(part.depends_on)
        return {"number": part.number, "title": part.title, "needs": needs, "parallel": not part.follows}
    if part is None:
        return {}
    said = {"key": part.key, "title": part.title, "state": str(part.status)}
    return said | {"needs": list(part.depends_on), "follows": list(part.follows)}


def _plain(text: str) -> str:
    """Words that are nothing but words to every reader of Markdown."""
    words = " ".join(_NOT_PLAIN.sub(" ", text).split())
    return words if words and not has_placeholder(words) else "untitled"
