"""The front doors: the MCP server against the least the SDK can serve, a command against a bare Python."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row, Scale, compare, interleave, show_time
from benchmarks.store_rows import bare_commits, write_tasks
from faults.doors import McpDoor
from processes import environment

_NOOP = (str(Path(__file__).parent / "noop_server.py"),)
_SERVE = ("-m", "agent_plan_server", "serve")


def measure_doors(folder: Path, scale: Scale) -> Iterator[Row]:
    store = folder / "doors.db"
    write_tasks(store, scale.tasks).close()
    yield _measure_start(store, scale)
    yield _measure_claim(store, scale)
    yield _measure_status(store, scale)


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
    times = interleave(
        scale.starts,
        {
            "status": lambda _: _run(store, "-m", "agent_plan_server", "status"),
            "pass": lambda _: _run(store, "-c", "pass"),
        },
    )
    return Row(
        what=f"agent-plan status, {scale.tasks:,} tasks",
        measured=show_time(times["status"]),
        limit=f"python -c pass {show_time(times['pass'])}",
        figure=times["status"] * 1000,
        unit="ms",
        goal=150,
    )


def _run(store: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, *arguments],
        env={**environment(), "AGENT_PLAN_STORE": str(store)},
        cwd=store.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
