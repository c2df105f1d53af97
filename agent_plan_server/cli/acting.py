"""What the commands that act for an agent share: whose name they act under, and which claim they mean."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import click

from agent_plan_server.cli.people import agent_name
from agent_plan_server.cli.session import Session
from agent_plan_server.errors import NotFound
from agent_plan_server.git.repository import Repository, is_directory
from agent_plan_server.services.own_claims import find_handle

Decorated = Callable[..., Any]


def agent_option(act: Decorated) -> Decorated:
    help_text = "The agent to act for; else AGENT_PLAN_AGENT, else the name of your account."
    return click.option("--agent", metavar="NAME", help=help_text)(act)


def request_option(act: Decorated) -> Decorated:
    return click.option("--request-id", metavar="ID", help="A repeated call with the same id acts once.")(act)


def claim_argument(act: Decorated) -> Decorated:
    return click.argument("claim", required=False, metavar="[TASK|CLAIM]")(act)


def choose(kinds: type[StrEnum]) -> click.Choice[str]:
    """One of the values of an enum."""
    return click.Choice([kind.value for kind in kinds])


def name_agent(session: Session, name: str | None) -> str:
    return name or agent_name(session.settings)


def name_claim(session: Session, agent: str | None, claim: str | None) -> str:
    """The handle: as given, of a task by its key, or of the only task that the agent holds."""
    return find_handle(session.engine, name_agent(session, agent), claim)


def repository_of(session: Session) -> Repository:
    """The repository, or the project's folder in its place outside git."""
    return session.settings.repository or Repository(session.settings.project, session.settings.project)


def require_repository(session: Session) -> Repository:
    """Raises NotFound outside git."""
    if session.settings.repository is None:
        raise NotFound("There is no git repository here.", "Run this inside one, or name it with --project.")
    return session.settings.repository


def scope_of(session: Session, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Patterns as given; a folder that is there now means everything in it."""
    root = repository_of(session)
    return tuple(f"{path.rstrip('/')}/**" if is_directory(root, path) else path for path in paths)
