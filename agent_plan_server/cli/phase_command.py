"""`agent-plan phase`: one phase."""

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens.phase import draw_phase
from agent_plan_server.cli.session import Session
from agent_plan_server.services.phases import current_phase


@command("phase", "agent-plan phase", "agent-plan phase 2")
@click.argument("number", required=False)
def phase(session: Session, number: str | None) -> None:
    """The phase that is open now, or the one of that number: goal, tasks, criteria, decisions in front."""
    view = current_phase(session.engine, session.plan, number)
    session.show(view, lambda page: draw_phase(page, view))
