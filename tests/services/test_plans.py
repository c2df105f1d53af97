"""Importing: a plan is taken once, its additions later, and runtime state never touched."""

import pytest
from claiming import ask, claim, content_of, finish, is_ready, status_of, task_now
from drafts import import_phases, import_tasks, imported, phase, task

from agent_plan_server.errors import InvalidRequest, TaskNotReady
from agent_plan_server.models.draft import CriterionDraft, DecisionDraft, EntryDraft, NoteDraft, StepDraft
from agent_plan_server.models.states import CriterionKind, DecisionKind, EntryKind, Proof, TaskStatus
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.imports import import_plan


def test_the_same_file_twice_changes_nothing(engine):
    import_tasks(engine, task("1.1"))
    before = content_of(engine)

    outcome = import_tasks(engine, task("1.1"))

    assert (outcome.is_new, outcome.added_tasks) == (False, 0)
    assert content_of(engine) == before


def test_nobody_holds_what_a_plan_calls_in_progress(engine):
    import_tasks(engine, task("1.1", status=TaskStatus.IN_PROGRESS))

    assert claim(engine, "ada").task == "1.1"


def test_what_a_plan_calls_done_is_done_on_its_word(engine):
    import_tasks(engine, task("1.1", status=TaskStatus.COMPLETED), task("1.2", after=("1.1",)))

    assert (status_of(engine, "1.1"), task_now(engine, "1.1").proof) == (TaskStatus.COMPLETED, Proof.REPORTED)
    assert claim(engine, "ada").task == "1.2"


def test_phases_that_the_plan_has_finished_are_behind_us(engine):
    import_phases(
        engine,
        phase("1", task("1.1", status=TaskStatus.COMPLETED)),
        phase("2", after=("1",)),
        phase("3", task("3.1", status=TaskStatus.COMPLETED), task("3.2"), after=("2",)),
    )

    assert claim(engine, "ada").task == "3.2"


def test_additions_are_taken_and_runtime_state_is_left(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    held = claim(engine, "ada", "1.1")
    finish(engine, "bob", "1.2")

    plan = imported(phase("1", task("1.1"), task("1.2"), task("1.3", after=("1.2",))), phase("2", task("2.1")))
    outcome = import_plan(engine, plan, "kim")

    assert (outcome.is_new, outcome.added_tasks, outcome.added_phases) == (False, 2, 1)
    assert status_of(engine, "1.2") is TaskStatus.COMPLETED
    assert complete_task(engine, held.handle, "done").outcome == "reported"
    assert is_ready(engine, "1.3")


def test_what_left_the_file_stays_in_the_store_and_is_said(engine):
    import_tasks(engine, task("1.1"), task("1.2"))

    outcome = import_tasks(engine, task("1.1", title="Another name"))

    assert outcome.left == (
        "Task 1.1 is not in the file any more, 'Task 1.1'; it is skipped, its history stays.",
        "Task 1.2 is not in the file any more, 'Task 1.2'; it is skipped, its history stays.",
    )


def test_what_a_known_task_says_otherwise_in_the_file_is_said(engine):
    green = CriterionDraft(kind=CriterionKind.TEST, text="green", task="1.2")
    import_tasks(engine, task("1.1", "src/a.py"), task("1.2"), task("1.3", "/etc/passwd"))

    outcome = import_tasks(
        engine,
        task("1.1", "src/a.py", "src/b.py", steps=(StepDraft(text="begin"),)),
        task("1.2", after=("1.1",)),
        task("1.3", "/etc/passwd"),
        criteria=(green,),
    )

    assert outcome.left == (
        "Task 1.1: files + src/b.py.",
        "Task 1.1: steps 1 of them in the file, none here.",
        "Task 1.2: waits for + 1.1.",
        "Task 1.2: criterion + 'green'.",
    )


def test_what_is_the_same_in_the_file_is_not_said(engine):
    steps = (StepDraft(text="begin"),)
    known = task("1.1", "src/a/", after=("elsewhere",), steps=steps), task("1.2", after=("1.1",), follows=("1.1",))
    criteria = (CriterionDraft(kind=CriterionKind.TEST, text="green", task="1.1"),)
    import_tasks(engine, *known, criteria=criteria)

    assert import_tasks(engine, *known, task("1.3"), criteria=criteria).left == ()


def test_work_added_to_a_finished_phase_opens_it_again(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))
    finish(engine, "ada", "1.1")

    import_phases(engine, phase("1", task("1.1"), task("1.2")), phase("2", task("2.1"), after=("1",)))

    assert not is_ready(engine, "2.1")
    assert finish(engine, "ada", "1.2").closed_phases == ("1",)
    assert is_ready(engine, "2.1")


def test_added_tasks_bring_their_criteria(engine):
    import_tasks(engine, task("1.1"))
    criterion = CriterionDraft(kind=CriterionKind.TEST, text="green", task="1.2")

    import_tasks(engine, task("1.1"), task("1.2"), criteria=(criterion,))

    assert finish(engine, "ada", "1.2").outcome == "incomplete"


def test_criteria_and_entries_are_not_taken_twice(engine):
    criteria = (CriterionDraft(kind=CriterionKind.TEST, text="green", task="1.1"),)
    entries = (EntryDraft(kind=EntryKind.RULE, text="Small commits"),)
    import_tasks(engine, task("1.1"), criteria=criteria, entries=entries)

    added = EntryDraft(kind=EntryKind.RISK, text="The API changes")
    import_tasks(engine, task("1.1"), task("1.2"), criteria=criteria, entries=(*entries, added))

    assert len(engine.read(lambda store: store.criteria.list_of_plan(1))) == 1
    kept = engine.read(lambda store: store.criteria.list_entries(1))
    assert [entry.text for entry in kept] == ["Small commits", "The API changes"]


def test_a_gate_that_a_later_import_adds_is_shut(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go?", before_tasks=("1.2",))

    import_tasks(engine, task("1.1"), task("1.2"), decisions=(gate,))

    with pytest.raises(TaskNotReady, match="decision D1"):
        ask(engine, "ada", "1.2")


def test_a_decision_that_was_taken_is_not_asked_again(engine):
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go?", before_tasks=("1.1",))
    import_tasks(engine, task("1.1"), decisions=(gate,))
    before = engine.read(lambda store: len(store.decisions.list_all(1, only_open=False)))

    import_tasks(engine, task("1.1"), task("1.2"), decisions=(gate,))

    assert engine.read(lambda store: len(store.decisions.list_all(1, only_open=False))) == before == 1


def test_a_circle_of_tasks_is_refused_and_named(engine):
    with pytest.raises(InvalidRequest, match=r"circle: (1\.\d → ){3}1\.\d") as refusal:
        import_tasks(
            engine, task("1.1", after=("1.3",)), task("1.2", after=("1.1",)), task("1.3", after=("1.2",)), task("1.4")
        )

    assert "1.4" not in refusal.value.message
    assert engine.read(lambda store: store.plans.list_all()) == []


def test_a_circle_of_phases_is_refused_and_named(engine):
    with pytest.raises(InvalidRequest, match=r"phase 1.*phase 2|phase 2.*phase 1"):
        import_phases(engine, phase("1", task("1.1"), after=("2",)), phase("2", task("2.1"), after=("1",)))


def test_a_circle_through_a_phase_and_a_task_is_refused(engine):
    with pytest.raises(InvalidRequest, match="circle"):
        import_phases(engine, phase("1", task("1.1", after=("2.1",))), phase("2", task("2.1"), after=("1",)))


def test_a_task_that_waits_for_itself_waits_for_nothing(engine):
    import_tasks(engine, task("1.1", follows=("1.1",)))

    assert is_ready(engine, "1.1")


def test_an_inferred_order_gives_way_to_a_stated_one(engine):
    import_tasks(engine, task("1.1", after=("1.2",)), task("1.2", follows=("1.1",)))

    assert claim(engine, "ada").task == "1.2"


def test_a_dependency_on_nothing_known_holds_nothing_up(engine):
    import_tasks(engine, task("1.1", after=("elsewhere",)))

    assert is_ready(engine, "1.1")


def test_a_path_outside_the_repository_is_nobodys_scope(engine):
    import_tasks(engine, task("1.1", "/etc/passwd", "../x", "src/a.py"))

    assert claim(engine, "ada").scope == ("src/a.py",)


def test_dated_remarks_of_the_plan_become_notes(engine):
    import_tasks(engine, task("1.1", notes=(NoteDraft(text="parser chosen", at="2025-03-01"),)))

    note = engine.read(lambda store: store.notes.list_of_task(1, 5))[0]
    assert (note.agent, note.text) == ("the plan", "2025-03-01: parser chosen")


def test_the_newest_plan_is_meant_when_nobody_names_one(engine, clock):
    import_tasks(engine, task("1.1"))
    clock.advance(minutes=1)
    import_tasks(engine, task("9.1"), slug="other", title="Other")

    assert claim(engine, "ada").task == "9.1"


@pytest.mark.parametrize("status", [TaskStatus.BLOCKED, TaskStatus.FAILED])
def test_what_a_plan_calls_stuck_asks_a_person(engine, status):
    import_tasks(engine, task("1.1", status=status))

    decision = engine.read(lambda store: store.decisions.find_open_of_task(1))

    assert decision.question == f"The plan calls 1.1 {status}: Task 1.1. What now?"


def test_counts_equal_a_fresh_count_after_an_import(engine):
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go?", before_phases=("3",))
    import_phases(
        engine,
        phase("1", task("1.1", status=TaskStatus.COMPLETED), task("1.2", after=("1.1",))),
        phase("2", task("2.1", after=("1.2",)), after=("1",)),
        phase("3", task("3.1"), task("3.2", follows=("3.1",)), after=("1", "2")),
        decisions=(gate,),
    )

    assert engine.read(lambda store: store.tasks.wrong_blockers(1)) == {}
    assert engine.read(lambda store: store.plans.wrong_phase_blockers(1)) == {}
    assert engine.read(lambda store: store.plans.is_progress_right(1))


def test_an_addition_that_closes_a_circle_with_what_is_known_is_refused_and_named(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))

    with pytest.raises(InvalidRequest, match="circle") as refusal:
        import_phases(engine, phase("1", task("1.1"), task("1.2", after=("2.1",))), phase("2", task("2.1")))

    assert {"1.2", "2.1", "phase 1"} <= set(refusal.value.message.removesuffix(".").split(": ")[1].split(" → "))
    assert len(engine.read(lambda store: store.tasks.list_all(1))) == 2


def test_an_inferred_order_of_phases_gives_way_to_a_stated_one_of_their_tasks(engine):
    import_phases(engine, phase("1", task("1.1", after=("2.1",))), phase("2", task("2.1"), follows=("1",)))

    assert is_ready(engine, "2.1")
