"""`agent-plan show`: one thing, or one list of things."""

import re

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens.decision import draw_decision
from agent_plan_server.cli.screens.listing import draw_listing
from agent_plan_server.cli.screens.task import draw_task
from agent_plan_server.cli.session import Session
from agent_plan_server.models.page import View
from agent_plan_server.models.scope import Drift
from agent_plan_server.services.browsing import show_plan
from agent_plan_server.services.decisions import show_decision
from agent_plan_server.services.drift import find_drift
from agent_plan_server.services.task_views import show_task

_DECISION = re.compile(r"[dD]\d{1,9}")


@command("show", "agent-plan show 2.3", "agent-plan show D2", "agent-plan show risks", "agent-plan show search login")
@click.argument("what", required=False, metavar="[ID|VIEW]")
@click.argument("of", required=False, metavar="[OF]")
@click.option(
    "--view",
    type=click.Choice([view.value for view in View]),
    metavar="VIEW",
    help="A list, even where a task has its name.",
)
@click.option("--cursor", metavar="TEXT", help="The next page, by the cursor that the last one ended with.")
def show(session: Session, what: str | None, of: str | None, view: str | None, cursor: str | None) -> None:
    """A task by its key, a decision by its name, or a list.

    \b
    Lists: plan (the phases), phase, task, ready, claims, decisions, criteria,
    risks, entries, agents, messages, log, search. Some take what they are OF:
    show phase 2, show claims 2.3, show search login.
    """
    if view or what is None or what in list(View):
        found = show_plan(session.engine, view or what or View.PLAN, what if view else of, cursor, session.plan)
        session.show(found, lambda page: draw_listing(page, found))
    elif _DECISION.fullmatch(what):
        decision = show_decision(session.engine, what)
        session.show(decision, lambda page: draw_decision(page, decision))
    else:
        task = show_task(session.engine, what, session.plan)
        repository = session.settings.repository
        drift = find_drift(session.engine, what, session.plan, repository) if repository else Drift()
        session.show(task, lambda page: draw_task(page, task, drift), outside=drift.files, outside_total=drift.total)
