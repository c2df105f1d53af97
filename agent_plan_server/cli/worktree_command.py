"""`agent-plan worktree`: a folder and a branch of its own for the work of a claim."""

from pathlib import Path

import click

from agent_plan_server.cli.acting import require_repository
from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens.worktrees import draw_worktree, draw_worktrees
from agent_plan_server.cli.session import Session
from agent_plan_server.errors import InvalidRequest
from agent_plan_server.services.worktrees import add_worktree, list_all_worktrees


@command(
    "worktree",
    "agent-plan worktree add 2.3",
    "agent-plan worktree add 2.3 --path ../limits",
    "agent-plan worktree list",
)
@click.argument("action", type=click.Choice(["add", "list"]), metavar="add|list")
@click.argument("task", required=False)
@click.option("--path", metavar="DIR", help="Where; else beside the repository, in <name>.worktrees.")
def worktree(session: Session, action: str, task: str | None, path: str | None) -> None:
    """Add a worktree for the claim of a task, or list all with those that nobody needs any more.

    The branch begins with the finished work that the task needs or that touches its files, so that it cannot
    conflict with it. Nothing of the repository's own hooks and filters runs, and no worktree is ever removed.
    """
    if action == "list":
        found = list_all_worktrees(session.engine, require_repository(session))
        session.show(found, lambda page: draw_worktrees(page, found))
        return
    if task is None:
        raise InvalidRequest("Which task is the worktree for?", "{worktree} 2.3")
    place = Path(path).expanduser().resolve() if path else None
    lock = session.settings.store.with_name(f"{session.settings.store.name}.worktree")
    reply = add_worktree(session.engine, require_repository(session), task, lock, place, session.plan)
    session.show(reply, lambda page: draw_worktree(page, reply))
