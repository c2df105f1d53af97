import pytest
from importers.reading import read, tasks

from agent_plan_server.errors import NotAPlan
from agent_plan_server.models.states import CriterionKind

PHASES = ("# Tasks: F", "## Phase 1: Setup", "- [x] T001 Begin in a/b.py", "## Phase 2: Foundational")


def stories(*lines: str):
    return read(
        *PHASES,
        "- [ ] T002 Lay the base in a/c.py",
        "## Phase 3: User Story 1 - Offer (Priority: P1)",
        "- [ ] T003 [US1] Offer",
        "## Phase 4: User Story 2 - Ask (Priority: P2)",
        "- [ ] T004 [US2] Ask",
        "## Phase 5: Polish & Cross-Cutting Concerns",
        "- [ ] T005 Polish",
        "## Dependencies & Execution Order",
        *lines,
    )


def needs_of_phases(imported):
    return {phase.number: phase.depends_on for phase in imported.plan.phases if phase.depends_on}


def test_ids_with_suffixes_are_keys_and_tags_are_no_part_of_a_title():
    imported = read(
        *PHASES,
        "- [ ] T004a [P] [TDD] Write it in `src/a.py`",
        "- [X] T005-TEST [P] [US1] Test it in tests/test_a.py",
        "- [ ] T-000.1 [ORCHESTRATOR] Share it out",
    )

    assert imported.report.format == "spec_kit"
    assert [(task.key, task.title, task.status.value) for task in imported.plan.phases[1].tasks] == [
        ("T004a", "Write it in src/a.py", "pending"),
        ("T005-TEST", "Test it in tests/test_a.py", "completed"),
        ("T-000.1", "Share it out", "pending"),
    ]
    assert tasks(imported)["T004a"].scope == ("src/a.py",)


def test_a_bare_file_name_is_the_scope_when_no_path_is_named_but_a_library_is_none():
    imported = read(*PHASES, "- [ ] T002 Add a linter to package.json", "- [ ] T003 Start a Node.js project")

    assert tasks(imported)["T002"].scope == ("package.json",)
    assert tasks(imported)["T003"].scope == ()


def test_tasks_without_a_parallel_mark_come_one_after_the_other():
    imported = read(
        *PHASES,
        "- [ ] T002 a",
        "- [ ] T003 [P] b",
        "- [ ] T004 [P] c",
        "- [ ] T005 d",
        "- [ ] T006 e (depends on T003)",
    )

    assert [(task.key, task.follows) for task in imported.plan.phases[1].tasks] == [
        ("T002", ()),
        ("T003", ("T002",)),
        ("T004", ("T002",)),
        ("T005", ("T003", "T004")),
        ("T006", ()),
    ]
    assert tasks(imported)["T006"].depends_on == ("T003",)


def test_without_any_parallel_mark_no_order_is_inferred_within_a_phase():
    imported = read(*PHASES, "- [ ] T002 a", "- [ ] T003 b")

    assert all(task.follows == () for task in imported.plan.tasks)


def test_tasks_that_are_said_to_run_in_parallel_need_no_mark():
    imported = read(
        *PHASES, "- [ ] T002 a", "- [ ] T003 b", "## Parallel Opportunities", "- T002, T003 can run in parallel"
    )

    assert all(task.follows == () for task in imported.plan.phases[1].tasks)


@pytest.mark.parametrize(
    ("sentence", "needs"),
    [
        ("- **Foundational (Phase 2)**: Depends on Setup - BLOCKS all user stories", {"2": "1", "3": "2", "4": "2"}),
        ("- **User Stories (Phase 3+)**: All depend on Foundational phase", {"3": "2", "4": "2", "5": "2"}),
        ("- US2 (Phase 4): Depends on US1 completion (needs its table)", {"4": "3"}),
        ("- **User Story 2 (P2)**: Can start after Foundational (Phase 2) - May use US1 as well", {"4": "2"}),
        ("- **Polish (Final Phase)**: Depends on all desired user stories being complete", {"5": "34"}),
        ("- **Polish**: Depends on User Stories 1 and 2", {"5": "34"}),
        ("- Phase 2 → Phase 4", {"4": "2"}),
        ("- Models before services", {}),
    ],
)
def test_sentences_put_phases_in_order(sentence, needs):
    found = needs_of_phases(stories("### Phase Dependencies", sentence))

    assert found == {number: tuple(before) for number, before in needs.items()}


@pytest.mark.parametrize(
    ("sentence", "needs"),
    [
        ("- T001 blocks T004, T005", {"T004": ("T001",), "T005": ("T001",)}),
        ("- Tests (T001-T002) before implementation (T003)", {"T003": ("T001", "T002")}),
        ("- T002 → T003 → T004", {"T003": ("T002",), "T004": ("T003",)}),
        ("- T004 requires T002 and T003", {"T004": ("T002", "T003")}),
        ("- T004, T005 can run in parallel after T003", {"T004": ("T003",), "T005": ("T003",)}),
    ],
)
def test_sentences_put_tasks_in_order(sentence, needs):
    found = {task.key: task.depends_on for task in stories(sentence).plan.tasks if task.depends_on}

    assert found == needs


def test_stories_that_only_wait_for_the_base_do_not_wait_for_each_other():
    imported = stories("- **User Stories (Phases 3-4)**: All depend on Foundational phase completion")

    assert imported.plan.phases[3].follows == ()


def test_an_executor_is_the_owner_and_what_is_blocked_waits():
    imported = stories("- none").plan
    tagged = read(
        *PHASES,
        "- [ ] T002 **[EXECUTOR: mason]** **[BLOCKING: Phase 3]** Lay stones",
        "- [ ] T003 **[BLOCKING: T004]** Mix mortar",
        "## Phase 3: House",
        "- [ ] T004 Build",
    )

    assert imported.phases[2].follows == ("2",)
    assert (tasks(tagged)["T002"].owner, tasks(tagged)["T002"].title) == ("mason", "Lay stones")
    assert tagged.plan.phases[2].depends_on == ("2",)
    assert tasks(tagged)["T004"].depends_on == ("T003",)
    assert tasks(tagged)["T002"].depends_on == ()


def test_a_heading_that_repeats_the_id_of_its_box_is_no_second_task():
    imported = read(*PHASES, "### T002: Base", "- [X] T002 Lay the base", "### T003: House", "- [ ] T003 Build")

    assert [(task.key, task.status.value) for task in imported.plan.phases[1].tasks] == [
        ("T002", "completed"),
        ("T003", "pending"),
    ]


def test_independent_tests_and_checkpoints_are_criteria_but_the_opening_is_not():
    imported = read(
        "# Tasks: F",
        "**Tests**: none were asked for",
        "## Phase 1: User Story 1 - Offer",
        "**Independent Test**: offer something",
        "- [ ] T001 a",
        "- [ ] T002 b",
        "**Checkpoint**: offers work",
    )

    assert [(each.kind, each.phase, each.text) for each in imported.plan.criteria] == [
        (CriterionKind.TEST, "1", "offer something"),
        (CriterionKind.CHECKPOINT, "1", "offers work"),
    ]


def test_a_bold_phase_inside_a_task_is_a_part_of_it():
    imported = read(
        *PHASES, "- [ ] T002 Add roles", "  - Parts:", "", "    **Phase 1: Tables**", "    1. one", "- [ ] T003 b"
    )

    assert [phase.number for phase in imported.plan.phases] == ["1", "2"]
    assert [task.key for task in imported.plan.phases[1].tasks] == ["T002", "T003"]


def test_an_unfilled_form_is_refused():
    with pytest.raises(NotAPlan, match="template"):
        read("# Tasks: [FEATURE NAME]", "## Phase 1: Setup", "- [ ] T001 Create it", "- [ ] T002 [P] Test it")


@pytest.mark.parametrize(
    ("sentence", "needs"),
    [
        ("- **基础（阶段 2）**：依赖于设置完成 — 阻塞所有用户故事", {"2": "1", "3": "2", "4": "2"}),
        ("- **用户故事（阶段 3-4）**: 都依赖于基础阶段完成", {"3": "2", "4": "2"}),
        ("- **用户故事 2（P2）**：依赖 US1（用它的表）", {"4": "3"}),
        ("- US2 (P2): 可在阶段 2 后开始，与 US1 可并行", {"4": "2"}),
        ("- **阶段 1**：无依赖，可立即开始", {}),
        ("- **收尾（阶段 5）**: 依赖所有用户故事完成", {"5": "34"}),
    ],
)
def test_sentences_in_chinese_put_phases_in_order(sentence, needs):
    plan = read(
        "# 任务: F",
        "## 阶段 1: 设置（共享）",
        "- [x] T001 开始",
        "## 阶段 2: 基础（阻塞）",
        "- [ ] T002 打基础",
        "## 阶段 3: 用户故事 1 - 提供",
        "- [ ] T003 [US1] 提供",
        "## 阶段 4: 用户故事 2 - 请求",
        "- [ ] T004 [US2] 请求",
        "## 阶段 5: 收尾",
        "- [ ] T005 收尾",
        "## 依赖关系与执行顺序",
        sentence,
    )

    assert plan.report.format == "spec_kit"
    assert needs_of_phases(plan) == {number: tuple(before) for number, before in needs.items()}


@pytest.mark.parametrize(
    "sentence",
    [
        "- Polish (Phase 5): Depende de las historias, depends on US1",
        "- **Polish**: hängt von Phase 3 ab",
        "- Polish dépend de Phase 3",
    ],
)
def test_sentences_in_other_languages_put_phases_in_order(sentence):
    assert needs_of_phases(stories(sentence)) == {"5": ("3",)}


def test_an_id_alone_is_the_title_of_its_task():
    assert [task.title for task in read("- [ ] T0").plan.tasks] == ["T0"]
