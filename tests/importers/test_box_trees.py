"""Kiro, Agent OS, Antigravity, OpenSpec and Conductor: boxes as trees, and what each writes around them."""

from importers.reading import read, tasks

from agent_plan_server.models.states import CriterionKind, CriterionState, TaskStatus


def test_kiro_numbers_alone_make_the_tree():
    plan = read(
        "# Implementation Plan",
        "- [ ] 1. Alone",
        "- [x] 2. Group",
        "- [x] 2.1 one",
        "  - _Requirements: 1.1_",
        "- [ ] 2.2 Inner group",
        "- [ ] 2.2.1 deep",
    )

    assert plan.report.format == "kiro"
    assert [(phase.number, phase.title) for phase in plan.plan.phases] == [("1", "Alone"), ("2", "Group")]
    assert list(tasks(plan)) == ["1", "2.1", "2.2.1"]
    assert tasks(plan)["2.1"].body == "Requirements: 1.1"
    assert tasks(plan)["2.1"].steps == ()
    assert tasks(plan)["2.2.1"].body == "Part of: Inner group"


def test_a_ticked_group_says_nothing_about_its_open_task():
    plan = read("# P", "- [x] 1. G", "- [x] 1.1 a", "  - _Requirements: 1.1_", "- [ ] 1.2 b")

    assert tasks(plan)["1.2"].status is TaskStatus.PENDING
    assert plan.report.contradictions[0].lines == (2, 5)


def test_a_kiro_task_may_be_optional_run_beside_others_and_name_its_needs():
    plan = read(
        "# P",
        "- [ ] 1. G",
        "  - [ ] 1.1 first",
        "  - [ ] 1.2 (P) second in `a.py`",
        "  - [ ]* 1.3 (P) third",
        "  - [ ]\\* 1.4 fourth",
        "    - _Depends: 1.1, 1.2_",
        "    - Change `b.py`",
        "    - _Requirements: 2.1_",
    )

    assert [(key, task.title, task.follows, task.depends_on) for key, task in tasks(plan).items()] == [
        ("1.1", "first", (), ()),
        ("1.2", "second in a.py", ("1.1",), ()),
        ("1.3", "third", ("1.1",), ()),
        ("1.4", "fourth", (), ("1.1", "1.2")),
    ]
    assert ["Optional." in task.body for task in plan.plan.tasks] == [False, False, True, True]
    assert tasks(plan)["1.4"].scope == ("b.py",)


def test_kiro_boxes_below_headings_keep_the_headings_as_phases():
    plan = read(
        "# P",
        "## Phase 1: A",
        "- [ ] 1. a",
        "  - _Requirements: 1.1_",
        "## Phase 2: B",
        "- [ ] 2. b",
        "## Notes",
        "- n",
    )

    assert [(phase.label, phase.title, len(phase.tasks)) for phase in plan.plan.phases] == [
        ("Phase 1", "A", 1),
        ("Phase 2", "B", 1),
    ]


def test_an_agent_os_parent_is_a_group_and_a_phase_when_there_is_no_other():
    alone = read("# Tasks", "- [x] 1. A", "  - [x] 1.1 a", "- [ ] 2. B", "  - [ ] 2.1 b", "  - [x] 2.2 c")
    below = read("# Tasks", "## Phase 7: Z", "- [ ] 1. A", "  - [ ] 1.1 a", "  - [ ] 1.2 b")

    assert (alone.report.format, below.report.format) == ("agent_os", "agent_os")
    assert [(phase.title, len(phase.tasks)) for phase in alone.plan.phases] == [("A", 1), ("B", 2)]
    assert [(phase.number, phase.title, len(phase.tasks)) for phase in below.plan.phases] == [("7", "Z", 2)]


def test_antigravity_ids_are_in_comments_and_a_slash_is_in_progress():
    plan = read(
        "# Task",
        "- [/] G <!-- id: 0 -->",
        "    - [x] a <!-- id: 1 -->",
        "    - [/] b <!-- id: 2 -->",
        "- [ ] H <!-- id: 3 -->",
        "    - [ ] c <!-- id: 4 -->",
    )

    assert plan.report.format == "antigravity"
    assert [(key, task.status.value) for key, task in tasks(plan).items()] == [
        ("1", "completed"),
        ("2", "in_progress"),
        ("4", "pending"),
    ]
    assert [phase.status.value for phase in plan.plan.phases] == ["in_progress", "pending"]


def test_antigravity_boxes_below_status_or_verification_are_work():
    plan = read(
        "# Task",
        "## Status",
        "- [x] done <!-- id: 1 -->",
        "## Verification",
        "- [ ] run it <!-- id: 2 -->",
    )

    assert [(phase.title, [task.title for task in phase.tasks]) for phase in plan.plan.phases] == [
        ("Status", ["done"]),
        ("Verification", ["run it"]),
    ]
    assert plan.plan.criteria == ()
    assert plan.plan.status is None


def test_a_flat_list_with_a_few_groups_is_one_phase():
    plan = read(
        "# Task",
        "- [ ] a <!-- id: 1 -->",
        "- [ ] b <!-- id: 2 -->",
        "- [ ] G <!-- id: 3 -->",
        "    - [ ] c <!-- id: 4 -->",
    )

    assert [[task.key for task in phase.tasks] for phase in plan.plan.phases] == [["1", "2", "4"]]


def test_openspec_groups_are_phases_whatever_marks_the_list():
    plan = read("## 1. Prepare", "+ [x] 1.1 one", "+ [ ] 1.2 two", "## 2. Build", "1. [ ] 2.1 three", "2. [ ] 2.2 four")

    assert plan.report.format == "openspec"
    assert plan.plan.title == "plan"
    assert [(phase.number, phase.title) for phase in plan.plan.phases] == [("1", "Prepare"), ("2", "Build")]
    assert [(key, task.status.value) for key, task in tasks(plan).items()] == [
        ("1.1", "completed"),
        ("1.2", "pending"),
        ("2.1", "pending"),
        ("2.2", "pending"),
    ]


def test_conductor_splits_commits_and_checkpoints_off_the_titles():
    plan = read(
        "# Plan",
        "## Phase 1: Base [checkpoint: 1a2b3c4]",
        "- [x] Task: Lay stones 1a2b3c4",
        "    - [x] Carry",
        "- [x] Task: Defaced walls [abc1234]",
        "- [~] Task: Paint the facade",
    )

    assert plan.report.format == "conductor"
    assert [phase.title for phase in plan.plan.phases] == ["Base"]
    assert [(task.title, task.status.value, len(task.steps)) for task in plan.plan.tasks] == [
        ("Lay stones", "completed", 1),
        ("Defaced walls", "completed", 0),
        ("Paint the facade", "in_progress", 0),
    ]
    assert [[note.text for note in task.notes] for task in plan.plan.tasks] == [
        ["commit 1a2b3c4"],
        ["commit abc1234"],
        [],
    ]
    assert [(each.kind, each.state) for each in plan.plan.criteria] == [(CriterionKind.CHECKPOINT, CriterionState.MET)]
