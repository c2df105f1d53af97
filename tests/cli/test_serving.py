"""`serve`: the protocol on stdout and nothing else."""

import json
import os
import subprocess
import sys

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}


def test_serve_answers_on_stdio_and_ends_with_its_client(planned):
    server = subprocess.run(
        [sys.executable, "-m", "agent_plan_server", "serve"],
        input=json.dumps(INITIALIZE) + "\n",
        capture_output=True,
        text=True,
        env=os.environ.copy(),
        timeout=60,
        check=False,
    )

    assert server.returncode == 0, server.stderr
    assert [json.loads(line)["id"] for line in server.stdout.splitlines()] == [1]


def test_an_address_of_other_machines_is_refused(planned):
    answer = planned("serve", "--http", "0.0.0.0:8321")

    assert answer.code == 2
    assert "error[invalid_request]" in answer.err
