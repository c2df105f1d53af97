"""Many processes in a tight loop on one store: how fair, how slow at worst, how much in all."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row, Scale, show_time
from benchmarks.store_rows import write_tasks
from processes import hear, kill, start_python

from agent_plan_server.models.noun import Noun

# Per process and second, on a fast disk; a plan that runs out would end the loop too early.
_CYCLES_PER_SECOND = 1_200

_WORKER = """
import json, sys, time
from agent_plan_server.errors import PlanServerError
from agent_plan_server.models.claim import Caller
from agent_plan_server.services.claims import Wish, claim_task
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.notes import post_note
from agent_plan_server.storage import open_engine
name, seconds = sys.argv[2], float(sys.argv[3])
engine = open_engine(sys.argv[1])
by = Caller(session=engine.join())
done, slowest, errors, tasks = 0, 0.0, [], []
print("ready", flush=True)
sys.stdin.readline()
end = time.monotonic() + seconds
def timed(call, *arguments, **named):
    global slowest
    began = time.monotonic()
    answer = call(engine, *arguments, **named)
    slowest = max(slowest, time.monotonic() - began)
    return answer
while time.monotonic() < end:
    try:
        claim = timed(claim_task, Wish(agent=name), by).claim
        if claim is None:
            break
        timed(post_note, f"{name} {done}", claim.handle, by=by)
        timed(complete_task, claim.handle, "done", by=by)
        tasks.append(claim.task)
        done += 1
    except PlanServerError as problem:
        errors.append(str(problem))
print(json.dumps({"done": done, "slowest": slowest, "errors": errors, "tasks": tasks}), flush=True)
"""


class Worked(Noun):
    done: int
    slowest: float
    errors: tuple[str, ...]
    tasks: tuple[str, ...]


def measure_crowd(folder: Path, scale: Scale) -> Iterator[Row]:
    crowd = _work(folder / "crowd.db", scale.processes, scale.seconds)
    what = f"{scale.processes} processes, {scale.seconds:g} s"
    counts = [each.done for each in crowd]
    errors = sum(len(each.errors) for each in crowd)
    slowest = max(each.slowest for each in crowd)
    spread = f"{min(counts)} to {max(counts)} tasks each"
    yield Row(what=f"{what}: Jain's index", measured=spread, figure=jain(counts), unit="", goal=0.95, at_least=True)
    yield Row(what=f"{what}: slowest call", measured=show_time(slowest), figure=slowest, unit="s", goal=1)
    yield Row(what=f"{what}: errors", measured=str(errors), figure=errors, unit="", goal=0)
    alone = _work(folder / "alone.db", 1, scale.seconds)
    herd = _work(folder / "herd.db", scale.agents, scale.seconds)
    one, many = _rate(alone, scale), _rate(herd, scale)
    yield Row(
        what=f"{scale.agents} agents, throughput",
        measured=f"{many:.0f} tasks/s",
        limit=f"one agent {one:.0f} tasks/s",
        figure=many / one,
        goal=0.5,
        at_least=True,
    )
    tasks = [task for each in herd for task in each.tasks]
    twice = len(tasks) - len(set(tasks))
    yield Row(
        what=f"{scale.agents} agents, tasks given twice",
        measured=f"{twice} of {len(tasks)}",
        figure=twice,
        unit="",
        goal=0,
    )


def jain(counts: list[int]) -> float:
    """1 when all have the same, 1/n when one has everything."""
    squares = sum(count * count for count in counts)
    return sum(counts) ** 2 / (len(counts) * squares) if squares else 0.0


def _rate(workers: list[Worked], scale: Scale) -> float:
    return sum(each.done for each in workers) / scale.seconds


def _work(store: Path, processes: int, seconds: float) -> list[Worked]:
    write_tasks(store, round(_CYCLES_PER_SECOND * seconds) + processes * 10).close()
    workers = [start_python(_WORKER, store, f"agent-{number}", seconds) for number in range(processes)]
    try:
        for worker in workers:
            assert hear(worker) == "ready"
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.write("go\n")
            worker.stdin.flush()
        worked = [Worked.model_validate(json.loads(hear(worker))) for worker in workers]
    finally:
        for worker in workers:
            kill(worker)
    for each in worked:
        for error in each.errors[:1]:
            print(f"  a call failed: {error}", file=sys.stderr)
    return worked
