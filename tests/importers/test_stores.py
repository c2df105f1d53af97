"""Plans that are data: Task Master, Ralph, beads, Cursor, Backlog.md, and any other list of tasks."""

import json
from contextlib import suppress

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from importers.reading import read, tasks

from agent_plan_server.errors import NotAPlan
from agent_plan_server.importers import read_plan, read_text


def read_json(data: object):
    return read_text(json.dumps(data, indent=1), "plan.json")


def master(*records: dict, **tags: list) -> dict:
    return {tag: {"tasks": list(each)} for tag, each in {"master": records, **tags}.items()}


def record(number: object, *needs: object, **fields: object) -> dict:
    return {"id": number, "title": f"Task {number}", "status": "pending", "details": "", "dependencies": needs} | fields


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("pending", "pending"),
        ("in-progress", "in_progress"),
        ("review", "in_progress"),
        ("done", "completed"),
        ("blocked", "blocked"),
        ("deferred", "skipped"),
        ("cancelled", "skipped"),
    ],
)
def test_every_state_of_task_master_is_known(word, status):
    imported = read_json(master(record(1, status=word)))

    assert (imported.report.format, imported.plan.tasks[0].status) == ("task_master", status)


def test_a_task_waits_for_the_task_of_the_subtask_that_it_names():
    inner = [
        {"id": 1, "title": "a", "status": "done"},
        {"id": 2, "title": "b", "status": "open", "dependencies": [1, "3.1"]},
    ]
    third = record(3, subtasks=[{"id": 1, "title": "c", "status": "pending"}])

    found = tasks(read_json(master(record(1, "3.1"), record(2, subtasks=inner), third)))

    assert {key: task.depends_on for key, task in found.items()} == {"1": ("3",), "2": ("3",), "3": ()}
    assert [(step.text, step.done) for step in found["2"].steps] == [("a", True), ("b", False)]


def test_tags_are_phases_side_by_side_and_count_for_themselves():
    imported = read_json(master(record(1), record(2, 1), search=[record(1), record(2, 1)]))

    assert [(phase.title, phase.follows) for phase in imported.plan.phases] == [("master", ()), ("search", ())]
    assert {key: task.depends_on for key, task in tasks(imported).items()} == {
        "1": (),
        "2": ("1",),
        "search.1": (),
        "search.2": ("search.1",),
    }


def test_the_line_of_a_task_is_that_of_its_title():
    task = read_text('{"tasks": [\n{"id": 1,\n "title": "One", "status": "done", "details": ""}]}', "x").plan.tasks[0]

    assert (task.line, task.raw) == (3, ' "title": "One", "status": "done", "details": ""}]}')


def test_stories_come_in_the_order_of_their_priority():
    stories = [{"id": f"US-{n}", "title": f"s{n}", "priority": n, "passes": n == 1} for n in (3, 1, 2)]

    imported = read_json({"project": "Desk", "userStories": stories})

    assert [(task.key, task.status) for task in imported.plan.tasks] == [
        ("US-1", "completed"),
        ("US-2", "pending"),
        ("US-3", "pending"),
    ]


def test_a_story_that_is_done_and_does_not_pass_is_open_and_contradicts_itself():
    story = {"id": "US-1", "title": "s", "passes": False, "status": "done", "acceptanceCriteria": ["a"]}

    imported = read_json({"userStories": [story]})

    assert imported.plan.tasks[0].status == "pending"
    assert "marked not done" in imported.report.contradictions[0].text


def bead(name: str, *links: tuple[str, str], **fields: object) -> str:
    needs = [{"issue_id": name, "depends_on_id": other, "type": kind} for other, kind in links]
    own = {"id": name, "title": name.upper(), "status": "open", "issue_type": "task", "dependencies": needs}
    return json.dumps(own | fields)


def test_epics_of_beads_are_phases_and_only_what_blocks_is_needed():
    imported = read(
        bead("x-1", issue_type="epic"),
        bead("x-2", ("x-1", "blocks"), issue_type="epic"),
        bead("x-a", ("x-1", "parent-child"), ("x-2.1", "related"), ("x-gone", "blocks")),
        bead("x-2.1", ("x-a", "blocks"), ("x-a", "discovered-from")),
        bead("x-2.1.1"),
    )

    phases = imported.plan.phases
    assert [(phase.title, phase.depends_on, [task.key for task in phase.tasks]) for phase in phases] == [
        ("X-1", (), ["x-a"]),
        ("X-2", ("1",), ["x-2.1", "x-2.1.1"]),
    ]
    assert tasks(imported)["x-2.1"].depends_on == ("x-a",)
    assert [each.text for each in imported.report.unresolved] == ["x-gone"]


def test_deleted_messages_and_older_records_of_beads_are_reported():
    imported = read(
        bead("x-1", status="tombstone"),
        bead("x-2", issue_type="message"),
        bead("x-3", updated_at="2026-01-01"),
        bead("x-3", title="Newer", updated_at="2026-01-02"),
    )

    assert [task.title for task in imported.plan.tasks] == ["Newer"]
    assert [(each.line, each.reason) for each in imported.report.not_taken] == [
        (1, "is deleted"),
        (2, "is no work but a record of the kind message"),
        (3, "x-3 has a newer record on line 4"),
    ]


@pytest.mark.parametrize(("reason", "status"), [("Won't do", "skipped"), ("Removed the old code", "completed")])
def test_a_closed_issue_is_skipped_only_where_its_reason_says_so(reason, status):
    assert read(bead("x-1", status="closed", close_reason=reason)).plan.tasks[0].status == status


def test_circles_of_parents_in_beads_end():
    imported = read(bead("x-1", ("x-2", "parent-child")), bead("x-2", ("x-1", "parent-child")))

    assert len(imported.plan.tasks) == 2


def test_todos_of_the_front_matter_are_the_tasks_and_the_text_below_is_reported():
    imported = read(
        "---", "name: Login", "todos:", "  - id: a", "    content: Do a", "    status: completed", "---",
        "# Login", "1. First think", "## Risks", "- It breaks",
    )  # fmt: skip

    assert [(task.key, task.status, task.line) for task in imported.plan.tasks] == [("a", "completed", 5)]
    assert [(each.line, each.text) for each in imported.report.not_taken] == [(9, "First think")]
    assert imported.plan.entries[0].text == "It breaks"


def test_without_todos_the_markdown_is_the_plan():
    imported = read("---", "name: Login", "todos: []", "---", "# Report", "## Phase 1: A", "- [ ] one")

    assert (imported.plan.title, [task.title for task in imported.plan.tasks]) == ("Login", ["one"])


def backlog(folder, number: int, *fields: str) -> None:
    lines = [
        "---",
        f"id: task-{number}",
        f"title: T{number}",
        "status: To Do",
        "labels: []",
        "assignee: []",
        *fields,
        "---",
    ]
    (folder / f"task-{number} - T{number}.md").write_text(
        "\n".join([*lines, "", "## Acceptance Criteria", "- [x] #1 ok"])
    )


def test_a_folder_of_task_files_is_one_plan(tmp_path):
    folder = tmp_path / "backlog" / "tasks"
    folder.mkdir(parents=True)
    backlog(folder, 10, "dependencies: [task-2]", "milestone: m1")
    backlog(folder, 2)
    backlog(folder, 3, "parent_task_id: task-2")
    (folder / "notes.md").write_text("# Notes\n- milk")

    for place in (folder, folder.parent):
        imported = read_plan([place])

        assert [(phase.title, [task.key for task in phase.tasks]) for phase in imported.plan.phases] == [
            (place.name, ["task-2", "task-3"]),
            ("m1", ["task-10"]),
        ]
        found = tasks(imported)
        assert found["task-10"].depends_on == ("task-2",)
        assert found["task-2"].follows == ("task-3",)
        assert found["task-3"].file.endswith("task-3 - T3.md")
        assert [each.task for each in imported.plan.criteria] == ["task-2", "task-3", "task-10"]
        assert any("1 files" in remark for remark in imported.report.remarks)


_DONE, _OPEN = {"title": "a", "done": True}, {"title": "b", "done": False}
SHAPES = {
    "a list of objects": [_DONE, _OPEN],
    "tasks in a plan": {"plan": {"tasks": [{"description": "a", "status": "done"}, {"description": "b", "id": 2}]}},
    "tasks by their ids": {"tasks": {"T1": {"title": "a", "status": "done"}, "T2": {"title": "b", "status": "todo"}}},
    "todos": {"todos": [{"content": "a", "status": "completed"}, {"content": "b", "status": "pending"}]},
    "another language": {"Arbeit": [{"titel": "a", "status": "erledigt"}, {"titel": "b", "status": "offen"}]},
    "columns": {"columns": [{"name": "To Do", "cards": [{"name": "b"}]}, {"name": "Done", "cards": [{"name": "a"}]}]},
    "lists by state": {"todo": [{"title": "b", "id": 1}], "doing": [], "done": [{"title": "a", "id": 2}]},
    "a phase for each": {"phases": [{"name": "P", "tasks": [_DONE]}, {"name": "Q", "tasks": ["b"]}]},
    "phases that name tasks": {
        "phases": [{"name": "P", "tasks": ["x", "y"]}],
        "tasks": [{"id": "x", "title": "a", "state": "closed"}, {"id": "y", "title": "b", "state": "open"}],
    },
    "phases by their names": {"title": "x", "phase_1": {"tasks": [_DONE]}, "phase_2": {"tasks": [_OPEN]}},
    "modules with a state": {"modules": [{"name": "M", "status": "open", "tasks": [_DONE, _OPEN]}]},
    "phases without a list": [{"phase": "P", "tasks": [_DONE]}, {"phase": "Q", "tasks": [_OPEN]}],
    "described features": [
        {"category": "ui", "description": "a", "steps": ["look"], "passes": True},
        {"category": "ui", "description": "b", "steps": ["look", "click"], "passes": False},
    ],
    "epics, stories": {"epics": [{"title": "E", "stories": [_DONE, _OPEN]}]},
    "groups in phases": {"milestones": [{"title": "M", "features": [{"title": "F", "tasks": [_DONE, _OPEN]}]}]},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_list_of_tasks_is_read_however_it_is_called(shape):
    imported = read_json(SHAPES[shape])

    assert {(task.title, task.status) for task in imported.plan.tasks} == {("a", "completed"), ("b", "pending")}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_list_is_read_from_yaml(shape):
    imported = read_text(yaml.safe_dump(SHAPES[shape], sort_keys=False), "plan.yaml")

    assert {task.title for task in imported.plan.tasks} == {"a", "b"}


def test_what_is_nested_in_yaml_is_no_markdown_that_is_too_deep():
    notes = "".join(f"{'  ' * depth}- n{depth}:\n" for depth in range(2, 16))

    imported = read_text(f"phases:\n- name: a\n  tasks: [b]\nnotes:\n{notes}", "plan.yaml")

    assert [task.title for task in imported.plan.tasks] == ["b"]


_TWO = "- one\n- two"


def test_fields_are_known_under_the_names_of_many_stores():
    imported = read_json(
        {
            "tasks": [
                {"key": "A", "name": "a", "state": "open", "blockedBy": ["B"], "estimatedHours": 3, "owner": "@ada"},
                {"key": "B", "name": "b", "state": "open", "filesToModify": ["src/b.py"], "acceptance-criteria": _TWO},
                {"key": "C", "name": "c", "state": "open", "depends_on": "A, b", "blocks": ["D"]},
                {"key": "D", "name": "d", "state": "open", "dependencies": "none", "story points": 5},
            ]
        }
    )  # fmt: skip

    found = tasks(imported)
    assert {key: task.depends_on for key, task in found.items()} == {"A": ("B",), "B": (), "C": ("A", "B"), "D": ("C",)}
    assert (found["A"].estimate_minutes, found["A"].owner, found["B"].scope) == (180, "ada", ("src/b.py",))
    assert [each.text for each in imported.plan.criteria] == ["one", "two"]


def test_tasks_that_name_their_phase_are_sorted_into_phases():
    listed = [{"title": "a", "status": "open", "phase": "Phase 2: Go"}, {"title": "b", "status": "open", "phase": 2}]

    imported = read_json({"tasks": [*listed, {"title": "c", "status": "open", "phase": "Phase 1"}]})

    assert [(phase.number, phase.title, len(phase.tasks)) for phase in imported.plan.phases] == [
        ("2", "Go", 2),
        ("1", "Phase 1", 1),
    ]


@pytest.mark.parametrize(
    ("data", "phases"),
    [
        (SHAPES["phases by their names"], [("1", "phase 1"), ("2", "phase 2")]),
        (SHAPES["modules with a state"], [("1", "M")]),
        (SHAPES["described features"], [("1", "ui")]),
        (SHAPES["phases without a list"], [("1", "P"), ("2", "Q")]),
        (SHAPES["columns"], [("1", "plan.json")]),
        (SHAPES["phases that name tasks"], [("1", "P")]),
        (SHAPES["groups in phases"], [("1", "M")]),
    ],
)
def test_what_holds_tasks_is_a_phase(data, phases):
    assert [(phase.number, phase.title) for phase in read_json(data).plan.phases] == phases


def test_what_has_no_title_and_what_is_no_list_of_tasks_is_reported():
    imported = read_json({"tasks": [{"title": "a", "status": "open"}, {"status": "open"}], "labels": ["x", "y"]})

    assert [(each.text, each.reason) for each in imported.report.not_taken] == [
        ("status", "has no title"),
        ("labels: 2 entries", "is no list of tasks"),
    ]


def test_a_state_that_nobody_knows_is_pending_and_said():
    imported = read_json({"tasks": [{"title": "a", "status": "marinating"}]})

    assert imported.plan.tasks[0].status == "pending"
    assert "'marinating'" in imported.report.remarks[0]


@pytest.mark.parametrize(
    "data",
    [
        {"users": [{"name": "Ada", "status": "active", "id": 1}]},
        {"steps": [{"id": "b", "name": "Build", "run": "make"}, {"id": "t", "name": "Test", "run": "make test"}]},
        {"tasks": [{"label": "build", "type": "shell", "command": "make"}]},
        [{"question": "How?", "answer": "So."}],
    ],
)
def test_lists_of_other_things_are_refused(data):
    with pytest.raises(NotAPlan):
        read_json(data)


_NAMES = st.sampled_from(
    ("id", "title", "name", "status", "done", "passes", "tasks", "subtasks", "steps", "phases", "dependencies", "files")
) | st.sampled_from(
    ("blocks", "acceptanceCriteria", "estimate", "assignee", "phase", "master", "metadata", "userStories", "issue_type")
)
_TEXTS = st.sampled_from(["a", "b", "1", "1.2", "done", "T1, T2", "- x\n- y", ""])
_SCALARS = st.none() | st.booleans() | st.integers(-3, 9) | _TEXTS
_STORES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=6),
    max_leaves=40,
)


@given(_STORES, st.booleans())
@settings(max_examples=400, deadline=None)
def test_no_store_of_any_shape_breaks_its_reader(data, as_yaml):
    text = yaml.safe_dump(data) if as_yaml else json.dumps(data, indent=1)

    with suppress(NotAPlan):
        imported = read_text(text, "plan")
        assert len({task.key for task in imported.plan.tasks}) == len(imported.plan.tasks)
        assert len({phase.number for phase in imported.plan.phases}) == len(imported.plan.phases)
