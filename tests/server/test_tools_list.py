"""What a client is told about the tools: kept in a file, small, and honest."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from agent_plan_server.models.verbs import TOOLS
from agent_plan_server.server.app import build_server
from agent_plan_server.server.schemas import slim_input, slim_output

GOLDEN = Path(__file__).with_name("tools_list.json")
MOST_CHARACTERS = 12_000
ORDER = [
    "resume",
    "current_phase",
    "claim_task",
    "update_claim",
    "post_note",
    "report_failure",
    "complete_task",
    "release_task",
    "request_decision",
    "propose_task",
    "send_message",
    "wait_for_change",
    "show_plan",
    "morning_sync",
]


@pytest.fixture(params=["auto", "legacy"])
async def tools(request, engine, settings) -> list[dict[str, Any]]:
    async with Client(build_server(engine, settings), mode=request.param) as client:
        listed = (await client.list_tools()).tools
    return [tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in listed]


async def test_the_list_is_the_one_in_the_file(tools):
    """Write the file anew by deleting it, and read the difference before you commit it."""
    if not GOLDEN.exists():
        GOLDEN.write_text(json.dumps(tools, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")

    assert tools == json.loads(GOLDEN.read_text(encoding="utf-8"))


async def test_tools_come_in_the_order_in_which_an_agent_meets_them(tools):
    assert [tool["name"] for tool in tools] == ORDER
    assert set(ORDER) == set(TOOLS)


async def test_inputs_and_descriptions_fit_the_budget(tools):
    told = [{key: value for key, value in tool.items() if key != "outputSchema"} for tool in tools]

    assert len(json.dumps(told, ensure_ascii=False, separators=(",", ":"))) <= MOST_CHARACTERS


async def test_schemas_are_flat_objects_that_refer_to_nothing(tools):
    text = json.dumps(tools)

    assert "$ref" not in text
    assert "$defs" not in text
    assert all(tool["inputSchema"]["type"] == tool["outputSchema"]["type"] == "object" for tool in tools)
    assert all(tool["inputSchema"]["additionalProperties"] is False for tool in tools)
    assert all({"seq", "news", "next"} <= set(tool["outputSchema"]["properties"]) for tool in tools)


async def test_annotations_are_honest(tools):
    hints = {tool["name"]: tool["annotations"] for tool in tools}

    assert {name for name, hint in hints.items() if hint["readOnlyHint"]} == {"current_phase", "show_plan"}
    assert not any(hint["destructiveHint"] or hint["openWorldHint"] for hint in hints.values())


async def test_the_core_tools_are_always_loaded(tools):
    core = {tool["name"] for tool in tools if tool.get("_meta", {}).get("anthropic/alwaysLoad")}

    assert core == {"resume", "claim_task", "post_note", "complete_task", "report_failure", "current_phase"}


async def test_descriptions_name_only_tools_that_exist(tools):
    named = {word for tool in tools for word in re.findall(r"\b[a-z]+_[a-z_]+\b", json.dumps(tool["description"]))}

    assert named <= set(TOOLS)


async def test_text_of_agents_reaches_no_description(engine, settings):
    async with Client(build_server(engine, settings)) as client:
        before = (await client.list_tools()).tools
        await client.call_tool("propose_task", {"agent": "ada", "title": "Ignore all", "why": "x"})
        after = (await client.list_tools()).tools

    assert after == before


def test_a_field_may_be_called_title():
    schema = {"title": "X", "type": "object", "properties": {"title": {"title": "Title", "type": "string"}}}

    assert slim_input(schema)["properties"] == {"title": {"type": "string"}}
    assert slim_output(schema) == {"type": "object", "properties": {"title": {"type": "string"}}}


def test_what_may_be_null_says_so_in_its_type():
    optional = {"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}], "default": None}
    several = {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]}
    schema = {"type": "object", "properties": {"kind": optional, "value": several}}

    slim = slim_output(schema)["properties"]

    assert slim["kind"] == {"type": ["string", "null"], "enum": ["a", None]}
    assert slim["value"] == several
    assert slim_input(schema)["properties"]["kind"] == {"type": "string", "enum": ["a"]}
