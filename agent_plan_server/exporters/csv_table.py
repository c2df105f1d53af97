"""A plan as a table of comma-separated values, one row for each task."""

import csv
import io
from collections.abc import Iterator

from agent_plan_server.models.export import PhaseExport, PlanExport, TaskExport

_COLUMNS = (
    "phase", "phase_title", "key", "title", "status", "proof", "agent", "attempts", "depends_on", "follows", "scope",
    "estimate", "estimate_minutes", "owner", "steps_done", "steps",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t")


def as_csv(export: PlanExport) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(list(_cells(phase, task)) for phase in export.phases for task in phase.tasks)
    return text.getvalue()


def _cells(phase: PhaseExport, task: TaskExport) -> Iterator[str]:
    values = (
        phase.number, phase.title, task.key, task.title, task.status, task.proof,
        task.claim.agent if task.claim else None, len(task.attempts), " ".join(task.depends_on),
        " ".join(task.follows), " ".join(task.scope), task.estimate, task.estimate_minutes, task.owner,
        sum(step.done for step in task.steps), len(task.steps),
    )  # fmt: skip
    return (_safe(str(value)) if value is not None else "" for value in values)


def _safe(cell: str) -> str:
    """A text that a spreadsheet would run as a formula stays a text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
