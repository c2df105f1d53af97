"""Commands by which people decide; agents are turned away."""

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.people import person_name, require_person
from agent_plan_server.cli.screens.outcomes import draw_decided, draw_release
from agent_plan_server.cli.session import Session
from agent_plan_server.services.claims import take_task
from agent_plan_server.services.decisions import decide as take_decision

_REASON = "Why, for whoever reads it later."


@command("decide", "agent-plan decide D2 parallel --reason 'limits and docs are apart'", "agent-plan decide D2 1")
@click.argument("decision")
@click.argument("option")
@click.option("--reason", default="", metavar="TEXT", help=_REASON)
def decide(session: Session, decision: str, option: str, reason: str) -> None:
    """Answer a decision with one of its options: by its text, its first letters, or its number."""
    require_person("decide")
    _decide(session, decision, option, reason)


@command("accept", "agent-plan accept D7", "agent-plan accept D7 --reason 'good catch'")
@click.argument("decision")
@click.option("--reason", default="", metavar="TEXT", help=_REASON)
def accept(session: Session, decision: str, reason: str) -> None:
    """Accept a task that an agent proposed: `decide` with the answer "accept"."""
    require_person("accept")
    _decide(session, decision, "accept", reason)


@command("take", "agent-plan take 2.6 --reason 'its agent is gone'")
@click.argument("task")
@click.option("--reason", required=True, metavar="TEXT", help=_REASON)
def take(session: Session, task: str, reason: str) -> None:
    """End somebody's claim; the task is free for others, and the old handle changes nothing any more."""
    require_person("take")
    reply = take_task(session.engine, task, reason, person_name(session.settings), session.plan)
    session.show(reply, lambda page: draw_release(page, reply))


def _decide(session: Session, name: str, option: str, reason: str) -> None:
    reply = take_decision(session.engine, name, option, reason, person_name(session.settings))
    session.show(reply, lambda page: draw_decided(page, reply))
