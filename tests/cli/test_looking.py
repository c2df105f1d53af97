"""`ready`, `claims`, `show` and `export`."""

import json

import pytest
from drafts import import_phases, phase, task

from agent_plan_server.models.page import View


@pytest.fixture
def worked(planned):
    """One task claimed, one ready whose files are held, one failed before."""
    planned("claim", "1.1", "--agent", "ada", "--path", "tests/**")
    planned("note", "half done", "--on", "1.1", "--agent", "ada")
    planned("note", "the clock is mocked", "--kind", "risk", "--agent", "ada")
    planned("ask", "Ship it?", "--option", "yes", "--agent", "ada")
    return planned


def test_ready_lists_the_best_first_and_says_whose_files_are_in_the_way(worked):
    text = worked("ready").out

    assert text.startswith("1 ready, best first")
    assert "no: 1.1 ada" in text


def test_when_nothing_is_ready_the_next_look_is_named(worked):
    for agent in ("bob", "cyd"):
        worked("claim", "--agent", agent)
    worked("release", "1.1", "--agent", "ada")
    worked("claim", "1.1", "--agent", "ada")
    worked("claim", "1.2", "--agent", "bob")

    text = worked("ready").out

    assert text.startswith("Nothing is ready.\nhint: agent-plan status")


def test_claims_show_holder_lease_and_files_but_never_the_handle(worked):
    handle = json.loads(worked("claim", "1.1", "--agent", "ada", "--json").out)["claim"]

    text = worked("claims").out
    record = worked("claims", "--json").out

    assert "CLAIMS 1 moving" in text
    assert "ada" in text
    assert "left" in text
    assert handle.rpartition("-")[2] not in text + record


def test_without_claims_the_next_step_is_named(planned):
    assert planned("claims").out == "No claims.\nhint: agent-plan ready\n"


def test_claims_of_a_task_are_all_attempts_at_it(worked):
    worked("fail", "1.1", "--agent", "ada", "--reason", "flaky clock")

    text = worked("claims", "1.1").out

    assert "ATTEMPTS 1.1 1 failed" in text
    assert "flaky clock" in text


def test_show_knows_tasks_decisions_and_lists(worked):
    assert "Write src/greet.py" in worked("show", "1.1").out
    assert "Ship it?" in worked("show", "D1").out
    assert "the clock is mocked" in worked("show", "risks").out
    assert "Library" in worked("show").out
    assert "src/command.py" in worked("show", "phase", "2").out


@pytest.mark.parametrize("view", list(View))
def test_every_view_is_a_list_in_text_and_in_json(worked, view):
    of = {"task": ["1.1"], "search": ["write"], "messages": ["ada"]}.get(view, [])

    text = worked("show", view, *of)
    record = json.loads(worked("show", view, *of, "--json").out)

    assert (text.code, record["v"], record["view"]) == (0, 1, view)


def test_show_of_a_task_in_json_holds_everything_known(worked):
    record = json.loads(worked("show", "1.1", "--json").out)

    assert record["v"] == 1
    assert [attempt["agent"] for attempt in record["attempts"]] == ["ada"]
    assert [note["text"] for note in record["notes"]] == ["half done"]


def test_what_is_not_there_exits_3(worked):
    assert worked("show", "9.9").code == 3
    assert worked("show", "D99").code == 3


def test_a_long_list_is_read_page_by_page(agent_plan, store):
    import_phases(store, phase("1", *(task(f"1.{n}", title="a title " * 12) for n in range(1, 200))))

    first = json.loads(agent_plan("show", "phase", "1", "--json").out)
    second = json.loads(agent_plan("show", "phase", "1", "--cursor", first["cursor"], "--json").out)

    assert first["total"] == 199
    assert first["items"][-1]["key"] != second["items"][0]["key"]


def test_export_in_json_has_the_contract_with_live_state(worked):
    record = json.loads(worked("export", "--format", "json").out)

    task = record["plan"]["phases"][0]["tasks"][0]
    assert set(record) == {"v", "plan"}
    assert task["status"] == "in_progress"
    assert task["claim"]["agent"] == "ada"
    assert {"agent", "attempt", "expires_at"} <= set(task["claim"])
    assert [(note["agent"], note["kind"], note["text"]) for note in task["notes"]] == [("ada", "progress", "half done")]


def test_export_writes_a_file_and_nothing_beside_it(planned, project):
    printed = planned("export", "--format", "json").out

    planned("export", "--format", "json", "-o", "out.json")

    assert json.loads((project / "out.json").read_text()) == json.loads(printed)
    assert not list(project.glob(".out*"))


def test_export_as_markdown_has_the_title_and_the_boxes(worked):
    text = worked("export").out

    assert text.startswith("# Greeter")
    assert "- [ ]" in text


def test_export_to_a_folder_that_is_not_there_is_refused(worked):
    assert worked("export", "-o", "nowhere/plan.md").code == 2


@pytest.mark.parametrize("form", ["spec-kit", "taskmaster", "beads"])
def test_what_is_exported_to_another_tool_is_imported_as_the_same_plan(worked, form):
    before = json.loads(worked("export", "--json").out)["plan"]["phases"]

    worked("export", "--format", form, "-o", "plan.txt")
    after = json.loads(worked("import", "plan.txt", "--dry-run", "--json").out)["plan"]["phases"]

    named = ("key", "title", "status", "depends_on")
    assert [[[task[name] for name in named] for task in phase["tasks"]] for phase in after] == [
        [[task[name] for name in named] for task in phase["tasks"]] for phase in before
    ]


def test_a_table_of_the_tasks_is_printed(worked):
    assert worked("export", "--format", "csv").out.splitlines()[1].startswith("1,Library,1.1,")
