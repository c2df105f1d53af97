"""What a task needs, in every manner in which authors say it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importers.reading import read, tasks

from agent_plan_server.importers import read_text

TABLE = (
    "# P",
    "## Phase 1: Build",
    "| ID | Task | Depends on |",
    "|---|---|---|",
    "| K1 | Schema | none |",
    "| K2 | Endpoints | – |",
    "| K3 | Screens | |",
)


@pytest.mark.parametrize(
    ("said", "needed"),
    [
        ("K1", ("K1",)),
        ("K1, K3", ("K1", "K3")),
        ("K1-K3", ("K1", "K2", "K3")),
        ("K1–K3", ("K1", "K2", "K3")),
        ("K1 to K3", ("K1", "K2", "K3")),
        ("k1 + K2", ("K1", "K2")),
        ("Schema", ("K1",)),
        ("the schema and the endpoints", ("K1", "K2")),
        ("K1 (the schema)", ("K1",)),
        ("none", ()),
        ("—", ()),
    ],
)
def test_ids_of_any_shape_ranges_and_titles_are_found_in_a_column(said, needed):
    imported = read(*TABLE, f"| K9 | Launch | {said} |")

    assert tasks(imported)["K9"].depends_on == needed
    assert imported.report.unresolved == ()


@pytest.mark.parametrize("said", ["K7", "three servers", "PostgreSQL 15", "review"])
def test_what_names_no_task_makes_no_need_and_is_reported(said):
    imported = read(*TABLE, f"| K9 | Launch | {said} |")

    assert tasks(imported)["K9"].depends_on == ()
    assert [each.text for each in imported.report.unresolved] == [said]


@pytest.mark.parametrize(
    ("title", "said", "needed"),
    [
        ("Questionnaire about habits", "(after the questionnaire)", True),
        ("Questionnaire about habits", "(needs questionnaire)", False),
        ("Router im Keller montieren", "(nach der Montage des Routers)", True),
        ("Démonter la fraiseuse", "(après le démontage de la fraiseuse)", True),
        ("Security review of the login", "(after lunch)", False),
    ],
)
def test_a_part_of_a_title_or_other_forms_of_its_words_are_enough_when_no_other_task_is_meant(title, said, needed):
    imported = read("# P", "## Phase 1: A", f"- [ ] {title}", "- [ ] Paint the floor", f"- [ ] Go on {said}")

    assert tasks(imported)["1.3"].depends_on == (("1.1",) if needed else ())


def test_a_title_that_two_tasks_could_have_is_none():
    imported = read(
        "# P", "## Phase 1", "- [ ] Schema of users", "- [ ] Schema of orders", "- [ ] Go (after the schema)"
    )

    assert tasks(imported)["1.3"].depends_on == ()
    assert [each.text for each in imported.report.unresolved] == ["the schema"]


def test_a_number_that_each_phase_counts_anew_is_the_one_of_the_same_phase():
    imported = read(
        "# P",
        *("## Phase 1", "### Task 1: Cut", "**Status:** done", "### Task 2: Sew", "**Status:** todo"),
        *("## Phase 2", "### Task 1: Wash", "**Status:** todo", "### Task 2: Iron", "**Depends on:** Task 1"),
    )

    iron = next(task for task in imported.plan.tasks if task.title == "Iron")
    wash = next(task for task in imported.plan.tasks if task.title == "Wash")
    assert iron.depends_on == (wash.key,)


@pytest.mark.parametrize(
    ("tail", "needed"),
    [
        (" — requires V.1", ("1",)),
        (" — after V.1–V.3", ("1", "2", "3")),
        (" — depends on: V.2", ("2",)),
        (" — once V.3 is merged", ("3",)),
        (" — prerequisite V.1 and a signed contract", ("1",)),
        (", waits for V.2", ("2",)),
        ("; nach V.1", ("1",)),
        (" (V.2 → V.9)", ("2",)),
        (" (V.1 -> V.2 -> V.9)", ("2",)),
        (" — after the plaster", ("2",)),
        (" -- after plaster", ("2",)),
        ("; después de la instalación de los tubos", ()),
        (" — needs two helpers", ()),
        (" — after lunch", ()),
    ],
)
def test_a_clause_at_the_end_of_a_line_is_a_need_when_it_names_a_task(tail, needed):
    boxes = ("- [ ] **V.1** Wires", "- [ ] **V.2** Plaster", "- [ ] **V.3** Sockets")

    last = tasks(read("# P", "## Phase 1: Walls", *boxes, f"- [ ] **V.9** Paint{tail}"))["V.9"]

    assert sorted(last.depends_on) == [f"V.{number}" for number in needed]
    assert (last.title == "Paint") == bool(needed)


def test_a_clause_may_say_what_waits_for_the_task():
    boxes = ("- [ ] **V.1** Wires — Unblocks V.2, V.3", "- [ ] **V.2** Plaster", "- [ ] **V.3** Sockets")

    found = tasks(read("# P", "## Phase 1: Walls", *boxes))

    assert [found[key].depends_on for key in ("V.1", "V.2", "V.3")] == [(), ("V.1",), ("V.1",)]


def test_of_a_circle_what_is_said_in_passing_is_dropped_and_reported():
    imported = read("# P", *TABLE[1:4], "| K1 | Schema — after K2 | |", "| K2 | Endpoints | K1 |")

    assert tasks(imported)["K1"].depends_on == ()
    assert tasks(imported)["K2"].depends_on == ("K1",)
    assert "The need of K1 for K2 was dropped." in imported.report.contradictions[0].text


def test_a_link_of_a_ticket_says_what_blocks_it():
    imported = read(
        "# Board",
        *("### [AB-11] Mandate", "Type: Story | Status: DONE", "Links: blocks AB-12"),
        *("### [AB-12] Storage", "Type: Story | Status: TO DO", "Links: is blocked by AB-11, relates to AB-90"),
    )

    assert tasks(imported)["AB-12"].depends_on == ("AB-11",)


def test_agents_that_have_several_issues_own_them():
    first = ("- AGENT-1 (Issue #21): Freeze", "- AGENT-2 (Issue #22): Lint")
    last = ("- AGENT-1 (Issue #23): Cut (after #21-#22)", "- AGENT-2 (Issue #24): Ship (after #22-#23)")

    found = tasks(read("# P", "## Phase 1A: Split", *first, "## Phase 2: Cut", last[1], "## Phase 1B: Cut", last[0]))

    assert [(each.key, each.owner) for each in found.values()] == [
        ("21", "AGENT-1"),
        ("22", "AGENT-2"),
        ("23", "AGENT-1"),
        ("24", "AGENT-2"),
    ]
    assert found["23"].depends_on == ("21", "22")
    assert found["24"].depends_on == ("22", "23")


STEPS = ("- [ ] **V.1** Wires", "- [ ] **V.2** Plaster", "- [ ] **V.3** Sockets", "- [ ] **V.4** Paint")


@pytest.mark.parametrize(
    "code",
    [
        ("V.1 → V.2 → V.3 → V.4",),
        ("V.1 -> V.2", "V.2 --> V.3 ──► V.4"),
        ("V.1 ─► V.2 ─┐", "            ├─► ", "V.2 ─► V.3 ─► V.4"),
        ("graph TD", "  a[V.1 Wires] --> b[V.2 Plaster]", "  b -->|dry| c(V.3)", "  c --> d{Paint}"),
        ("flowchart LR", '  a["Wires"] --> b["Plaster"] --> c["Sockets"] --> d["Paint"]'),
    ],
)
def test_arrows_in_a_code_block_put_tasks_in_order(code):
    found = tasks(read("# P", "## Phase 1: Walls", *STEPS, "## Dependencies", "```", *code, "```"))

    assert [each.depends_on for each in found.values()] == [(), ("V.1",), ("V.2",), ("V.3",)]


@pytest.mark.parametrize(
    "code",
    [
        ("User → API → Database",),
        ("src/", "├── V.1", "└── wires.py"),
        ("we -> say that V.1 comes somewhere before -> and V.2 too as everybody knows",),
    ],
)
def test_other_arrows_and_trees_order_nothing(code):
    found = tasks(read("# P", "## Phase 1: Walls", *STEPS, "## Architecture", "```", *code, "```"))

    assert not any(each.depends_on for each in found.values())


@pytest.mark.parametrize(
    ("sentence", "needed"),
    [
        ("- V.4 depends on V.3", ("V.3",)),
        ("- V.1 → V.4", ("V.1",)),
        ("- V.4 cannot start before V.2 is done", ("V.2",)),
        ("- V.3 must be finished before V.4", ("V.3",)),
        ("- V.4 waits for V.1 and V.3", ("V.1", "V.3")),
        ("- Once V.2 is dry → start V.4", ("V.2",)),
        ("- paint: 3 litres", ()),
        ("- V.4 is the last one", ()),
    ],
)
def test_a_section_on_dependencies_orders_the_tasks_that_it_names(sentence, needed):
    found = tasks(read("# P", "## Phase 1: Walls", *STEPS, "", "## Dependencies", sentence))

    assert found["V.4"].depends_on == needed


MARKS = st.sampled_from(
    ["V.1", "V.2-V.3", "#7", "→", "-->", "(", ")", "[", "]", "`", "a/b.py", "after ", "needs ", "—"]
)


@given(st.lists(MARKS | st.text(max_size=8), max_size=30))
@settings(deadline=None)
def test_no_text_breaks_the_readers_of_needs_and_paths(parts):
    text = " ".join(parts).replace("\n", " ")
    code = ("## Dependencies", f"- {text}", "", "```mermaid", text, "```")

    lines = ("# P", "## Phase 1: Walls", "- [ ] **V.1** Wires", f"- [ ] **V.2** Go {text}", *code)

    imported = read_text("\n".join(lines), "plan.md", despite_doubts=True)  # "[A:]" alone makes it a template

    known = {task.key for task in imported.plan.tasks}
    assert all(set(task.depends_on) <= known - {task.key} for task in imported.plan.tasks)


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

    assert tasks(plan)["KF.9"].depends_on == wanted
    assert plan.plan.tasks[-1].title == title


def test_what_could_be_two_tasks_is_none_and_is_reported():
    plan = read(
        "# P",
        "## Phase 1: A",
        "- [ ] Paint the north wall",
        "- [ ] Paint the south wall",
        "- [ ] Hang it (after the wall)",
    )

    assert tasks(plan)["1.3"].depends_on == ()
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

    assert tasks(plan)["B2"].depends_on == wanted


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

    assert tasks(plan)["2"].depends_on == ("1",)
    assert [step.text for step in plan.plan.tasks[1].steps] == ["water"]


@pytest.mark.parametrize("product", ["an S3 bucket", "P1 support", "UTF8 names", "2 servers"])
def test_products_and_priorities_are_no_ids(product):
    plan = read("# P", "## Phase 1: A", "- [ ] T001 Dig", f"- [ ] T002 Plant, depends on {product}")

    assert tasks(plan)["T002"].depends_on == ()
    assert plan.plan.tasks[1].title == f"Plant, depends on {product}"
