"""Messages and waiting, through the protocol."""

import time

import anyio


async def test_a_message_is_news_until_it_is_read(call):
    await call("claim_task", agent="ada")
    await call("send_message", agent="bob", to="ada", text="the schema moved", kind="alert")

    noted = await call("post_note", agent="ada", text="x")
    change = await call("wait_for_change", agent="ada", seconds=0)
    after = await call("post_note", agent="ada", text="y")

    assert noted["news"]["unread"] == 1
    assert (change["what"], change["messages"][0]["text"]) == ("message", "the schema moved")
    assert change["messages"][0]["sender"] == "bob"
    assert after["news"] is None


async def test_a_message_to_a_path_reaches_its_holder(call):
    await call("claim_task", agent="ada")

    reply = await call("send_message", agent="bob", to="src/auth/login.py", text="may I?")

    assert reply["to"] == ["ada"]


async def test_a_message_to_nobody_is_refused(refuse):
    assert (await refuse("send_message", agent="bob", to="eve", text="x")).startswith("not_found: ")


async def test_waiting_ends_without_a_change(call):
    await call("claim_task", agent="ada")

    change = await call("wait_for_change", agent="ada", seconds=0.1)

    assert change["what"] == "nothing"
    assert change["next"].startswith("Nothing came;")


async def test_waiting_longer_than_half_a_minute_is_refused(refuse):
    assert (await refuse("wait_for_change", agent="ada", seconds=31)).startswith("invalid_arguments: seconds: ")


async def test_a_wait_ends_as_soon_as_a_message_comes(call):
    await call("claim_task", agent="ada")
    told = {}

    async def wait() -> None:
        told.update(await call("wait_for_change", agent="ada", seconds=20, what="message"))

    with anyio.fail_after(15):
        async with anyio.create_task_group() as group:
            group.start_soon(wait)
            await call("send_message", agent="bob", to="ada", text="now")

    assert told["messages"][0]["text"] == "now"


async def test_a_client_that_gives_up_frees_the_thread_that_waits(client, server, call):
    await call("claim_task", agent="ada")

    with anyio.move_on_after(0.3):
        await client.call_tool("wait_for_change", {"agent": "ada", "seconds": 30})

    begin = time.monotonic()
    while server.door.waiters.borrowed_tokens and time.monotonic() - begin < 10:
        await anyio.sleep(0.02)
    assert server.door.waiters.borrowed_tokens == 0
