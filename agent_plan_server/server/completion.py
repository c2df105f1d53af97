"""Completion: the names that fit where a person types an argument of a prompt or a resource."""

from collections.abc import Mapping
from functools import partial

from anyio import to_thread
from mcp.server import MCPServer
from mcp.types import (
    Completion,
    CompletionArgument,
    CompletionContext,
    PromptReference,
    ResourceTemplateReference,
)

from agent_plan_server.server.door import Door
from agent_plan_server.services.suggestions import MOST, suggest_names

# What an argument is called → which names it takes.
_NOUNS: Mapping[str, str] = {
    "agent": "agent",
    "plan": "plan",
    "slug": "plan",
    "phase": "phase",
    "number": "phase",
    "task": "task",
    "key": "task",
}


def add_completion(server: MCPServer[Door], door: Door) -> None:
    # The SDK leaves its decorator untyped.
    @server.completion()  # type: ignore[no-untyped-call, untyped-decorator]
    async def complete(
        ref: PromptReference | ResourceTemplateReference,
        argument: CompletionArgument,
        context: CompletionContext | None,
    ) -> Completion | None:
        noun = _NOUNS.get(argument.name)
        if noun is None:
            return None
        given = (context.arguments if context else None) or {}
        plan = given.get("slug") or given.get("plan")
        names = await to_thread.run_sync(partial(suggest_names, door.engine, noun, argument.value, plan))
        shown = names[:MOST]
        return Completion(values=shown, total=None if len(names) > MOST else len(shown), has_more=len(names) > MOST)
