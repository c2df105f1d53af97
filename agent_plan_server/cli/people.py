"""Who sits at the command line: a person, or a program that an agent runs."""

import getpass
import os
import re
from collections.abc import Mapping

from agent_plan_server.errors import NeedsPerson
from agent_plan_server.git.repository import user_name
from agent_plan_server.settings import Settings, find_agent_sign

_NOT_AGENTS = frozenset({"root", "admin", "system", "human", "person", "nobody"})


def require_person(verb: str, environment: Mapping[str, str] = os.environ) -> None:
    """Raises NeedsPerson when the environment says that an agent runs this.

    A signpost, not a wall: what keeps agents out is that no tool of theirs decides.
    """
    if sign := find_agent_sign(environment):
        raise NeedsPerson(
            f"Only a person may {verb}; {sign} says that an agent runs this command.",
            f"{{request_decision}} asks for it; a person runs {{{verb}}} in a terminal of their own.",
        )


def person_name(settings: Settings) -> str:
    """The name git signs with, else the name of the account."""
    return (settings.repository and user_name(settings.repository)) or _account()


def agent_name(settings: Settings) -> str:
    """The agent this command acts for: as told, else a person under the name of the account."""
    return settings.agent or _usable(_account())


def _usable(account: str) -> str:
    """An agent may not be called root, nor hold what the name of an account may."""
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", account).strip("-._")[:30]
    return f"{name or 'somebody'}-user" if not name or name.lower() in _NOT_AGENTS else name


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
