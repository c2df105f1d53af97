"""What carries the work of a section, and where its state comes from."""

import pytest
from importers.reading import read, tasks

from agent_plan_server.models.draft import ImportedPlan


def states(imported: ImportedPlan) -> dict[str, str]:
    return {task.title: task.status.value for task in imported.plan.tasks}


def numbers(imported: ImportedPlan) -> list[tuple[str, int]]:
    return [(phase.number, len(phase.tasks)) for phase in imported.plan.phases]


def test_the_word_on_a_line_wins_over_its_mark_and_the_mark_over_the_heading():
    imported = read(
        *("# P", "## Phase 1: A ✅", "- [ ] open", "- [x] ticked", "- [~] later (deferred)", "- [~] now", "- [?] odd"),
        *("## Phase 2: B ✅", "- plain", "- dropped - cancelled"),
    )

    assert states(imported) == {
        "open": "pending",
        "ticked": "completed",
        "later": "skipped",
        "now": "in_progress",
        "odd": "pending",
        "plain": "completed",
        "dropped": "skipped",
    }


def test_the_nearest_finished_heading_speaks_for_bullets_without_a_mark():
    imported = read("# P", "## Phase 1: A", "### Walls [DONE]", "- paint", "### Roof", "- tile")

    assert states(imported) == {"paint": "completed", "tile": "pending"}


def test_the_ticks_below_a_task_heading_are_its_state_when_it_says_none():
    boxes = (("x", "x"), ("x", " "), (" ", " "))
    heads = [
        line for n, marks in enumerate(boxes, 1) for line in (f"### Task {n}: t{n}", *(f"- [{m}] s" for m in marks))
    ]

    assert states(read("# P", "## Phase 1: A", *heads)) == {"t1": "completed", "t2": "in_progress", "t3": "pending"}


@pytest.mark.parametrize(
    ("line", "status"), [("go 🟡 (P1)", "pending"), ("go 🟡", "in_progress"), ("go ✅ (P1)", "completed")]
)
def test_a_coloured_circle_beside_a_priority_is_no_state(line, status):
    assert read("# P", "## Phase 1: A", f"- [ ] {line}").plan.tasks[0].status.value == status


def test_a_scope_that_names_no_files_is_the_work_of_a_phase_that_lists_none():
    imported = read(
        "# P", "## Session 1: A", "### Scope", "- tune the bell", "## Session 2: B", "### Scope", "- `a.py`"
    )

    assert [task.title for task in imported.plan.tasks] == ["tune the bell"]


def test_every_row_of_a_table_that_is_called_the_work_is_a_task():
    imported = read(
        "# P", "## Phase 1: A", "**Work items:**", "| # | Gap | Fix |", "|--|--|--|", "| 1 | cold oven | heat it |"
    )

    assert [(task.key, task.title) for task in imported.plan.tasks] == [("1", "cold oven")]


def test_a_bold_line_with_a_number_is_a_task_and_what_follows_its_steps():
    imported = read("# P", "## Phase 1: A", "### Tasks", "**1.1 Dig**", "- deep", "**1.2 Fill `a/b.py`**", "words")

    assert [(task.key, task.title, len(task.steps)) for task in imported.plan.tasks] == [
        ("1.1", "Dig", 1),
        ("1.2", "Fill a/b.py", 0),
    ]


def test_a_lettered_task_gives_its_number_as_the_key():
    assert list(tasks(read("# P", "## Task G0 — Dig", "x", "## Task G1 — Fill", "y"))) == ["G0", "G1"]


def test_two_releases_with_a_phase_1_each_keep_both():
    imported = read(
        "# P",
        "## v1",
        "### Phase 1: Roof",
        "- [x] a",
        "### Phase 2: Door",
        "- [x] b",
        "## v2",
        "### Phase 1: Cellar",
        "- [ ] c",
    )

    assert numbers(imported) == [("1", 1), ("2", 1), ("phase-1", 1)]


def test_a_phase_that_is_named_again_in_a_summary_is_the_same():
    imported = read(
        "# P",
        "## Summary",
        "### Phase 1: Roof",
        "short",
        "## Work",
        "### Phase 1: Roof",
        "- [ ] a",
        "### Phase 2: Door",
        "- [ ] b",
    )

    assert numbers(imported) == [("1", 1), ("2", 1)]


def test_phases_that_only_sum_up_a_long_list_of_boxes_give_way_to_it():
    boxes = [line for n in range(1, 5) for line in (f"### {n}. Side {n}", *(f"- [ ] box {n} {m}" for m in range(5)))]

    imported = read("# P", "## Strategy", "### Phase 1: A", "1. talk", "### Phase 2: B", "1. walk", "## TODO", *boxes)

    assert numbers(imported) == [("1", 5), ("2", 5), ("3", 5), ("4", 5)]


def test_shell_comments_of_a_paste_without_fences_are_no_headings():
    shell = [f"# install part {number}" for number in range(6)]

    imported = read(
        "# P", "## Phase 1: A", "### Task 1: Dig", *shell, "### Task 2: Fill", "## Phase 2: B", "### Task 3: Go"
    )

    assert numbers(imported) == [("1", 2), ("2", 1)]


def test_everything_does_not_mean_what_waits_for_the_task_itself():
    imported = read(
        "# P",
        "## Phase 1: A",
        "- **A-1**: dig",
        "- **A-2**: sum up (depends on all tasks)",
        "- **A-3**: print (depends on A-2)",
    )

    assert tasks(imported)["A-2"].depends_on == ("A-1",)
    assert tasks(imported)["A-3"].depends_on == ("A-2",)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Fix /app/[id]/page.tsx", "app/[id]/page.tsx"),
        ("Fix `src/a.py:12-40`", "src/a.py"),
        ("Move `old/a.md` → `new/a.md`", "new/a.md"),
        ("Split Atoms.cs (12 types)", "Atoms.cs"),
    ],
)
def test_a_line_names_the_paths_that_a_task_touches(text, path):
    assert path in read("# P", "## Phase 1: A", f"- [ ] {text}").plan.tasks[0].scope


@pytest.mark.parametrize("text", ["Learn Node.js", "Open /login", "See https://a.org/b.py"])
def test_products_routes_and_links_are_no_paths(text):
    assert read("# P", "## Phase 1: A", f"- [ ] {text}").plan.tasks[0].scope == ()
