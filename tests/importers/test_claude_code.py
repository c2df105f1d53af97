import pytest
from importers.reading import read, tasks

from agent_plan_server.errors import NotAPlan
from agent_plan_server.models.states import CriterionKind

CONTEXT = ("# Plan: P", "## Context", "It is slow.")
FILES = ("## Files to Modify", "- `src/store.py` — sort", "- `src/page.py`")
VERIFICATION = ("## Verification", "1. Run the tests")


def test_counted_headings_of_the_approach_are_the_work():
    plan = read(
        *CONTEXT,
        "## Implementation Details",
        "### Change 1: Update store.py",
        "- sort it",
        "### Change 2: Show it",
        *FILES,
        *VERIFICATION,
    )

    assert plan.report.format == "claude_code"
    assert [(task.title, task.scope, len(task.steps)) for task in plan.plan.tasks] == [
        ("Update store.py", ("src/store.py",), 1),
        ("Show it", (), 0),
    ]
    assert [(each.kind, each.text) for each in plan.plan.criteria] == [(CriterionKind.CHECKPOINT, "Run the tests")]
    assert {each.reason for each in plan.report.not_taken} == {"tells what changes in a file"}


def test_else_the_numbers_of_the_approach_are():
    plan = read(*CONTEXT, "## Approach", "1. Sort in `src/store.py`", "2. Show", *FILES, *VERIFICATION)

    assert [(task.title, task.scope) for task in plan.plan.tasks] == [
        ("Sort in src/store.py", ("src/store.py",)),
        ("Show", ()),
    ]


def test_else_each_file_to_modify_is():
    listed = read(*CONTEXT, *FILES, *VERIFICATION)
    rows = read(
        *CONTEXT, "## Files to change", "| File | Change |", "|---|---|", "| `a.py` | Sort |", "| `b.py` | Show |",
        *VERIFICATION,
    )  # fmt: skip

    assert [task.scope for task in listed.plan.tasks] == [("src/store.py",), ("src/page.py",)]
    assert [(task.title, task.scope) for task in rows.plan.tasks] == [
        ("a.py: Sort", ("a.py",)),
        ("b.py: Show", ("b.py",)),
    ]


@pytest.mark.parametrize("line", ["- [ ] a box", "### Task 1: Do it", "## Phase 1: A"])
def test_a_plan_whose_work_is_carried_otherwise_is_not_of_this_family(line):
    assert read(*CONTEXT, "## Changes", line, "- one", *FILES, *VERIFICATION).report.format == "generic"


def test_a_prompt_is_refused():
    with pytest.raises(NotAPlan, match="prompt"):
        read("# Plan", "You are a senior engineer.", *CONTEXT[1:], *FILES, *VERIFICATION)


def test_fields_below_a_heading_are_facts_of_its_task():
    plan = read(
        *CONTEXT, "## Approach", "### 1. Sort", "### 2. Show", "**Depends on:** 1.1", *FILES, *VERIFICATION
    )  # fmt: skip

    assert tasks(plan)["1.2"].depends_on == ("1.1",)
