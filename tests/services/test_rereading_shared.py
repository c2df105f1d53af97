"""Real plans: what is read again as it was differs in nothing."""

import pytest
from importers.shared_plans import shared_plans

from agent_plan_server.errors import PlanServerError
from agent_plan_server.importers import read_plan
from agent_plan_server.models.difference import Choice
from agent_plan_server.services.health import repair_counts
from agent_plan_server.services.imports import diff_plan, import_plan


@pytest.mark.parametrize("folder", ["dev", "seeds"])
def test_a_real_plan_that_did_not_change_differs_in_nothing(engine, folder):
    read = 0
    for path in sorted(path for path in (shared_plans() / folder).rglob("*") if path.is_file()):
        try:
            plan = read_plan([path])
        except PlanServerError:
            continue
        own = plan.plan.model_copy(update={"slug": f"{path.stem}-{read}"})
        plan = plan.model_copy(update={"plan": own, "source": str(path)})
        import_plan(engine, plan, "kim")

        again = import_plan(engine, plan.model_copy(update={"digest": "another"}), "kim", Choice(changes=True))

        assert (path.name, again.differences, diff_plan(engine, plan).differences) == (path.name, (), ())
        read += 1
    assert read
    assert repair_counts(engine, "kim") == 0
