"""Who is calling: a name, and what the client says of itself. Never the connection."""

from mcp import Client
from mcp.types import Implementation

from agent_plan_server.server.app import build_server
from agent_plan_server.settings import load_settings


async def resume(client: Client, meta: dict[str, str] | None = None) -> str:
    result = await client.call_tool("resume", {}, meta=meta)
    return result.structured_content["agent"]


async def test_a_session_of_a_client_is_recognised_in_another_process(engine, settings, plan, era):
    async with Client(build_server(engine, settings, "session-1"), mode=era) as before:
        first = await resume(before)
    async with Client(build_server(engine, settings, "session-1"), mode=era) as after:
        again = await resume(after)
    async with Client(build_server(engine, settings, "session-2"), mode=era) as other:
        second = await resume(other)

    assert again == first
    assert second != first


async def test_a_thread_named_in_the_request_is_recognised_before_the_session(engine, settings, plan, era):
    async with Client(build_server(engine, settings, "session-1"), mode=era) as client:
        first = await resume(client, {"threadId": "thread-1"})
        second = await resume(client, {"threadId": "thread-2"})
        again = await resume(client, {"threadId": "thread-1"})

    assert again == first
    assert second != first


async def test_a_client_without_a_session_gets_a_new_name_each_time(client):
    assert await resume(client) != await resume(client)


async def test_the_name_of_the_environment_is_the_default(engine, settings, plan, era):
    named = settings._replace(agent="zoe")
    async with Client(build_server(engine, named), mode=era) as client:
        note = await client.call_tool("post_note", {"text": "x", "kind": "lesson"})

        assert not note.is_error
        assert await resume(client) == "zoe"


async def test_the_client_and_its_server_process_are_kept_with_the_agent(engine, settings, plan, era):
    info = Implementation(name="tester\x1b[31m", version="1")
    async with Client(build_server(engine, settings), mode=era, client_info=info) as client:
        name = await resume(client)

    agent = engine.read(lambda store: store.agents.find(name))
    assert agent.client == "tester"
    assert agent.session == engine.session


async def test_without_an_engine_the_store_is_opened_at_the_first_call(tmp_path, era):
    store = tmp_path / "new.db"
    server = build_server(None, load_settings(str(store), str(tmp_path), environment={}))

    async with Client(server, mode=era) as client:
        await client.list_tools()
        was_there = store.exists()
        await client.call_tool("resume", {})

    assert not was_there
    assert store.exists()
    server.door.close()
