"""A line of the table, and how to measure one."""

import time
from collections.abc import Callable, Mapping
from statistics import median

from agent_plan_server.models.noun import Noun


class Row(Noun):
    """`goal` bounds the figure in the last column but two: a ratio where there is a limit, else the measure itself."""

    what: str
    measured: str
    limit: str = "–"
    figure: float
    unit: str = "×"
    goal: float
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        return self.figure >= self.goal if self.at_least else self.figure <= self.goal


class Scale(Noun):
    """How much is measured; the short form shows that every row works, and no more."""

    rounds: int = 300
    starts: int = 9
    tasks: int = 10_000
    many_tasks: int = 100_000
    processes: int = 32
    agents: int = 64
    seconds: float = 30.0


SHORT = Scale(rounds=20, starts=2, tasks=1_000, many_tasks=2_000, processes=4, agents=6, seconds=1.0)


def interleave(rounds: int, acts: Mapping[str, Callable[[int], object]]) -> dict[str, float]:
    """The median of each act in seconds; in every round each comes once, so that noise meets all alike."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for number in range(rounds):
        for name, act in acts.items():
            began = time.perf_counter()
            act(number)
            taken[name].append(time.perf_counter() - began)
    return {name: median(times) for name, times in taken.items()}


def compare(what: str, measured: float, limit: float, limit_name: str, goal: float, *, at_least: bool = False) -> Row:
    """A row whose figure is a ratio."""
    return Row(
        what=what,
        measured=show_time(measured),
        limit=f"{limit_name} {show_time(limit)}",
        figure=measured / limit,
        goal=goal,
        at_least=at_least,
    )


def show_time(seconds: float) -> str:
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


def print_table(rows: list[Row]) -> None:
    lines = [("what", "measured", "limit of the same run", "figure", "goal", "")]
    for row in rows:
        sign = "≥" if row.at_least else "≤"
        figure, goal = f"{row.figure:.2f} {row.unit}", f"{sign} {row.goal:g} {row.unit}"
        lines.append((row.what, row.measured, row.limit, figure, goal, "ok" if row.is_met else "over"))
    widths = [max(len(line[place]) for line in lines) for place in range(6)]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
