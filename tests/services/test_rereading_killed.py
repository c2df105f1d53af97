"""A process that is killed while it reads a plan again leaves the store as it was, or as it shall be."""

from contextlib import suppress
from pathlib import Path
from subprocess import TimeoutExpired

import pytest
from drafts import imported, phase, task
from processes import hear, kill, start_python

from agent_plan_server.models.draft import ImportedPlan
from agent_plan_server.services.health import check_health
from agent_plan_server.services.imports import import_plan
from agent_plan_server.storage import open_engine

TASKS = 300
_READER = """
import sys
from test_rereading_killed import plan
from agent_plan_server.models.difference import Choice
from agent_plan_server.services.imports import import_plan
from agent_plan_server.storage import open_engine
engine, after = open_engine(sys.argv[1]), plan("after")
print("ready", flush=True)
sys.stdin.readline()
import_plan(engine, after, "kim", Choice(changes=True))
print("done", flush=True)
"""


def plan(word: str) -> ImportedPlan:
    titles = [f"{number * 7919 % 10007} {word}" for number in range(TASKS)]
    return imported(phase("1", *(task(f"T{n}", title=title, own_key=True) for n, title in enumerate(titles))))


def read_again_and_die(path: Path, seconds: float) -> None:
    reader = start_python(f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n{_READER}", path)
    try:
        assert hear(reader) == "ready"
        reader.stdin.write("go\n")
        reader.stdin.flush()
        with suppress(TimeoutExpired):
            reader.wait(timeout=seconds)
    finally:
        kill(reader)


@pytest.mark.parametrize("milliseconds", [0, 20, 60, 90, 120, 160, 10_000])
def test_a_kill_leaves_all_or_nothing(tmp_path, milliseconds):
    path = tmp_path / "plan.db"
    engine = open_engine(path)
    import_plan(engine, plan("before"), "kim")
    engine.close()

    read_again_and_die(path, milliseconds / 1000)

    engine = open_engine(path)
    words = {task.title.split()[1] for task in engine.read(lambda store: store.tasks.list_all(1))}
    revised = engine.read(lambda store: store.events.count_by_kind(1, 0, 1_000_000)).get("task_revised", 0)
    findings = check_health(engine).findings
    engine.close()
    assert (words, revised) in [({"before"}, 0), ({"after"}, TASKS)]
    assert milliseconds < 10_000 or words == {"after"}
    assert {finding.grade for finding in findings if finding.name in ("counts", "history", "integrity")} == {"ok"}
