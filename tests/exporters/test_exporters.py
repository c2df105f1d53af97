"""Each export as its own readers see it: Task Master, beads, spec-kit, tables, Mermaid."""

import csv
import io
import json
import re

import pytest
from exporters.plans import make_phase, make_plan, make_task, plans
from hypothesis import given, settings

from agent_plan_server.exporters import EXPORTERS
from agent_plan_server.exporters.gantt import draw_gantt
from agent_plan_server.exporters.markdown import as_markdown
from agent_plan_server.importers import read_text
from agent_plan_server.models.draft import StepDraft
from agent_plan_server.models.export import CriterionExport


@pytest.fixture
def plan():
    return make_plan(
        make_phase(
            "1",
            "Ground",
            make_task("1.1", "Measure", status="completed", estimate="4h", estimate_minutes=240),
            make_task("FIX-6", "Lift: stones", depends_on=("1.1",), scope=("src/**",), body="Why\nand how"),
        ),
        make_phase("2", "Plant", make_task("2.1", "Trees", steps=(StepDraft(text="dig", done=True),)), follows=("1",)),
        criteria=(
            CriterionExport(name="c1", kind="test", text="It holds", task="FIX-6", phase="1"),
            CriterionExport(name="c2", kind="exit", text="All is flat", phase="1"),
        ),
    )


def test_task_master_numbers_tasks_and_keeps_keys_beside(plan):
    tasks = json.loads(EXPORTERS["taskmaster"](plan))["master"]["tasks"]

    assert [(task["id"], task["status"], task["dependencies"]) for task in tasks] == [
        (1, "done", []),
        (2, "pending", [1]),
        (3, "pending", []),
    ]
    assert (tasks[1]["metadata"]["key"], tasks[1]["testStrategy"], tasks[1]["description"]) == (
        "FIX-6",
        "It holds",
        "Why",
    )
    assert (tasks[1]["details"], tasks[0]["estimate"]) == ("and how", "4h")
    assert tasks[2]["subtasks"] == [{"id": 1, "title": "dig", "status": "done", "dependencies": []}]


def test_a_state_that_somebody_changed_in_the_other_tool_is_read_as_changed(plan):
    failed = make_plan(make_phase("1", "P", make_task("1.1", "a", status="failed")))

    for form, old, new in (("taskmaster", '"blocked"', '"done"'), ("beads", '"blocked"', '"closed"')):
        text = EXPORTERS[form](failed)

        assert read_text(text, "x").plan.tasks[0].status == "failed"
        assert read_text(text.replace(old, new), "x").plan.tasks[0].status == "completed"


def test_beads_has_a_record_on_each_line_and_links_tasks_to_their_epics(plan):
    records = [json.loads(line) for line in EXPORTERS["beads"](plan).splitlines()]

    assert [(record["id"], record["issue_type"]) for record in records] == [
        ("plan-1", "epic"),
        ("plan-1.1", "task"),
        ("plan-1.2", "task"),
        ("plan-2", "epic"),
        ("plan-2.1", "task"),
    ]
    assert [(link["depends_on_id"], link["type"]) for link in records[2]["dependencies"]] == [
        ("plan-1", "parent-child"),
        ("plan-1.1", "blocks"),
    ]
    assert records[2]["acceptance_criteria"] == "- [ ] It holds"


def test_spec_kit_is_plain_where_the_plan_is(plan):
    text = EXPORTERS["spec-kit"](
        make_plan(make_phase("1", "Setup", make_task("T001", "Create it"), make_task("T2", "b")))
    )

    assert "## Phase 1: Setup\n\n- [ ] T001 [P] Create it\n" in text
    assert '- [ ] T002 [P] b <!-- agent-plan: {"key": "T2"} -->' in text


def test_spec_kit_says_dependencies_files_and_checkpoints(plan):
    text = EXPORTERS["spec-kit"](plan)

    assert "- [x] T001 [P] Measure" in text
    assert "- [ ] T002 Lift stones (depends on T001) <!--" in text
    assert "  - Files: `src/**`\n" in text
    assert "**Checkpoint**: All is flat" in text
    assert read_text(text, "x").plan.tasks[1].scope == ("src/**",)


def test_a_table_has_a_row_for_each_task_and_no_formula():
    text = EXPORTERS["csv"](
        make_plan(make_phase("1", 'P "x"', make_task("1.1", "=HYPERLINK(a)"), make_task("1.2", "b,c")))
    )

    rows = list(csv.DictReader(io.StringIO(text)))

    assert [(row["phase_title"], row["key"], row["title"]) for row in rows] == [
        ('P "x"', "1.1", "'=HYPERLINK(a)"),
        ('P "x"', "1.2", "b,c"),
    ]


def test_the_chart_starts_tasks_after_what_they_wait_for(plan):
    lines = draw_gantt(plan).splitlines()

    assert "    [1.1] Measure :done, t1, 43200000, 12h" in lines
    assert "    [FIX-6] Lift stones (no estimate) :t2, after t1, 24h" in lines
    assert "    [1] end of phase :milestone, p1, after t1 t2, 0d" in lines
    assert "    [2.1] Trees (no estimate) :t3, after p1, 24h" in lines


def test_there_is_no_chart_without_any_estimate_and_none_that_mermaid_cannot_draw(plan):
    bare = make_plan(make_phase("1", "P", make_task("1.1", "a")))
    long = make_plan(make_phase("1", "P", *(make_task(str(n), "a" * 60, estimate_minutes=60) for n in range(600))))

    assert "mermaid" in as_markdown(plan)
    assert "mermaid" not in as_markdown(bare)
    assert draw_gantt(long) is None


# The grammar of a chart, as strict as any version of Mermaid reads it.
_BAR = re.compile(
    r"    \[[\w .,()/+'-]+\] [\w .,()/+'-]+ :(?:(?:done|active|crit|milestone), )?"
    r"[tp]\d+, (?:43200000|after [tp]\d+(?: [tp]\d+)*), \d+[hd]"
)
_SECTION = re.compile(r"    section [\w .,()/+'-]+")


@given(plan=plans())
@settings(max_examples=100, deadline=None)
def test_a_chart_is_valid_whatever_the_titles_hold(plan):
    first, *rest = plan.phases
    begun = first.model_copy(
        update={"tasks": (first.tasks[0].model_copy(update={"estimate_minutes": 90}), *first.tasks[1:])}
    )

    head, title, form, axis, *body = draw_gantt(plan.model_copy(update={"phases": (begun, *rest)})).splitlines()

    assert (head, form, axis) == ("gantt", "    dateFormat x", "    axisFormat day %j")
    assert re.fullmatch(r"    title [\w .,()/+'-]+", title)
    assert [line for line in body if not (_BAR.fullmatch(line) or _SECTION.fullmatch(line))] == []
    named = set(re.findall(r"(?:^|[:,] ?)([tp]\d+),", "\n".join(body)))
    assert {name for line in body for name in re.findall(r"after ([tp\d ]+),", line) for name in name.split()} <= named
