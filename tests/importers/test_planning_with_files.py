from importers.reading import read

from agent_plan_server.models.states import DecisionKind, EntryKind

ERRORS = ("## Errors Encountered", "| Error | Resolution |", "|---|---|", "| It rained | Waited |")


def test_the_status_in_the_list_of_a_phase_is_that_of_the_phase():
    plan = read(
        "# Task Plan: P",
        "### Phase 1: A",
        "- [x] a",
        "- **Status:** complete",
        "### Phase 2: B",
        "- [ ] b",
        "- **Status:** blocked",
        *ERRORS,
    )

    assert plan.report.format == "planning_with_files"
    assert [(phase.title, phase.status.value) for phase in plan.plan.phases] == [("A", "completed"), ("B", "blocked")]
    assert [task.title for task in plan.plan.tasks] == ["a", "b"]
    assert plan.report.not_taken == ()


def test_the_current_phase_is_in_progress():
    plan = read("# P", "## Current Phase", "Phase 2", "### Phase 1: A", "- [ ] a", "### Phase 2: B", "- [ ] b", *ERRORS)

    assert [phase.status.value for phase in plan.plan.phases] == ["pending", "in_progress"]


def test_phases_that_are_boxes_themselves_are_the_work():
    plan = read(
        "# P", "## Phases", "- [x] Phase 1: A", "- [ ] Phase 2: B", "## Status", "**Currently in Phase 2** - B", *ERRORS
    )

    assert plan.report.format == "planning_with_files"
    assert [(task.title, task.status.value) for task in plan.plan.tasks] == [("A", "completed"), ("B", "in_progress")]


def test_questions_decisions_and_errors_go_to_their_kinds():
    plan = read(
        "# P",
        "### Phase 1: A",
        "- [ ] a",
        "- **Status:** pending",
        "## Key Questions",
        "1. Left or right?",
        "## Decisions Made",
        "| Decision | Rationale |",
        "|---|---|",
        "| Go left | Shorter |",
        *ERRORS,
    )

    assert [(each.kind, each.question, each.decided) for each in plan.plan.decisions] == [
        (DecisionKind.QUESTION, "Left or right?", None),
        (DecisionKind.LOCK, "Go left", "yes"),
    ]
    assert [(each.kind, each.text, each.fields) for each in plan.plan.entries] == [
        (EntryKind.LESSON, "It rained", {"resolution": "Waited"})
    ]
