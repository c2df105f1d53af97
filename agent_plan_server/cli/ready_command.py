"""`agent-plan ready`: what can be claimed."""

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens.ready import draw_ready
from agent_plan_server.cli.session import Session
from agent_plan_server.models.page import View
from agent_plan_server.services.browsing import show_plan


@command("ready", "agent-plan ready", "agent-plan ready --json")
@click.option("--cursor", metavar="TEXT", help="The next page, by the cursor that the last one ended with.")
def ready(session: Session, cursor: str | None) -> None:
    """What can be claimed, best first: longest remaining path, then the plan's order."""
    found = show_plan(session.engine, View.READY, None, cursor, session.plan)
    session.show(found, lambda page: draw_ready(page, found))
