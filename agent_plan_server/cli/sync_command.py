"""`agent-plan sync`: the morning sync."""

from datetime import UTC, datetime

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens.sync import draw_sync
from agent_plan_server.cli.screens.sync_markdown import write_markdown
from agent_plan_server.cli.session import Session
from agent_plan_server.rules.moments import parse_moment
from agent_plan_server.services.syncs import morning_sync


@command("sync", "agent-plan sync", "agent-plan sync --since 7d --format md", "agent-plan sync --agent bluejay")
@click.option("--since", metavar="WHEN", help="24h, 7d, 2026-11-20; else the agent's last sync, else 24h.")
@click.option("--format", "form", type=click.Choice(["text", "md", "json"]), default="text", show_default=True)
@click.option("--agent", metavar="NAME", help="Go on where this agent's last sync ended, and remember the place.")
def sync(session: Session, since: str | None, form: str, agent: str | None) -> None:
    """What needs a decision, what happened, what is next, what is at risk; from the history alone."""
    begin = parse_moment(since, datetime.now(UTC)) if since else None
    reader = agent or session.settings.agent
    summary = morning_sync(session.engine, reader, begin, session.plan, session.caller(), session.settings.repository)
    if form == "json" or session.options.as_json:
        session.output.write_json(summary.model_dump(mode="json"))
    elif form == "md":
        session.output.write_text(write_markdown(summary))
    else:
        session.show(summary, lambda page: draw_sync(page, summary))
