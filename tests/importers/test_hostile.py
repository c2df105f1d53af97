"""Hostile and random text: no exception but our own, and a plan that holds together."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importers.hostile import SHAPES, SIZE

from agent_plan_server.errors import PlanServerError
from agent_plan_server.importers import read_text
from agent_plan_server.importers.text.decoding import clean, decode
from agent_plan_server.importers.text.document import open_document
from agent_plan_server.models.draft import ImportedPlan

# What plans are made of, for a generator that gets further than noise does.
PIECES = st.sampled_from(
    (
        "# ", "## ", "### ", "**", "- [ ] ", "- [x] ", "- [~] ", "* ", "1. ", "2.3 ", "  ", "    ", "\t", "| ", "|---|",
        "```", "~~~", "<!--", "-->", "---", "\n", "\n\n", "\r\n", "Phase 1: ", "Phase 2 ", "阶段 1：", "フェーズ2",
        "1단계 ", "Этап 3 ", "Week 2: ", "Step 4: ", "Task 1.2: ", "T001 ", "A-1: ", "(depends on T001)",
        "(after Phase 1)", "Depends on: ", "**Status:** done", "**Files:** `a/b.py`", "blocks A-1", "Tasks", "Tests:",
        "Risks", "ID", "Task", "Status", "✅", "🔄", "[FEATURE]", "{{x}}", "Total: 9 tasks", "word ", "(2h)",
        "`src/a.py`", "~~", "\x00", "\u202e", "6-44. all", "T1-T99999", "phases 1-999", "Epic 1: ",
        "[a](b.md)", "@me", "=====",
    )
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join))


def check(imported: ImportedPlan) -> None:
    keys = [task.key for task in imported.plan.tasks]
    numbers = [phase.number for phase in imported.plan.phases]
    assert len(set(keys)) == len(keys)
    assert len(set(numbers)) == len(numbers)
    assert all(need in set(keys) for task in imported.plan.tasks for need in (*task.depends_on, *task.follows))
    assert all(need in set(numbers) for phase in imported.plan.phases for need in (*phase.depends_on, *phase.follows))
    assert all(task.title for task in imported.plan.tasks)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_read_or_refused_with_an_error_of_ours(text):
    with suppress(PlanServerError):
        check(read_text(text, "plan.md", despite_doubts=True))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_scanned_or_refused_with_an_error_of_ours(data):
    try:
        text, _ = decode(data)
        document = open_document(clean(text), "plan.md")
    except PlanServerError:
        return

    assert len(document.text.raw) == len(document.text.lines)
    assert all(1 <= line.number <= len(document.text.lines) for line in document.lines)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hostile_shape_is_read_or_refused_with_an_error_of_ours(shape):
    with suppress(PlanServerError):
        check(read_text(SHAPES[shape](SIZE), "plan.md", despite_doubts=True))
