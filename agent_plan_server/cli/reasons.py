"""Why a person does what others will wonder about later."""

import click

from agent_plan_server.cli.session import Session
from agent_plan_server.errors import InvalidRequest


def read_reason(session: Session, reason: str | None, command: str) -> str:
    """As given, else typed at a terminal; raises InvalidRequest where there is none, with the command to complete."""
    given = reason or (str(click.prompt("reason")) if session.may_ask else "")
    if not given.strip():
        raise InvalidRequest("This needs a reason; it is kept.", f"{{{command} --reason '…'}}")
    return given
