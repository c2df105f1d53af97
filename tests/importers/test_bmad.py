from importers.reading import read, tasks

from agent_plan_server.models.states import CriterionKind, TaskStatus

STORY = (
    "# Story 2.3: Lend a Tent",
    "## Status",
    "Draft",
    "## Story",
    "**As a** scout, **I want** a tent",
    "## Acceptance Criteria",
    "1. It can be borrowed",
    "2. It comes back",
    "## Tasks / Subtasks",
)


def test_a_story_is_a_phase_and_its_tasks_keep_their_subtasks_as_steps():
    plan = read(*STORY, "- [x] Task 1: Lend (AC: 1, 2)", "  - [x] 1.1 Write it", "- [ ] Task 2: Take back (AC: #2)")

    assert plan.report.format == "bmad_story"
    assert [(phase.number, phase.label, phase.title) for phase in plan.plan.phases] == [
        ("2.3", "Story 2.3", "Lend a Tent")
    ]
    assert [(key, task.title, len(task.steps)) for key, task in tasks(plan).items()] == [
        ("1", "Lend", 1),
        ("2", "Take back", 0),
    ]
    assert plan.plan.status == "Draft"


def test_a_criterion_belongs_to_the_only_task_that_serves_it():
    plan = read(*STORY, "- [ ] Task 1: Lend (AC: 1)", "- [ ] Task 2: Take back (AC: 2)", "- [ ] Task 3: Test (AC: 2)")

    assert [(each.text, each.task, each.phase) for each in plan.plan.criteria] == [
        ("It can be borrowed", "1", "2.3"),
        ("It comes back", None, "2.3"),
    ]
    assert tasks(plan)["3"].body == "Acceptance criteria: 2"


def test_what_the_developer_keeps_is_no_work():
    plan = read(
        *STORY,
        "- [ ] Task 1: Lend",
        "## Dev Notes",
        "### Testing",
        "- where the tests are",
        "## QA Results",
        "### Improvements Checklist",
        "- [ ] mend it",
    )

    assert [task.title for task in plan.plan.tasks] == ["Lend"]
    assert [each.kind for each in plan.plan.criteria] == [CriterionKind.ACCEPTANCE] * 2
    assert [(each.line, each.reason) for each in plan.report.not_taken] == [
        (13, "is a note of the developer"),
        (16, "is a note of the developer"),
    ]


def test_the_status_may_be_a_field_and_open_tasks_contradict_a_story_that_is_done():
    plan = read("# Story 1.1: A", "Status: done", *STORY[3:], "- [ ] Task 1: Lend")

    assert plan.plan.phases[0].status is TaskStatus.COMPLETED
    assert plan.report.contradictions[0].lines == (2, 9)


EPICS = ("# Epics", "## Epic 1: Orders", "### Story 1.1: Order", "As a neighbour,", "I want bread,")


def test_epics_are_phases_and_stories_tasks_that_need_their_prerequisites():
    plan = read(
        *EPICS,
        "**Technical Notes:** in `orders.py`",
        "### Story 1.2: Cancel",
        "**Prerequisites:** Story 1.1",
        "## Epic 2: Delivery",
        "### Story 2.1: Drive",
    )

    assert plan.report.format == "bmad_epics"
    assert [(phase.label, phase.title) for phase in plan.plan.phases] == [("Epic 1", "Orders"), ("Epic 2", "Delivery")]
    assert [(key, task.title, task.depends_on, task.scope) for key, task in tasks(plan).items()] == [
        ("1.1", "Order", (), ("orders.py",)),
        ("1.2", "Cancel", ("1.1",), ()),
        ("2.1", "Drive", (), ()),
    ]


def test_given_when_then_is_one_criterion_and_no_prose_of_the_story():
    plan = read(
        *EPICS,
        "**Acceptance Criteria:**",
        "",
        "**Given** it is open",
        "**When** I order",
        "**Then** it is listed",
        "**Given** it is closed",
        "**Then** I wait",
        "### Story 1.2: Cancel",
    )

    assert [(each.task, each.text) for each in plan.plan.criteria] == [
        ("1.1", "Given it is open When I order Then it is listed"),
        ("1.1", "Given it is closed Then I wait"),
    ]
    assert tasks(plan)["1.1"].body == "As a neighbour,\nI want bread,"
