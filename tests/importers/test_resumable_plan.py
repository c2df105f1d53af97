import pytest
from importers.reading import read

from agent_plan_server.errors import NotAPlan

FORM = (
    "## Current Feature: [FEATURE NAME]",
    "## Phase 1: [Phase Name]",
    "**Status:** Pending",
    "**Scope:**",
    "- Files to be created: [list]",
    "**Implementation Steps:**",
    "1. [Step 1]",
    "2. [Step 2]",
    "**Checkpoint:**",
    "- [How to verify]",
    "## Phase 2: Final Review",
    "**Implementation Steps:**",
    "1. Run all tests",
    "**Checkpoint:**",
    "- [How to verify]",
)
FILLED = (
    "## Current Feature: Search",
    "## Phase Overview",
    "| Phase | Name | Status | Duration Est. |",
    "|---|---|---|---|",
    "| 1 | Index | Completed | 1 hour |",
    "| 2 | Query | Pending | 2 hours |",
    "| 3 | Screen | Pending | 1 hour |",
    "## Phase 1: Index",
    "**Status:** Completed",
    "**Scope:**",
    "- Files to be created:",
    "  - `search/index.py`",
    "**Implementation Steps:**",
    "1. Read ✅",
    "2. Write ✅",
    "**Checkpoint:**",
    "- It finds a word",
    "## Phase 2: Query",
    "**Status:** Pending",
    "**Dependencies:** Phase 1 complete",
    "**Implementation Steps:**",
    "1. Parse",
    "**Checkpoint:**",
    "- It answers",
)


def test_only_the_filled_example_of_a_form_is_work():
    imported = read("# Execution Plan", *FORM, "## Example: Filled Template", *FILLED)

    assert imported.plan.title == "Search"
    assert [task.title for task in imported.plan.tasks] == ["Read", "Write", "Parse"]
    reasons = {entry.text: entry.reason for entry in imported.report.not_taken}
    assert reasons["[Step 1]"] == reasons["Run all tests"] == "template placeholder"
    assert len(imported.plan.criteria) == 2


def test_a_filled_form_alone_is_read():
    imported = read("# Execution Plan", *FILLED)

    assert [(phase.title, len(phase.tasks)) for phase in imported.plan.phases] == [
        ("Index", 2),
        ("Query", 1),
        ("Screen", 0),
    ]
    assert imported.plan.phases[2].follows == ("2",)
    assert imported.plan.tasks[0].scope == ("search/index.py",)


def test_a_form_that_nobody_filled_in_is_refused():
    with pytest.raises(NotAPlan, match="is a template"):
        read("# Execution Plan", *FORM)


def test_an_example_below_a_filled_plan_is_not_work():
    own = [line.replace("Index", "Store").replace("Search", "Archive") for line in FILLED]

    imported = read("# Execution Plan", *own, "## Example: Filled Template", *FILLED)

    assert [phase.title for phase in imported.plan.phases] == ["Store", "Query", "Screen"]
    assert len(imported.plan.tasks) == 3


def test_phases_of_a_filled_form_that_are_still_empty_are_left_out():
    imported = read(
        "# Execution Plan",
        *FILLED,
        "## Phase 3: [Phase Name]",
        "**Implementation Steps:**",
        "1. [Step 1]",
        "**Checkpoint:**",
        "- [How]",
    )

    assert [phase.title for phase in imported.plan.phases] == ["Index", "Query", "Screen"]
    assert any(entry.reason == "template placeholder" for entry in imported.report.not_taken)


def test_an_overview_that_disagrees_is_a_contradiction():
    lines = [line.replace("| 2 | Query | Pending |", "| 2 | Query | Completed |") for line in FILLED]

    imported = read("# Execution Plan", *lines)

    assert len(imported.report.contradictions) == 1
    assert imported.plan.phases[1].status.value == "pending"
