"""What a field says about a task, whether it stands in a block, an item, a line or brackets."""

from agent_plan_server.importers.findings.found import FoundTask
from agent_plan_server.importers.words.dependencies import read_needs
from agent_plan_server.importers.words.estimates import read_span
from agent_plan_server.importers.words.fields import Fact, fact_of
from agent_plan_server.importers.words.paths import files_in
from agent_plan_server.importers.words.states import is_status_word, read_status
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.models.states import TaskStatus


def set_fact(task: FoundTask, label: str, value: str, more: list[tuple[str, int]], line: int) -> bool:
    """Set what a field says about a task; False when it is no field that a task has."""
    match fact_of(label):
        case Fact.STATUS:
            task.status = read_status(value) or task.status
        case Fact.DURATION:
            task.estimate, task.span = strip_decoration(value), read_span(value)
        case Fact.OWNER:
            task.owner = strip_decoration(value).lstrip("@") or task.owner
        case Fact.SCOPE:
            task.scope += [path for text in (value, *(text for text, _ in more)) for path in files_in(text)]
        case Fact.DEPENDENCIES:
            for text, number in ((value, line), *more):
                task.needs += read_needs(text, number) if text else ()
        case Fact.BLOCKS:
            task.needed_by += read_needs(value, line)
        case None | Fact.GOAL:
            return _stops(task, label)
        case _:
            task.body.append(f"{label}: {strip_decoration(value)}")
    return True


def _stops(task: FoundTask, label: str) -> bool:
    """ "Blocked: quota is unclear", "Deferred: to 2.0" say the state and its reason."""
    status = is_status_word(label)
    if status not in (TaskStatus.BLOCKED, TaskStatus.SKIPPED):
        return False
    task.status = status
    return True
