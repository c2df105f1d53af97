"""The front doors: the MCP server against the least the SDK can serve, a command against a bare Python."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row, Scale, compare, interleave, show_time
from benchmarks.store_rows import bare_commits, write_tasks
from faults.doors import McpDoor
from processes import environment

from agent_plan_server.models.claim import Caller
from agent_plan_server.services.claims import Wish, claim_task
from agent_plan_server.storage import open_engine

_NOOP = (str(Path(__file__).parent / "noop_server.py"),)
_SERVE = ("-m", "agent_plan_server", "serve")


def measure_doors(folder: Path, scale: Scale) -> Iterator[Row]:
    store = folder / "doors.db"
    write_tasks(store, scale.tasks).close()
    yield _measure_start(store, scale)
    yield _measure_claim(store, scale)
    yield _measure_status(store, scale)
    yield _measure_hook(store, scale)


def _measure_start(store: Path, scale: Scale) -> Row:
    def start(command: tuple[str, ...]) -> None:
        door = McpDoor(store, {}, command)
        try:
            assert door.request("tools/list")["tools"]
        finally:
            door.close()

    taken = interleave(scale.starts, {"ours": lambda _: start(_SERVE), "noop": lambda _: start(_NOOP)})
    return compare("server, cold start to tools/list", taken["ours"], taken["noop"], "no-op server", 1.15)


def _measure_claim(store: Path, scale: Scale) -> Row:
    ours, noop = McpDoor(store, {}, _SERVE), McpDoor(store, {}, _NOOP)
    handle = ""

    def claim(number: int) -> None:
        nonlocal handle
        handle = ours.call("claim_task", agent="ada")["claim"]

    try:
        with bare_commits(store) as bare:
            acts = {
                "claim": claim,
                "release": lambda _: ours.call("release_task", claim=handle, note=""),
                "noop": lambda _: noop.call("noop", agent="ada"),
                "B": bare.commit,
            }
            interleave(3, acts)  # the first call opens the store
            taken = interleave(scale.rounds, acts)
    finally:
        ours.close()
        noop.close()
    return compare("claim over stdio", taken["claim"], taken["noop"] + taken["B"], "no-op tool + B", 1.5)


def _measure_status(store: Path, scale: Scale) -> Row:
    return _compare_command(store, scale, f"agent-plan status, {scale.tasks:,} tasks", 150, "status")


def _measure_hook(store: Path, scale: Scale) -> Row:
    """An edit that is judged and passes, beside as many live claims as there are agents."""
    engine = open_engine(store)
    try:
        for number in range(scale.agents):
            claim_task(engine, Wish(agent=f"agent-{number}"), Caller(client_session=f"session-{number}"))
        scope = engine.read(lambda tx: tx.claims.list_live())[0].scope[0]
    finally:
        engine.close()
    event = {
        "hook_event_name": "PreToolUse",
        "session_id": "session-0",
        "cwd": str(store.parent),
        "tool_name": "Edit",
        "tool_input": {"file_path": str(store.parent / scope.replace("*", "x"))},
    }
    what = f"agent-plan hook pre-tool, {scale.agents} live claims"
    return _compare_command(store, scale, what, 60, "hook", "pre-tool", text=json.dumps(event))


def _compare_command(store: Path, scale: Scale, what: str, goal: float, *arguments: str, text: str = "") -> Row:
    times = interleave(
        scale.starts,
        {
            "ours": lambda _: _run(store, "-m", "agent_plan_server", *arguments, text=text),
            "pass": lambda _: _run(store, "-c", "pass"),
        },
    )
    return Row(
        what=what,
        measured=show_time(times["ours"]),
        limit=f"python -c pass {show_time(times['pass'])}",
        figure=times["ours"] * 1000,
        unit="ms",
        goal=goal,
    )


def _run(store: Path, *arguments: str, text: str = "") -> None:
    # With its bytecode, as it is where it was installed, and nothing left in the checkout.
    kept = {name: value for name, value in environment().items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        [sys.executable, *arguments],
        env={**kept, "AGENT_PLAN_STORE": str(store), "PYTHONPYCACHEPREFIX": str(store.parent / "bytecode")},
        cwd=store.parent,
        input=text.encode(),
        stdout=subprocess.DEVNULL,
        check=True,
    )
