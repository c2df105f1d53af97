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


ROADMAP = (
    "# Roadmap: P",
    "## Phases",
    "- [x] **Phase 1: A** - first",
    "- [ ] **Phase 2: B** - second",
    "## Phase Details",
    "### Phase 1: A",
    "**Depends on**: Nothing (first phase)",
    "**Success Criteria** (what must be TRUE):",
    "  1. It is true",
    "Plans:",
    "- [x] 01-01: Begin in `a.py`",
    "### Phase 2: B",
    "**Depends on**: Phase 1",
    "Plans:",
    "- [ ] 02-01-PLAN.md — Go on",
    "- [ ] 02-02-PLAN.md",
)


def test_the_plans_of_a_roadmap_are_tasks_by_their_numbers():
    plan = read(*ROADMAP)

    assert plan.report.format == "gsd_roadmap"
    assert [(key, task.title, task.status.value) for key, task in tasks(plan).items()] == [
        ("01-01", "Begin in a.py", "completed"),
        ("02-01", "Go on", "pending"),
        ("02-02", "02-02-PLAN.md", "pending"),
    ]
    assert [(phase.title, phase.status.value, phase.depends_on) for phase in plan.plan.phases] == [
        ("A", "completed", ()),
        ("B", "pending", ("1",)),
    ]
    assert [(each.text, each.phase) for each in plan.plan.criteria] == [("It is true", "1")]


def test_the_progress_table_of_a_roadmap_gives_states_without_a_contradiction():
    plan = read(
        *ROADMAP, "## Progress", "| Phase | Plans Complete | Status |", "|---|---|---|", "| 2. B | 0/2 | In progress |"
    )

    assert [phase.status.value for phase in plan.plan.phases] == ["completed", "in_progress"]
    assert plan.report.contradictions == ()


def test_a_phase_of_a_roadmap_without_plans_is_named():
    plan = read(*ROADMAP, "### Phase 2.1: C (INSERTED)", "**Plans**: TBD")

    assert [phase.number for phase in plan.plan.phases] == ["1", "2", "2.1"]
    assert "Phases without a plan yet: 2.1." in plan.report.remarks
