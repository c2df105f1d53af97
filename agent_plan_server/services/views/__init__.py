"""The views of a plan: one small function each, and the table of them."""

from agent_plan_server.models.page import View
from agent_plan_server.services.views.claims import list_agents, list_claims, list_messages
from agent_plan_server.services.views.listing import Lister, Row
from agent_plan_server.services.views.records import list_criteria, list_decisions, list_entries, list_log, list_risks
from agent_plan_server.services.views.task_parts import list_task
from agent_plan_server.services.views.tasks import list_phases, list_ready, list_tasks, search_tasks

__all__ = ["VIEWS", "Row"]

VIEWS: dict[View, Lister] = {
    View.PLAN: list_phases,
    View.PHASE: list_tasks,
    View.TASK: list_task,
    View.READY: list_ready,
    View.CLAIMS: list_claims,
    View.DECISIONS: list_decisions,
    View.CRITERIA: list_criteria,
    View.RISKS: list_risks,
    View.ENTRIES: list_entries,
    View.AGENTS: list_agents,
    View.MESSAGES: list_messages,
    View.LOG: list_log,
    View.SEARCH: search_tasks,
}
