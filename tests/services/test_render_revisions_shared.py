"""Real plans: one more task in each phase is written and proven, or listed; nothing else changes, none comes twice."""

import pytest
from importers.shared_plans import shared_plans

from agent_plan_server.errors import PlanServerError
from agent_plan_server.importers import read_plan
from agent_plan_server.models.revision import NewTask
from agent_plan_server.services.additions import add_task
from agent_plan_server.services.imports import import_plan
from agent_plan_server.services.renders import render_plan, show_rendering
from agent_plan_server.storage import open_engine


def lines_of(data: bytes) -> list[bytes]:
    return data.splitlines()


@pytest.mark.parametrize("folder", ["dev", "seeds"])
def test_a_new_task_in_each_phase_is_written_or_listed(tmp_path, clock, folder):
    written = 0
    for path in sorted(each for each in (shared_plans() / folder).iterdir() if each.is_file()):
        engine = open_engine(tmp_path / f"{path.name}.store" / "plan.sqlite", clock)
        written += add_to_each_phase(engine, tmp_path / path.name, path.read_bytes())
        engine.close()

    assert written > 0


def add_to_each_phase(engine, plan, data: bytes) -> int:
    """How many lines were written."""
    plan.write_bytes(data)
    try:
        imported = read_plan([plan], despite_doubts=True)
        import_plan(engine, imported, "kim")
    except PlanServerError:
        return 0
    untouched = show_rendering(engine, [plan])
    phases = [phase.number for phase in imported.plan.phases]
    for number in phases:
        add_task(engine, NewTask(title=f"Check lantern {number} twice", phase=number), "it is dark", "kim")

    report = render_plan(engine, [plan], plan.with_name("lock"), plan.parent, "kim")
    added = [edit.line for file in report.files for edit in file.edits if edit.kind == "line"]
    again = import_plan(engine, read_plan([plan], despite_doubts=True).model_copy(update={"digest": "another"}), "kim")

    assert (plan.name, untouched.files, untouched.left) == (plan.name, (), ())
    assert (plan.name, len(added) + len(report.left)) == (plan.name, len(phases))
    kept = [line for number, line in enumerate(lines_of(plan.read_bytes()), 1) if number not in added]
    assert [line for line in kept if line.strip()] == [line for line in lines_of(data) if line.strip()], plan.name
    assert (plan.name, again.added_tasks, again.left) == (plan.name, 0, ())
    return len(added)
