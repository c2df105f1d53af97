"""A herd: every process wants the same task at the same moment, then every process wants one of its own.

python tests/faults/herd.py --processes 64
"""

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run by hand, Python looks only beside the script

from drafts import imported, phase, task
from faults.doors import DOORS, Door, ToolRefused

from agent_plan_server.models.noun import Noun
from agent_plan_server.services.imports import import_plan
from agent_plan_server.storage import open_engine

_LIMIT_S = 3.0


class HerdReport(Noun):
    """`winners` got the one task; `grants` are the different tasks that the second round handed out."""

    processes: int
    winners: int
    refused: int
    slowest_refusal_s: float
    grants: int
    slowest_grant_s: float
    errors: tuple[str, ...]


class Answer(Noun):
    task: str | None = None
    code: str | None = None
    seconds: float


def run_herd(store: Path, processes: int, door: str = "services") -> HerdReport:
    engine = open_engine(store)
    wanted = (task("wanted"), *(task(f"1.{n}") for n in range(processes)))
    import_plan(engine, imported(phase("1", *wanted)), actor="person")
    engine.close()
    doors: list[Door] = [DOORS[door](store, {}) for _ in range(processes)]
    try:
        return _stampede(doors)
    finally:
        for each in doors:
            each.close()


def _stampede(doors: list[Door]) -> HerdReport:
    with ThreadPoolExecutor(len(doors)) as threads:
        gate = threading.Barrier(len(doors))

        def all_at_once(call: Callable[[int, Door], Answer]) -> list[Answer]:
            def one(number: int) -> Answer:
                gate.wait(120)
                return call(number, doors[number])

            return list(threads.map(one, range(len(doors))))

        list(threads.map(lambda each: _claim(each, "nobody", "no-such-task"), doors))
        first = all_at_once(lambda number, each: _claim(each, f"first-{number}", "wanted"))
        second = all_at_once(lambda number, each: _claim(each, f"second-{number}", None))
    held = [answer for answer in first if answer.code == "task_held"]
    odd = [answer.code for answer in (*first, *second) if answer.code not in (None, "task_held")]
    return HerdReport(
        processes=len(doors),
        winners=sum(answer.task is not None for answer in first),
        refused=len(held),
        slowest_refusal_s=max((answer.seconds for answer in held), default=0.0),
        grants=len({answer.task for answer in second if answer.task}),
        slowest_grant_s=max(answer.seconds for answer in second),
        errors=tuple(str(code) for code in odd),
    )


def _claim(door: Door, agent: str, key: str | None) -> Answer:
    began = time.monotonic()
    task_key, code = None, None
    try:
        reply = door.call("claim_task", agent=agent, task=key)
        task_key = reply["task"]["key"] if reply["task"] else None
    except ToolRefused as refusal:
        code = refusal.code
    return Answer(task=task_key, code=code, seconds=time.monotonic() - began)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=64)
    parser.add_argument("--door", choices=DOORS, default="services")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = run_herd(Path(folder) / "plan.db", options.processes, options.door)
    for name, value in report:
        print(f"{name:>18}  {value}")
    is_good = report.winners == 1 and report.grants == report.processes and report.slowest_grant_s <= _LIMIT_S
    return 0 if is_good and not report.errors else 1


if __name__ == "__main__":
    sys.exit(main())
