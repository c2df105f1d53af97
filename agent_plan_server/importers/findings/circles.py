"""Circles of needs: each is cut at its weakest need."""

from itertools import pairwise

from agent_plan_server.importers.findings.found import Reading
from agent_plan_server.rules.graphs import find_cycle

_MOST_CIRCLES = 100
_FEWEST_CIRCLES = 10
_MOST_STEPS = 100_000


def cut_circles(
    reading: Reading,
    needs: dict[str, tuple[str, ...]],
    follows: dict[str, tuple[str, ...]],
    what: str,
    weak: set[tuple[str, str]],
) -> None:
    """An inferred order gives way silently; a circle that the plan itself states is a contradiction.

    Of its needs one that is only said in prose is dropped first.
    """
    if _run_backwards(needs, follows):
        return
    # A search costs as much as there are needs: in a large plan fewer are worth it.
    edges = sum(map(len, needs.values())) + sum(map(len, follows.values()))
    most = min(_MOST_CIRCLES, max(_FEWEST_CIRCLES, _MOST_STEPS // (edges + 1)))
    for _ in range(most):
        if (cycle := find_cycle(_edges(needs, follows))) is None:
            return
        ring = list(pairwise(cycle))
        edge = next(((name, other) for name, other in ring if other in follows.get(name, ())), None)
        if edge is None:
            circle = " needs ".join(cycle)
            dropped = next((each for each in reversed(ring) if each in weak), ring[-1])
            said = f"The need of {dropped[0]} for {dropped[1]} was dropped."
            reading.report.contradict((), f"{what} {circle}: a circle. {said}")
            _drop(needs, dropped)
        else:
            _drop(follows, edge)
    reading.report.remark(f"More than {most} circles of needs: no need of a {what.lower()} was kept.")
    needs.clear()
    follows.clear()


def _run_backwards(needs: dict[str, tuple[str, ...]], follows: dict[str, tuple[str, ...]]) -> bool:
    """Every need is of something that stands before: so it is in most plans, and then there is no circle."""
    place = {name: number for number, name in enumerate(needs)}
    return all(place.get(other, len(place)) < place.get(name, -1) for name, other in _edges(needs, follows))


def _edges(needs: dict[str, tuple[str, ...]], follows: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(name, other) for table in (needs, follows) for name, others in table.items() for other in others]


def _drop(table: dict[str, tuple[str, ...]], edge: tuple[str, str]) -> None:
    name, other = edge
    table[name] = tuple(each for each in table[name] if each != other)
