"""What was revised in the store into the file: new tasks in its own manner, new words in the place of the old ones."""

import json
from pathlib import Path

import pytest
from claiming import ask, claim, events_of, finish, task_now

from agent_plan_server.importers import read_plan
from agent_plan_server.models.difference import Choice
from agent_plan_server.models.rendering import RenderReport
from agent_plan_server.models.revision import NewTask, TaskEdit
from agent_plan_server.services.additions import add_phase, add_task
from agent_plan_server.services.decisions import decide
from agent_plan_server.services.editing import edit_task
from agent_plan_server.services.exports import export_plan
from agent_plan_server.services.health import repair_counts
from agent_plan_server.services.imports import diff_plan, import_plan
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.proposals import propose_task
from agent_plan_server.services.renders import render_plan, show_rendering
from agent_plan_server.services.splitting import split_task

BOXES = """# Greeter

## Phase 1: Library

- [x] Write the parser (2h)
  - [x] Read words
  It reads what people say.
- [ ] Write the printer

### Tests
- [ ] It prints

## Phase 2: Release

* [ ] Make a package
* [ ] Tell everybody"""
SPEC_KIT = """# Tasks: Greeter

## Phase 1: Setup

- [x] T001 Create the folders
- [ ] T002 [US1] Write the greeting in src/greet.py
- [ ] T003 [P] [US1] Choose the words (depends on T001)

## Phase 2: Polish

- [ ] T009 [P] Write the page
"""
KIRO = """# Implementation Plan

- [x] 1. Set up
  - [x] 1.1 Make the folders

    - _Requirements: 1.1_

  - [ ] 1.2 Write the service

    - _Requirements: 1.2_

- [ ] 2. Ship
  - [ ] 2.1 Send it
"""
TABLE = """# Greeter

## Phase 1: Library

| ID | Task | Owner | Effort | Status | Depends on | Risk |
|----|------|-------|--------|--------|------------|------|
| GR-1 | Write the parser | mira | 2h | Done | - | low |
| GR-2 | Write the printer of words | joss | 4h | Todo | GR-1 | - |
"""
BULLETS = """# Greeter

## Phase 1: Library

1. Write the parser
2. Write the printer

## Phase 2: Release

- Make a package
- Tell everybody
"""


class Desk:
    """A plan file beside its store, and what people do with both."""

    def __init__(self, engine, path: Path) -> None:
        self.engine = engine
        self.path = path

    def write(self, text: str) -> "Desk":
        self.path.write_bytes(text.encode())
        import_plan(self.engine, read_plan([self.path]), actor="kim")
        return self

    def add(self, title: str, **fields) -> str:
        return add_task(self.engine, NewTask(title=title, **fields), "it was forgotten", "kim").name

    def edit(self, key: str, **fields) -> None:
        edit_task(self.engine, key, TaskEdit(**fields), "it is better", "kim")

    def accept(self, title: str, **fields) -> str:
        proposed = propose_task(self.engine, "ada", title, "it is needed", **fields)
        decide(self.engine, proposed.decision, "accept", "", "kim")
        return proposed.task

    def render(self) -> RenderReport:
        return render_plan(self.engine, [self.path], self.path.with_name("lock"), self.path.parent, "kim")

    def added_lines(self) -> list[str]:
        """The lines that a render adds; all the others stay as they are."""
        before = self.path.read_bytes().decode().splitlines()
        self.render()
        after = self.path.read_bytes().decode().splitlines()
        added = [line for place, line in enumerate(after) if line not in before or not line]
        assert [line for line in after if line in before and line] == [line for line in before if line]
        return [line for line in added if line]

    def differences(self) -> list[str]:
        return [each.text for each in diff_plan(self.engine, read_plan([self.path])).differences]

    def import_again(self):
        """As if the digest were another one: the whole merge, with everything that it would take."""
        imported = read_plan([self.path]).model_copy(update={"digest": "another"})
        return import_plan(self.engine, imported, "kim", Choice(changes=True))

    def titles(self) -> list[str]:
        return [task.title for phase in export_plan(self.engine).phases for task in phase.tasks]


@pytest.fixture
def desk(engine, tmp_path) -> Desk:
    folder = tmp_path / "project"
    folder.mkdir()
    return Desk(engine, folder / "PLAN.md")


def test_an_accepted_proposal_stands_behind_the_last_task_of_its_phase(desk):
    desk.write(BOXES).accept("Write the docs", phase="1")

    assert desk.added_lines() == ["- [ ] Write the docs"]
    assert desk.path.read_text() == BOXES.replace("the printer\n", "the printer\n- [ ] Write the docs\n")
    assert desk.differences() == []


def test_what_was_written_is_the_same_task_for_the_next_import_with_its_claim_and_notes(desk, engine):
    key = desk.write(BOXES).accept("Write the docs", phase="1")
    finish(engine, "ada", "1.2")
    held = claim(engine, "ada", key)
    post_note(engine, "half of it is there", held.handle)

    desk.render()
    again = desk.import_again()

    assert (again.added_tasks, again.differences) == (0, ())
    assert desk.titles().count("Write the docs") == 1
    assert ask(engine, "ada", key).claim.handle == held.handle
    notes = [note.text for phase in export_plan(engine).phases for task in phase.tasks for note in task.notes]
    assert "half of it is there" in notes


def test_a_file_that_was_written_without_the_store_knowing_brings_no_second_task(desk, engine):
    key = desk.write(BOXES).accept("Write the docs", phase="1")
    desk.path.write_text(BOXES.replace("the printer\n", "the printer\n- [ ] Write the docs\n"))

    again = desk.import_again()

    assert (again.added_tasks, desk.titles().count("Write the docs")) == (0, 1)
    assert task_now(engine, key).body == ""  # a change of the file's, which was agreed to


def test_a_second_render_changes_nothing_more(desk):
    desk.write(BOXES).accept("Write the docs", phase="1")
    desk.edit("2.1", title="Make a wheel")
    desk.render()
    before = desk.path.read_bytes()

    report = desk.render()

    assert (desk.path.read_bytes(), report.files, report.left) == (before, (), ())


def test_a_look_shows_the_line_and_writes_nothing(desk, engine):
    desk.write(BOXES).accept("Write the docs", phase="1")

    report = show_rendering(engine, [desk.path])

    assert "+- [ ] Write the docs" in report.files[0].diff
    assert [(each.line, each.kind, each.new) for each in report.files[0].edits] == [(9, "line", "- [ ] Write the docs")]
    assert desk.path.read_text() == BOXES


def test_the_last_line_of_a_file_without_a_line_end_is_followed_in_its_manner(desk):
    desk.write(BOXES.replace("\n", "\r\n")).add("Thank everybody", phase="2")

    desk.render()

    assert desk.path.read_bytes().endswith(b"* [ ] Tell everybody\r\n* [ ] Thank everybody")


def test_a_new_task_that_is_done_already_is_ticked_as_the_file_ticks(desk, engine):
    key = desk.write(BOXES.replace("[x]", "[X]")).add("Choose a name", phase="1")
    finish(engine, "ada", key)

    assert desk.added_lines() == ["- [X] Choose a name"]
    assert desk.differences() == []


def test_an_estimate_is_said_where_the_others_say_theirs(desk):
    desk.write(BOXES).add("Write the docs", phase="1", estimate="3h")

    assert desk.added_lines() == ["- [ ] Write the docs (3h)"]


def test_several_new_tasks_keep_their_order(desk):
    desk.write(BOXES)
    for title in ("Zip it", "Check it", "Sign it"):
        desk.add(title, phase="2")

    assert desk.added_lines() == ["* [ ] Zip it", "* [ ] Check it", "* [ ] Sign it"]
    assert desk.import_again().differences == ()


def test_parts_of_a_task_stand_behind_it(desk):
    desk.write(BOXES)
    split_task(desk.engine, "2.1", ("Make a wheel", "Make an image"), "too large", "kim")

    assert desk.added_lines() == ["* [ ] Make a wheel", "* [ ] Make an image"]
    assert "* [ ] Make a package\n* [ ] Make a wheel\n* [ ] Make an image\n* [ ] Tell" in desk.path.read_text()
    assert desk.import_again().added_tasks == 0
    assert "Task 2.1 is not" not in " ".join(desk.differences())


def test_ids_go_on_as_the_file_counts_and_are_the_names_from_then_on(desk, engine):
    key = desk.write(SPEC_KIT).accept("Greet twice", phase="1")

    report = desk.render()

    assert "- [ ] T010 [P] [US1] Greet twice\n" in desk.path.read_text()
    assert (key, report.names) == ("1.4", {"1.4": "T010"})
    assert task_now(engine, "T010").title == "Greet twice"
    assert "key: T010 instead of 1.4" in events_of(engine, "task_revised")[-1]["changes"]
    assert desk.import_again().differences == ()


def test_a_held_task_keeps_its_claim_when_it_gets_the_id_of_its_file(desk, engine):
    desk.write(SPEC_KIT)
    held = claim(engine, "ada", desk.accept("Greet twice", phase="1"))

    desk.render()

    assert post_note(engine, "still here", held.handle)
    assert ask(engine, "ada").claim.handle == held.handle


def test_needs_are_said_as_the_others_say_theirs(desk):
    desk.write(SPEC_KIT).add("Greet twice", phase="1", needs=("T001", "T002"))

    assert desk.added_lines() == ["- [ ] T010 [P] [US1] Greet twice (depends on T001, T002)"]


def test_the_order_of_the_lines_comes_along_with_the_place(desk, engine):
    desk.write(SPEC_KIT.replace("- [ ] T003 [P] [US1] Choose the words (depends on T001)\n", ""))
    desk.add("Greet twice", phase="1")

    desk.render()

    (added,) = [task for phase in export_plan(engine).phases for task in phase.tasks if task.title == "Greet twice"]
    assert added.follows == ("T002",)
    assert desk.differences() == []
    assert repair_counts(engine, "kim") == 0


def test_nested_boxes_get_a_sibling_behind_what_belongs_to_the_last_one(desk):
    desk.write(KIRO).add("Test the service", phase="1")

    assert desk.added_lines() == ["  - [ ] 1.3 Test the service"]
    assert "    - _Requirements: 1.2_\n\n  - [ ] 1.3 Test the service\n\n- [ ] 2." in desk.path.read_text()
    assert desk.differences() == []


def test_a_table_gets_a_row_of_its_columns(desk):
    desk.write(TABLE).add("Say hello", phase="1", needs=("GR-1",), estimate="1h", owner="kim")

    assert desk.added_lines() == ["| GR-3 | Say hello                  | kim  | 1h | Todo | GR-1 | - |"]
    assert desk.differences() == []
    assert desk.import_again().differences == ()


def test_items_are_numbered_on_at_the_end_of_their_list(desk):
    desk.write(BULLETS).add("Write the docs", phase="1")
    desk.add("Thank everybody", phase="2")

    assert desk.added_lines() == ["3. Write the docs", "- Thank everybody"]


def test_nothing_is_numbered_anew(desk):
    desk.write(BULLETS)
    split_task(desk.engine, "1.1", ("Read words", "Read trees"), "too large", "kim")

    report = desk.render()

    assert desk.path.read_text() == BULLETS
    assert {each.reason for each in report.left if each.task in ("1.1.1", "1.1.2")} == {
        "it belongs between numbered items, and nothing is numbered anew"
    }


@pytest.mark.parametrize(
    ("text", "title", "reason"),
    [
        ("# P\n\n## Phase 1: A\n\n### Task 1: One\n\n**Status:** Todo\n", "Two", "neither items of a list nor rows"),
        (
            "# P\n\n## Phase 1: A\n\n- Agent SUB-1 (Issue #9) - One\n- Agent SUB-2 (Issue #8) - Two\n",
            "Two",
            "no line that shows how ids and titles",
        ),
        ("# P\n\n## Phase 1: A\n\n- [ ] One\n", "Write `a.py` and (2h)", "would not be read as a task of its own"),
        ("# P\n\n## Phase 1: A\n\n- [ ] One\n", "Write a.py", "say files that the task does not have here"),
    ],
)
def test_what_cannot_be_written_safely_is_listed_with_its_reason(desk, text, title, reason):
    key = desk.write(text).add(title, phase="1")

    report = desk.render()

    assert desk.path.read_text() == text
    (left,) = [each for each in report.left if each.task == key]
    assert reason in left.reason


def test_what_the_encoding_of_the_file_cannot_say_is_listed(desk):
    desk.path.write_bytes("# Café\n\n## Phase 1: A\n\n- [ ] Öffnen\n".encode("cp1252"))
    import_plan(desk.engine, read_plan([desk.path]), actor="kim")
    desk.add("Zähne putzen", phase="1")
    desk.add("歯を磨く", phase="1")

    report = desk.render()

    assert desk.path.read_bytes().endswith("- [ ] Öffnen\n- [ ] Zähne putzen\n".encode("cp1252"))
    assert [each.reason for each in report.left] == ["its title has characters that the encoding of the file lacks"]


def test_the_manner_of_another_list_is_not_taken_over(desk):
    text = "# P\n\n## Phase 1: A\n\n* [ ] SUB-1: One\n\n1. [ ] Agent SUB-2 (Issue #8) - Two\n"
    desk.write(text).add("Three", phase="1")

    report = desk.render()

    assert (desk.path.read_text(), len(report.left)) == (text, 1)


def test_marks_of_a_single_task_are_its_own(desk):
    desk.write("# P\n\n## Phase 1: A\n\n- [ ] T001 [US1] One\n- [ ] T002 [US1] [DB] Two\n").add("Three", phase="1")

    assert desk.added_lines() == ["- [ ] T003 [US1] Three"]


def test_the_date_of_a_single_task_is_its_own(desk):
    desk.write(
        "# Grow\n\n## Purpose / Big Picture\n\nIt grows.\n\n## Progress\n\n"
        "- [x] (2026-01-05 08:15Z) Read it.\n- [ ] (2026-01-06 08:15Z) Write it.\n"
    ).add("Test it", phase="1")

    assert desk.added_lines() == ["- [ ] Test it"]


def test_what_comes_behind_the_parts_of_a_task_does_so_in_the_file_too(desk, engine):
    desk.write(
        "# P\n\n## Phase 1: A\n\n- [ ] T001 One\n- [ ] T002 Two\n- [ ] T003 Three\n"
        "\n## Phase 2: B\n\n- [ ] T004 [P] Four\n"
    )
    split_task(engine, "T002", ("Two early", "Two late"), "too large", "kim")

    report = desk.render()
    again = desk.import_again()

    assert report.names == {"T002.1": "T005", "T002.2": "T006"}
    assert (again.added_tasks, again.differences) == (0, ())
    assert repair_counts(engine, "kim") == 0


def test_a_task_that_could_be_one_of_several_is_listed(desk):
    key = desk.write(BOXES).add("Write the docs", phase="1")
    text = BOXES.replace("the printer\n", "the printer\n- [ ] Write the docs\n- [ ] Write the docs.\n")
    desk.path.write_text(text)

    report = desk.render()

    assert desk.path.read_text() == text
    assert [(each.task, each.reason) for each in report.left] == [(key, "the file has several tasks that it could be")]


def test_work_that_somebody_else_put_into_the_file_meanwhile_stays_theirs(desk, engine):
    desk.write(SPEC_KIT).add("Greet twice", phase="1")
    desk.path.write_text(SPEC_KIT.replace("- [ ] T003", "- [ ] T020 Choose a tone\n- [ ] T003"))

    desk.render()
    again = desk.import_again()

    assert (again.added_tasks, desk.titles().count("Greet twice")) == (1, 1)
    assert repair_counts(engine, "kim") == 0


def test_a_task_of_a_phase_that_the_file_does_not_have_is_listed(desk, engine):
    desk.write(BOXES)
    add_phase(engine, "3", "Thanks", "politeness", "kim")
    key = desk.add("Thank everybody", phase="3")

    report = desk.render()

    assert [(each.task, each.reason.split(":")[0]) for each in report.left] == [
        (key, "no task of its phase stands in the file before it")
    ]


def test_work_that_others_would_wait_for_is_written_once_they_do(desk):
    release = TABLE.partition("\n\n## Phase 1")[2].replace(": Library", "## Phase 2: Release").partition("| GR-1")[0]
    desk.write(TABLE + "\n" + release + "| GR-9 | Release it | joss | 4h | Todo | All tasks | - |\n")
    key = desk.add("Say hello", phase="1")

    before = desk.render()
    desk.edit("GR-9", add_needs=(key,))
    after = desk.render()

    assert "in the file GR-9 would wait for it" in next(each.reason for each in before.left if each.task == key)
    assert (after.names, after.left) == ({key: "GR-10"}, ())
    assert desk.differences() == []


def test_a_title_is_changed_in_place(desk, engine):
    desk.write(BOXES).edit("1.2", title="Write the printer of words")

    report = desk.render()

    assert desk.path.read_text() == BOXES.replace("Write the printer", "Write the printer of words")
    assert [(each.task, each.kind, each.old) for each in report.files[0].edits] == [
        ("1.2", "words", "Write the printer")
    ]
    assert desk.differences() == []
    assert desk.import_again().differences == ()


def test_words_and_state_of_one_line_are_written_together(desk, engine):
    desk.write(BOXES).edit("2.1", title="Make a wheel", add_needs=())
    finish(engine, "ada", "1.2")
    finish(engine, "ada", "2.1")

    desk.render()

    assert "* [x] Make a wheel\n" in desk.path.read_text()
    assert desk.differences() == []


def test_fields_of_a_row_are_changed_in_their_cells(desk):
    desk.write(TABLE).edit("GR-2", estimate="6h", owner="kim", title="Write the writer of words")
    desk.edit("GR-1", owner="")

    desk.render()

    assert "| GR-2 | Write the writer of words | kim | 6h | Todo | GR-1 | - |" in desk.path.read_text()
    assert "| GR-1 | Write the parser |      | 2h | Done | - | low |" in desk.path.read_text()
    assert desk.differences() == []


def test_files_and_needs_are_added_to_the_lists_of_their_fields(desk):
    text = """# P

## Phase 1: A

### Task 1: One

**Status:** Done

### Task 2: Two

**Status:** Todo

### Task 3: Three

**Status:** Todo
**Files:** `src/a.py`, `src/b.py`
**Depends on:** Task 1
"""
    desk.write(text).edit("3", add_paths=("src/c.py",), drop_paths=("src/a.py",), add_needs=("2",))

    desk.render()

    after = text.replace("`src/a.py`, `src/b.py`", "`src/b.py`, `src/c.py`").replace(
        "on:** Task 1", "on:** Task 1, Task 2"
    )
    assert desk.path.read_text() == after
    assert desk.differences() == []


@pytest.mark.parametrize(
    "fields", [{"add_paths": ("src/a.py",)}, {"estimate": "5h"}, {"add_needs": ("2.1",)}, {"body": "All of it."}]
)
def test_a_field_for_which_the_file_has_no_place_is_listed(desk, fields):
    desk.write(BOXES).edit("2.2", **fields)

    report = desk.render()

    assert desk.path.read_text() == BOXES
    assert [each.task for each in report.left] == (["2.2"] if "body" not in fields else [])


def test_a_title_that_stands_twice_on_its_line_is_listed(desk):
    text = TABLE.replace("| Write the parser | mira |", "| Parser | Parser |")
    desk.write(text).edit("GR-1", title="Reader")

    report = desk.render()

    assert (desk.path.read_text(), [each.task for each in report.left]) == (text, ["GR-1"])


def test_lists_of_data_are_left_alone(desk, engine, tmp_path):
    records = [
        {"id": key, "title": f"Do {key}", "status": "pending", "dependencies": ["a"] if key == "c" else []}
        for key in "abc"
    ]
    lines = ",\n".join(map(json.dumps, records))
    data = Desk(engine, tmp_path / "project" / "tasks.json").write(f'{{"tasks": [\n{lines}\n]}}\n')
    before = data.path.read_bytes()
    data.edit("c", add_needs=("b",))

    report = data.render()

    assert (data.path.read_bytes(), [each.task for each in report.left]) == (before, ["c"])


def test_a_heading_that_is_linked_to_keeps_its_words(desk):
    text = "# P\n\nSee [one](#task-1-one).\n\n## Phase 1: A\n\n### Task 1: One\n\n**Status:** Todo\n"
    desk.write(text).edit("1", title="First")

    report = desk.render()

    assert (desk.path.read_text(), [each.task for each in report.left]) == (text, ["1"])


def test_a_title_that_somebody_changed_in_the_file_is_theirs(desk):
    desk.write(BOXES).edit("1.2", title="Write the printer of words")
    desk.path.write_text(BOXES.replace("Write the printer", "Write the printers"))

    desk.render()

    assert desk.path.read_text() == BOXES.replace("Write the printer", "Write the printers")


def test_a_task_that_was_moved_to_another_phase_is_listed(desk):
    desk.write(BOXES).edit("1.2", phase="2")

    report = desk.render()

    assert [(each.task, each.reason) for each in report.left] == [
        ("1.2", "it was moved to phase 2 here; lines of the file are not moved")
    ]
    assert desk.path.read_text() == BOXES


def test_proposals_that_nobody_accepted_and_work_that_was_skipped_stay_out(desk, engine):
    desk.write(BOXES)
    propose_task(engine, "ada", "Write the docs", "it is needed", phase="1")
    refused = propose_task(engine, "ada", "Write a song", "it is fun", phase="1")
    decide(engine, refused.decision, "reject", "no", "kim")

    report = desk.render()

    assert (report.files, report.left, desk.path.read_text()) == ((), (), BOXES)
