"""`import` of a plan that has changed, and `diff`."""

import json
import re

import pytest
from terminal import run_in_terminal

from agent_plan_server.settings import AGENT_SIGNS

CHANGED = """# Greeter

## Phase 1: Library

- [ ] Write `src/greet.py`
- [x] Write `tests/test_greet.py`
- [x] Choose a name
- [ ] Choose a licence

## Phase 2: Command

- [ ] Write `src/commands.py`
"""


@pytest.fixture
def changed(planned, project):
    (project / "PLAN.md").write_text(CHANGED)
    return planned


def test_additions_are_taken_and_the_rest_is_listed_with_exit_code_4(changed):
    answer = changed("import", "PLAN.md")

    assert answer.code == 4
    assert "1 task and 0 phases added to greeter" in answer.out
    assert "Task 1.2 is completed in the file, pending here." in answer.out
    assert "hint: agent-plan import PLAN.md --yes" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


def test_with_yes_everything_is_taken_and_then_there_is_nothing_left(changed):
    answer = changed("import", "PLAN.md", "--yes", "--json")

    stored = json.loads(answer.out)["stored"]
    assert answer.code == 0
    assert (stored["added_tasks"], stored["left"]) == (1, [])
    assert {"kind", "how", "text", "task", "phase", "field", "stored", "file", "taken", "settled"} == set(
        stored["differences"][0]
    )
    assert changed("diff").code == 0
    assert changed("import", "PLAN.md").code == 0


def test_a_dry_run_shows_the_differences_and_writes_nothing(changed):
    answer = changed("import", "PLAN.md", "--dry-run", "--json")

    record = json.loads(answer.out)
    assert answer.code == 0
    assert {each["kind"] for each in record["differences"]} >= {"task_added", "state_changed"}
    assert changed("show", "1.4").code == 3


def test_diff_exits_4_where_the_file_differs_and_0_where_it_does_not(planned, project):
    same = planned("diff")
    (project / "PLAN.md").write_text(CHANGED)
    other = planned("diff", "PLAN.md")

    assert (same.code, other.code) == (0, 4)
    assert "the file and the store say the same" in same.out
    assert "Task 1.4 is new: Choose a licence." in other.out


def test_diff_finds_the_file_from_another_folder_and_tells_of_revisions_here(planned, project, monkeypatch):
    planned("edit", "1.1", "--owner", "gary", "--reason", "his part")
    (project / "deep").mkdir()
    monkeypatch.chdir(project / "deep")

    answer = planned("diff")

    assert answer.code == 4
    assert "REVISED HERE, NOT YET IN THE FILE (1)" in answer.out


def test_diff_without_its_file_says_what_to_name(planned, project):
    (project / "PLAN.md").unlink()

    assert planned("diff").code == 3


def test_a_conflict_is_left_until_somebody_chooses(planned, project):
    planned("edit", "2.1", "--title", "Write the command", "--reason", "shorter")
    (project / "PLAN.md").write_text(
        (project / "PLAN.md").read_text().replace("Write `src/command.py`", "Write `src/commands.py`")
    )

    assert planned("import", "PLAN.md", "--yes").code == 4
    assert planned("import", "PLAN.md", "--prefer", "store").code == 0
    assert "Write the command" in planned("show", "2.1").out
    assert planned("import", "PLAN.md").code == 0


@pytest.mark.parametrize("options", [("--yes",), ("--prefer", "file")])
@pytest.mark.parametrize("sign", AGENT_SIGNS)
def test_an_agent_takes_additions_only(changed, monkeypatch, sign, options):
    monkeypatch.setenv(sign, "1")

    assert changed("import", "PLAN.md", *options).code == 4
    assert "needs_person" in changed("import", "PLAN.md", *options).err


@pytest.mark.parametrize(("typed", "left"), [("y\n", 0), ("n\n", 4)])
def test_at_a_terminal_changes_are_asked_for(changed, typed, left):
    text = re.sub(r"\x1b\[[0-9;]*m", "", run_in_terminal("import", "PLAN.md", typed=typed))

    assert "CHANGED IN THE FILE" in text
    assert "Take the changes" in text
    assert changed("diff").code == left
