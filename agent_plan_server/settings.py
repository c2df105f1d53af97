"""Settings: flags first, then the environment; an unknown AGENT_PLAN_* name is an error."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.git.repository import Repository, find_repository
from agent_plan_server.models.policy import Policy
from agent_plan_server.rules.guarding import Mode
from agent_plan_server.storage.placement import default_store

# Environment name → field of Policy; minutes may have decimals.
POLICY_SETTINGS = {
    "AGENT_PLAN_LEASE_MINUTES": "lease_minutes",
    "AGENT_PLAN_LEASE_MIN_MINUTES": "lease_min_minutes",
    "AGENT_PLAN_LEASE_MAX_MINUTES": "lease_max_minutes",
    "AGENT_PLAN_GRACE_MINUTES": "grace_minutes",
    "AGENT_PLAN_CLAIMS_PER_AGENT": "claims_per_agent",
    "AGENT_PLAN_AUTOMATIC_RETRIES": "automatic_retries",
}
_OTHERS = (
    "AGENT_PLAN_STORE",
    "AGENT_PLAN_PROJECT",
    "AGENT_PLAN_AGENT",
    "AGENT_PLAN_GUARD",
    "AGENT_PLAN_MERGE_FIRST",
    "AGENT_PLAN_MERGE_BY",
)
# What coding agents call their session in the environment of the commands they run; and what else they set there.
AGENT_SESSIONS = ("CLAUDE_CODE_SESSION_ID", "CODEX_THREAD_ID")
AGENT_SIGNS = (
    *AGENT_SESSIONS,
    "CLAUDECODE",
    "CODEX_SANDBOX",
    "GEMINI_CLI",
    "OPENCODE",
    "CURSOR_AGENT",
    "AGENT_PLAN_AGENT",
)
_OURS_ELSEWHERE = ("AGENT_PLAN_SHARED",)


# Not a pydantic model: hooks read the settings, and have milliseconds.
class Settings(NamedTuple):
    """`repository` is absent outside git; `agent` is the name that the environment gives this process.

    The work of the agents in `merge_first` is merged before that of others; `agents_merge` says that they may do it.
    """

    project: Path
    store: Path
    repository: Repository | None
    agent: str | None
    policy: Policy
    guard: Mode = Mode.SCOPE
    merge_first: tuple[str, ...] = ()
    agents_merge: bool = False


def load_settings(
    store: str | None = None,
    project: str | None = None,
    agent: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Settings:
    """Raises InvalidRequest for an unknown or unreadable setting and for a project that is no folder."""
    _refuse_unknown(environment)
    # CLAUDE_PROJECT_DIR: a client may start a server in a folder of its own.
    named = project or environment.get("AGENT_PLAN_PROJECT") or environment.get("CLAUDE_PROJECT_DIR")
    folder = Path(named or os.getcwd()).expanduser().resolve()
    if not folder.is_dir():
        raise InvalidRequest(f"The project {folder} is not a folder.", "Point AGENT_PLAN_PROJECT at the repository.")
    repository = find_repository(folder)
    place = store or environment.get("AGENT_PLAN_STORE")
    common_dir = repository.common_dir if repository else None
    return Settings(
        project=folder,
        store=Path(place).expanduser().absolute() if place else default_store(folder, common_dir),
        repository=repository,
        agent=agent or environment.get("AGENT_PLAN_AGENT") or None,
        policy=_load_policy(environment),
        guard=Mode(_choose(environment, "AGENT_PLAN_GUARD", tuple(Mode))),
        merge_first=tuple(filter(None, map(str.strip, environment.get("AGENT_PLAN_MERGE_FIRST", "").split(",")))),
        agents_merge=_choose(environment, "AGENT_PLAN_MERGE_BY", ("people", "agents")) == "agents",
    )


def find_agent_sign(environment: Mapping[str, str] = os.environ) -> str | None:
    """The name by which the environment says that an agent runs this process; None for a person's."""
    return next((name for name in AGENT_SIGNS if environment.get(name)), None)


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = (*POLICY_SETTINGS, *_OTHERS, *_OURS_ELSEWHERE)
    for name in environment:
        if name.startswith("AGENT_PLAN_") and name not in known:
            raise InvalidRequest(f"There is no setting {name}.", f"Known are: {', '.join(sorted(known[:-1]))}.")


def _choose(environment: Mapping[str, str], name: str, options: tuple[str, ...]) -> str:
    """The option that is set; the first where none is."""
    chosen = environment.get(name) or options[0]
    if chosen not in options:
        raise InvalidRequest(f"{name} is {chosen!r}, not one of: {', '.join(options)}.", "Correct it or leave it out.")
    return chosen


def _load_policy(environment: Mapping[str, str]) -> Policy:
    values: dict[str, Any] = {}
    for name, field in POLICY_SETTINGS.items():
        if text := environment.get(name):
            values[field] = _positive(name, text)
    policy = Policy(**values)
    if policy.lease_min_minutes > policy.lease_max_minutes:
        raise InvalidRequest(
            "The shortest lease is longer than the longest.",
            "Set AGENT_PLAN_LEASE_MIN_MINUTES below AGENT_PLAN_LEASE_MAX_MINUTES.",
        )
    return policy


def _positive(name: str, text: str) -> float | int:
    is_count = name in ("AGENT_PLAN_CLAIMS_PER_AGENT", "AGENT_PLAN_AUTOMATIC_RETRIES")
    try:
        value = int(text) if is_count else float(text)
    except ValueError:
        value = -1
    least = 0 if name == "AGENT_PLAN_AUTOMATIC_RETRIES" else (1 if is_count else 0.001)
    if not least <= value <= 100_000:
        kind = "a whole number" if is_count else "a number of minutes"
        raise InvalidRequest(f"{name} is {text!r}, not {kind} of at least {least}.", "Correct it or leave it out.")
    return value
