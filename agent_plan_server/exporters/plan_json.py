"""A plan as JSON, in the shape of the contract."""

import json

from agent_plan_server.models.export import PlanExport


def as_json(export: PlanExport) -> str:
    record = {"v": 1, "plan": export.model_dump(mode="json")}
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"
