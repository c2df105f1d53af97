"""An agent of the merge benchmark: a real MCP client with its own stdio server and a worktree for every task.

It prints, as its last line, how long it was there and how long it waited for files that others held.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import anyio

sys.path.insert(0, str(Path(__file__).parents[1]))  # run by hand, Python looks only beside the script

from benchmarks.merge_project import do_job, read_jobs
from mcp import Client, StdioServerParameters
from repositories import git

from agent_plan_server.cli.demo.stage import server_environment
from agent_plan_server.services.turns import take_turn

_SECONDS_PER_CALL = 120
_HELD = "files that are held"


class MergeAgent:
    """Claims, takes a worktree, edits, commits and completes until the plan is finished."""

    def __init__(self, client: Client, name: str, project: Path, work: float, *, guarded: bool) -> None:
        self._client, self._name, self._project = client, name, project
        self._work, self._guarded = work, guarded
        self._jobs = read_jobs(project.parent)
        self.waited = {"scope": 0.0, "other": 0.0}

    async def run(self) -> None:
        while (packet := await self._claim()) is not None:
            key = packet["task"]["key"]
            place = self._add_worktree(key, packet["branch"])
            do_job(place, self._jobs[key])
            await anyio.sleep(self._work)
            await self._call("complete_task", claim=packet["claim"], summary=f"{key} is done.")

    async def _claim(self) -> dict[str, Any] | None:
        while True:
            began = time.monotonic()
            reply = await self._call("claim_task", agent=self._name)
            if reply.get("claim"):
                return reply
            if reply.get("retry_after_s") is None:
                return None
            await self._call("wait_for_change", agent=self._name, seconds=2)
            self.waited["scope" if _HELD in reply["reason"] else "other"] += time.monotonic() - began

    def _add_worktree(self, key: str, branch: str) -> Path:
        if self._guarded:
            command = [sys.executable, "-m", "agent_plan_server", "worktree", "add", key, "--json"]
            answer = subprocess.run(command, cwd=self._project, check=True, stdout=subprocess.PIPE)
            return Path(json.loads(answer.stdout)["path"])
        place = self._project.parent / "worktrees" / branch.removeprefix("plan/")
        # git stumbles over a worktree that somebody else is just adding.
        with take_turn(self._project.parent / "worktree.lock", "worktree"):
            git(self._project, "worktree", "add", "-q", "-b", branch, str(place), "main")
        return place

    async def _call(self, tool: str, **arguments: object) -> dict[str, Any]:
        with anyio.fail_after(_SECONDS_PER_CALL):
            result = await self._client.call_tool(tool, arguments)
        reply: dict[str, Any] | None = result.structured_content
        if result.is_error or reply is None:
            raise RuntimeError(f"{tool}: {result.content}")
        return reply


async def run(name: str, project: Path, work: float, *, guarded: bool) -> None:
    environment = server_environment(project) | {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "agent_plan_server", "serve"], env=environment, cwd=project
    )
    async with Client(server) as client:
        agent = MergeAgent(client, name, project, work, guarded=guarded)
        began = time.monotonic()
        await agent.run()
        print(json.dumps({"agent": name, "seconds": time.monotonic() - began, **agent.waited}), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("project", type=Path)
    parser.add_argument("--work", type=float, default=0.0, help="seconds of thought for each task")
    parser.add_argument("--control", action="store_true", help="a worktree from main as it is")
    options = parser.parse_args()
    anyio.run(lambda: run(options.name, options.project, options.work, guarded=not options.control))


if __name__ == "__main__":
    main()
