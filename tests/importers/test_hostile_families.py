"""Hostile plans of fixed grammars: read to their end, or refused in one sentence of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importers.reading import read

from agent_plan_server.errors import PlanServerError
from agent_plan_server.importers import FAMILIES
from agent_plan_server.importers.parts.leftovers import leave_rest
from agent_plan_server.importers.text.decoding import clean
from agent_plan_server.importers.text.document import open_document
from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.shelf import Shelf

FRAGMENTS = (
    "# Plan", "## Phase 1: A [checkpoint: 1a2b3c4]", "## 1. A", "### Task 1: a", "### Task 2: b", "## Progress",
    "## Story", "## Epic 1: E", "### Story 1.1: S", "## Files to modify", "## Context", "## Approach",
    "## Verification",
    "## Errors Encountered", "## Decision Log", "## Dependencies", "## Acceptance Criteria", "## Tasks / Subtasks",
    "- [ ] T001 [P] [US1] a in `a.py`", "- [x] T002 b", "- T001 → T002, T001 depends on all user stories", "```",
    "- [ ] 1. a", "  - [ ] 1.1 b", "- [x] 2.1 c", "  - _Requirements: 1.1_", "- [/] d <!-- id: 4 -->",
    "- [x] Task: e 1a2b3c4", "- [ ] 01-01: f", "- Create: `a.py`", "- [ ] **Step 1: g**", "- [ ] (2026-01-05) h",
    "- Decision: i", "  Rationale: j", "- **Status:** complete", "| Error | Resolution |", "|---|---|", "| k | l |",
    '<task type="auto">', "<name>m</name>", "<action>", "1. n", "</action>", "<done>o</done>", "</task>", "</verify>",
    "",
)  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40))
def test_whatever_families_are_mixed_in_a_text_it_is_read_or_refused_and_no_box_is_lost(lines):
    try:
        document = open_document(clean("\n".join(lines)), "plan.md")
        family = next(each for each in FAMILIES if each.recognises(document))
        reading = family.read(document, Shelf())
    except PlanServerError:
        return
    leave_rest(reading)
    told = {each.line for each in (*reading.criteria, *reading.entries)}
    boxes = [line for line in document.lines if line.kind is Kind.ITEM and line.is_box]

    assert [line.text for line in boxes if not reading.report.knows(line.number) and line.number not in told] == []


@pytest.mark.parametrize(
    "lines",
    [
        ("<tasks>",) * 5000 + ("<task><name>a</name><done>b</done></task>",),
        ("<task><name>a</name><done>b</done></task>",) + ("</task>",) * 5000,
        ("- [ ] T001 a", "- [ ] T002 b", "## Dependencies", "- " + "T001 → " * 5000),
        ("- [ ] T001 a", "- [ ] T002 " + "**[A]** " * 2000),
        ("# P", "## Progress", "- [ ] " + "completed: " * 2000, "## Decision Log"),
        (*(f"{'#' * (1 + number % 6)} Progress\n- [ ] a" for number in range(300)), "# Decision Log"),
        ("### Task 1: a", "- Create: `a`", "**Step 1: " + "*: " * 5000),
    ],
    ids=["deep tags", "closed tags", "arrows", "tags of a task", "partly", "nested progress", "bold"],
)
def test_a_hostile_shape_is_read_to_its_end(lines):
    assert read(*lines).plan.tasks


def test_commits_in_brackets_make_no_template():
    plan = read("# Plan", "## Phase 1: A", *(f"- [x] Task: one {number} [abc{number}234]" for number in range(5)))

    assert (plan.report.format, len(plan.plan.tasks)) == ("conductor", 5)
