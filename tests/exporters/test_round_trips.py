"""What is exported to another tool's format and imported again is the same plan."""

from pathlib import Path

import pytest
from exporters.plans import plans
from hypothesis import given, settings

from agent_plan_server.exporters import EXPORTERS
from agent_plan_server.importers import read_plan, read_text
from agent_plan_server.models.draft import PlanDraft
from agent_plan_server.services.exports import export_plan
from agent_plan_server.services.imports import import_plan

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "plans").iterdir() if path.is_file())
FAMILIES = {"spec-kit": "spec_kit", "taskmaster": "task_master", "beads": "beads"}


def core(plan: PlanDraft) -> object:
    """What all formats hold: phases, tasks, states, and what was said to depend on what."""
    return [
        (
            phase.number,
            phase.title,
            set(phase.depends_on),
            phase.follows,
            [(task.key, task.title, task.status, set(task.depends_on)) for task in phase.tasks],
        )
        for phase in plan.phases
    ]


@pytest.mark.parametrize("form", FAMILIES)
@given(plan=plans())
@settings(max_examples=150, deadline=None)
def test_an_exported_plan_is_imported_as_it_was(form, plan):
    text = EXPORTERS[form](plan)

    imported = read_text(text, "export")

    assert imported.report.format == FAMILIES[form]
    assert core(imported.plan) == core(plan)


@pytest.mark.parametrize("form", FAMILIES)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_sample_survives_the_store_and_the_other_format(engine, sample, form):
    import_plan(engine, read_plan([sample]), actor="person")
    plan = export_plan(engine)

    assert core(read_text(EXPORTERS[form](plan), "export").plan) == core(plan)
