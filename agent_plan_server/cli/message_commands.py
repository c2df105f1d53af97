"""Commands to send a message and to wait for something."""

import click

from agent_plan_server.cli.acting import agent_option, choose, name_agent, request_option
from agent_plan_server.cli.command import command
from agent_plan_server.cli.screens.messages import draw_change, draw_sent
from agent_plan_server.cli.session import Session
from agent_plan_server.models.change import ChangeKind
from agent_plan_server.models.states import MessageKind
from agent_plan_server.services.messages import send_message
from agent_plan_server.services.waiting import LONGEST_SECONDS, wait_for_change


@command("send", "agent-plan send bluejay 'the API is frozen'", "agent-plan send path:src/auth.py 'may I?'")
@click.argument("to")
@click.argument("text")
@click.option("--kind", type=choose(MessageKind), default="notice", show_default=True)
@click.option("--about", metavar="TEXT", help="What it is about.")
@agent_option
@request_option
def send(
    session: Session, to: str, text: str, kind: str, about: str | None, agent: str | None, request_id: str | None
) -> None:
    """Send a message to an agent, to "everybody", or to whoever holds a path (path:src/x.py)."""
    sender = name_agent(session, agent)
    reply = send_message(session.engine, sender, to, text, MessageKind(kind), about, session.caller(request_id))
    session.show(reply, lambda page: draw_sent(page, reply))


@command("wait", "agent-plan wait --agent bluejay", "agent-plan wait --seconds 10 --for work")
@click.option("--seconds", type=click.FloatRange(0, LONGEST_SECONDS), default=LONGEST_SECONDS, show_default=True)
@click.option("--for", "what", type=click.Choice(["message", "decision", "work"]), help="Only for this.")
@agent_option
def wait(session: Session, seconds: float, what: str | None, agent: str | None) -> None:
    """Wait until there is a message, a decision or work for the agent; messages shown count as read."""
    kind = ChangeKind(what) if what else None
    change = wait_for_change(
        session.engine,
        name_agent(session, agent),
        seconds,
        kind,
        session.plan,
        session.caller(),
        session.settings.policy,
    )
    session.show(change, lambda page: draw_change(page, change))
