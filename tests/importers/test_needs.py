"""What tasks need, in the words and signs in which authors say it."""

import pytest
from importers.reading import read


def needs_of(plan, key: str) -> tuple[str, ...]:
    return next(task.depends_on for task in plan.plan.tasks if task.key == key)


def plan_of(line: str):
    return read(
        "# Kite festival",
        "## Phase 1: Field",
        "- **KF.1** Mow the field",
        "- **KF.2** Mark the lanes",
        "- **KF.3** Rent the tents",
        "## Phase 2: Day",
        line,
    )


@pytest.mark.parametrize(
    ("line", "wanted", "title"),
    [
        ("- **KF.9** Open — after KF.1", ("KF.1",), "Open"),
        ("- **KF.9** Open; requires KF.1 and KF.3", ("KF.1", "KF.3"), "Open"),
        ("- **KF.9** Open — once KF.2 is dry", ("KF.2",), "Open"),
        ("- **KF.9** Open (needs KF.1 + KF.2)", ("KF.1", "KF.2"), "Open"),
        ("- **KF.9** Open (KF.3 → KF.9)", ("KF.3",), "Open"),
        ("- **KF.9** Open — after KF.1–KF.3", ("KF.1", "KF.2", "KF.3"), "Open"),
        ("- **KF.9** Open (after the tents)", ("KF.3",), "Open"),
        ("- **KF.9** Open (depends on Mow the field, Mark the lanes)", ("KF.1", "KF.2"), "Open"),
        ("- **KF.9** Open (draft → final)", (), "Open (draft → final)"),
        ("- **KF.9** Open — after lunch", (), "Open — after lunch"),
    ],
)
def test_a_line_says_what_comes_first(line, wanted, title):
    plan = plan_of(line)

    assert needs_of(plan, "KF.9") == wanted
    assert plan.plan.tasks[-1].title == title


def test_what_could_be_two_tasks_is_none_and_is_reported():
    plan = read(
        "# P",
        "## Phase 1: A",
        "- [ ] Paint the north wall",
        "- [ ] Paint the south wall",
        "- [ ] Hang it (after the wall)",
    )

    assert needs_of(plan, "1.3") == ()
    assert [each.text for each in plan.report.unresolved] == ["the wall"]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("A1", ("A1",)), ("A1-A3", ("A1", "A2", "A3")), ("A1, B1", ("A1", "B1")), ("none", ()), ("—", ())],
)
def test_ids_of_a_column_are_those_of_the_table(cell, wanted):
    plan = read(
        "# P",
        "## Phase 1: A",
        "| ID | Task | Status | Depends on |",
        "|---|---|---|---|",
        "| A1 | Sand | Done | |",
        "| A2 | Prime | To Do | A1 |",
        "| A3 | Paint | To Do | A2 |",
        "| B1 | Order glass | To Do | |",
        f"| B2 | Fit glass | To Do | {cell} |",
    )

    assert needs_of(plan, "B2") == wanted


def test_predecessors_of_a_schedule_are_needs_by_the_numbers_of_its_own_column():
    plan = read(
        "# Move",
        "| WBS | Task | Start | Days | Predecessors | Resp. |",
        "|---|---|---|---|---|---|",
        "| 1.1 | Sort | 02.02. | 5 | | AB |",
        "| 1.2 | Label | 09.02. | 6 | 1.1 | CD |",
        "| 2.1 | Carry | 16.02. | 2 | 1.1, 1.2 | AB |",
    )

    assert [(task.key, task.depends_on) for task in plan.plan.tasks] == [
        ("1.1", ()),
        ("1.2", ("1.1",)),
        ("2.1", ("1.1", "1.2")),
    ]


@pytest.mark.parametrize(
    "field", ["- **Depends on:** Task 1", "- **Dipende da:** Task 1", "Depends on Task 1.", "**Abhängig von:** Task 1"]
)
def test_fields_and_sentences_below_a_heading_are_facts_of_its_task(field):
    plan = read(
        "# P", "## Phase 1: A", "### Task 1: Dig", "- **Status:** done", "### Task 2: Plant", field, "- [ ] water"
    )

    assert needs_of(plan, "2") == ("1",)
    assert [step.text for step in plan.plan.tasks[1].steps] == ["water"]


@pytest.mark.parametrize("product", ["an S3 bucket", "P1 support", "UTF8 names", "2 servers"])
def test_products_and_priorities_are_no_ids(product):
    plan = read("# P", "## Phase 1: A", "- [ ] T001 Dig", f"- [ ] T002 Plant, depends on {product}")

    assert needs_of(plan, "T002") == ()
    assert plan.plan.tasks[1].title == f"Plant, depends on {product}"
