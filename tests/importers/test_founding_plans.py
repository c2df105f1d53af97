"""The five founding plans, read as a careful person reads them."""

import json
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest
from importers.shared_plans import shared_plans

from agent_plan_server.errors import PlanServerError
from agent_plan_server.importers import read_plan
from agent_plan_server.importers.words.titles import comparable
from agent_plan_server.models.draft import EntryDraft, ImportedPlan, TaskDraft
from agent_plan_server.models.states import CriterionKind, CriterionState, DecisionKind, EntryKind, TaskStatus

SEEDS = ("seed-000", "seed-001", "seed-002", "seed-003", "seed-004")
DONE = {"completed": "done", "in_progress": "in_progress", "pending": "pending"}


@cache
def read_seed(name: str) -> ImportedPlan:
    return read_plan([next((shared_plans() / "seeds").glob(f"{name.removeprefix('seed-')}_*.txt"))])


@cache
def truth_of(name: str) -> dict[str, object]:
    seeds = json.loads((shared_plans() / "truth.json").read_text(encoding="utf-8"))["seeds"]
    return dict(seeds[name])


def entries(name: str, kind: EntryKind) -> list[EntryDraft]:
    return [entry for entry in read_seed(name).plan.entries if entry.kind is kind]


def task(name: str, key: str) -> TaskDraft:
    return next(task for task in read_seed(name).plan.tasks if task.key == key)


def is_alike(one: str, other: str) -> bool:
    a, b = comparable(one), comparable(other)
    return a in b or b in a or SequenceMatcher(None, a, b).ratio() >= 0.9


@pytest.mark.parametrize("name", SEEDS)
def test_a_founding_plan_has_the_phases_that_a_person_reads(name):
    truth = truth_of(name)

    phases = read_seed(name).plan.phases

    assert len(phases) == truth["n_phases"]
    for phase, title in zip(phases, truth.get("phases", truth.get("phases_real")), strict=False):
        assert is_alike(f"{phase.label}: {phase.title}", title)


@pytest.mark.parametrize("name", SEEDS)
def test_a_founding_plan_has_the_tasks_that_a_person_reads(name):
    truth = truth_of(name)

    tasks = read_seed(name).plan.tasks

    assert len(tasks) in (truth["n_tasks"], *truth.get("n_tasks_accept", ()))
    assert sum(task.status is TaskStatus.COMPLETED for task in tasks) == truth.get("n_tasks_done", 0)
    assert len({task.key for task in tasks}) == len(tasks)


FAMILIES = ("index", "directory", "recovery", "resumable", "flattened")


@pytest.mark.parametrize(("name", "family"), list(zip(SEEDS, FAMILIES, strict=True)))
def test_a_founding_plan_is_read_by_its_own_family(name, family):
    assert read_seed(name).report.format == f"{family}_plan"


def test_index_phases_depend_on_the_one_before():
    phases = read_seed("seed-000").plan.phases

    assert [phase.depends_on for phase in phases] == [(), ("0",), ("1",), ("2",), ("3",), ("4",)]
    assert [phase.estimate_minutes for phase in phases] == [2400, 4800, 4800, 4800, 2400, 4800]


def test_index_principles_say_when_they_hold():
    rules = entries("seed-000", EntryKind.RULE)

    assert [sum(rule.fields.get("when") == when for rule in rules) for when in ("before", "during", "after")] == [
        5,
        5,
        5,
    ]
    assert len(rules) == 19


def test_index_reports_the_linked_files_that_are_missing():
    report = read_seed("seed-000").report

    assert {"phase_0_execution_plan.md", "checklists/phase_0_checklist.md"} <= set(report.missing_files)
    assert len(report.missing_files) == 12
    assert any("12 linked files" in remark for remark in report.remarks)
    assert report.contradictions == ()


def test_directory_places_the_critical_path_by_months():
    phases = read_seed("seed-001").plan.phases

    assert [len(phase.tasks) for phase in phases] == [3, 1, 0]
    assert [task.estimate for task in phases[0].tasks] == ["Months 1-3", "Months 2-4", "Months 1-6"]
    assert [phase.follows for phase in phases] == [(), ("1",), ("2",)]
    assert phases[0].estimate == "Months 1-6"


def test_directory_reports_what_a_task_blocks_without_a_name():
    unresolved = read_seed("seed-001").report.unresolved

    assert [entry.text for entry in unresolved] == ["Blocks many other features"]


def test_directory_has_milestones_metrics_and_reviews():
    criteria = read_seed("seed-001").plan.criteria
    metrics = entries("seed-001", EntryKind.METRIC)

    assert [entry.fields["month"] for entry in entries("seed-001", EntryKind.MILESTONE)] == ["3", "6", "9", "12", "18"]
    assert metrics[0].fields == {"category": "Technical", "name": "availability", "target": "99.9% availability"}
    assert len(metrics) == len(criteria) == 9
    assert {criterion.kind for criterion in criteria} == {CriterionKind.SUCCESS_METRIC}
    cadences = [entry.fields["cadence"] for entry in entries("seed-001", EntryKind.COMMUNICATION)]
    assert cadences == ["weekly", "monthly", "quarterly"]


def test_recovery_phases_need_what_they_say():
    phases = read_seed("seed-002").plan.phases

    assert [phase.depends_on for phase in phases] == [(), (), ("1",), ("1", "2", "3")]
    assert all(phase.follows == () for phase in phases)
    assert [len(phase.tasks) for phase in phases] == [9, 2, 2, 2]


def test_recovery_days_follow_each_other_and_carry_steps():
    second = task("seed-002", "1.2")

    assert second.follows == ("1.1",)
    assert second.depends_on == ()
    assert (second.estimate, second.estimate_minutes) == ("Days 3-4", 960)
    assert len(second.steps) == 3


def test_recovery_ids_are_keys_and_capabilities_are_inferred_needs():
    assert task("seed-002", "SEC-001").follows == ("1.9",)
    assert task("seed-002", "SEC-002").scope == ("src/auth/**",)
    assert task("seed-002", "SEC-002").follows == ()
    assert len(task("seed-002", "SEC-002").steps) == 3
    assert task("seed-002", "PERSIST-004").follows == ("1.9",)


def test_recovery_gates_hold_back_what_is_planned_later():
    gates = [each for each in read_seed("seed-002").plan.decisions if each.kind is DecisionKind.GATE]

    assert [gate.due for gate in gates] == ["Week 1", "Week 3", "Week 6"]
    assert gates[0].options == ("Continue", "Abandon")
    assert all(len(gate.conditions) == 3 for gate in gates)
    assert gates[0].before_tasks == ("1.4", "1.5", "1.6", "1.7", "1.8", "1.9")
    assert [gate.before_phases for gate in gates] == [("2", "3", "4"), ("2", "3", "4"), ("3", "4")]
    for gate, title in zip(gates, truth_of("seed-002")["decision_titles"], strict=True):
        assert is_alike(gate.question, title)


def test_recovery_questions_offer_what_they_name():
    questions = [each for each in read_seed("seed-002").plan.decisions if each.kind is DecisionKind.QUESTION]

    assert [len(question.options) for question in questions] == [3, 2, 0, 2, 2]


def test_recovery_counts_of_risks_and_criteria_are_those_of_a_person():
    truth = truth_of("seed-002")
    risks = entries("seed-002", EntryKind.RISK)
    criteria = read_seed("seed-002").plan.criteria

    assert len(risks) == truth["risks"]
    assert [risk.fields["severity"] for risk in risks] == ["critical"] * 4 + ["moderate"] * 3 + ["manageable"] * 2
    assert len(criteria) == truth["acceptance_criteria"]
    assert {criterion.state for criterion in criteria} == {CriterionState.OPEN}


def test_recovery_allocation_coordination_and_git_are_entries():
    whens = [entry.fields["when"] for entry in entries("seed-002", EntryKind.COMMUNICATION)]
    rules = [entry.fields["when"] for entry in entries("seed-002", EntryKind.RULE)]
    chain = next(each for each in entries("seed-002", EntryKind.RESOURCE) if "→" in each.text)

    assert whens == ["morning", "before_major_change", "on_completion", "on_blocking"]
    assert [rules.count(when) for when in ("parallel", "never_parallel", "git")] == [3, 3, 4]
    assert chain.fields == {"instances": "2", "instance": "1", "weeks": "1-8"}
    assert len(read_seed("seed-002").report.repaired_lines) == 36


def test_resumable_takes_the_example_and_reports_the_form():
    imported = read_seed("seed-003")

    assert [phase.status.value for phase in imported.plan.phases] == ["completed"] * 2 + ["in_progress"] + [
        "pending"
    ] * 3
    assert [len(phase.tasks) for phase in imported.plan.phases] == [5, 5, 6, 0, 0, 0]
    states = [task.status.value for task in imported.plan.tasks]
    assert {name: states.count(value) for value, name in DONE.items()} == truth_of("seed-003")["states_count"]
    assert imported.plan.title == "User Authentication"
    form = [entry for entry in imported.report.not_taken if entry.reason == "template placeholder"]
    assert len(form) > 70
    assert len(imported.report.repaired_lines) == 26


def test_resumable_phases_carry_files_notes_and_durations():
    first, second, third, *later = read_seed("seed-003").plan.phases

    assert second.depends_on == ("1",)
    assert [phase.follows for phase in later] == [("3",), ("4",), ("5",)]
    assert first.tasks[1].follows == ("1.1",)
    assert len(first.tasks[0].scope) == 2
    assert (second.actual, second.complexity, second.estimate_minutes) == ("2.5 hours", "Medium", 150)
    assert third.notes[0].at == "2025-01-16 09:00"
    assert {entry.fields["path"] for entry in entries("seed-003", EntryKind.DOCUMENT)} >= {
        "system-map.md",
        "data-model.md",
    }
    assert len(entries("seed-003", EntryKind.ROLLBACK)) == 15


def test_resumable_tests_and_checkpoints_are_criteria():
    kinds = [criterion.kind for criterion in read_seed("seed-003").plan.criteria]

    assert (kinds.count(CriterionKind.TEST), kinds.count(CriterionKind.CHECKPOINT)) == (14, 8)


def test_flattened_page_gives_every_list_back():
    plan = read_seed("seed-004").plan
    criteria = [(each.kind, each.state) for each in plan.criteria]

    assert [len(phase.tasks) for phase in plan.phases] == [6, 8, 8, 9, 8]
    assert all(not phase.depends_on and not phase.follows for phase in plan.phases)
    assert criteria.count((CriterionKind.DELIVERABLE, CriterionState.MET)) == 16 + 9
    assert criteria.count((CriterionKind.EXIT, CriterionState.MET)) == 6
    assert all(each.path for each in plan.criteria if each.kind is CriterionKind.DELIVERABLE)
    assert [each.decided for each in plan.decisions] == ["yes"] * 7
    assert len(entries("seed-004", EntryKind.ORDER)) == 5
    assert len(entries("seed-004", EntryKind.RULE)) == 4


def test_flattened_page_says_that_it_is_active_and_complete():
    report = read_seed("seed-004").report

    assert [each.lines for each in report.contradictions] == [(15, 16)]
    assert "active" in report.contradictions[0].text
    assert "complete" in report.contradictions[0].text
    assert sum(entry.reason == "restates work of the phases" for entry in report.not_taken) == 7


def test_every_shared_plan_is_read_or_refused():
    for path in sorted(each for each in shared_plans().glob("*/*") if each.is_file()):
        try:
            imported = read_plan([path])
        except PlanServerError:
            continue
        assert_keys_are_known(imported, path)


def assert_keys_are_known(imported: ImportedPlan, path: Path) -> None:
    keys = [task.key for task in imported.plan.tasks]
    numbers = [phase.number for phase in imported.plan.phases]

    assert len(set(keys)) == len(keys), path
    assert len(set(numbers)) == len(numbers), path
    assert {key for task in imported.plan.tasks for key in (*task.depends_on, *task.follows)} <= set(keys), path
    assert {number for phase in imported.plan.phases for number in (*phase.depends_on, *phase.follows)} <= set(numbers)
