"""The tools, in the order in which an agent meets them."""

from collections.abc import Callable
from typing import Any

from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations

from agent_plan_server.server.claim_tools import claim_task, complete_task, release_task, report_failure, update_claim
from agent_plan_server.server.decision_tools import request_decision
from agent_plan_server.server.message_tools import send_message, wait_for_change
from agent_plan_server.server.note_tools import post_note, propose_task
from agent_plan_server.server.plan_tools import current_phase, morning_sync, resume, show_plan
from agent_plan_server.server.schemas import slim_input, slim_output

# Claude Code hides what a tool takes until the model looks for it, but for tools with this mark.
_CORE = {"anthropic/alwaysLoad": True}


def list_tools() -> list[Tool]:
    """Repeats: calling again with the same arguments changes nothing more."""
    return [
        _tool(resume, is_core=True),
        _tool(current_phase, is_core=True, reads=True),
        _tool(claim_task, is_core=True, repeats=True),
        _tool(update_claim),
        _tool(post_note, is_core=True, repeats=True),
        _tool(report_failure, is_core=True, repeats=True),
        _tool(complete_task, is_core=True, repeats=True),
        _tool(release_task, repeats=True),
        _tool(request_decision),
        _tool(propose_task, repeats=True),
        _tool(send_message),
        _tool(wait_for_change),
        _tool(show_plan, reads=True),
        _tool(morning_sync),
    ]


def _tool(function: Callable[..., Any], *, is_core: bool = False, reads: bool = False, repeats: bool = False) -> Tool:
    tool = Tool.from_function(
        function,
        description=" ".join((function.__doc__ or "").split()),
        annotations=ToolAnnotations(
            read_only_hint=reads, destructive_hint=False, idempotent_hint=repeats or reads, open_world_hint=False
        ),
        meta=_CORE if is_core else None,
    )
    tool.parameters = slim_input(tool.parameters)
    tool.fn_metadata.output_schema = slim_output(tool.fn_metadata.output_schema or {})
    return tool
