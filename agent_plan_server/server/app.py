"""The MCP server: one object that serves both eras of the protocol, over any transport."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import anyio
from mcp.server import CacheHint, MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.prompts import Prompt
from mcp.server.mcpserver.tools import Tool
from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_PARAMS, CallToolResult, GetPromptResult, InputRequiredResult, TextContent
from pydantic_core import to_json

from agent_plan_server import __version__
from agent_plan_server.errors import PlanServerError
from agent_plan_server.server.arguments import read_arguments
from agent_plan_server.server.completion import add_completion
from agent_plan_server.server.door import Door
from agent_plan_server.server.prompts import load_instructions, load_prompts
from agent_plan_server.server.refusals import tell_refusal, translate
from agent_plan_server.server.reply import Reply
from agent_plan_server.server.resources import add_resources
from agent_plan_server.server.tools import list_tools
from agent_plan_server.settings import Settings
from agent_plan_server.storage import Engine

NAME = "agent-plan"
_SHOWN_CHARACTERS = 60
_LISTS_STAY = CacheHint(ttl_ms=3_600_000, scope="public")


def build_server(engine: Engine | None, settings: Settings, client_session: str | None = None) -> "PlanServer":
    """A server over a store, opened at the first call when no engine is given; `client_session` as of Door."""
    return PlanServer(Door(engine, settings, client_session), list_tools(), load_prompts())


class PlanServer(MCPServer[Door]):
    """Refuses what the SDK lets pass, and says in one line what went wrong.

    `closed` is set when the last call has ended and no thread works on the store any more.
    """

    def __init__(self, door: Door, tools: list[Tool], prompts: list[Prompt]) -> None:
        @asynccontextmanager
        async def lend_door(_: MCPServer[Door]) -> AsyncIterator[Door]:
            try:
                yield door
            finally:
                self.closed.set()

        self.door = door
        self.closed = anyio.Event()
        super().__init__(
            NAME,
            title="Agent plan",
            version=__version__,
            instructions=load_instructions(),
            tools=tools,
            lifespan=lend_door,
            log_level="WARNING",
            cache_hints={"tools/list": _LISTS_STAY, "prompts/list": _LISTS_STAY},
        )
        self._arguments = {tool.name: frozenset(tool.parameters.get("properties", ())) for tool in tools}
        self._prompts = {prompt.name: prompt for prompt in prompts}
        for prompt in prompts:
            self.add_prompt(prompt)
        add_resources(self, door)
        add_completion(self, door)

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Door, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        known = self._arguments.get(name)
        if known is None:
            raise MCPError(INVALID_PARAMS, f"Unknown tool: {name[:_SHOWN_CHARACTERS]!r}. Next: tools/list names them.")
        try:
            result = await super().call_tool(name, read_arguments(name, known, arguments), context)
        except PlanServerError as refusal:
            raise ToolError(tell_refusal(refusal)) from refusal
        except ToolError as problem:
            raise translate(name, problem) from problem.__cause__
        assert isinstance(result, CallToolResult)
        return _compact(result)

    async def get_prompt(
        self, name: str, arguments: dict[str, Any] | None = None, context: Context[Door, Any] | None = None
    ) -> GetPromptResult | InputRequiredResult:
        prompt = self._prompts.get(name)
        if prompt is None:
            raise MCPError(INVALID_PARAMS, f"Unknown prompt: {name[:_SHOWN_CHARACTERS]!r}")
        known = prompt.arguments or []
        if missing := [
            argument.name for argument in known if argument.required and argument.name not in (arguments or {})
        ]:
            raise MCPError(INVALID_PARAMS, f"The prompt {name} needs: {', '.join(missing)}")
        return await super().get_prompt(name, arguments, context)


def _compact(result: CallToolResult) -> CallToolResult:
    """The structured reply, and the same as one line of JSON for clients that show only text."""
    fields: Mapping[str, Any] = result.structured_content or {}
    last = {name: fields[name] for name in Reply.model_fields}
    ordered = {name: value for name, value in fields.items() if name not in last} | last
    text = to_json(ordered).decode()
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=ordered)
