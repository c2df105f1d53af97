"""`agent-plan hook`: what clients start at their events; `main` answers it before any command is imported."""

import click

from agent_plan_server.cli.command import command
from agent_plan_server.cli.session import Session


@command("hook", "agent-plan hook pre-tool")
@click.argument("event", required=False)
@click.argument("told", nargs=-1)
def hook(session: Session, event: str | None, told: tuple[str, ...]) -> None:
    """Answer an event of an agent's client, whose JSON is on the standard input.

    EVENT is session-start, prompt, pre-tool, post-tool, pre-compact, stop or session-end, or as the client calls it;
    without it the JSON says which. Exit code 2 is a no, and the reason is on the error output. Git's own events are
    pre-commit and pre-push, followed by what it TOLD; their no is exit code 4.
    """
    from agent_plan_server.hooks import run

    session.exit(run([event, *told] if event else [], session.options.store, session.options.project))


# What this command is told may begin with a dash; and exit code 2, which a wrong call ends with, is a no to clients.
hook.context_settings = {**hook.context_settings, "ignore_unknown_options": True}
