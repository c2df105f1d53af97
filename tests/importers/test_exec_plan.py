from importers.reading import read, tasks

from agent_plan_server.models.states import DecisionKind, EntryKind

LOG = ("## Decision Log", "- Decision: Go left.", "  Rationale: It is shorter.", "  Date/Author: 2026-01-05 / Ada")


def test_progress_boxes_are_the_work_and_their_moments_are_notes():
    plan = read("# P", "## Progress", "- [x] (2026-01-05 14:30Z) Did it.", "- [ ] Do more.", *LOG)

    assert plan.report.format == "exec_plan"
    assert [(task.title, task.status.value) for task in plan.plan.tasks] == [
        ("Did it.", "completed"),
        ("Do more.", "pending"),
    ]
    assert [note.at for note in tasks(plan)["1.1"].notes] == ["2026-01-05 14:30Z"]


def test_a_step_that_is_completed_in_part_is_in_progress():
    plan = read("# P", "## Progress", "- [ ] Lay pipes (completed: garden; remaining: house).", *LOG)

    assert [(task.title, task.status.value) for task in plan.plan.tasks] == [
        ("Lay pipes (completed: garden; remaining: house).", "in_progress")
    ]


def test_a_decision_log_holds_what_was_decided_and_why():
    plan = read("# P", "## Progress", "- [ ] a", *LOG)
    decision = plan.plan.decisions[0]

    assert (decision.kind, decision.question, decision.decided) == (DecisionKind.LOCK, "Go left.", "yes")
    assert decision.conditions == ("Rationale: It is shorter.", "Date/author: 2026-01-05 / Ada")


def test_a_decision_log_may_be_a_table():
    plan = read(
        "# P",
        "## Progress",
        "- [ ] a",
        "## Decision Log",
        "| Date | Decision | Rationale |",
        "|---|---|---|",
        "| 2026-01-05 | Go left | Shorter |",
    )

    assert [(each.question, each.conditions) for each in plan.plan.decisions] == [
        ("Go left", ("Date: 2026-01-05", "Rationale: Shorter"))
    ]


def test_surprises_and_outcomes_are_lessons():
    plan = read(
        "# P", "## Progress", "- [ ] a", "## Surprises & Discoveries", "- Observation: It is wet.", "  Evidence: rain"
    )

    assert [(entry.kind, entry.text, entry.fields) for entry in plan.plan.entries] == [
        (EntryKind.LESSON, "It is wet.", {"evidence": "rain"})
    ]


def test_steps_in_indented_code_are_not_work_and_concrete_steps_are_reported():
    plan = read("# P", "## Progress", "- [ ] a", *LOG, "## Concrete Steps", "1. Run it.", "", "        make test")

    assert [task.title for task in plan.plan.tasks] == ["a"]
    assert [(each.line, each.text) for each in plan.report.not_taken] == [(9, "Run it.")]


def test_each_progress_list_of_a_file_with_several_plans_is_a_phase():
    plan = read(
        "# Plans",
        "## [2026-01-05] First",
        "### Progress",
        "- [ ] a",
        "### Decision Log",
        "- Decision: x",
        "## Second",
        "### Progress",
        "**Phase 1: Soon**",
        "- [ ] b",
        "**Phase 2: Later**",
        "- [ ] c",
    )

    assert [(phase.title, len(phase.tasks)) for phase in plan.plan.phases] == [("First", 1), ("Soon", 1), ("Later", 1)]
    assert [phase.follows for phase in plan.plan.phases] == [(), (), ("2",)]
