"""The boxes of a checklist that an index links to are ticked with the tasks of the index."""

import pytest

from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.files import PlanFiles, open_files
from agent_plan_server.rendering.render import Rendering, render
from agent_plan_server.rendering.units import Wanted, written_for

DONE, OPEN = TaskStatus.COMPLETED, TaskStatus.PENDING
INDEX = """# Library

### [Phase 1: Count](one.md)

- Count the books
- Choose a branch

### [Phase 3: Read](three.md)

- Read

### [Phase 2: Lend](two.md)

- Count the books
- Lend by scanner

## Checklists

- [Phase 1 Checklist](check-1.md)
- [Phase 2 Checklist](check-2.md)
- [Phase 3 Checklist](check-3.md)
"""
ONE = "# Checklist\n\n- [x] Choose a branch\n- [ ] Count the books\n- [ ] Sweep the floor\n"
TWO = "# Checklist\r\n\r\n- [ ] Count the books\r\n- [ ] Lend by scanner\r\n"


THREE = "# Read\n\n## Tasks\n\n- [ ] Read aloud\n- [] Read in silence\n"
CHECK_3 = "# Checklist\n\n- [x] Read aloud\n- [ ] Read in silence\n"


@pytest.fixture
def files(tmp_path) -> PlanFiles:
    texts = {"index": INDEX, "check-1": ONE, "check-2": TWO, "three": THREE, "check-3": CHECK_3}
    for name, text in texts.items():
        (tmp_path / f"{name}.md").write_bytes(text.encode())
    return open_files([tmp_path / "index.md"], lambda path: path.read_bytes())[0]


def write(files: PlanFiles, key: str, wanted: Wanted) -> tuple[Rendering, dict[str, str]]:
    rendering = render(files, files.read({}), {key: wanted})
    return rendering, {path.name: data.decode() for path, data in rendering.changed.items()}


def test_the_box_of_a_task_is_ticked(files):
    assert write(files, "2.2", Wanted(DONE))[1] == {
        "check-2.md": TWO.replace("[ ] Lend", "[x] Lend"),
    }


def test_the_box_of_a_task_is_opened_again(files):
    assert write(files, "1.2", Wanted(OPEN))[1] == {"check-1.md": ONE.replace("[x]", "[ ]")}


@pytest.mark.parametrize(("key", "name", "text"), [("1.1", "check-1.md", ONE), ("2.1", "check-2.md", TWO)])
def test_of_equal_titles_the_box_of_its_own_phase_is_ticked(files, key, name, text):
    assert write(files, key, Wanted(DONE))[1] == {name: text.replace("[ ] Count", "[x] Count")}


def test_a_task_with_a_box_of_its_own_is_ticked_in_both_files(files):
    assert write(files, "3.2", Wanted(DONE))[1] == {
        "three.md": THREE.replace("[] Read in", "[x] Read in"),
        "check-3.md": CHECK_3.replace("[ ] Read in", "[x] Read in"),
    }


@pytest.mark.parametrize(("key", "status", "back"), [("1.1", DONE, OPEN), ("3.2", DONE, OPEN), ("3.1", OPEN, DONE)])
def test_what_was_written_can_be_taken_back(files, key, status, back):
    there = write(files, key, Wanted(status))[0]
    written = tuple(each for _, each in written_for(there.edits))
    changed = PlanFiles(files.paths, {**files.contents, **there.changed}, files.main)

    again = write(changed, key, Wanted(back, written=written))[0]

    assert {**changed.contents, **again.changed} == files.contents
