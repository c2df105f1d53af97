"""How long it takes to read a plan: hostile shapes, and the real plans beside the checkout."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from benchmarks.rows import Row, Scale, show_time
from importers.hostile import SHAPES, SIZE
from importers.shared_plans import find_shared_plans

from agent_plan_server.errors import PlanServerError
from agent_plan_server.importers import read_plan, read_text

_LINES = 2_000


def measure_reading(folder: Path, scale: Scale) -> Iterator[Row]:
    texts = {name: make(SIZE) for name, make in SHAPES.items()}
    times = {name: _best(lambda text=text: read_text(text, "plan.md"), scale) for name, text in texts.items()}
    slowest = max(times, key=lambda name: times[name])
    yield Row(
        what=f"read 64 KiB, the slowest of {len(SHAPES)} hostile shapes",
        measured=f"{show_time(times[slowest])} ({slowest})",
        figure=times[slowest] * 1000,
        unit="ms",
        goal=100,
    )
    if (shared := find_shared_plans()) is not None:
        yield _measure_real(
            sorted(path for part in ("dev", "pool", "seeds") for path in (shared / part).iterdir()), scale
        )


def _measure_real(paths: list[Path], scale: Scale) -> Row:
    """The slowest of the real plans, in seconds per 2,000 lines; a short one counts as that many."""
    shares = {}
    for path in paths:
        lines = max(_LINES, len(path.read_bytes().splitlines()))
        shares[path.name] = _best(lambda path=path: read_plan([path]), scale) * _LINES / lines
    slowest = max(shares, key=lambda name: shares[name])
    return Row(
        what=f"read 2,000 lines, the slowest of {len(paths)} real plans",
        measured=f"{show_time(shares[slowest])} ({slowest})",
        figure=shares[slowest],
        unit="s",
        goal=1,
    )


def _best(act: Callable[[], object], scale: Scale) -> float:
    """The fastest of a few runs in seconds of CPU: what the work costs, not what else the machine did."""
    times = []
    for _ in range(min(3, scale.starts)):
        began = time.process_time()
        with suppress(PlanServerError):
            act()
        times.append(time.process_time() - began)
    return min(times)
