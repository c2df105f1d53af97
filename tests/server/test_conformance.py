"""The protocol's own conformance suite (npm @modelcontextprotocol/conformance; 0.1.13 runs on Node 20 and later)."""

import shutil
import subprocess
from pathlib import Path

import pytest

_FROM_NPM = Path(__file__).parents[2] / "node_modules" / ".bin" / "conformance"
COMMAND = shutil.which("conformance") or (str(_FROM_NPM) if _FROM_NPM.exists() else None)
SCENARIOS = [
    "server-initialize",
    "ping",
    "tools-list",
    "resources-list",
    "prompts-list",
    "completion-complete",
    "server-sse-multiple-streams",
    "dns-rebinding-protection",
]


@pytest.mark.skipif(COMMAND is None, reason="npm package @modelcontextprotocol/conformance is not installed")
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_server_conforms(url, scenario, tmp_path):
    command = [str(COMMAND), "server", "--url", url, "--scenario", scenario]

    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)

    assert answer.returncode == 0, answer.stdout
    assert "0 failed" in answer.stdout
