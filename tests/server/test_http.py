"""A real server over HTTP: who may come in, and how it leaves."""

import signal
import socket
import subprocess
import sys

import anyio
import httpx2
import pytest
from mcp import Client

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.server.http import parse_address

LEAVING_SECONDS = 10
REQUEST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
HEADERS = {"content-type": "application/json", "accept": "application/json, text/event-stream"}


@pytest.mark.parametrize("era", ["auto", "legacy"])
async def test_a_client_lists_and_calls_tools(url, era):
    async with Client(url, mode=era) as client:
        tools = (await client.list_tools()).tools
        claimed = await client.call_tool("claim_task", {"agent": "ada"})

    assert tools[0].name == "resume"
    assert claimed.structured_content["claim"].startswith("1.1/1-")


async def test_two_clients_of_one_server_are_two_agents(url):
    async with Client(url) as first, Client(url) as second:
        ada = (await first.call_tool("resume", {})).structured_content["agent"]
        bob = (await second.call_tool("resume", {})).structured_content["agent"]

    assert ada != bob


@pytest.mark.parametrize(
    ("header", "status"), [({"host": "evil.example"}, 421), ({"origin": "http://evil.example"}, 403)]
)
async def test_a_page_from_elsewhere_is_turned_away(url, header, status):
    async with httpx2.AsyncClient() as browser:
        answer = await browser.post(url, headers=HEADERS | header, json=REQUEST)

    assert answer.status_code == status


async def test_a_request_of_more_than_a_megabyte_is_turned_away(url):
    async with httpx2.AsyncClient() as client:
        answer = await client.post(url, headers=HEADERS, content=b" " * (1024 * 1024 + 1))

    assert answer.status_code == 413


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_the_server_though_a_client_listens(process, url, sent):
    async with Client(url) as client, client.listen(tools_list_changed=True):
        process.send_signal(sent)
        code = await anyio.to_thread.run_sync(process.wait, LEAVING_SECONDS)

    assert code == 0
    assert process.stdout.read() == b""
    assert b"Traceback" not in process.stderr.read()


def test_a_port_that_is_taken_is_refused_in_a_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [
            sys.executable,
            "-m",
            "agent_plan_server",
            "serve",
            "--http",
            port,
            "--store",
            str(tmp_path / "a.db"),
        ]

        answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)

    assert answer.returncode == 2
    assert f"127.0.0.1:{port} cannot be served at: " in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [("8321", "127.0.0.1", 8321), ("localhost:0", "localhost", 0), ("[::1]:80", "::1", 80), (":80", "127.0.0.1", 80)],
)
def test_an_address_is_a_port_or_a_host_and_a_port(address, host, port):
    assert parse_address(address) == (host, port)


@pytest.mark.parametrize("address", ["0.0.0.0:80", "192.168.0.1:80", "example.org:80", "[::]:80"])
def test_an_address_that_others_reach_is_refused(address):
    with pytest.raises(InvalidRequest, match="can be reached from other machines"):
        parse_address(address)


@pytest.mark.parametrize("address", ["", "http", "127.0.0.1", "127.0.0.1:", "65536", "-1"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(InvalidRequest, match="is no address"):
        parse_address(address)
