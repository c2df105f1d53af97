"""Needs that name no id: "everything above", "the previous step", "Needs phase 1.", a number, a clause."""

import pytest
from importers.reading import read, tasks

DRAWN = ("## Phase 1: Draw", "- [ ] Plan of the roof", "- [ ] Plan of the cellar")


@pytest.mark.parametrize(
    ("said", "needed"),
    [
        ("all previous tasks", ("1.1", "1.2", "2.1")),
        ("everything above", ("1.1", "1.2", "2.1")),
        ("alle vorherigen Aufgaben", ("1.1", "1.2", "2.1")),
        ("前面所有任务", ("1.1", "1.2", "2.1")),
        ("the previous task", ("2.1",)),
        ("tarea anterior", ("2.1",)),
        ("Phase 1", ("1.1", "1.2")),
    ],
)
def test_what_stands_before_a_task_can_be_needed_without_a_name(said, needed):
    imported = read("# P", *DRAWN, "## Phase 2: Build", "- [ ] Dig", f"- [ ] Pour (after {said})", "- [ ] Sweep")

    assert tasks(imported)["2.2"].depends_on == needed
    assert imported.report.unresolved == ()


@pytest.mark.parametrize("tail", [" — after phase 1", "; depends on Phase 1", " after Phase 1"])
def test_a_clause_may_name_a_phase(tail):
    found = tasks(read("# P", *DRAWN, "## Phase 2: Build", f"- [ ] Dig{tail}"))

    assert found["2.1"].depends_on == ("1.1", "1.2")


@pytest.mark.parametrize(
    "sentence",
    [
        "Starts after Phase 1.",
        "*Needs phase 1.*",
        "Depends on all of Phase 1",
        "Cannot start until phase 1 is done.",
        "Nach Phase 1.",
        "Depende de: fase 1",
    ],
)
def test_a_sentence_below_the_heading_of_a_phase_says_what_it_needs(sentence):
    imported = read("# P", *DRAWN, "## Phase 2: Build", sentence, "", "- [ ] Dig")

    assert imported.plan.phases[1].depends_on == ("1",)


def test_prose_that_names_no_phase_of_the_plan_makes_no_need():
    imported = read("# P", *DRAWN, "## Phase 2: Build", "After lunch we dig.", "- [ ] Dig")

    assert imported.plan.phases[1].depends_on == ()
    assert imported.report.unresolved == ()


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("Group A — Draw", "all of Group A"),
        ("Milestone 1: Draw", "M1"),
        ("Week 1-2: Draw", "weeks 1-2"),
        ("Phase 1: Draw", "previous phase"),
    ],
)
def test_a_phase_is_needed_by_its_letter_its_short_name_its_range_or_its_place(first, said):
    word = first.split()[0]
    second = {"Group": "B", "Milestone": "2", "Week": "3-4", "Phase": "2"}[word]

    imported = read(
        "# P", f"## {first}", "- [ ] Draw", f"## {word} {second}: Build", f"**Depends on:** {said}", "- [ ] Dig"
    )

    one, other = imported.plan.phases
    assert other.depends_on == (one.number,)


def test_a_range_behind_the_word_task_is_every_task_in_it():
    fields = ("**Status:** todo", "**Depends on:** Tasks 1-3")

    heads = [line for number in range(1, 4) for line in (f"### Task {number}: Cut {number}", "**Status:** todo")]
    found = tasks(read("# P", *heads, "### Task 4: Sew", *fields))

    assert found["4"].depends_on == ("1", "2", "3")


@pytest.mark.parametrize("said", ["(after 2)", "(after #2)", "(needs step 2)"])
def test_the_number_of_an_item_names_it_where_no_task_is_called_so(said):
    found = tasks(read("# P", "## Steps", "1. Cut", "2. Sew", f"3. Iron {said}"))

    assert found["1.3"].depends_on == ("1.2",)


def test_letters_with_numbers_in_front_of_most_tasks_are_their_ids():
    boxes = ("- [ ] A1: Bus", "- [ ] A2: Loader", "- [ ] B1: Importer (needs A1)")

    found = tasks(read("# P", "## Phase 1: Build", *boxes))

    assert [(task.key, task.title, task.depends_on) for task in found.values()] == [
        ("A1", "Bus", ()),
        ("A2", "Loader", ()),
        ("B1", "Importer", ("A1",)),
    ]


def test_the_same_letter_and_number_in_front_of_several_tasks_is_no_id():
    found = tasks(read("# P", "## Phase 1: Build", "- [ ] W1: Bus", "- [ ] W1: Loader"))

    assert list(found) == ["1.1", "1.2"]


def test_words_that_stand_without_a_space_in_front_of_what_they_name_are_understood():
    found = tasks(read("# 计划", "## 阶段一：接口", "- [ ] 登录接口", "- [ ] 权限接口 —— 依赖登录接口"))

    assert [(task.title, task.depends_on) for task in found.values()] == [("登录接口", ()), ("权限接口", ("1.1",))]


def test_a_clause_behind_a_state_is_read_as_well():
    found = tasks(read("# P", "## Phase 1: A", "- [ ] Survey of the roof", "- [ ] Repair — blocked, after the survey"))

    assert (found["1.2"].status, found["1.2"].depends_on) == ("blocked", ("1.1",))


def test_a_need_in_brackets_blocks_no_task_by_itself():
    found = tasks(read("# P", "## Phase 1: A", "1. [ ] Survey", "2. [ ] Repair (blocked by 1)"))

    assert (found["1.2"].status, found["1.2"].depends_on) == ("pending", ("1.1",))


def test_two_statements_in_one_sentence_are_two():
    ids = ("- [ ] **AB-1** Cut", "- [ ] **AB-2** Sew", "- [ ] **AB-3** Iron")

    found = tasks(read("# P", "## Phase 1: A", *ids, "## Dependencies", "- AB-1 blocks AB-2, AB-2 blocks AB-3"))

    assert [found[key].depends_on for key in ("AB-1", "AB-2", "AB-3")] == [(), ("AB-1",), ("AB-2",)]


def test_what_a_sentence_unblocks_is_not_what_it_depends_on():
    lines = (
        "- **AB-1** (Store) — Depends on AB-9 (the disk). **No needs in Sprint 5.** Unblocks AB-2.",
        "- **AB-2** (Feed) — Depends on **AB-1**. Blocks AB-3.",
        "- **AB-3** (Page)",
    )

    imported = read(
        "# Sprint 5: research", "## 1. Research findings", "### 1.1 Chain", *lines, "### 1.2 Risks of it", "Few."
    )

    found = tasks(imported)
    assert [(task.title, task.depends_on) for task in found.values()] == [
        ("Store", ()),
        ("Feed", ("AB-1",)),
        ("Page", ("AB-2",)),
    ]
    assert [each.text for each in imported.report.unresolved] == ["AB-9"]


def test_brackets_behind_the_name_of_a_phase_say_what_it_needs():
    imported = read("# P", *DRAWN, "## Phase 2: Build (after Phase 1)", "- [ ] Dig")

    assert (imported.plan.phases[1].title, imported.plan.phases[1].depends_on) == ("Build", ("1",))


def test_square_brackets_with_ids_are_needs_and_no_template():
    boxes = ("1.1. [ ] Models", "1.2. [ ] Interface [depends: 1.1]", "1.3. [ ] Jobs [blocks: 1.4]", "1.4. [ ] Pages")

    found = tasks(read("# P", "## Backend", *boxes))

    assert [(task.title, task.depends_on) for task in found.values()] == [
        ("Models", ()),
        ("Interface", ("1.1",)),
        ("Jobs", ()),
        ("Pages", ("1.3",)),
    ]


@pytest.mark.parametrize("title", ["Templates in `theme/`", "Templates – all of them", "Templates (twelve)"])
def test_a_title_is_known_by_the_words_in_front_of_its_aside(title):
    found = tasks(read("# P", "## Phase 1: A", f"- [ ] {title}", "- [ ] Find – depends on templates"))

    assert found["1.2"].depends_on == ("1.1",)


def test_a_sign_in_front_of_a_heading_hides_no_id():
    heads = ("### ✅ Step 1: Fork", "### 🔄 Step 2: Patch", "### ⏳ Step 3: Test", "Depends on: Step 2")

    found = tasks(read("# P", *heads))

    assert [(task.key, task.title, task.depends_on) for task in found.values()] == [
        ("1", "Fork", ()),
        ("2", "Patch", ()),
        ("3", "Test", ("2",)),
    ]
