"""Where the work of a plan stands when no heading says "Phase": bold lines, folds, items, gates, tables, approaches."""

import pytest
from importers.reading import read, tasks

from agent_plan_server.errors import NotAPlan
from agent_plan_server.models.draft import ImportedPlan


def shape(imported: ImportedPlan) -> list[tuple[str, list[str]]]:
    return [(phase.title, [task.title for task in phase.tasks]) for phase in imported.plan.phases]


WANTED = [("Cut", ["Cloth", "Thread"]), ("Sew", ["Seams"])]


def test_bold_lines_above_boxes_are_headings_where_no_heading_tells_the_boxes_apart():
    imported = read("# A coat", "**Cut**", "", "- [ ] Cloth", "- [ ] Thread", "", "**Sew**", "", "- [ ] Seams")

    assert shape(imported) == WANTED


def test_a_bold_line_that_says_of_which_kind_boxes_are_is_none():
    imported = read("# A coat", "**Tests**", "- [ ] It fits", "", "**Tasks**", "- [ ] Cut", "- [ ] Sew")

    assert shape(imported) == [("A coat", ["Cut", "Sew"])]


def test_what_folds_is_headed_by_its_summary():
    folds = [
        line
        for number, (title, boxes) in enumerate(WANTED, 1)
        for line in (
            *("<details open>", f"<summary><b>Phase {number} – {title}</b></summary>", ""),
            *(*(f"- [ ] {box}" for box in boxes), "", "</details>"),
        )
    ]

    assert shape(read("# A coat", *folds)) == WANTED


def test_a_heading_may_be_a_tag():
    imported = read('<h1 align="center">A coat</h1>', *("<h2>Phase 1: Cut</h2>", "", "- [ ] Cloth", "- [ ] Thread"))

    assert shape(imported) == WANTED[:1]


@pytest.mark.parametrize("mark", ["- ", "- [ ] "])
def test_lines_that_name_phases_above_any_list_are_headings(mark):
    lines = ("Phase 1: Cut", f"{mark}Cloth", f"{mark}Thread", "", "Phase 2: Sew", f"{mark}Seams")

    assert shape(read("# A coat", *lines)) == WANTED


@pytest.mark.parametrize(("outer", "inner"), [("- ", "- "), ("- [ ] ", "- [ ] "), ("1. ", "- ")])
def test_items_that_name_phases_hold_their_work(outer, inner):
    first = (f"{outer}**Phase 1: Cut**", f"   {inner}Cloth", f"   {inner}Thread")

    imported = read("# A coat", *first, f"{outer}Phase 2: Sew", f"   {inner}Seams")

    assert shape(imported) == WANTED


def test_bullets_below_a_box_that_names_a_phase_only_explain_it():
    first = ("- [x] Phase 1: Cut", "  - took an hour", "- [ ] Phase 2: Sew", "  - by hand")

    assert shape(read("# A coat", *first)) == [("Cut", ["Cut"]), ("Sew", ["Sew"])]


@pytest.mark.parametrize("word", ["Agent 1: Tailor", "Agent 1 (Tailor)", "Agent 01 – Tailor"])
def test_an_agent_with_boxes_is_a_phase_beside_the_others(word):
    imported = read(
        "# A coat",
        *(f"## {word}", "**Scope:** `cloth/**`", "- [ ] Cut"),
        *("## Agent 2: Seamstress", f"**Depends on:** {' '.join(word.split()[:2]).strip(':')}", "- [ ] Sew"),
    )

    first, second = imported.plan.phases
    assert (second.depends_on, first.tasks[0].scope) == ((first.number,), ("cloth/**",))


def test_an_agent_that_is_only_described_is_no_phase():
    with pytest.raises(NotAPlan):
        read("# Design", "## Agent 1: Tailor", "- cuts", "- sews", "## Agent 2: Buyer", "- buys")


def test_boxes_that_numbered_gates_ask_for_are_the_work_where_nothing_else_is():
    gates = [
        line
        for number, box in enumerate(("Samples", "Patterns"), 1)
        for line in (
            *(f"## Gate {number}: {box} approved", "#### Entry criteria", "- [ ] Money is there"),
            *("#### Gate requirements", f"- [ ] {box} are cut", "  - twelve of them"),
        )
    ]

    imported = read("# Gates", *gates)

    assert shape(imported) == [
        ("Samples approved", ["Samples are cut"]),
        ("Patterns approved", ["Patterns are cut"]),
    ]


def test_lines_that_begin_with_signs_of_states_are_items_beside_each_other():
    found = tasks(read("# P", "## Phase 1: Cut", "✅ Cloth", "🚧 Thread", "⏳ Buttons"))

    assert [(task.title, task.status) for task in found.values()] == [
        ("Cloth", "completed"),
        ("Thread", "in_progress"),
        ("Buttons", "pending"),
    ]


@pytest.mark.parametrize("title", ["Implementation plan: a coat", "Fahrplan", "迁移计划", "Plan de migración"])
def test_a_numbered_list_below_the_title_of_a_plan_is_its_work(title):
    imported = read(f"# {title}", "1. **Cut** – with `tools/cut.py`.", "2. **Sew**. Requires step 1.", "3. Iron")

    found = tasks(imported)
    assert [(task.title, task.depends_on, task.scope) for task in found.values()] == [
        ("Cut", (), ("tools/cut.py",)),
        ("Sew", ("1.1",), ()),
        ("Iron", (), ()),
    ]


def test_a_numbered_list_below_any_other_title_is_none():
    with pytest.raises(NotAPlan):
        read("# Three things I like", "1. Tea", "2. Rain", "3. Cats")


@pytest.mark.parametrize("lines", [("1. Cut", "2. Sew", "3. Iron"), ("### 1. Cut", "### 2. Sew", "### 3. Iron")])
@pytest.mark.parametrize("title", ["Approach", "Changes"])
def test_what_an_approach_numbers_is_the_work_where_nothing_else_is(title, lines):
    imported = read("# A coat", "## Context", "It is cold.", f"## {title}", *lines, "## Non-goals", "1. Hats")

    assert shape(imported) == [("A coat", ["Cut", "Sew", "Iron"])]


def test_features_that_a_product_must_have_are_work_when_its_requirements_number_them():
    features = ("### 1. Search", "- fast", "### 2. Export", "- to CSV", "### 3. Import", "- from CSV")

    imported = read(
        "# Shop – product requirements", "## Core features", *features, "## Acceptance criteria", "- [ ] ok"
    )

    assert shape(imported) == [("Shop – product requirements", ["Search", "Export", "Import"])]


def test_priorities_beside_each_other_are_piles_of_work():
    imported = read("# Repairs", "## 🔴 Critical", "1. Roof", "## 🟡 Important", "2. Door", "3. Lock")

    assert shape(imported) == [("Critical", ["Roof"]), ("Important", ["Door", "Lock"])]


def test_verification_with_boxes_is_a_stage_beside_planning_and_execution():
    stages = ("## Planning", "- [x] Look", "## Execution", "- [ ] Cut", "## Verification", "- [ ] Try it on")

    assert [title for title, _ in shape(read("# A coat", *stages))] == ["Planning", "Execution", "Verification"]


def test_parts_of_a_numbered_heading_that_says_nothing_itself_are_the_tasks():
    first = ("## Phase 1: Build", "### 1.1 Agent", "#### 1.1.1 Spool", "To `agent/spool.go`.", "#### 1.1.2 Retry")

    found = tasks(read("# P", *first, "### 1.2 Gateway", "Takes gzip.", "- with limits"))

    assert [(task.key, task.title) for task in found.values()] == [
        ("1.1.1", "Spool"),
        ("1.1.2", "Retry"),
        ("1.2", "Gateway"),
    ]
    assert found["1.1.1"].scope == ("agent/spool.go",)


def test_a_list_of_ids_is_surer_work_than_headings_with_numbers():
    ids = ("- **AB-1** Cut", "- **AB-2** Sew", "- **AB-3** Iron")

    imported = read("# Sprint 5: a coat", "## 1. Research findings", "### 1.1 Chain", *ids, "### 1.2 Gaps", "- none")

    assert list(tasks(imported)) == ["AB-1", "AB-2", "AB-3"]


def test_a_list_of_ids_is_surer_work_than_bullets_that_are_called_so():
    ids = ("- **AB-1** Cut", "- **AB-2** Sew", "- **AB-3** Iron")

    imported = read("# Sprint 5: a coat", "## Chain", *ids, "## Todos", "- cut it", "- sew it", "- iron it")

    assert list(tasks(imported)) == ["AB-1", "AB-2", "AB-3"]


def test_a_note_above_a_list_does_not_take_it():
    imported = read("# P", "## Phase 1: A", "Note: only on a Sunday.", "", "- [ ] Cut", "- [ ] Sew")

    assert shape(imported) == [("A", ["Cut", "Sew"])]


TABLE = ("| {} | Task | Owner | Status |", "|---|---|---|---|")


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("Phase", ("1. Cut", "1. Cut", "2. Sew", "2. Sew")),
        ("Phase", ("Phase 1: Cut", "Phase 1: Cut", "Phase 2: Sew", "Phase 2: Sew")),
        ("Milestone", ("Cut", "", "Sew", "")),
        ("Project", ("Cut", "Cut", "Sew", "Sew")),
    ],
)
def test_rows_that_say_their_phase_are_tasks_of_it(column, cells):
    rows = [f"| {cell} | Part {number} | Ada | todo |" for number, cell in enumerate(cells, 1)]

    imported = read("# A coat", TABLE[0].format(column), TABLE[1], *rows)

    assert shape(imported) == [("Cut", ["Part 1", "Part 2"]), ("Sew", ["Part 3", "Part 4"])]


def test_rows_with_one_phase_each_list_the_phases():
    rows = ("| 1 | Cut | Ada | done |", "| 2 | Sew | Ada | todo |", "| 3 | Iron | Ada | todo |")

    assert [title for title, _ in shape(read("# P", TABLE[0].format("Phase"), TABLE[1], *rows))] == [
        "Cut",
        "Sew",
        "Iron",
    ]


def test_rows_below_a_numbered_row_belong_to_it_and_their_share_is_their_state():
    rows = ("| 1 | **Cut** | | 50 |", "| 1.1 | Cloth | | 100 |", "| 1.2 | Thread | 1.1 | 20 |", "| 2 | **Sew** | | 0 |")
    more = ("| 2.1 | Seams | 1.2 | 0 |", "| 2.2 | Hem | 2.1 | 0 |")

    imported = read("# A coat", "| WBS | Task | Predecessors | % |", "|---|---|---|---|", *rows, *more)

    assert shape(imported) == [("Cut", ["Cloth", "Thread"]), ("Sew", ["Seams", "Hem"])]
    assert [task.status for task in imported.plan.tasks] == ["completed", "in_progress", "pending", "pending"]
    assert imported.report.not_taken == ()


def test_headings_that_say_what_is_done_to_a_file_are_tasks():
    first = ("## Changes", "### Backend", "#### [NEW] [tags.py](file:///repo/tags.py)", "- a model")

    imported = read("# Tags", *first, "#### [MODIFY] routes.py", "- register", "### Frontend", "#### [DELETE] old.tsx")

    assert shape(imported) == [("Backend", ["tags.py", "routes.py"]), ("Frontend", ["old.tsx"])]
