"""A generated repository and its plan: many small modules, a few files that everybody changes, and a check."""

import json
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from drafts import imported, phase, task
from repositories import commit, git

from agent_plan_server.services.imports import import_plan
from agent_plan_server.storage import open_engine

HOT_FILES = 6
_MARK = "    # newest first\n"
_REGISTRY = f"PARTS = [\n{_MARK}]\n"
_REGISTRY_TEST = """import unittest
from importlib import import_module
from pathlib import Path

HOT = sorted(Path(__file__).parents[1].glob("shop/hot_*.py"))


class Registry(unittest.TestCase):
    def test_every_part_that_is_listed_is_there_once(self):
        for path in HOT:
            parts = import_module(f"shop.{path.stem}").PARTS
            self.assertEqual(len(parts), len(set(parts)))
            for part in parts:
                import_module(f"shop.{part}")
"""


class Job(NamedTuple):
    """What a task has to do: write a module of its own over those it needs, and enter it into hot files."""

    key: str
    needs: tuple[str, ...]
    hot: tuple[str, ...]

    @property
    def part(self) -> str:
        return f"part_{self.key.replace('.', '_')}"

    @property
    def scope(self) -> tuple[str, ...]:
        return (f"shop/{self.part}.py", f"tests/test_{self.part}.py", *self.hot)


def make_jobs(tasks: int, seed: int) -> list[Job]:
    """Every second one changes a hot file, some change two; each needs up to two of the twenty before it."""
    chance = random.Random(seed)
    keys = [f"1.{number}" for number in range(1, tasks + 1)]
    return [
        Job(
            key,
            tuple(chance.sample(keys[max(0, place - 20) : place], k=min(place, chance.choice((0, 0, 0, 1, 2))))),
            tuple(f"shop/hot_{file}.py" for file in chance.sample(range(HOT_FILES), k=chance.choice((0, 0, 1, 1, 2)))),
        )
        for place, key in enumerate(keys)
    ]


def make_project(folder: Path, jobs: list[Job], *, has_scopes: bool) -> Path:
    """The repository, its main branch checked out nowhere, with the plan in its store."""
    project = folder / "shop"
    project.mkdir(parents=True)
    git(project, "init", "-q", "-b", "main")
    for key, value in (("user.name", "Gary"), ("user.email", "gary@example.org"), ("gc.auto", "0")):
        git(project, "config", key, value)
    hot = {f"shop/hot_{number}.py": _REGISTRY for number in range(HOT_FILES)}
    commit(
        project,
        "Begin.",
        **hot,
        **{"shop/__init__.py": "", "tests/__init__.py": "", "tests/test_registry.py": _REGISTRY_TEST},
    )
    git(project, "switch", "-q", "--detach")
    (folder / "jobs.json").write_text(json.dumps(jobs))
    drafts = [task(job.key, *(job.scope if has_scopes else ()), after=job.needs) for job in jobs]
    engine = open_engine(project / ".git" / "agent-plan" / "agent-plan.db")
    import_plan(engine, imported(phase("1", *drafts), slug="shop"), actor="person")
    engine.close()
    return project


def read_jobs(folder: Path) -> dict[str, Job]:
    found = json.loads((folder / "jobs.json").read_text())
    return {key: Job(key, tuple(needs), tuple(hot)) for key, needs, hot in found}


def do_job(place: Path, job: Job) -> None:
    """Write what the task is about into a working tree and commit it."""
    needs = [f"part_{key.replace('.', '_')}" for key in job.needs]
    total = " + ".join(["1", *(f"{part}.value()" for part in needs)])
    imports = "".join(f"from shop import {part}\n" for part in needs)
    (place / "shop" / f"{job.part}.py").write_text(f"{imports}\n\ndef value():\n    return {total}\n")
    (place / "tests" / f"test_{job.part}.py").write_text(
        f"import unittest\n\nfrom shop import {job.part}\n\n\nclass Value(unittest.TestCase):\n"
        f"    def test_it_counts(self):\n        self.assertGreater({job.part}.value(), {len(needs)})\n"
    )
    for hot in job.hot:
        text = (place / hot).read_text()
        (place / hot).write_text(text.replace(_MARK, f'{_MARK}    "{job.part}",\n', 1))
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", f"Do {job.key}.")


def list_lost(project: Path, jobs: Iterable[Job]) -> list[str]:
    """What of the merged work is not on the main branch."""
    entered = [(job, hot) for job in jobs for hot in job.hot]
    return [f"{job.key}: {hot}" for job, hot in entered if f'"{job.part}"' not in git(project, "show", f"main:{hot}")]


def is_built(project: Path, folder: Path) -> bool:
    """Whether the main branch compiles and passes its tests."""
    git(folder, "clone", "-q", "--branch", "main", str(project), "check")
    check = folder / "check"
    steps = (("compileall", "-q", "."), ("unittest", "discover", "-q", "-s", "tests", "-t", "."))
    return all(
        subprocess.run([sys.executable, "-m", *step], cwd=check, capture_output=True, check=False).returncode == 0
        for step in steps
    )
