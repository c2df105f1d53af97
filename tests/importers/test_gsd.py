from importers.reading import read, tasks

from agent_plan_server.models.states import CriterionKind

FRONT = ("---", "phase: 03-night-bus", "plan: 02", "depends_on: [03-01]", "files_modified: [a.py]", "---")
TASK = ('<task type="auto">', "  <name>Task 1: Read it</name>")


def test_task_elements_are_tasks_in_their_order_of_the_phase_that_the_front_matter_names():
    plan = read(
        *FRONT,
        *TASK,
        "  <files>a.py, b/c.py</files>",
        "  <action>",
        "1. Open it",
        "Look well.",
        "  </action>",
        "</task>",
        '<task type="auto"><name>Task 2: Show it</name><done>shown</done></task>',
    )

    assert plan.report.format == "gsd_plan"
    assert plan.plan.title == "03-night-bus 02"
    assert [(phase.number, phase.title) for phase in plan.plan.phases] == [("03", "night bus")]
    assert [(key, task.title, task.scope, task.follows) for key, task in tasks(plan).items()] == [
        ("1", "Read it", ("a.py", "b/c.py"), ()),
        ("2", "Show it", (), ("1",)),
    ]
    assert [step.text for step in tasks(plan)["1"].steps] == ["Open it"]
    assert tasks(plan)["1"].body == "Look well."


def test_the_files_of_the_plan_are_the_scope_when_no_task_names_any():
    plan = read(*FRONT, *TASK, "<action>x</action>", "</task>")

    assert tasks(plan)["1"].scope == ("a.py",)


def test_another_plan_that_is_needed_is_reported():
    plan = read(*FRONT, *TASK, "<action>x</action>", "</task>")

    assert [(each.line, each.text) for each in plan.report.unresolved] == [(4, "03-01")]


def test_verify_and_done_are_criteria_of_the_task_and_success_criteria_of_the_phase():
    plan = read(
        *TASK,
        "<verify> runs",
        "  </verify>",
        "<done>",
        "- it is there",
        "- it is fast",
        "</done>",
        "</task>",
        "<success_criteria>",
        "1. Everybody is happy",
        "</success_criteria>",
    )

    assert [(each.kind, each.text, each.task) for each in plan.plan.criteria] == [
        (CriterionKind.TEST, "runs", "1"),
        (CriterionKind.ACCEPTANCE, "it is there", "1"),
        (CriterionKind.ACCEPTANCE, "it is fast", "1"),
        (CriterionKind.ACCEPTANCE, "Everybody is happy", None),
    ]


def test_must_haves_are_what_the_phase_ends_with():
    plan = read(
        "---",
        "phase: 1-a",
        "must_haves:",
        "  truths:",
        '    - "It runs"',
        "  artifacts:",
        "    - path: src/a.py",
        "      provides: the core",
        "---",
        *TASK,
        "<action>x</action>",
        "</task>",
    )

    assert [(each.kind, each.text, each.path, each.line) for each in plan.plan.criteria] == [
        (CriterionKind.EXIT, "It runs", None, 5),
        (CriterionKind.DELIVERABLE, "the core", "src/a.py", 7),
    ]


def test_tags_in_code_and_tags_that_nobody_closed_are_no_tasks():
    plan = read(
        *TASK,
        "<action>",
        "```xml",
        '<task type="auto">',
        "<name>Quoted</name><action>x</action>",
        "```",
        "</task>",
        "</task>",
        '<task type="auto">',
        "<name>Last</name>",
        "<action>go on",
    )

    assert [task.title for task in plan.plan.tasks] == ["Read it", "Last"]


def test_a_decision_of_a_checkpoint_is_asked_before_its_task():
    plan = read(
        *TASK,
        "<action>x</action>",
        "</task>",
        '<task type="checkpoint:decision" gate="blocking">',
        "<decision>Which colour</decision>",
        '<options><option id="a"><name>Blue</name></option><option id="b"><name>Red</name></option></options>',
        "</task>",
    )

    assert [(each.question, each.options, each.before_tasks) for each in plan.plan.decisions] == [
        ("Which colour", ("Blue", "Red"), ("1.2",))
    ]
