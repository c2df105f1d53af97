"""Plans in few words: a task is its key and its paths."""

import hashlib
from typing import Any

from agent_plan_server.models.draft import ImportedPlan, ImportReport, PhaseDraft, PlanDraft, TaskDraft
from agent_plan_server.services.imports import ImportOutcome, import_plan
from agent_plan_server.storage import Engine


def task(key: str, *scope: str, after: tuple[str, ...] = (), **fields: Any) -> TaskDraft:
    """`after` are stated dependencies."""
    return TaskDraft(key=key, title=fields.pop("title", f"Task {key}"), scope=scope, depends_on=after, **fields)


def phase(number: str, *tasks: TaskDraft, after: tuple[str, ...] = (), **fields: Any) -> PhaseDraft:
    title = fields.pop("title", f"Phase {number}")
    return PhaseDraft(number=number, title=title, tasks=tasks, depends_on=after, **fields)


def imported(*phases: PhaseDraft, slug: str = "demo", **fields: Any) -> ImportedPlan:
    plan = PlanDraft(slug=slug, title=fields.pop("title", "Demo"), phases=phases, **fields)
    digest = hashlib.sha256(plan.model_dump_json().encode()).hexdigest()
    return ImportedPlan(plan=plan, report=ImportReport(format="generic"), source=f"{slug}.md", digest=digest)


def import_phases(engine: Engine, *phases: PhaseDraft, **fields: Any) -> ImportOutcome:
    return import_plan(engine, imported(*phases, **fields), actor="person")


def import_tasks(engine: Engine, *tasks: TaskDraft, **fields: Any) -> ImportOutcome:
    """A plan of one phase."""
    return import_phases(engine, phase("1", *tasks), **fields)
