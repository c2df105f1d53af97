"""A plan with its live state as the text of another format; one module for each, all pure."""

from collections.abc import Callable

from agent_plan_server.exporters.beads import as_beads
from agent_plan_server.exporters.csv_table import as_csv
from agent_plan_server.exporters.markdown import as_markdown
from agent_plan_server.exporters.plan_json import as_json
from agent_plan_server.exporters.spec_kit import as_spec_kit
from agent_plan_server.exporters.task_master import as_task_master
from agent_plan_server.models.export import PlanExport

EXPORTERS: dict[str, Callable[[PlanExport], str]] = {
    "md": as_markdown,
    "json": as_json,
    "spec-kit": as_spec_kit,
    "taskmaster": as_task_master,
    "beads": as_beads,
    "csv": as_csv,
}
