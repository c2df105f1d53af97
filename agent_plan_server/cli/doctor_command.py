"""`agent-plan doctor`: is the store healthy?"""

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.errors import UNAVAILABLE
from agent_plan_server.cli.guard_check import check_guards
from agent_plan_server.cli.people import person_name
from agent_plan_server.cli.screens.health import draw_health
from agent_plan_server.cli.session import Session
from agent_plan_server.models.health import Grade
from agent_plan_server.services.health import check_health, repair_counts


@command("doctor", "agent-plan doctor", "agent-plan doctor --fix")
@click.option("--fix", is_flag=True, help="Set maintained counts right; nothing else is ever changed.")
def doctor(session: Session, fix: bool) -> None:
    """Check file, engine, history, counts, claims, servers and guards; exits 5 when something is bad."""
    repaired = repair_counts(session.engine, person_name(session.settings)) if fix else 0
    health = check_health(session.engine)
    report = health.model_copy(update={"findings": (*health.findings, *check_guards(session.settings))})
    session.show(report, lambda page: draw_health(page, report, repaired), repaired=repaired)
    if report.worst is Grade.BAD:
        session.exit(UNAVAILABLE)
