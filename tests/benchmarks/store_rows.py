"""Calls on the store against B: a bare durable commit on the same file, one insert, in the same run."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.rows import Row, Scale, compare, interleave, show_time
from drafts import imported, phase, task

from agent_plan_server.importers import read_text
from agent_plan_server.models.claim import Caller
from agent_plan_server.rules.scopes import common_path
from agent_plan_server.services.claims import Wish, claim_task
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.imports import import_plan
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.standings import resume
from agent_plan_server.services.statuses import show_status
from agent_plan_server.storage import Engine, open_engine
from agent_plan_server.storage.driver import sqlite3

_PHASES = 10


def measure_store(folder: Path, scale: Scale) -> Iterator[Row]:
    """Claim, note, complete and status, with few and with many live claims."""
    yield from _measure_calls(folder / "few.db", scale, live=8)
    yield from _measure_calls(folder / "many.db", scale, live=64, names=("claim",))
    yield _measure_growth(folder, scale)
    yield from _measure_resume(folder / "resume.db", scale)
    yield _measure_globs(scale)
    yield from _measure_import(folder / "import.db", scale)


def write_tasks(store: Path, tasks: int) -> Engine:
    """A plan of ready tasks in phases side by side, each with two files of its own."""
    size = max(1, tasks // _PHASES)
    phases = [
        phase(str(p), *(task(f"{p}.{n}", f"src/{p}/{n}.py", f"tests/{p}/{n}.py") for n in range(size)))
        for p in range(_PHASES)
    ]
    engine = open_engine(store)
    import_plan(engine, imported(*phases), actor="person")
    return engine


class BareCommits:
    """B: what no durable write can be faster than."""

    def __init__(self, store: Path) -> None:
        self._connection: Any = sqlite3.connect(str(store), isolation_level=None)
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, text TEXT)")

    def commit(self, number: int) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO bare (text) VALUES (?)", [f"a line of a hundred bytes {number:074}"])
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()


@contextmanager
def bare_commits(store: Path) -> Iterator[BareCommits]:
    bare = BareCommits(store)
    try:
        yield bare
    finally:
        bare.close()


class Cycle:
    """One agent's claim, note and completion, call by call."""

    def __init__(self, engine: Engine, live: int) -> None:
        self.engine = engine
        self._by = Caller(session=engine.join())
        for number in range(live - 1):
            self._claim(f"holder-{number}")
        self._handle = ""
        self.claim(-1)
        self.complete(-1)

    def claim(self, number: int) -> None:
        self._handle = self._claim("measured")

    def note(self, number: int) -> None:
        post_note(self.engine, f"done: step {number}; next: the one after it", self._handle, by=self._by)

    def complete(self, number: int) -> None:
        complete_task(self.engine, self._handle, "done", by=self._by)

    def status(self, number: int) -> None:
        show_status(self.engine)

    def _claim(self, agent: str) -> str:
        claim = claim_task(self.engine, Wish(agent=agent), self._by).claim
        assert claim is not None
        return claim.handle


_GOALS = {"claim": {8: 2.5, 64: 4.5}, "note": {8: 1.4}, "complete": {8: 3.0}, "status": {8: 0.3}}


def _measure_calls(store: Path, scale: Scale, live: int, names: Iterable[str] = tuple(_GOALS)) -> Iterator[Row]:
    engine = write_tasks(store, scale.tasks)
    cycle = Cycle(engine, live)
    with bare_commits(store) as bare:
        acts = {
            "B": bare.commit,
            "claim": cycle.claim,
            "note": cycle.note,
            "status": cycle.status,
            "complete": cycle.complete,
        }
        taken = interleave(scale.rounds, acts)
    engine.close()
    for name in names:
        what = f"{name}, {live} live claims, {scale.tasks:,} tasks"
        yield compare(what, taken[name], taken["B"], "B", _GOALS[name][live])


def _measure_growth(folder: Path, scale: Scale) -> Row:
    cycles = {}
    for tasks in (max(100, scale.rounds + 60), scale.many_tasks):
        cycles[tasks] = Cycle(write_tasks(folder / f"{tasks}.db", tasks), live=8)
    few, many = cycles.values()
    acts = {"few": few.claim, "_1": few.complete, "many": many.claim, "_2": many.complete}
    taken = interleave(min(scale.rounds, 200), acts)
    sizes = list(cycles)
    for cycle in cycles.values():
        cycle.engine.close()
    return compare(f"claim at {sizes[1]:,} tasks", taken["many"], taken["few"], f"at {sizes[0]}", 1.15)


def _measure_resume(store: Path, scale: Scale) -> Iterator[Row]:
    engine = write_tasks(store, scale.tasks)
    cycle = Cycle(engine, live=64)
    cycle.claim(0)
    times, size = [], 0
    for _ in range(min(scale.rounds, 50)):
        began = perf_counter()
        standing = resume(engine, "measured")
        times.append(perf_counter() - began)
        size = len(standing.model_dump_json().encode())
    engine.close()
    what = f"resume, {scale.tasks:,} tasks, 64 live"
    yield Row(what=what, measured=show_time(median(times)), figure=median(times) * 1000, unit="ms", goal=10)
    yield Row(what=what, measured=f"{size:,} bytes", figure=size / 1024, unit="KiB", goal=8)


_PAIRS = (
    ("src/*/models/**", "src/app/**/user.py"),
    ("**/*_test.py", "tests/**/api_*.py"),
    ("a/*b*c*/x.py", "a/?b??c?/*.py"),
    ("src/**", "docs/**"),
)


def _measure_globs(scale: Scale) -> Row:
    times = []
    for number in range(scale.rounds):
        # A pair that was met before is answered from memory: every round has names of its own.
        pairs = [(f"{a}{number}", f"{b}{number}") for a, b in _PAIRS]
        began = perf_counter()
        for a, b in pairs:
            common_path(a, b)
        times.append((perf_counter() - began) / len(pairs))
    return Row(
        what="overlap of two globs", measured=show_time(median(times)), figure=median(times) * 1e6, unit="µs", goal=50
    )


def _measure_import(store: Path, scale: Scale) -> Iterator[Row]:
    text = "\n".join(_lines(scale.tasks))
    began = perf_counter()
    plan = read_text(text, "PLAN.md")
    read = perf_counter() - began
    engine = open_engine(store)
    began = perf_counter()
    import_plan(engine, plan, actor="person")
    stored = perf_counter() - began
    engine.close()
    what = f"a plan of {scale.tasks:,} tasks"
    yield Row(what=f"read {what}", measured=show_time(read), figure=read, unit="s", goal=2)
    yield Row(what=f"store {what}", measured=show_time(stored), figure=stored, unit="s", goal=2)


def _lines(tasks: int) -> Iterator[str]:
    yield "# A large plan"
    for number in range(tasks):
        if number % (tasks // _PHASES) == 0:
            yield f"\n## Phase {number // (tasks // _PHASES) + 1}: Part\n"
        yield f"- [ ] Write module {number} in `src/m{number}.py`"
