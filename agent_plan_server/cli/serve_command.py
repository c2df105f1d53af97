"""`agent-plan serve`: the MCP server."""

import click

from agent_plan_server.cli.acting import agent_option
from agent_plan_server.cli.command import command
from agent_plan_server.cli.session import Session
from agent_plan_server.settings import load_settings


@command("serve", "agent-plan serve", "agent-plan serve --http 8321")
@click.option("--http", metavar="[HOST:]PORT", help="Speak HTTP at /mcp, on this machine only, instead of stdio.")
@agent_option
def serve(session: Session, http: str | None, agent: str | None) -> None:
    """Serve the plan to agents over MCP; a client starts this by itself once `agent-plan init` has connected it."""
    # Here and not above: the MCP SDK costs half a second.
    from agent_plan_server.server.serve import serve as run_server

    run_server(load_settings(session.options.store, session.options.project, agent), http)
