"""What a task needs, in every manner in which authors say it."""

import pytest
from importers.reading import read, tasks

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
        ("K1-K3", ("K1", "K3", "K2")),
        ("K1–K3", ("K1", "K3", "K2")),
        ("K1 to K3", ("K1", "K3", "K2")),
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
