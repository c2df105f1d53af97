"""Shorthand for tests: a plan from a few lines."""

from agent_plan_server.importers import read_text
from agent_plan_server.models.draft import ImportedPlan, TaskDraft


def read(*lines: str) -> ImportedPlan:
    return read_text("\n".join(lines), "plan.md")


def tasks(imported: ImportedPlan) -> dict[str, TaskDraft]:
    return {task.key: task for task in imported.plan.tasks}
