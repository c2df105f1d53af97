"""`agent-plan status`, which is also `agent-plan` alone."""

from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens.status import draw_empty, draw_status
from agent_plan_server.cli.session import Session
from agent_plan_server.errors import NotFound
from agent_plan_server.services.statuses import show_status


@command("status", "agent-plan status", "agent-plan status --json")
def status(session: Session) -> None:
    """What needs you, what moves, what is stuck; what would conflict; then what is ready."""
    try:
        summary = show_status(session.engine, session.plan, session.settings.repository)
    except NotFound:
        # Before the first import there is nothing wrong, only nothing to show.
        if session.plan:
            raise
        session.show_record({"plan": None, "next": "agent-plan init"}, draw_empty)
        return
    session.show(summary, lambda page: draw_status(page, summary))
