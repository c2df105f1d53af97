"""`agent-plan radar`: conflicts that would come."""

from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens.radar import draw_radar
from agent_plan_server.cli.session import Session
from agent_plan_server.services.radar import show_radar


@command("radar", "agent-plan radar", "agent-plan radar --json")
def radar(session: Session) -> None:
    """Which branches of live and of completed work would conflict, with each other and with where they are merged.

    Found out by merging them without a working tree; nothing is changed. Clean means textually clean: what is
    together may still be wrong.
    """
    found = show_radar(session.engine, session.settings.repository, session.plan)
    session.show(found, lambda page: draw_radar(page, found))
