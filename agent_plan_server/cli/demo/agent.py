"""A scripted agent: a real MCP client with its own stdio server, run as a process of its own.

It prints what was acknowledged to it, one JSON object a line; the demo holds the store against these lines.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import anyio
from mcp import Client, StdioServerParameters

from agent_plan_server.cli.demo.stage import server_environment

_LONGEST_WAIT_S = 20
# Long enough that several are at work at once while a person watches.
_WORK_S = 0.5


class ScriptedAgent:
    """Claims, works, notes, completes, until the plan is finished."""

    def __init__(self, client: Client, name: str, project: Path, *, fails: bool, hangs: bool) -> None:
        self._client = client
        self._name = name
        self._project = project
        self._fails = fails
        self._hangs = hangs

    async def work(self) -> None:
        standing = await self._call("resume", agent=self._name)
        packet = standing.get("work")
        say("resumed", agent=standing["agent"], claim=packet["claim"] if packet else None)
        while True:
            reply = await self._call("claim_task", agent=self._name)
            if reply.get("claim"):
                await self._do(reply)
            elif reply.get("retry_after_s") is None:
                say("finished", agent=self._name)
                return
            else:
                await self._call("wait_for_change", agent=self._name, seconds=5)

    async def _do(self, packet: dict[str, Any]) -> None:
        claim, task = packet["claim"], packet["task"]
        say("claimed", agent=self._name, task=task["key"], title=task["title"], claim=claim)
        if self._fails:
            self._fails = False
            reason = "the first idea does not work: the tests stay red"
            await self._call("report_failure", claim=claim, reason=reason, tried="the obvious way")
            say("failed", agent=self._name, task=task["key"])
            return
        note = await self._call(
            "post_note", claim=claim, kind="checkpoint", text=f"done: started {task['key']}; next: write"
        )
        say("noted", agent=self._name, task=task["key"], note=note["note"])
        if self._hangs:
            say("hanging", agent=self._name, task=task["key"], claim=claim)
            await anyio.sleep(_LONGEST_WAIT_S * 10)
        await self._write_files(packet)
        await self._complete(claim, task["key"])

    async def _write_files(self, packet: dict[str, Any]) -> None:
        paths = [*packet["scope"], *(criterion["path"] for criterion in packet["criteria"] if criterion["path"])]
        for path in _plain_files(paths):
            target = anyio.Path(self._project / path)
            await target.parent.mkdir(parents=True, exist_ok=True)
            before = await target.read_text() if await target.exists() else ""
            await target.write_text(f"{before}# {packet['task']['key']} by {self._name}\n")
        await anyio.sleep(_WORK_S)

    async def _complete(self, claim: str, key: str) -> None:
        reply = await self._call("complete_task", claim=claim, summary=f"{key} is written.")
        if reply["outcome"] == "incomplete":
            evidence = {gap["criterion"]: "looked at it after the change" for gap in reply["missing"]}
            reply = await self._call("complete_task", claim=claim, summary=f"{key} is written.", evidence=evidence)
        say("completed", agent=self._name, task=key, outcome=reply["outcome"], claim=claim)

    async def _call(self, tool: str, **arguments: object) -> dict[str, Any]:
        with anyio.fail_after(_LONGEST_WAIT_S * 2):
            result = await self._client.call_tool(tool, arguments)
        reply: dict[str, Any] | None = result.structured_content
        if result.is_error or reply is None:
            raise RuntimeError(f"{tool}: {result.content}")
        return reply


def _plain_files(paths: Iterable[str]) -> list[str]:
    return [path for path in dict.fromkeys(paths) if "*" not in path and "?" not in path and Path(path).suffix]


def say(event: str, **facts: object) -> None:
    print(json.dumps({"event": event, **facts}), flush=True)


async def run(name: str, project: Path, *, fails: bool, hangs: bool) -> None:
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "agent_plan_server", "serve"], env=server_environment(project), cwd=project
    )
    async with Client(server) as client:
        await ScriptedAgent(client, name, project, fails=fails, hangs=hangs).work()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("project", type=Path)
    parser.add_argument("--fails", action="store_true", help="Fail the first task once.")
    parser.add_argument("--hangs", action="store_true", help="Stop in the middle of the first task.")
    options = parser.parse_args()
    anyio.run(lambda: run(options.name, options.project, fails=options.fails, hangs=options.hangs))


if __name__ == "__main__":
    main()
