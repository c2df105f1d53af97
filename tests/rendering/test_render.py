"""What a render changes in a file, and what it leaves alone."""

import pytest
from rendering.plans import PATH, lines_changed, open_text, render_text, text_after

from agent_plan_server.errors import Refused
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.render import render
from agent_plan_server.rendering.source import open_source
from agent_plan_server.rendering.units import Wanted, Written

DONE, OPEN, DOING = TaskStatus.COMPLETED, TaskStatus.PENDING, TaskStatus.IN_PROGRESS
BLOCKED, SKIPPED, FAILED = TaskStatus.BLOCKED, TaskStatus.SKIPPED, TaskStatus.FAILED
BOXES = """# Ship

## Phase 1: Build

- [ ] Write the parser (2h)
  - [ ] Read tokens
  - [ ] Read trees
- [X] Choose a licence
- [ ] Write the printer

## Phase 2: Publish

- [ ] Make a release
"""


def test_one_character_in_the_box_changes_in_the_case_of_the_file():
    after = text_after(BOXES, {"Write the printer": DONE})

    assert lines_changed(BOXES, after) == [("- [ ] Write the printer", "- [X] Write the printer")]


def test_a_task_that_was_opened_again_is_unticked():
    after = text_after(BOXES, {"Choose a licence": OPEN})

    assert lines_changed(BOXES, after) == [("- [X] Choose a licence", "- [ ] Choose a licence")]


def test_steps_that_are_done_are_ticked_where_they_stand():
    after = text_after(BOXES, {"Write the parser": Wanted(steps={2: True})})

    assert lines_changed(BOXES, after) == [("  - [ ] Read trees", "  - [X] Read trees")]


@pytest.mark.parametrize("status", [DOING, BLOCKED, SKIPPED, FAILED])
def test_a_state_that_boxes_cannot_say_leaves_the_box_and_is_reported(status):
    rendering = render_text(BOXES, {"Write the printer": status})

    assert rendering.changed == {}
    assert [(each.line, each.reason.split(" to ")[0]) for each in rendering.left] == [
        (9, "the place where its state stands has no way")
    ]


@pytest.mark.parametrize("status", [DOING, BLOCKED, FAILED])
def test_a_ticked_box_is_opened_when_the_task_is_not_done_any_more(status):
    after = text_after(BOXES, {"Choose a licence": status})

    assert lines_changed(BOXES, after) == [("- [X] Choose a licence", "- [ ] Choose a licence")]


def test_a_mark_that_the_file_uses_for_work_in_progress_is_used():
    plan = BOXES.replace("- [ ] Make a release", "- [~] Make a release\n- [ ] Tell everybody")

    after = text_after(plan, {"Tell everybody": DOING})

    assert lines_changed(plan, after) == [("- [ ] Tell everybody", "- [~] Tell everybody")]


def test_a_mark_that_means_deferred_here_is_not_taken_for_work_in_progress():
    plan = BOXES.replace("- [ ] Make a release", "- [~] Make a release (deferred)\n- [ ] Tell everybody")

    assert text_after(plan, {"Tell everybody": DOING}) == plan


def test_a_mark_that_needs_a_word_beside_it_says_nothing_alone():
    plan = BOXES.replace("- [ ] Make a release", "- [~] Make a release (deferred)\n- [ ] Tell everybody")

    assert "no way to say skipped" in render_text(plan, {"Tell everybody": SKIPPED}).left[0].reason


def test_boxes_that_cannot_be_counted_are_left():
    plan = "# Ship\n\n## Phase 1: Build\n\n- <!-- 7 --> [ ] parse it - [ ] print it\n"

    rendering = render_text(plan, {"parse it": DONE})

    assert rendering.changed == {}
    assert "no box" in rendering.left[0].reason


def test_every_line_end_and_every_space_stays():
    plan = (
        BOXES.replace("printer\n", "printer  \r\n").replace("licence\n", "licence\r").replace("# Ship\n", "# Ship\r\n")
    )

    after = text_after(plan, {"Write the printer": DONE})

    assert after == plan.replace("- [ ] Write the printer", "- [X] Write the printer")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_keeps_its_encoding(codec):
    plan = BOXES.replace("Choose", "Wähle – “gut” –")

    rendering = render_text(plan.encode(codec), {"Write the printer": DONE})

    assert rendering.changed[PATH] == plan.replace("- [ ] Write the pri", "- [X] Write the pri").encode(codec)


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
def test_damage_stays_as_it_was_found(codec):
    clean = BOXES.replace("Write the printer", "Write the printer ✨ für alle").replace("# Ship", "# Ship 📋")
    table = {byte: bytes([byte]).decode(codec, errors="ignore") or chr(byte) for byte in range(256)}
    damaged = "".join(table[byte] for byte in clean.encode())

    after = text_after(damaged, {"Write the printer für alle": DONE})

    assert after == damaged.replace("- [ ] Write the pr", "- [X] Write the pr")


def test_what_is_in_fences_comments_and_templates_is_never_touched():
    plan = BOXES + "\n```\n- [ ] Write the printer\n```\n\n<!--\n- [ ] Make a release\n-->\n"

    after = text_after(plan, {"Write the printer": DONE, "Make a release": DONE})

    assert [new for _, new in lines_changed(plan, after)] == ["- [X] Write the printer", "- [X] Make a release"]
    assert after.endswith(plan[plan.index("\n```") :])


def test_equal_titles_are_told_apart():
    plan = "# P\n\n## Phase 1: A\n\n- [ ] Write tests\n\n## Phase 2: B\n\n- [ ] Write tests\n- [ ] Write tests\n"
    files, _ = open_text(plan)

    rendering = render(files, files.read({}), {"2.2": Wanted(DONE)})

    assert rendering.changed[PATH].decode().splitlines()[-1] == "- [x] Write tests"
    assert rendering.changed[PATH].decode().count("[x]") == 1


def test_several_boxes_on_one_line_are_told_apart_by_their_words():
    plan = "Ship ¶\n\nPhase 1: Build ¶\n\nTasks: - [ ] parse it - [x] print it - [ ] ship it\n"

    after = text_after(plan, {"ship it": DONE})

    assert lines_changed(plan, after) == [
        ("Tasks: - [ ] parse it - [x] print it - [ ] ship it", "Tasks: - [ ] parse it - [x] print it - [x] ship it")
    ]


def test_a_line_that_says_its_state_in_words_is_left_and_reported():
    plan = BOXES.replace("Choose a licence", "Choose a licence (COMPLETED, says ada)")

    rendering = render_text(plan, {"Choose a licence": OPEN})

    assert rendering.changed == {}
    assert "says its state in another way" in rendering.left[0].reason


FIELDS = """# Ship

## Phase 1: Build

### Task 1: Write the parser

**Status:** ✅ Done
**Files:** `src/parser.py`

### Task 2: Write the printer

**Status:** ⏳ In Progress
**Files:** `src/printer.py`

### Task 3: Write the docs

**Status:** 📋 To Do | **Owner:** ada
"""


@pytest.mark.parametrize(
    ("title", "status", "value"),
    [
        ("Write the printer", DONE, "✅ Done"),
        ("Write the docs", DONE, "✅ Done"),
        ("Write the docs", DOING, "⏳ In Progress"),
        ("Write the parser", OPEN, "📋 To Do"),
        ("Write the docs", BLOCKED, "🚫 Blocked"),
    ],
)
def test_a_status_field_gets_the_words_of_the_file(title, status, value):
    after = text_after(FIELDS, {title: status})

    ((old, new),) = lines_changed(FIELDS, after)
    assert new == f"**Status:** {value}" + (" | **Owner:** ada" if "Owner" in old else "")


NOTED = "# P\n\n### 執行狀態\n- [x] 階段 1: 分析\n  - 狀態：已完成 ✅\n- [ ] 階段 2: 修復\n  - 狀態：未開始 ⏳\n"


@pytest.mark.parametrize(
    ("title", "status", "box", "value"), [("修復", DONE, "[x]", "已完成 ✅"), ("分析", OPEN, "[ ]", "未開始 ⏳")]
)
def test_a_box_and_a_status_that_is_also_kept_as_a_note_change_together(title, status, box, value):
    changed = lines_changed(NOTED, text_after(NOTED, {title: status}))

    assert [(box in first[1], second[1]) for first, second in [changed]] == [(True, f"  - 狀態：{value}")]


def test_what_looks_like_code_is_no_status():
    plan = "# P\n\n## Phase 1: A\n\n### Task 1: Write it\n\nsave({\n  status: 'done',\n})\n"

    assert render_text(plan, {"Write it": OPEN}).changed == {}


def test_a_word_that_the_file_has_not_used_yet_comes_in_its_author_s_case():
    plan = (
        FIELDS.replace("✅ Done", "NOT STARTED")
        .replace("⏳ In Progress", "NOT STARTED")
        .replace("📋 To Do", "NOT STARTED")
    )

    assert "**Status:** COMPLETE |" in text_after(plan, {"Write the docs": DONE})


@pytest.mark.parametrize(
    ("pending", "done"), [("Pendente", "Concluído"), ("Offen", "Erledigt"), ("未着手", "完了"), ("대기", "완료")]
)
def test_a_plan_in_another_language_gets_the_word_of_its_language(pending, done):
    one, two = (
        f"### Task {number}: {name}\n\n**Status:** {pending}\n\n" for number, name in ((1, "Eins"), (2, "Zwei"))
    )
    plan = f"# P\n\n## Phase 1: A\n\n{one}{two}"

    assert text_after(plan, {"Eins": DONE}) == plan.replace(f" {pending}\n", f" {done}\n", 1)


def test_what_a_status_says_of_its_needs_is_kept():
    plan = "# P\n\n## Phase 0: A\n\nText.\n\n**Status:** Done\n\n## Phase 1: B\n\n**Status:** Ready (after Phase 0)\n"
    titles = open_text(plan)[1]
    assert set(titles) == {"A", "B"}

    assert text_after(plan, {"B": DONE}) == plan.replace("Ready (", "Done (")


TABLE = """# Ship

## Phase 1: Build

| ID    | Task            | Status      | Notes |
|-------|-----------------|-------------|-------|
| A-1   | Write a \\| b    | Done        | ok    |
| A-2   | Write the docs  | Not Started |       |
"""


def test_a_status_cell_keeps_the_width_of_its_column():
    after = text_after(TABLE, {"Write the docs": DONE})

    assert lines_changed(TABLE, after) == [
        ("| A-2   | Write the docs  | Not Started |       |", "| A-2   | Write the docs  | Done        |       |")
    ]


def test_a_table_right_below_another_has_its_own_columns():
    second = "| Task | State | ID |\n|---|---|---|\n| Ship it | Not Started | B-1 |\n"

    after = text_after(TABLE + second, {"Ship it": DONE})

    assert lines_changed(TABLE + second, after) == [
        ("| Ship it | Not Started | B-1 |", "| Ship it | Complete    | B-1 |")
    ]


def test_a_cell_without_padding_stays_without():
    plan = "# P\n\n## Phase 1: A\n\n|ID|Task|Status|\n|-|-|-|\n|A-1|Do it|Open|\n|A-2|Do more|Closed|\n"

    assert "|A-1|Do it|Closed|" in text_after(plan, {"Do it": DONE})


PARENTS = """# Ship

- [x] 1. Prepare
  - [x] 1.1 Choose a licence
  - [x] 1.2 Choose a name
- [ ] 2. Build
  - [x] 2.1 Write the parser
  - [ ] 2.2 Write the printer
"""


def test_a_parent_is_ticked_with_its_last_child_where_the_file_ticks_parents():
    after = text_after(PARENTS, {"Write the printer": DONE})

    assert [new for _, new in lines_changed(PARENTS, after)] == ["- [x] 2. Build", "  - [x] 2.2 Write the printer"]
    assert len(render_text(PARENTS, {"Write the printer": DONE}).edits) == 2


def test_a_parent_stays_open_where_the_file_leaves_parents_open():
    plan = PARENTS.replace("- [x] 1. Prepare", "- [ ] 1. Prepare")

    assert [new for _, new in lines_changed(plan, text_after(plan, {"Write the printer": DONE}))] == [
        "  - [x] 2.2 Write the printer"
    ]


def test_a_parent_is_never_unticked():
    after = text_after(PARENTS, {"Choose a name": OPEN})

    assert [new for _, new in lines_changed(PARENTS, after)] == ["  - [ ] 1.2 Choose a name"]


def test_what_the_author_had_comes_back_with_the_state_that_it_said():
    plan = FIELDS.replace("📋 To Do", "📋 To Do – when ada is back")
    done = render_text(plan, {"Write the docs": DONE})
    written = tuple(Written(edit.place, edit.spot.kind, edit.old, edit.new) for edit in done.edits)

    back = text_after(done.changed[PATH], {"Write the docs": Wanted(OPEN, written=written)})

    assert done.changed[PATH].decode() != plan
    assert back == plan


def test_bytes_that_cannot_be_written_back_are_refused():
    with pytest.raises(Refused, match="written back"):
        open_source("# P\n".encode("utf-16") + b"x")


def test_one_wish_that_does_not_hold_takes_no_other_with_it():
    plan = BOXES.replace("Choose a licence", "Choose a licence (COMPLETED, says ada)")

    rendering = render_text(plan, {"Choose a licence": OPEN, "Write the printer": DONE, "Make a release": DONE})

    assert len(rendering.edits) == 2
    assert [each.task for each in rendering.left] == ["1.2"]


def test_a_place_that_two_tasks_share_is_nobody_s():
    files, _ = open_text(BOXES)
    imported = files.read({})
    first = imported.plan.phases[0]
    twice = [
        task.model_copy(update={"line": 5, "title": "Write the parser", "status": OPEN}) for task in first.tasks[:2]
    ]
    plan = imported.plan.model_copy(update={"phases": (first.model_copy(update={"tasks": tuple(twice)}),)})

    rendering = render(files, imported.model_copy(update={"plan": plan}), {"1.1": Wanted(DONE), "1.2": Wanted(DONE)})

    assert rendering.changed == {}
    assert {each.reason for each in rendering.left} == {"several tasks share the place where its state stands"}


STEPS = """# Tide Clock

### Task 1: Compute the tide

**Files:**
- Create: `tide.py`

- [x] **Step 1: Write the failing test**
- [ ] **Step 2: Write the code**
- [ ] **Step 3: Commit**

### Task 2: Draw the hand

**Files:**
- Create: `hand.py`

- [ ] **Step 1: Write the failing test**
- [ ] **Step 2: Commit**
"""


def test_a_task_that_is_as_far_as_its_steps_is_completed_by_all_of_them():
    assert text_after(STEPS, {"Compute the tide": DONE}) == STEPS.replace("- [ ]", "- [x]", 2)


def test_a_task_that_was_begun_is_as_far_again_as_it_was():
    done = render_text(STEPS, {"Compute the tide": DONE})
    written = tuple(Written(edit.place, edit.spot.kind, edit.old, edit.new) for edit in done.edits)

    assert text_after(done.changed[PATH], {"Compute the tide": Wanted(DOING, written=written)}) == STEPS


def test_the_steps_that_a_render_ticked_are_those_that_it_unticks():
    plan = STEPS.replace("- [x]", "- [ ]")
    half = plan.replace("- [ ] **Step 3: Commit**", "- [x] **Step 3: Commit**")
    done = render_text(half, {"Compute the tide": DONE})
    written = tuple(Written(edit.place, edit.spot.kind, edit.old, edit.new) for edit in done.edits)
    files, keys = open_text(done.changed[PATH])

    back = render(files, files.read({}), {keys["Compute the tide"]: Wanted(OPEN, written=written)})

    # In progress by its one step, so not what was wanted: all are opened.
    assert back.changed[PATH].decode() == plan


def test_steps_are_ticked_as_long_as_they_do_not_complete_their_task():
    one = text_after(STEPS, {"Draw the hand": Wanted(DOING, {1: True})})
    both = render_text(STEPS, {"Draw the hand": Wanted(DOING, {1: True, 2: True})})

    assert lines_changed(STEPS, one) == [
        ("- [ ] **Step 1: Write the failing test**", "- [x] **Step 1: Write the failing test**")
    ]
    assert [edit.step for edit in both.edits] == [1]
    assert len(both.left) == 1


@pytest.mark.parametrize(
    ("before", "changed"),
    [
        ("= Cellar\n\n== Phase 1: Dry\n\n* [ ] Pump\n** [x] hose\n** buy\n", ("* [ ] Pump", "* [x] Pump")),
        ("#+TITLE: Cellar\n* Dry\n** Walls\n   - [ ] Pump\n   - [ ] Heater\n", ("   - [ ] Pump", "   - [X] Pump")),
        ("```md\n# Cellar\n## Phase 1: Dry\n- [ ] Pump\n- [X] Heater\n```\n", ("- [ ] Pump", "- [X] Pump")),
    ],
    ids=["asciidoc", "outline", "one fence"],
)
def test_a_plan_in_other_markup_is_changed_in_its_own(before, changed):
    after = text_after(before, {"Pump": DONE})

    assert [(old, new.replace("x", "X") if old else new) for old, new in lines_changed(before, after)] == [
        (changed[0], changed[1].replace("x", "X"))
    ]
