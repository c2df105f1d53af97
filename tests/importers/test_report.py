"""What an import says of itself: what was left, what contradicts itself, what was inferred."""

import pytest
from importers.reading import read

from agent_plan_server.errors import DoubtfulPlan
from agent_plan_server.importers import read_text
from agent_plan_server.models.draft import ImportedPlan


def reasons(imported: ImportedPlan) -> dict[int, str]:
    return {each.line: each.reason for each in imported.report.not_taken}


def said(imported: ImportedPlan) -> list[tuple[tuple[int, ...], str]]:
    return [(each.lines, each.text) for each in imported.report.contradictions]


def test_every_list_item_is_in_the_plan_or_in_the_report():
    imported = read(
        "# P",
        "## Phase 1: A",
        "- [ ] task",
        "## Background",
        "- it was cold",
        "## Odds and ends",
        "- a",
        "  - b",
        "1. c",
    )

    assert reasons(imported) == {
        5: "describes the background",
        7: "stands in no section of work",
        8: "stands in no section of work",
        9: "stands in no section of work",
    }


def test_a_row_of_work_outside_the_phases_is_reported():
    imported = read(
        "# P", "## Phase 1: A", "- [ ] t", "## Odds", "| ID | Task | Status |", "|--|--|--|", "| 1 | go | open |"
    )

    assert reasons(imported) == {7: "stands in no section of work"}


def test_a_box_and_its_words_that_disagree_are_a_contradiction_and_the_words_win():
    imported = read("# P", "## Phase 1: A", "- [x] ship it (deferred)", "- [ ] sing")

    assert imported.plan.tasks[0].status.value == "skipped"
    assert said(imported) == [((3,), 'The box of "ship it" says completed, its words say skipped.')]
    assert imported.report.contradictions[0].quotes == ("- [x] ship it (deferred)",)


def test_a_ticked_group_over_an_open_task_is_a_contradiction():
    imported = read("# P", "## Phase 1: A", "- [x] group", "  - [x] one", "  - [ ] two")

    assert said(imported) == [((3, 5), '"group" is ticked, yet "two" below it is open.')]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Total: 9 tasks", "The plan says 9 tasks in total; 1 were found."),
        ("**Total tasks**: 9", "The plan says 9 tasks in total; 1 were found."),
        ("共 8 个阶段", "The plan says 8 phases in total; 1 were found."),
        ("全9タスク", "The plan says 9 tasks in total; 1 were found."),
        ("총 9개 작업", "The plan says 9 tasks in total; 1 were found."),
        ("Gesamt: 9 Aufgaben", "The plan says 9 tasks in total; 1 were found."),
        ("Всего: 9 задач", "The plan says 9 tasks in total; 1 were found."),
        ("Total : 9 tâches", "The plan says 9 tasks in total; 1 were found."),
    ],
)
def test_a_total_that_was_not_found_is_a_contradiction(claim, text):
    imported = read("# P", claim, "", "## Phase 1: A", "- [ ] one")

    assert said(imported) == [((2,), text)]


@pytest.mark.parametrize("claim", ["Total: 1 tasks", "Total: 9 hours", "We keep 9 tasks in mind", "Total cost 9"])
def test_a_total_that_is_right_or_about_something_else_is_none(claim):
    assert said(read("# P", claim, "", "## Phase 1: A", "- [ ] one")) == []


def test_an_order_that_nobody_stated_is_called_inferred():
    imported = read("# P", "## Phase 1: A", "- [ ] a", "## Phase 2: B", "- [ ] b")

    assert imported.report.counts["inferred order"] == 1
    assert any("order of 1 phase is inferred" in remark for remark in imported.report.remarks)


def test_a_stated_order_is_not_called_inferred():
    imported = read("# P", "## Phase 1: A", "- [ ] a", "## Phase 2: B", "**Depends on:** Phase 1", "- [ ] b")

    assert imported.report.counts["inferred order"] == 0
    assert imported.report.counts["dependencies"] == 1


DOUBTFUL = {
    "report": "# Migration: completion report\n\n- [x] a\n- [x] b\n- [x] c",
    "template": "# P\n\n## Phase 1: A\n- [ ] [Step 1]\n- [ ] [Step 2]\n- [ ] real",
    "prompt": "You are a careful planner.\n\n# P\n\n## Phase 1: A\n- [ ] think",
    "business plan": "# P\n\n## Market analysis\n- a\n## Revenue\n- b\n## Funding\n- c\n## Phase 1: Start\n- d",
    "database": "# Execution plans\n\nA seq scan, an index scan, a nested loop.\n\n## Steps\n1. look",
}


@pytest.mark.parametrize(("said", "text"), DOUBTFUL.items())
def test_a_doubtful_document_is_read_only_when_somebody_says_so(said, text):
    with pytest.raises(DoubtfulPlan, match=said):
        read_text(text, "plan.md")

    assert read_text(text, "plan.md", despite_doubts=True).plan.tasks
