"""Commands by which people decide; agents are turned away."""

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.people import person_name, require_person
from agent_plan_server.cli.reasons import read_reason
from agent_plan_server.cli.screens.decision import draw_decision
from agent_plan_server.cli.screens.outcomes import draw_decided, draw_release
from agent_plan_server.cli.session import Session
from agent_plan_server.services.claims import take_task
from agent_plan_server.services.decisions import decide as take_decision
from agent_plan_server.services.decisions import show_decision

_REASON = "Why, for whoever reads it later."


@command("decide", "agent-plan decide D2", "agent-plan decide D2 parallel --reason 'limits and docs are apart'")
@click.argument("decision")
@click.argument("option", required=False)
@click.option("--reason", default="", metavar="TEXT", help=_REASON)
def decide(session: Session, decision: str, option: str | None, reason: str) -> None:
    """Answer a decision with one of its options: by its text, its first letters, or its number.

    Without an option the question is shown, with what waits for it; at a terminal you are asked for the answer.
    """
    require_person("decide")
    if option is None:
        found = show_decision(session.engine, decision)
        session.show(found, lambda page: draw_decision(page, found))
        if not (found.is_open and session.may_ask):
            return
        option = click.prompt("decision")
        reason = reason or click.prompt("reason", default="", show_default=False)
    _decide(session, decision, option, reason)


@command("accept", "agent-plan accept D7", "agent-plan accept D7 --reason 'good catch'")
@click.argument("decision")
@click.option("--reason", default="", metavar="TEXT", help=_REASON)
def accept(session: Session, decision: str, reason: str) -> None:
    """Accept a task that an agent proposed: `decide` with the answer "accept"."""
    require_person("accept")
    _decide(session, decision, "accept", reason)


@command("reject", "agent-plan reject D7 --reason 'the importer does that already'")
@click.argument("decision")
@click.option("--reason", metavar="TEXT", help=_REASON)
def reject(session: Session, decision: str, reason: str | None) -> None:
    """Reject a task that an agent proposed: `decide` with the answer "reject"; it is skipped and stays to be read."""
    require_person("reject")
    _decide(session, decision, "reject", read_reason(session, reason, f"reject {decision}"))


@command("take", "agent-plan take 2.6 --reason 'its agent is gone'")
@click.argument("task")
@click.option("--reason", metavar="TEXT", help="Why; it is kept, and the old holder reads it.")
def take(session: Session, task: str, reason: str | None) -> None:
    """End somebody's claim; the task is free for others, and the old handle changes nothing any more."""
    require_person("take")
    why = read_reason(session, reason, f"take {task}")
    reply = take_task(session.engine, task, why, person_name(session.settings), session.plan)
    session.show(reply, lambda page: draw_release(page, reply))


def _decide(session: Session, name: str, option: str, reason: str) -> None:
    reply = take_decision(session.engine, name, option, reason, person_name(session.settings))
    session.show(reply, lambda page: draw_decided(page, reply))
