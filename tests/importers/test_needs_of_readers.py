"""Needs as people write them in passing: behind the noun, in a sentence, by arrows, by numbers that run on."""

import pytest
from importers.reading import read, tasks


@pytest.mark.parametrize(
    "said",
    [
        " — K1 完了後に開始",
        " — K1 완료 후",
        " — K1 bittikten sonra",
        " — K1 के बाद",
        "; setzt K1 voraus",
        ", erst wenn K1 fertig ist",
        " ← K1",
        " <- K1",
        " {needs K1}",
        " [blocked-by: K1]",
    ],
)
def test_a_need_may_stand_behind_its_noun_or_an_arrow(said):
    plan = read("# P", "## Phase 1: A", "- [ ] **K1** Sand", f"- [ ] **K2** Paint walls{said}")

    assert tasks(plan)["K2"].depends_on == ("K1",)


@pytest.mark.parametrize(
    "line",
    [
        "only after K1",
        "start when K1 is merged",
        "cannot begin before K1",
        "wait until K1 has landed",
        "K1 must be finished first",
        "waiting on K1",
    ],
)
def test_a_sentence_below_a_task_says_what_comes_first(line):
    plan = read("# P", "## Phase 1: A", "- [ ] **K1** Sand", "- [ ] **K2** Paint walls", f"  {line}.")

    assert tasks(plan)["K2"].depends_on == ("K1",)


@pytest.mark.parametrize("said", ["（K2をブロック）", " (prerequisite for K2)", ", must be done before K2"])
def test_what_a_task_blocks_waits_for_it(said):
    plan = read("# P", "## Phase 1: A", f"- [ ] **K1** Sand{said}", "- [ ] **K2** Paint walls")

    assert tasks(plan)["K2"].depends_on == ("K1",)
    assert tasks(plan)["K1"].depends_on == ()


@pytest.mark.parametrize("said", ["same as above", "ditto", "同上"])
def test_the_same_as_above_is_what_the_task_before_needs(said):
    plan = read(
        *("# P", "## Phase 1: A", "### Task 1: Dig", "### Task 2: Plant", "**Depends on:** Task 1"),
        *("### Task 3: Water", f"**Depends on:** {said}"),
    )

    assert tasks(plan)["3"].depends_on == ("1",)


def test_letters_with_numbers_in_front_of_every_task_are_ids_without_a_sign():
    plan = read("# P", "## Tasks", "- [ ] R1 Stops", "- [ ] R2 Lines", "- [ ] R3 Trips", "## Order", "R1 → R2 → R3")

    assert [(task.key, task.depends_on) for task in plan.plan.tasks] == [("R1", ()), ("R2", ("R1",)), ("R3", ("R2",))]


def test_numbers_that_run_on_from_phase_to_phase_are_ids():
    plan = read("# P", "## Phase 1: A", "1. Dig", "2. Plant", "## Phase 2: B", "3. Water - TODO, after 1 and 2")

    assert tasks(plan)["3"].depends_on == ("1", "2")


def test_numbers_that_start_again_in_each_phase_are_none():
    plan = read("# P", "## Phase 1: A", "1. Dig", "2. Plant (after 1)", "## Phase 2: B", "1. Water", "2. Cut (after 1)")

    assert (tasks(plan)["1.2"].depends_on, tasks(plan)["2.2"].depends_on) == (("1.1",), ("2.1",))


def test_a_column_says_what_a_row_blocks():
    plan = read(
        "# P", "| # | Task | Owner | Blocks |", "|---|---|---|---|", "| 1 | Sand | Ada | 2 |", "| 2 | Paint | Bo | |"
    )

    assert tasks(plan)["2"].depends_on == ("1",)


def test_bold_packages_over_lists_are_phases_and_the_next_bold_line_ends_the_last():
    plan = read(
        *("# P", "**WP1 – Script** (done)", "- [x] Draft", "**WP2 – Sound**", "- [ ] Record"),
        *("", "**Before we go on air**", "", "- [ ] batteries full?"),
    )

    assert [(phase.title, len(phase.tasks)) for phase in plan.plan.phases] == [("Script", 1), ("Sound", 1)]


def test_milestones_that_list_their_work_are_phases():
    lists = [f"### Milestone {n}: {name}\n**Tasks:**\n- Build {name}" for n, name in ((1, "Dock"), (2, "Bike"))]

    plan = read("# P", "## 2. Milestones", *lists)

    assert [phase.title for phase in plan.plan.phases] == ["Dock", "Bike"]


def test_a_numbered_heading_with_fields_is_a_task_whatever_it_speaks_of():
    plan = read(
        "# P", "## Phase 1: A", "### 1.1 Log all", "- **Status:** done", "### 1.2 Test rules", "- **Status:** todo"
    )

    assert [task.title for task in plan.plan.tasks] == ["Log all", "Test rules"]


def test_a_sign_without_a_bullet_between_boxes_is_one_of_them():
    plan = read("# P", "## Phase 1: A", "- [ ] Dig", "⏸ Plant", "- [ ] Water")

    assert [task.title for task in plan.plan.tasks] == ["Dig", "Plant", "Water"]
