"""`render`: the difference, the write, and what scripts get."""

import json

import pytest


@pytest.fixture
def finished(planned):
    """The plan imported, and its first task completed."""
    handle = json.loads(planned("claim", "1.1", "--json").out)["claim"]
    assert planned("complete", handle, "--summary", "done").code == 0
    return planned


def test_render_shows_the_difference_and_how_to_write_it(finished, project):
    before = (project / "PLAN.md").read_text()

    answer = finished("render", "PLAN.md")

    assert "-- [ ] Write `src/greet.py`\n+- [x] Write `src/greet.py`" in answer.out
    assert "hint: agent-plan render PLAN.md --in-place" in answer.out
    assert (project / "PLAN.md").read_text() == before


def test_render_in_place_writes(finished, project):
    answer = finished("render", "PLAN.md", "--in-place")

    assert (answer.code, "1 line of PLAN.md changed" in answer.out) == (0, True)
    assert "- [x] Write `src/greet.py`" in (project / "PLAN.md").read_text()
    assert "the file says what the store says" in finished("render", "PLAN.md", "--in-place").out


def test_render_gives_scripts_every_edit(finished):
    record = json.loads(finished("render", "PLAN.md", "--json").out)

    assert (record["v"], record["plan"], record["is_written"], record["left"]) == (1, "greeter", False, [])
    (file,) = record["files"]
    assert file["path"] == "PLAN.md"
    assert file["edits"] == [{"line": 5, "task": "1.1", "step": None, "kind": "box", "old": " ", "new": "x"}]


def test_check_exits_4_until_the_file_is_written(finished):
    assert finished("render", "PLAN.md", "--check").code == 4

    finished("render", "PLAN.md", "--in-place")

    assert finished("render", "PLAN.md", "--check").code == 0


def test_check_and_in_place_exclude_each_other(finished):
    assert finished("render", "PLAN.md", "--check", "--in-place").code == 2


def test_what_is_not_written_is_listed_with_its_reason(planned):
    planned("claim", "1.1")

    answer = planned("render", "PLAN.md")

    assert "NOT WRITTEN (1)" in answer.out
    assert "no way to say in progress" in answer.out


def test_a_file_that_is_not_there_exits_3(planned):
    assert planned("render", "nowhere.md").code == 3


def test_render_before_import_exits_3(agent_plan):
    assert agent_plan("render", "PLAN.md").code == 3


def test_a_task_that_was_added_comes_along(finished, project):
    finished("add", "Write the docs", "--phase", "1", "--reason", "people ask")

    answer = finished("render", "PLAN.md", "--in-place")

    assert "1 line of PLAN.md changed, 1 line added to PLAN.md" in answer.out
    assert "- [x] Choose a name\n- [ ] Write the docs\n" in (project / "PLAN.md").read_text()
    assert finished("diff", "PLAN.md").code == 0


def test_the_id_that_a_new_task_gets_from_its_file_is_said(planned, project):
    (project / "IDS.md").write_text("# Ids\n\n## Phase 1: Library\n\n- [ ] T001 Write it\n")
    planned("import", "IDS.md")
    planned("add", "Test it", "--phase", "1", "--reason", "people ask", "--plan", "ids")

    assert "1.2 will be called T002" in planned("render", "IDS.md").out
    assert "1.2 is called T002" in planned("render", "IDS.md", "--in-place").out
