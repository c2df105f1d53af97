"""Resources: the plan to read along, as JSON. Everything here is also in a tool; clients differ in what they show."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from agent_plan_server.errors import NotFound, PlanServerError
from agent_plan_server.models.noun import Noun
from agent_plan_server.models.page import View
from agent_plan_server.server.door import Door
from agent_plan_server.server.refusals import tell_refusal
from agent_plan_server.services import browsing, phases, statuses, syncs, task_views

P = ParamSpec("P")
JSON = "application/json"
_CURRENT = "current"


def add_resources(server: MCPServer[Door], door: Door) -> None:
    """The fixed addresses come before the pattern that would match them too."""

    @server.resource("plan://current", mime_type=JSON)
    @_as_json
    def current_plan() -> Noun:
        """Where the newest plan stands: needs you, moving, stuck."""
        return statuses.show_status(door.engine, repository=door.repository)

    @server.resource("plan://claims", mime_type=JSON)
    @_as_json
    def live_claims() -> Noun:
        """Who holds which task and which files."""
        return browsing.show_plan(door.engine, View.CLAIMS)

    @server.resource("plan://decisions", mime_type=JSON)
    @_as_json
    def decisions() -> Noun:
        """What people have to decide, and what they decided."""
        return browsing.show_plan(door.engine, View.DECISIONS)

    @server.resource("plan://sync", mime_type=JSON)
    @_as_json
    def last_day() -> Noun:
        """What happened in the last 24 hours."""
        return syncs.morning_sync(door.engine, repository=door.repository)

    @server.resource("plan://{slug}", mime_type=JSON)
    @_as_json
    def one_plan(slug: str) -> Noun:
        """Where a plan stands."""
        return statuses.show_status(door.engine, _named(slug), door.repository)

    @server.resource("plan://{slug}/phase/{number}", mime_type=JSON)
    @_as_json
    def one_phase(slug: str, number: str) -> Noun:
        """One phase: its goal, tasks, criteria, rules."""
        return phases.current_phase(door.engine, _named(slug), number)

    @server.resource("plan://{slug}/task/{+key}", mime_type=JSON)
    @_as_json
    def one_task(slug: str, key: str) -> Noun:
        """Everything about a task: steps, criteria with evidence, attempts, notes."""
        return task_views.show_task(door.engine, key, _named(slug))


def _named(slug: str) -> str | None:
    """`current` is the newest plan, as in plan://current."""
    return None if slug == _CURRENT else slug


def _as_json(read: Callable[P, Noun]) -> Callable[P, str]:
    @wraps(read)
    def as_json(*args: P.args, **kwargs: P.kwargs) -> str:
        try:
            return read(*args, **kwargs).model_dump_json()
        except NotFound as missing:
            raise ResourceNotFoundError(tell_refusal(missing)) from None
        except PlanServerError as refusal:
            raise ResourceError(tell_refusal(refusal)) from None

    # The SDK would take the schema of what is returned from here.
    as_json.__annotations__["return"] = str
    return as_json
