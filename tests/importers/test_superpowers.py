from importers.reading import read, tasks

HEAD = ("# P Implementation Plan", "**Goal:** G")


def test_files_are_the_scope_and_bold_steps_are_the_steps():
    plan = read(
        *HEAD,
        "### Task 1: Build",
        "**Files:**",
        "- Create: `a/b.py`",
        "- Modify: `c.py:10-20` (the loop)",
        "- `d.py`",
        "",
        "**Step 1: Write it**",
        "- [ ] a check that is no step",
        "- [ ] **Step 2: Run it**",
    )
    built = tasks(plan)["1"]

    assert plan.report.format == "superpowers"
    assert built.scope == ("a/b.py", "c.py", "d.py")
    assert [(step.text, step.done) for step in built.steps] == [("Write it", False), ("Run it", False)]
    assert [(each.line, each.reason) for each in plan.report.not_taken] == [(10, "explains a task")]


def test_ticked_steps_give_the_state_of_the_task():
    plan = read(
        *HEAD,
        "### Task 1: A",
        "- Create: `a.py`",
        "- [x] **Step 1: one**",
        "### Task 2: B",
        "- Create: `b.py`",
        "- [x] **Step 1: one**",
        "- [ ] **Step 2: two**",
        "### Task 3: C ✅",
        "- Test: `c.py`",
        "**Step 1: one**",
    )

    assert [task.status.value for task in plan.plan.tasks] == ["completed", "in_progress", "completed"]


def test_what_leaks_from_a_quoted_file_is_no_work_and_what_vanishes_in_its_fence_is():
    plan = read(
        *HEAD,
        "## Phase 1: A",
        "### Task 1: Write a guide",
        "- Create: `guide.md`",
        "**Step 1: Write it**",
        "```markdown",
        "# Guide",
        "```bash",
        "make",
        "```",
        "## Phase 1: Look",
        "### Phase 2: Think",
        "- [ ] not a task",
        "```",
        "**Step 2: Commit**",
        "```",
        "## Phase 2: B",
        "### Task 2: Read the guide",
        "- Modify: `b.py`",
        "**Step 1: Read it**",
        "```",
    )

    assert [(phase.title, [task.title for task in phase.tasks]) for phase in plan.plan.phases] == [
        ("A", ["Write a guide"]),
        ("B", ["Read the guide"]),
    ]
    assert [len(task.steps) for task in plan.plan.tasks] == [2, 1]


def test_a_quoted_plan_does_not_take_the_place_of_the_real_one():
    plan = read(
        *HEAD,
        "```markdown",
        "### Task 1: [Name]",
        "```",
        "### Task 1: Real",
        "- Create: `a.py`",
        "**Step 1: one**",
        "```markdown",
        "### Task 2: [Other]",
        "```",
        "### Task 2: Also real",
        "- Create: `b.py`",
        "**Step 1: one**",
        "## Risks",
        "- rain",
    )

    assert [task.title for task in plan.plan.tasks] == ["Real", "Also real"]
    assert [entry.text for entry in plan.plan.entries] == ["rain"]


def test_fields_before_the_steps_are_facts_of_the_task():
    plan = read(*HEAD, "### Task 1: A", "- Create: `a.py`", "**Step 1: one**", "### Task 2: B", "- Create: `b.py`",
                "**Depends on:** Task 1", "**Step 1: one**", "**Depends on:** Task 9")  # fmt: skip

    assert tasks(plan)["2"].depends_on == ("1",)
    assert plan.report.unresolved == ()
