"""`agent-plan merge`: completed work comes together on one branch."""

import click

from agent_plan_server.cli.acting import require_repository
from agent_plan_server.cli.command import command
from agent_plan_server.cli.errors import REFUSED
from agent_plan_server.cli.people import person_name, require_person
from agent_plan_server.cli.screens.merges import draw_merges
from agent_plan_server.cli.session import Session
from agent_plan_server.errors import InvalidRequest
from agent_plan_server.services.merges import Lane, merge_tasks


@command("merge", "agent-plan merge 2.3", "agent-plan merge --all", "agent-plan merge --all --into plan/integration")
@click.argument("task", required=False)
@click.option("--all", "is_all", is_flag=True, help="Everything that is completed, in the order of the plan.")
@click.option("--into", metavar="BRANCH", help="The branch of this plan from now on; made when it is not there.")
def merge(session: Session, task: str | None, is_all: bool, into: str | None) -> None:
    """Merge completed work, each task as a commit of its own, where that is textually clean.

    No working tree is touched. What conflicts goes back to its agent with the files, and this exits 4.
    """
    if not session.settings.agents_merge:
        require_person("merge")
    if is_all == (task is not None):
        raise InvalidRequest("Which task is to be merged?", "{merge} 2.3, or {merge} --all")
    settings = session.settings
    lane = Lane(
        engine=session.engine,
        repository=require_repository(session),
        lock=settings.store.with_name(f"{settings.store.name}.merge"),
        by=settings.agent or person_name(settings),
        policy=settings.policy,
        first=settings.merge_first,
    )
    reply = merge_tasks(lane, task, into, session.plan)
    session.show(reply, lambda page: draw_merges(page, reply))
    if not reply.is_clean:
        session.exit(REFUSED)
