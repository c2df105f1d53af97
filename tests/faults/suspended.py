"""A holder is suspended beyond its lease, another agent takes over, and the first one wakes up.

python tests/faults/suspended.py --rounds 20
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run by hand, Python looks only beside the script

from drafts import imported, phase, task
from faults.doors import DOORS, Door, Reply, ToolRefused

from agent_plan_server.models.noun import Noun
from agent_plan_server.services.imports import import_plan
from agent_plan_server.storage import open_engine

LEASE = {"AGENT_PLAN_LEASE_MINUTES": "0.02"}
_PATIENCE_S = 20.0


class SuspensionReport(Noun):
    """How a round went: what the sleeper was told when it woke, and the takeover's number."""

    held_while_fresh: bool
    number: int
    takeover_s: float
    refusal: str
    late_note_is_orphan: bool
    outcome: str


def run_suspension(store: Path, door: str, key: str = "1.1") -> SuspensionReport:
    sleeper, other = DOORS[door](store, LEASE), DOORS[door](store, LEASE)
    try:
        held_by_other = other.call("claim_task", agent="bob", task="warm-up")["claim"]
        other.call("release_task", claim=held_by_other, note="")
        claim = sleeper.call("claim_task", agent="ada", task=key)["claim"]
        sleeper.pause()
        is_held = _claim(other, key) is None
        began = time.monotonic()
        taken = _take_over(other, key)
        waited = time.monotonic() - began
        sleeper.go_on()
        return SuspensionReport(
            held_while_fresh=is_held,
            number=taken["task"]["attempt"],
            takeover_s=waited,
            refusal=_complete_late(sleeper, claim),
            late_note_is_orphan=sleeper.call("post_note", claim=claim, text="I slept")["is_orphan"],
            outcome=other.call("complete_task", claim=taken["claim"], summary="done")["outcome"],
        )
    finally:
        sleeper.close()
        other.close()


def _claim(door: Door, key: str) -> Reply | None:
    try:
        return door.call("claim_task", agent="bob", task=key)
    except ToolRefused as refusal:
        if refusal.code != "task_held":
            raise
        return None


def _take_over(door: Door, key: str) -> Reply:
    limit = time.monotonic() + _PATIENCE_S
    while time.monotonic() < limit:
        if taken := _claim(door, key):
            return taken
        time.sleep(0.02)  # the lease runs on the machine's clock
    raise TimeoutError(f"{key} was not given away in {_PATIENCE_S:g} s")


def _complete_late(door: Door, claim: str) -> str:
    try:
        return f"accepted: {door.call('complete_task', claim=claim, summary='done')}"
    except ToolRefused as refusal:
        return str(refusal)


def is_good(report: SuspensionReport) -> bool:
    is_refused = report.refusal.startswith("stale_claim") and "'bob' holds" in report.refusal
    return is_refused and report.held_while_fresh and report.late_note_is_orphan and report.number == 2


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--door", choices=DOORS, default="mcp")
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "plan.db"
        write_tasks(store, options.rounds)
        for number in range(options.rounds):
            report = run_suspension(store, options.door, f"1.{number + 1}")
            failed += not is_good(report)
            print(f"round {number + 1}: taken over after {report.takeover_s:.2f} s; {report.refusal}")
    print(f"{failed} of {options.rounds} rounds went wrong")
    return 1 if failed else 0


def write_tasks(store: Path, rounds: int) -> None:
    engine = open_engine(store)
    tasks = (task("warm-up"), *(task(f"1.{number + 1}", f"src/f{number}.py") for number in range(rounds)))
    import_plan(engine, imported(phase("1", *tasks)), actor="person")
    engine.close()


if __name__ == "__main__":
    sys.exit(main())
