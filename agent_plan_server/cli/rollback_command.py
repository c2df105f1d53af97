"""`agent-plan rollback`: what undoing a task or phase would take; nothing is undone."""

import click

from agent_plan_server.cli.acting import repository_of
from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens.rollback import draw_rollback
from agent_plan_server.cli.session import Session
from agent_plan_server.services.rollbacks import plan_rollback


@command("rollback", "agent-plan rollback 2.3", "agent-plan rollback 'phase 2'")
@click.argument("target", metavar="TASK|PHASE")
def rollback(session: Session, target: str) -> None:
    """What undoing a task or phase would take: base commit, branches, files, what else hangs on it.

    Prints commands to read and run; touches neither the repository nor the plan.
    """
    found = plan_rollback(session.engine, target, session.plan)
    root = repository_of(session).root
    session.show(found, lambda page: draw_rollback(page, found, str(root)))
