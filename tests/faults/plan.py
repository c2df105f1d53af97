"""A plan whose tasks collide: few files, many patterns, dependencies in four phases."""

import random
from pathlib import Path

from drafts import imported, phase, task

from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.services.imports import import_plan
from agent_plan_server.storage import open_engine

FOLDERS, FILES, PHASES = 8, 6, 4
UNIVERSE = [f"src/d{folder}/f{file}.py" for folder in range(FOLDERS) for file in range(FILES)]


def write_plan(store: Path, tasks: int, seed: int) -> None:
    """Import a plan of so many tasks into a new store."""
    chance = random.Random(seed)
    per_phase = [tasks // PHASES + (number < tasks % PHASES) for number in range(PHASES)]
    phases = [
        phase(
            str(number + 1),
            *_tasks(number + 1, size, chance),
            after=(str(number),) if number and chance.random() < 0.5 else (),
        )
        for number, size in enumerate(per_phase)
    ]
    engine = open_engine(store)
    import_plan(engine, imported(*phases, slug="faults"), actor="person")
    engine.close()


def _tasks(number: int, size: int, chance: random.Random) -> list[TaskDraft]:
    keys = [f"{number}.{n + 1}" for n in range(size)]
    return [
        task(
            key,
            *_scope(chance),
            after=tuple(chance.sample(keys[max(0, n - 20) : n], k=min(n, chance.choice((0, 0, 1, 2))))),
        )
        for n, key in enumerate(keys)
    ]


def _scope(chance: random.Random) -> list[str]:
    patterns = []
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        folder, file = chance.randrange(FOLDERS), chance.randrange(FILES)
        shapes = (f"src/d{folder}/f{file}.py",) * 6 + (
            f"src/d{folder}/**",
            f"src/d{folder}/f*.py",
            f"src/*/f{file}.py",
        )
        patterns.append(chance.choice(shapes))
    return patterns
