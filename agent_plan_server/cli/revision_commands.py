"""Commands by which people revise a plan; agents are turned away, and propose instead."""

import click

from agent_plan_server.cli.acting import Decorated, scope_of
from agent_plan_server.cli.command import command
from agent_plan_server.cli.people import person_name, require_person
from agent_plan_server.cli.reasons import read_reason
from agent_plan_server.cli.screens.revision import draw_addition, draw_revision, draw_split
from agent_plan_server.cli.session import Session
from agent_plan_server.errors import InvalidRequest
from agent_plan_server.models.revision import NewTask, TaskEdit
from agent_plan_server.services.additions import add_phase, add_task
from agent_plan_server.services.editing import edit_task
from agent_plan_server.services.splitting import split_task

_CLEARS = "An empty text takes it away."


def _reason_option(act: Decorated) -> Decorated:
    return click.option("--reason", metavar="TEXT", help="Why; it is kept, and the task's holder reads it.")(act)


@command(
    "edit",
    "agent-plan edit 2.3 --title 'Limit all routes' --reason 'admin too'",
    "agent-plan edit 2.3 --add-path docs --needs 1.4 --reason 'seen in review'",
    "agent-plan edit 2.3 --waive c7 --reason 'measured by hand'",
)
@click.argument("task")
@click.option("--title", metavar="TEXT")
@click.option("--body", metavar="TEXT", help="What has to be done, in full.")
@click.option("--estimate", metavar="TIME", help=f'How long, as in "2h". {_CLEARS}')
@click.option("--owner", metavar="NAME", help=f"Who is meant to do it. {_CLEARS}")
@click.option("--phase", metavar="NUMBER", help="Move it to that phase.")
@click.option("--add-path", "add_paths", multiple=True, metavar="PATTERN", help="Files it touches too.")
@click.option("--drop-path", "drop_paths", multiple=True, metavar="PATTERN", help="Files it does not touch.")
@click.option("--needs", "add_needs", multiple=True, metavar="TASK", help="A task it has to wait for.")
@click.option("--drop-need", "drop_needs", multiple=True, metavar="TASK", help="A task it need not wait for.")
@click.option("--add-criterion", "add_criteria", multiple=True, metavar="TEXT", help="What must be true in the end.")
@click.option("--waive", multiple=True, metavar="NAME", help="A criterion that need not be met, by its name (c7).")
@_reason_option
def edit(session: Session, task: str, reason: str | None, **fields: object) -> None:
    """Change what the plan says of a task; whoever holds it is told with the next reply.

    All of it or nothing: a circle of needs, or files that somebody else holds, refuse the whole edit.
    """
    require_person("edit")
    wanted = TaskEdit.model_validate(fields)
    if wanted == TaskEdit():
        raise InvalidRequest("Nothing was said that should change.", "`agent-plan edit --help` lists what can.")
    wanted = wanted.model_copy(update={"add_paths": scope_of(session, wanted.add_paths)})
    why = read_reason(session, reason, f"edit {task} …")
    policy, person = session.settings.policy, person_name(session.settings)
    reply = edit_task(session.engine, task, wanted, why, person, session.plan, policy)
    session.show(reply, lambda page: draw_revision(page, reply))


@command("split", "agent-plan split 2.3 'Write limits' 'Document limits' --reason 'too large'")
@click.argument("task")
@click.argument("parts", nargs=-1, metavar="PART...")
@click.option("--in-order", is_flag=True, help="Each part waits for the one before.")
@click.option("--take", is_flag=True, help="End the claim of whoever holds the task first.")
@_reason_option
def split(session: Session, task: str, parts: tuple[str, ...], in_order: bool, take: bool, reason: str | None) -> None:
    """Put parts in the place of a task, which is skipped and keeps its history.

    Every part has its files and waits for what it waited for; the last one has its open criteria.
    """
    require_person("split")
    why = read_reason(session, reason, f"split {task} …")
    person = person_name(session.settings)
    reply = split_task(session.engine, task, parts, why, person, session.plan, in_order=in_order, take=take)
    session.show(reply, lambda page: draw_split(page, reply))


@command(
    "add",
    "agent-plan add 'Rotate the key' --needs 2.3 --reason 'it is in the log'",
    "agent-plan add 'Harden' --as-phase 4 --needs 3 --reason 'for the audit'",
)
@click.argument("title")
@click.option("--as-phase", metavar="NUMBER", help="Add a phase of that number; --needs are phases then.")
@click.option("--phase", metavar="NUMBER", help="The phase it belongs to; else that of --needs, else the one open now.")
@click.option("--key", metavar="KEY", help="Its key; else the next free number of the phase.")
@click.option("--body", default="", metavar="TEXT", help="What has to be done, in full.")
@click.option("--estimate", metavar="TIME", help='How long, as in "2h".')
@click.option("--owner", metavar="NAME", help="Who is meant to do it.")
@click.option("--path", "paths", multiple=True, metavar="PATTERN", help="Files it will touch.")
@click.option("--needs", multiple=True, metavar="TASK", help="A task it has to wait for.")
@click.option("--before", multiple=True, metavar="TASK", help="A task that has to wait for it.")
@click.option("--criterion", "criteria", multiple=True, metavar="TEXT", help="What must be true in the end.")
@_reason_option
def add(session: Session, title: str, as_phase: str | None, reason: str | None, **fields: object) -> None:
    """Add a task to the plan, or a phase."""
    require_person("add")
    new = NewTask.model_validate({"title": title, **fields})
    new = new.model_copy(update={"paths": scope_of(session, new.paths)})
    why = read_reason(session, reason, "add '…'")
    person = person_name(session.settings)
    if as_phase is None:
        reply = add_task(session.engine, new, why, person, session.plan)
    else:
        _refuse_task_fields(new)
        reply = add_phase(session.engine, as_phase, title, why, person, new.needs, session.plan)
    session.show(reply, lambda page: draw_addition(page, reply))


def _refuse_task_fields(new: NewTask) -> None:
    if new.model_copy(update={"needs": ()}) != NewTask(title=new.title):
        raise InvalidRequest("A phase has a number, a title and --needs.", "Add its tasks with {add '…' --phase 2}.")
