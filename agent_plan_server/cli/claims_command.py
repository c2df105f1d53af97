"""`agent-plan claims`: who holds what."""

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens.claims import draw_claims
from agent_plan_server.cli.session import Session
from agent_plan_server.models.page import View
from agent_plan_server.services.browsing import show_plan


@command("claims", "agent-plan claims", "agent-plan claims 2.3")
@click.argument("task", required=False)
@click.option("--cursor", metavar="TEXT", help="The next page, by the cursor that the last one ended with.")
def claims(session: Session, task: str | None, cursor: str | None) -> None:
    """Who holds what, for how long, on which files; with a task, every attempt at it."""
    found = show_plan(session.engine, View.CLAIMS, task, cursor, session.plan)
    session.show(found, lambda page: draw_claims(page, found, task))
