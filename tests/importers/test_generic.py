import pytest
from importers.reading import read, tasks

from agent_plan_server.models.states import CriterionKind, EntryKind, TaskStatus


def test_boxes_under_phases_are_tasks_with_state():
    imported = read("# P", "## Phase 1: A", "- [x] one", "- [ ] two", "## Phase 2: B", "- [~] three")

    assert [(task.key, task.status.value) for task in imported.plan.tasks] == [
        ("1.1", "completed"),
        ("1.2", "pending"),
        ("2.1", "in_progress"),
    ]
    assert imported.plan.phases[1].follows == ("1",)
    assert imported.report.counts["tasks from boxes"] == 3


def test_boxes_below_acceptance_are_criteria():
    imported = read("# P", "## Phase 1: A", "- [ ] one", "### Acceptance criteria", "- [x] it runs", "- [ ] it ends")

    assert [(each.kind, each.state.value, each.phase) for each in imported.plan.criteria] == [
        (CriterionKind.ACCEPTANCE, "met", "1"),
        (CriterionKind.ACCEPTANCE, "open", "1"),
    ]
    assert len(imported.plan.tasks) == 1


def test_a_plain_lead_line_turns_only_the_list_after_it():
    imported = read(
        "# P",
        "## Phase 1: A",
        "- build",
        "- test it",
        "",
        "Akzeptanzkriterium:",
        "",
        "- läuft",
        "## Phase 2: B",
        "- go",
    )

    assert [task.title for task in imported.plan.tasks] == ["build", "test it", "go"]
    assert [each.text for each in imported.plan.criteria] == ["läuft"]


def test_boxes_with_ids_are_tasks_even_below_tests():
    imported = read(
        "# P",
        "## Phase 1: A",
        "### Tests",
        "- [ ] T001 [P] Write `tests/test_a.py`",
        "### Implementation",
        "- [ ] T002 Do it",
    )

    assert list(tasks(imported)) == ["T001", "T002"]
    assert tasks(imported)["T001"].scope == ("tests/test_a.py",)


def test_sub_items_of_a_task_are_steps_and_fields():
    imported = read(
        "# P",
        "## Phase 1: A",
        "- [ ] **A-1**: Build (2h)",
        "  - Files: `a.py`, `b/`",
        "  - Depends on: A-2",
        "  - [x] first",
        "  - second",
        "  - Acceptance: it runs",
        "- [ ] **A-2**: Prepare @ada",
    )
    built = tasks(imported)["A-1"]

    assert (built.title, built.estimate_minutes) == ("Build", 120)
    assert built.scope == ("a.py", "b/**")
    assert built.depends_on == ("A-2",)
    assert [(step.text, step.done) for step in built.steps] == [("first", True), ("second", False)]
    assert [(each.task, each.text) for each in imported.plan.criteria] == [("A-1", "it runs")]
    assert tasks(imported)["A-2"].owner == "ada"


def test_rows_with_ids_are_tasks():
    imported = read(
        "# P",
        "## Phase 1: A",
        "| ID | Task | Owner | Effort | Status | Dependencies |",
        "|---|---|---|---|---|---|",
        "| A-1 | Build | ada | 2 days | Done | None |",
        "| A-2 | Ship | bob | 1 day | Todo | A-1 |",
    )

    assert [(task.key, task.owner, task.status.value) for task in imported.plan.tasks] == [
        ("A-1", "ada", "completed"),
        ("A-2", "bob", "pending"),
    ]
    assert tasks(imported)["A-2"].depends_on == ("A-1",)


def test_task_headings_carry_fields_steps_and_criteria():
    imported = read(
        "# P",
        "## Phase 1: A",
        "### Task 1: Build it",
        "**Files:** `a.py`",
        "1. open",
        "2. close",
        "**Tests:**",
        "- it closes",
        "### Task 2: Ship it",
        "**Depends on:** Task 1",
        "**Status:** Blocked",
    )

    assert list(tasks(imported)) == ["1", "2"]
    assert [step.text for step in tasks(imported)["1"].steps] == ["open", "close"]
    assert tasks(imported)["2"].depends_on == ("1",)
    assert tasks(imported)["2"].status is TaskStatus.BLOCKED
    assert [(each.kind, each.task) for each in imported.plan.criteria] == [(CriterionKind.TEST, "1")]


def test_numbered_headings_with_the_fields_of_a_task_are_tasks_whatever_boxes_they_hold():
    imported = read(
        "# P",
        "## Phase 1: A",
        "### 1.1 Lay the base",
        "- [ ] write it",
        "- [x] test it",
        "### 1.2 Build on it",
        "**Depends on:** 1.1",
        "### 1.3 Look at it",
    )

    assert [(task.key, task.title, task.depends_on, len(task.steps)) for task in imported.plan.tasks] == [
        ("1.1", "Lay the base", (), 2),
        ("1.2", "Build on it", ("1.1",), 0),
        ("1.3", "Look at it", (), 0),
    ]


def test_numbered_headings_that_call_their_boxes_tasks_are_groups():
    imported = read(
        "# P",
        "## Phase 1: A",
        "### 1.1 Base",
        "**Status:** pending",
        "**Tasks:**",
        "- [ ] write it",
        "- [ ] test it",
        "### 1.2 House",
        "**Tasks:**",
        "- [ ] build it",
    )

    assert [task.title for task in imported.plan.tasks] == ["write it", "test it", "build it"]


def test_the_only_heading_of_a_phase_is_its_task():
    imported = read("# P", "## Phase 1: A", "- [ ] one", "## Phase 2: B", "### 2.1 Wrap up", "As agreed.")

    assert [(task.key, task.title) for task in imported.plan.tasks] == [("1.1", "one"), ("2.1", "Wrap up")]


def test_a_numbered_heading_beside_the_boxes_that_carry_the_work_is_reported():
    imported = read("# P", "## Phase 1: A", "### 1.1 Base", "- [ ] one", "### 1.2 House", "Some words.")

    assert [(each.line, each.text) for each in imported.report.not_taken] == [(5, "1.2 House")]


def test_numbered_headings_are_phases_when_nothing_is_called_one():
    imported = read("# P", "## 1. Prepare", "- [ ] 1.1 one", "## 2. Build", "- [ ] 2.1 two")

    assert [(phase.number, phase.title) for phase in imported.plan.phases] == [("1", "Prepare"), ("2", "Build")]
    assert list(tasks(imported)) == ["1.1", "2.1"]


def test_a_plain_task_list_is_one_phase():
    imported = read("# Move house", "## Tasks", "- pack", "- drive")

    assert [(phase.title, len(phase.tasks)) for phase in imported.plan.phases] == [("Move house", 2)]


def test_a_parent_box_of_numbered_boxes_is_a_group():
    imported = read("# P", "- [ ] 1. Group", "  - [ ] 1.1 one", "  - [ ] 1.2 two", "- [ ] 2. Alone")

    assert [task.title for task in imported.plan.tasks] == ["one", "two", "Alone"]


def test_boxes_below_a_box_with_an_estimate_are_its_steps():
    imported = read("# P", "## Phase 1: A", "- [ ] task (2h)", "  - [x] one", "  - [ ] two")

    assert [(task.title, len(task.steps)) for task in imported.plan.tasks] == [("task", 2)]


def test_boxes_below_a_plain_box_are_the_tasks_and_the_box_is_reported_as_their_group():
    imported = read("# P", "## Phase 1: A", "- [ ] group", "  - [x] one", "  - [ ] two")

    assert [task.title for task in imported.plan.tasks] == ["one", "two"]
    assert [(each.line, each.reason) for each in imported.report.not_taken] == [(3, "groups the tasks below it")]


def test_phases_as_boxes_give_state_to_the_phases_below():
    imported = read(
        "# P", "## Overview", "- [x] Phase 1: A", "- [ ] Phase 2: B (in progress)", "## Phase 2: B", "1. one", "2. two"
    )

    assert [(phase.number, phase.status.value, len(phase.tasks)) for phase in imported.plan.phases] == [
        ("1", "completed", 0),
        ("2", "in_progress", 2),
    ]


def test_phases_without_any_task_are_the_work_themselves():
    imported = read("# P", "- [x] Phase 1: Analyse", "- [ ] Phase 2: Repair")

    assert [(task.title, task.status.value) for task in imported.plan.tasks] == [
        ("Analyse", "completed"),
        ("Repair", "pending"),
    ]


def test_what_is_not_taken_is_reported_with_its_reason():
    imported = read(
        "# P",
        "## Phase 1: A",
        "- [ ] one",
        "- just a remark",
        "## How to Use This Plan",
        "1. Read it",
        "## Next Steps",
        "- go on",
    )

    assert [(each.line, each.reason) for each in imported.report.not_taken] == [
        (4, "stands beside the boxes that carry this phase's tasks"),
        (6, "tells how to use the plan"),
        (8, "restates work of the phases"),
    ]


def test_duplicate_ids_get_a_suffix_and_a_remark():
    imported = read("# P", "## Phase 1: A", "- [ ] **A-1**: one", "- [ ] **A-1**: two")

    assert list(tasks(imported)) == ["A-1", "A-1-2"]
    assert any("A-1" in remark for remark in imported.report.remarks)


def test_a_total_that_is_wrong_is_a_contradiction():
    imported = read("# P", "**Total:** 7 tasks", "## Phase 1: A", "- [ ] one")

    assert imported.report.contradictions[0].text == "The plan says 7 tasks in total; 1 were found."


def test_a_completed_phase_with_open_work_is_a_contradiction():
    imported = read("# P", "## Phase 1: A", "**Status:** Completed", "- [ ] one")

    assert imported.report.contradictions[0].lines == (3, 4)


def test_a_circle_of_stated_needs_is_cut_and_reported():
    imported = read(
        "# P", "## Phase 1: A", "- [ ] **A-1**: one (depends on A-2)", "- [ ] **A-2**: two (depends on A-1)"
    )

    assert sum(len(task.depends_on) for task in imported.plan.tasks) == 1
    assert "circle" in imported.report.contradictions[0].text


def test_a_need_of_a_phase_means_its_last_tasks():
    imported = read("# P", "## Phase 1: A", "- [ ] one", "- [ ] two", "## Phase 2: B", "- [ ] three (after Phase 1)")

    assert tasks(imported)["2.1"].depends_on == ("1.1", "1.2")


def test_what_a_task_blocks_needs_it():
    imported = read("# P", "## Phase 1: A", "- [ ] **A-1**: one", "  - Blocks: A-2", "- [ ] **A-2**: two")

    assert tasks(imported)["A-2"].depends_on == ("A-1",)


def test_a_need_that_names_nothing_is_reported():
    imported = read("# P", "## Phase 1: A", "**Dependencies:** approval by the board", "- [ ] one")

    assert [each.text for each in imported.report.unresolved] == ["approval by the board"]


def test_parallel_tracks_do_not_follow_each_other():
    imported = read("# P", "## Track 1: A", "- [ ] one", "## Track 2: B", "- [ ] two")

    assert [phase.follows for phase in imported.plan.phases] == [(), ()]


def test_a_gate_between_phases_holds_back_the_later_ones():
    imported = read(
        "# P",
        "## Phase 1: A",
        "- [ ] one",
        "## Phase 2: B",
        "- [ ] two",
        "## Decision Points",
        "### Gate after Phase 1",
        "**Decision**: Go or Stop?",
        "- If it runs: Go",
    )
    gate = imported.plan.decisions[0]

    assert (gate.options, gate.conditions, gate.before_phases) == (("Go", "Stop"), ("If it runs: Go",), ("2",))


@pytest.mark.parametrize(
    "gate",
    [
        ["### Go/No-Go", "- [ ] all tests pass"],
        ["### Go/No-Go", "all tests pass"],
        ["**Go/No-Go:** all tests pass"],
        ["**Go/No-Go after Phase 1:**", "- all tests pass"],
        ["## Go/No-Go after Phase 1", "- all tests pass"],
        ["### 1.2 The last task", "**Go/No-Go:** all tests pass"],
    ],
)
def test_a_gate_of_a_phase_is_one_decision_with_conditions_before_all_that_follows(gate):
    imported = read(
        "# P", "## Phase 1: A", "### 1.1 One", *gate, "## Phase 2: B", "- [ ] two", "## Phase 3: C", "- [ ] c"
    )

    decision = imported.plan.decisions[0]
    assert len(imported.plan.decisions) == 1
    assert (decision.question, decision.options) == ("Go/No-Go after Phase 1", ("Go", "No-go"))
    assert (decision.conditions, decision.phase) == (("all tests pass",), "1")
    assert decision.before_phases == ("2", "3")


def test_a_gate_that_asks_a_question_offers_its_answers():
    imported = read(
        "# P", "## Phase 1: A", "- [ ] one", "### Gate: Go on or stop?", "- it runs", "## Phase 2: B", "- [ ] two"
    )

    decision = imported.plan.decisions[0]
    assert (decision.options, decision.conditions) == (("Go on", "stop"), ("it runs",))
    assert decision.before_phases == ("2",)


def test_risk_tables_carry_their_columns():
    imported = read(
        "# P",
        "## Phase 1: A",
        "- [ ] one",
        "## Risks",
        "| Risk | Severity | Mitigation |",
        "|---|---|---|",
        "| Fire | High | Water |",
    )
    risk = next(each for each in imported.plan.entries if each.kind is EntryKind.RISK)

    assert (risk.text, risk.fields["severity"], risk.fields["mitigation"]) == ("Fire", "high", "Water")


def test_a_long_title_is_cut_and_remarked():
    imported = read("# P", "## Phase 1: A", f"- [ ] {'word ' * 60}")

    assert len(imported.plan.tasks[0].title) <= 200
    assert any("200 characters" in remark for remark in imported.report.remarks)


def test_a_task_keeps_its_line_for_writing_back():
    imported = read("# P", "## Phase 1: A", "  - [ ] **A-1**: one  ")
    task = imported.plan.tasks[0]

    assert (task.line, task.raw, task.heading_path) == (3, "  - [ ] **A-1**: one  ", ("P", "Phase 1: A"))


@pytest.mark.parametrize(
    "unit", ["[", "(", "`", "**a: ", "A-1/", "✅", "<!--", "- [ ] ", "week 1 - ", "T001-", "| ", "a/"]
)
def test_hostile_lines_are_read_to_their_end(unit):
    imported = read("# P", "## Phase 1: A", "- [ ] one", f"- [ ] x {unit * (65536 // len(unit))}", unit * 30000)

    assert imported.plan.tasks[0].title == "one"


def test_a_range_that_names_more_than_the_plan_has_is_reported_once():
    imported = read("# P", "## Phase 1: A", "- [ ] a", "## Phase 2: B", "**Dependencies:** Phases 0-1", "- [ ] b")

    assert imported.plan.phases[1].depends_on == ("1",)
    assert [(each.text, each.line) for each in imported.report.unresolved] == [("0-1", 5)]
