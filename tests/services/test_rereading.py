"""Reading a plan again: its structure is merged three ways, and what agents did stays as it is."""

import pytest
from claiming import claim, content_of, events_of, finish, is_ready, status_of, task_now
from drafts import import_phases, import_tasks, imported, phase, task

from agent_plan_server.errors import Refused
from agent_plan_server.models.difference import Choice, DifferenceKind, Preference, Taking
from agent_plan_server.models.draft import CriterionDraft, DecisionDraft, EntryDraft, StepDraft
from agent_plan_server.models.revision import NewTask, TaskEdit
from agent_plan_server.models.states import (
    CriterionKind,
    CriterionState,
    DecisionKind,
    EntryKind,
    FailureProposal,
    TaskStatus,
)
from agent_plan_server.services.additions import add_task
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.editing import edit_task
from agent_plan_server.services.exports import export_plan
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.health import repair_counts
from agent_plan_server.services.imports import compare_plan, diff_plan, import_plan
from agent_plan_server.services.news import show_news
from agent_plan_server.services.notes import post_note

EVERYTHING = Choice(changes=True)


def reread(engine, *tasks, choice=EVERYTHING, **fields):
    return import_plan(engine, imported(phase("1", *tasks), **fields), "kim", choice)


def reread_phases(engine, *phases, choice=EVERYTHING, **fields):
    return import_plan(engine, imported(*phases, **fields), "kim", choice)


def edit(engine, key, **fields):
    return edit_task(engine, key, TaskEdit(**fields), "because", "kim")


def own(key, title, *scope, **fields):
    return task(key, *scope, title=title, own_key=True, **fields)


def test_what_only_the_file_changed_comes_from_the_file(engine):
    import_tasks(engine, own("1.1", "Parse"), own("1.2", "Print", "src/a.py"))

    outcome = reread(
        engine,
        own("1.1", "Parse all of it", estimate="2h", estimate_minutes=120, owner="gary", body="Both ways."),
        own("1.2", "Print", "src/b.py", after=("1.1",)),
    )

    now = task_now(engine, "1.1")
    assert (now.title, now.estimate_minutes, now.owner, now.body) == ("Parse all of it", 120, "gary", "Both ways.")
    assert task_now(engine, "1.2").scope == ("src/b.py",)
    assert not is_ready(engine, "1.2")
    assert outcome.left == ()
    assert repair_counts(engine, "kim") == 0


def test_without_agreement_only_additions_are_taken_and_the_rest_is_named_again(engine):
    import_tasks(engine, own("1.1", "Parse"))

    for _ in range(2):
        outcome = reread(engine, own("1.1", "Parse all of it"), own("1.2", "Print"), choice=Choice())
        assert outcome.left == ("Task 1.1: title 'Parse all of it' in the file, 'Parse' here.",)

    assert task_now(engine, "1.1").title == "Parse"
    assert is_ready(engine, "1.2")
    assert reread(engine, own("1.1", "Parse all of it"), own("1.2", "Print")).left == ()
    assert task_now(engine, "1.1").title == "Parse all of it"


def test_what_only_the_store_changed_stays(engine):
    import_tasks(engine, own("1.1", "Parse"), own("1.2", "Print"))
    edit(engine, "1.1", title="Parse all of it", add_paths=("src/a.py",))

    outcome = reread(engine, own("1.1", "Parse"), own("1.2", "Print"), own("1.3", "Test"))

    assert outcome.left == ()
    assert (task_now(engine, "1.1").title, task_now(engine, "1.1").scope) == ("Parse all of it", ("src/a.py",))


def test_what_both_changed_is_a_conflict_that_names_both_values(engine):
    import_tasks(engine, own("1.1", "Parse"))
    edit(engine, "1.1", title="Parse some of it")

    outcome = reread(engine, own("1.1", "Parse all of it"))

    conflict = outcome.differences[0]
    assert (conflict.how, conflict.stored, conflict.file) == (Taking.CONFLICT, "Parse some of it", "Parse all of it")
    assert outcome.left == (
        "Task 1.1: title 'Parse all of it' in the file, 'Parse some of it' here (both changed; it was 'Parse').",
    )
    assert task_now(engine, "1.1").title == "Parse some of it"


@pytest.mark.parametrize(
    ("preference", "title"), [(Preference.FILE, "Parse all of it"), (Preference.STORE, "Parse some of it")]
)
def test_a_conflict_is_settled_for_good_by_a_preference(engine, preference, title):
    import_tasks(engine, own("1.1", "Parse"))
    edit(engine, "1.1", title="Parse some of it")

    reread(engine, own("1.1", "Parse all of it"), choice=Choice(conflicts=preference))

    assert reread(engine, own("1.1", "Parse all of it"), choice=Choice()).left == ()
    assert task_now(engine, "1.1").title == title


def test_sets_that_both_changed_are_joined(engine):
    import_tasks(engine, own("1.1", "Parse", "src/a.py", "src/b.py"))
    edit(engine, "1.1", add_paths=("docs/**",))

    outcome = reread(engine, own("1.1", "Parse", "src/a.py", "src/c.py"))

    assert set(task_now(engine, "1.1").scope) == {"src/a.py", "src/c.py", "docs/**"}
    assert outcome.left == ()


def test_a_held_task_keeps_its_claim_and_its_holder_is_told(engine):
    import_tasks(engine, own("1.1", "Parse", "src/a.py"))
    held = claim(engine, "ada")
    post_note(engine, "half done", handle=held.handle)

    reread(engine, own("1.1", "Parse all of it", "src/a.py", "src/b.py"))

    told = show_news(engine, handle=held.handle).revised
    assert [(each.task, each.fields, each.by) for each in told] == [("1.1", ("title", "scope"), "kim")]
    now = engine.read(lambda store: store.claims.find_live(1))
    assert (now.handle, now.scope) == (held.handle, ("src/a.py", "src/b.py"))
    assert complete_task(engine, held.handle, "done").outcome == "reported"


def test_files_that_another_holds_are_not_given_to_a_held_task(engine):
    import_tasks(engine, own("1.1", "Parse", "src/a.py"), own("1.2", "Print", "src/b.py"))
    claim(engine, "ada", "1.1")
    claim(engine, "bob", "1.2")

    outcome = reread(engine, own("1.1", "Parse", "src/**"), own("1.2", "Print", "src/b.py"))

    assert len(outcome.left) == 1
    assert "bob" in outcome.left[0]
    assert task_now(engine, "1.1").scope == ("src/a.py",)


def test_a_removed_task_is_skipped_and_keeps_its_history(engine):
    import_tasks(engine, own("1.1", "Parse"), own("1.2", "Print", after=("1.1",)))
    post_note(engine, "half done", handle=claim(engine, "ada").handle)
    report_failure(engine, engine.read(lambda store: store.claims.find_live(1)).handle, "x", None, FailureProposal.SKIP)

    outcome = reread(engine, own("1.2", "Print"))

    assert outcome.left == ()
    assert status_of(engine, "1.1") is TaskStatus.SKIPPED
    assert "half done" in [note.text for note in engine.read(lambda store: store.notes.list_of_task(1, 9))]
    assert engine.read(lambda store: store.decisions.find_open_of_task(1)) is None
    assert events_of(engine, "task_skipped")[0]["reason"] == "demo.md was read again"
    assert is_ready(engine, "1.2")
    assert repair_counts(engine, "kim") == 0


def test_a_held_task_that_left_the_file_stays_with_its_holder(engine):
    import_tasks(engine, own("1.1", "Parse"), own("1.2", "Print"))
    handle = claim(engine, "ada", "1.1").handle

    outcome = reread(engine, own("1.2", "Print"))

    assert "held by 'ada'" in outcome.left[0]
    assert complete_task(engine, handle, "done").outcome == "reported"
    assert reread(engine, own("1.2", "Print")).left == ()


def test_a_removed_task_that_comes_back_is_open_again(engine):
    import_tasks(engine, own("1.1", "Parse"), own("1.2", "Print"))
    reread(engine, own("1.2", "Print"))

    reread(engine, own("1.1", "Parse"), own("1.2", "Print"))

    assert is_ready(engine, "1.1")
    assert repair_counts(engine, "kim") == 0


def test_a_task_that_was_revised_here_and_removed_in_the_file_is_a_conflict(engine):
    import_tasks(engine, own("1.1", "Parse"), own("1.2", "Print"))
    edit(engine, "1.1", title="Parse all of it")

    outcome = reread(engine, own("1.2", "Print"))

    assert [each.how for each in outcome.differences] == [Taking.CONFLICT]
    assert is_ready(engine, "1.1")


def test_renumbered_tasks_keep_what_happened_to_them(engine):
    import_tasks(engine, own("1.1", "Parse"), own("1.2", "Print"))
    handle = claim(engine, "ada", "1.1").handle
    finish(engine, "bob", "1.2")

    outcome = reread(engine, own("1.1", "Choose a licence"), own("1.2", "Parse"), own("1.3", "Print"))

    assert outcome.left == ()
    assert (task_now(engine, "1.1").title, is_ready(engine, "1.1")) == ("Choose a licence", True)
    assert status_of(engine, "1.3") is TaskStatus.COMPLETED
    assert show_news(engine, handle=handle).revised[0].fields == ("key",)
    done = complete_task(engine, handle, "done")
    assert (done.outcome, done.task) == ("reported", "1.2")
    assert repair_counts(engine, "kim") == 0


def test_new_numbers_wait_for_agreement_and_so_does_what_takes_an_old_one(engine):
    import_tasks(engine, own("1.1", "Parse"), own("1.2", "Print"))
    after = (own("1.1", "Choose a licence"), own("1.2", "Parse"), own("1.3", "Print"))

    outcome = reread(engine, *after, choice=Choice())

    assert [task.title for task in export_plan(engine).tasks] == ["Parse", "Print"]
    assert len(outcome.left) == 2
    assert reread(engine, *after).left == ()
    assert [(task.key, task.title) for task in export_plan(engine).tasks] == [
        ("1.1", "Choose a licence"),
        ("1.2", "Parse"),
        ("1.3", "Print"),
    ]


def test_a_number_of_a_removed_task_goes_to_the_one_that_has_it_now(engine):
    import_tasks(engine, own("1.1", "Parse"), own("1.2", "Print"))
    post_note(engine, "half done", handle=claim(engine, "ada", "1.1").handle)
    report_failure(engine, engine.read(lambda store: store.claims.find_live(1)).handle, "x")

    reread(engine, own("1.1", "Print"))

    assert task_now(engine, "1.1").title == "Print"
    assert (task_now(engine, "1.1-old").title, status_of(engine, "1.1-old")) == ("Parse", TaskStatus.SKIPPED)
    assert reread(engine, own("1.1", "Print")).differences == ()


def test_keys_that_were_given_by_position_stay_with_their_tasks(engine):
    import_tasks(engine, task("1.1", title="Parse"), task("1.2", title="Print"))

    outcome = reread(
        engine,
        task("1.1", title="Choose a licence"),
        task("1.2", title="Parse"),
        task("1.3", title="Print", after=("1.1",)),
        choice=Choice(),
    )

    assert [(task.key, task.title) for task in export_plan(engine).tasks] == [
        ("1.3", "Choose a licence"),
        ("1.1", "Parse"),
        ("1.2", "Print"),
    ]
    assert outcome.left == ("Task 1.2: waits for + 1.3.",)


def test_a_moved_task_moves(engine):
    import_phases(engine, phase("1", own("1.1", "Parse"), own("1.2", "Print")), phase("2", after=("1",)))

    reread_phases(engine, phase("1", own("1.1", "Parse")), phase("2", own("1.2", "Print"), after=("1",)))

    assert task_now(engine, "1.2").phase == "2"
    assert not is_ready(engine, "1.2")
    assert repair_counts(engine, "kim") == 0


def test_phases_are_added_changed_renumbered_and_dropped(engine):
    import_phases(
        engine,
        phase("1", own("A", "Parse"), title="Build"),
        phase("2", own("B", "Print"), title="Ship", after=("1",)),
        phase("3", own("C", "Watch"), title="Run", after=("2",)),
    )

    outcome = reread_phases(
        engine,
        phase("1", own("A", "Parse"), title="Build"),
        phase("2", own("D", "Test"), title="Harden", after=("1",)),
        phase("3", own("B", "Print"), title="Ship", goal="Out of the door", after=("2",)),
    )

    phases = export_plan(engine).phases
    assert [(each.number, each.title) for each in phases] == [
        ("1", "Build"),
        ("2", "Harden"),
        ("3", "Ship"),
        ("3-old", "Run"),
    ]
    assert phases[2].goal == "Out of the door"
    assert phases[2].depends_on == ("2",)
    assert status_of(engine, "C") is TaskStatus.SKIPPED
    assert outcome.left == ()
    assert repair_counts(engine, "kim") == 0


def test_a_task_in_between_brings_its_order_along(engine):
    import_tasks(engine, own("A", "Parse"), own("C", "Print", follows=("A",)))

    outcome = reread(
        engine,
        own("A", "Parse"),
        own("B", "Test", follows=("A",)),
        own("C", "Print", follows=("B",)),
        choice=Choice(),
    )

    assert outcome.left == ()
    finish(engine, "ada", "A")
    assert (is_ready(engine, "B"), is_ready(engine, "C")) == (True, False)
    assert [task.key for task in export_plan(engine).tasks] == ["A", "B", "C"]


def test_another_order_in_the_file_is_a_change(engine):
    import_tasks(engine, own("A", "Parse"), own("B", "Print"))

    outcome = reread(engine, own("B", "Print"), own("A", "Parse"), choice=Choice())

    assert outcome.left == ("Phase 1: another order in the file, B, A.",)
    assert [task.key for task in export_plan(engine).tasks] == ["A", "B"]
    reread(engine, own("B", "Print"), own("A", "Parse"))
    assert [task.key for task in export_plan(engine).tasks] == ["B", "A"]
    assert reread(engine, own("B", "Print"), own("A", "Parse")).differences == ()


def test_a_box_that_a_person_ticked_is_offered_and_not_believed(engine):
    import_tasks(engine, own("1.1", "Parse"), own("1.2", "Print", after=("1.1",)))
    done = own("1.1", "Parse", status=TaskStatus.COMPLETED)

    outcome = reread(engine, done, own("1.2", "Print", after=("1.1",)), choice=Choice())

    assert outcome.left == ("Task 1.1 is completed in the file, pending here.",)
    assert is_ready(engine, "1.1")
    reread(engine, done, own("1.2", "Print", after=("1.1",)))
    assert is_ready(engine, "1.2")
    assert events_of(engine, "task_completed")[0]["proof"] == "reported"
    assert repair_counts(engine, "kim") == 0


def test_a_tick_never_completes_a_task_under_its_holder(engine):
    import_tasks(engine, own("1.1", "Parse"))
    handle = claim(engine, "ada").handle

    outcome = reread(engine, own("1.1", "Parse", status=TaskStatus.COMPLETED))

    assert "held by 'ada'" in outcome.left[0]
    assert complete_task(engine, handle, "done").outcome == "reported"
    assert reread(engine, own("1.1", "Parse", status=TaskStatus.COMPLETED)).differences == ()


def test_what_was_written_back_into_the_file_is_no_change(engine):
    import_tasks(engine, own("1.1", "Parse"), own("1.2", "Print"))
    finish(engine, "ada", "1.1")
    claim(engine, "bob", "1.2")

    outcome = reread(
        engine,
        own("1.1", "Parse", status=TaskStatus.COMPLETED),
        own("1.2", "Print", status=TaskStatus.IN_PROGRESS),
        choice=Choice(),
    )

    assert outcome.differences == ()


def test_a_box_that_a_person_cleared_opens_the_task_again(engine):
    import_tasks(engine, own("1.1", "Parse", status=TaskStatus.COMPLETED), own("1.2", "Print", after=("1.1",)))

    outcome = reread(engine, own("1.1", "Parse"), own("1.2", "Print", after=("1.1",)))

    assert outcome.left == ()
    assert (is_ready(engine, "1.1"), is_ready(engine, "1.2")) == (True, False)
    assert events_of(engine, "task_reopened")[0]["actor"] == "kim"
    assert repair_counts(engine, "kim") == 0


def test_a_phase_whose_last_box_was_cleared_is_open_again(engine):
    done = own("A", "Parse", status=TaskStatus.COMPLETED)
    import_phases(engine, phase("1", done), phase("2", own("B", "Print"), after=("1",)))
    assert is_ready(engine, "B")

    reread_phases(engine, phase("1", own("A", "Parse")), phase("2", own("B", "Print"), after=("1",)))

    assert (is_ready(engine, "A"), is_ready(engine, "B")) == (True, False)


def test_steps_keep_what_is_done_and_take_ticks_when_a_person_agrees(engine):
    steps = tuple(StepDraft(text=text) for text in ("a", "b", "c"))
    import_tasks(engine, own("1.1", "Parse", steps=steps))
    post_note(engine, "a is done", handle=claim(engine, "ada").handle, steps_done=(1,))
    there = (StepDraft(text="a"), StepDraft(text="b", done=True), StepDraft(text="d"))

    reread(engine, own("1.1", "Parse", steps=there))

    now = engine.read(lambda store: store.tasks.list_steps(1))
    assert [(step.text, step.done) for step in now] == [("a", True), ("b", True), ("d", False)]


def test_steps_of_the_same_text_are_told_apart(engine):
    steps = (StepDraft(text="test", done=True), StepDraft(text="build"), StepDraft(text="test"))
    import_tasks(engine, own("1.1", "Parse", steps=steps))

    reread(engine, own("1.1", "Parse again", steps=steps))

    assert [step.done for step in engine.read(lambda store: store.tasks.list_steps(1))] == [True, False, False]


def test_criteria_come_and_go_but_evidence_stays(engine):
    def green(text, **fields):
        return CriterionDraft(kind=CriterionKind.TEST, text=text, task="1.1", **fields)

    import_tasks(engine, own("1.1", "Parse"), criteria=(green("fast"), green("small")))

    reread(engine, own("1.1", "Parse"), criteria=(green("small", state=CriterionState.MET), green("green")))

    states = {each.text: each.state for each in engine.read(lambda store: store.criteria.list_of_task(1))}
    assert states == {"fast": "waived", "small": "met", "green": "open"}
    assert len(engine.read(lambda store: store.criteria.list_evidence(1))) == 2
    reread(engine, own("1.1", "Parse"), criteria=(green("fast"), green("small"), green("green")))
    assert {each.text: each.state for each in engine.read(lambda store: store.criteria.list_of_task(1))} == {
        "fast": "open",
        "small": "met",
        "green": "open",
    }


def test_entries_of_the_plan_follow_the_file(engine):
    import_tasks(engine, own("1.1", "Parse"), entries=(EntryDraft(kind=EntryKind.RULE, text="Small commits"),))

    reread(engine, own("1.1", "Parse"), entries=(EntryDraft(kind=EntryKind.RULE, text="Tiny commits"),))

    assert [each.text for each in engine.read(lambda store: store.criteria.list_entries(1))] == ["Tiny commits"]


def test_a_gate_stands_where_the_file_puts_it_and_goes_when_it_goes(engine):
    def gate(*keys):
        return DecisionDraft(kind=DecisionKind.GATE, question="Go?", before_tasks=keys)

    import_tasks(engine, own("A", "Parse"), own("B", "Print"), decisions=(gate("A"),))

    reread(engine, own("A", "Parse"), own("B", "Print"), decisions=(gate("B"),))
    assert (is_ready(engine, "A"), is_ready(engine, "B")) == (True, False)
    reread(engine, own("A", "Parse"), own("B", "Print"))

    assert is_ready(engine, "B")
    assert repair_counts(engine, "kim") == 0


def test_an_answer_in_the_file_is_no_decision(engine):
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go?", before_tasks=("A",))
    import_tasks(engine, own("A", "Parse"), decisions=(gate,))

    outcome = reread(engine, own("A", "Parse"), decisions=(gate.model_copy(update={"decided": "go"}),))

    assert outcome.left == ("Decision D1 is answered in the file, 'go'; {decide} D1 takes it.",)
    assert not is_ready(engine, "A")


def test_a_task_that_could_be_two_is_left_alone_and_named(engine):
    import_tasks(engine, task("1.1", title="Write the parser of the plan"))

    outcome = reread(
        engine, task("1.1", title="Write the parser of the plans"), task("1.2", title="Write the parsers of the plan")
    )

    assert [each.kind for each in outcome.differences] == [DifferenceKind.TASK_UNSURE]
    assert [task.title for task in export_plan(engine).tasks] == ["Write the parser of the plan"]


def test_what_could_be_two_tasks_never_stands_for_a_third_with_its_number(engine):
    import_tasks(engine, task("1.1", title="Write the parser of the plan"), task("1.2", title="Choose a licence"))

    outcome = reread(
        engine,
        task("1.1", title="Write the parser of the plans"),
        task("1.2", title="Write the parsers of the plan"),
        task("1.3", title="Choose a licence", owner="gary", after=("1.2",)),
    )

    assert [each.kind for each in outcome.differences if not each.settled] == [DifferenceKind.TASK_UNSURE]
    assert (task_now(engine, "1.2").owner, is_ready(engine, "1.2")) == ("gary", True)


def test_what_people_and_agents_added_stays_where_the_file_does_not_have_it(engine):
    import_tasks(engine, own("1.1", "Parse"))
    add_task(engine, NewTask(title="Rotate the key"), "it is in the log", "kim")

    assert reread(engine, own("1.1", "Parse"), own("1.9", "Print")).left == ()
    assert is_ready(engine, "1.2")


def test_a_task_that_was_added_here_and_then_written_into_the_file_is_the_same(engine):
    import_tasks(engine, own("1.1", "Parse"))
    add_task(engine, NewTask(title="Rotate the key", paths=("src/key.py",)), "it is in the log", "kim")

    outcome = reread(engine, own("1.1", "Parse"), task("1.2", "src/key.py", title="Rotate the key"), choice=Choice())

    assert outcome.differences == ()
    assert len(export_plan(engine).tasks) == 2


def test_a_plan_with_another_title_in_the_same_file_is_the_same_plan(engine):
    before = imported(phase("1", own("1.1", "Parse"), own("1.2", "Print")))
    import_plan(engine, before, "kim")
    after = imported(phase("1", own("1.1", "Parse"), own("1.2", "Print")), slug="other", title="Other")

    outcome = import_plan(engine, after.model_copy(update={"source": before.source}), "kim", EVERYTHING)

    assert (outcome.plan, outcome.is_new) == ("demo", False)
    assert export_plan(engine).title == "Other"


def test_a_circle_that_a_change_would_close_refuses_the_whole_import(engine):
    import_tasks(engine, own("A", "Parse"), own("B", "Print"))
    edit(engine, "B", add_needs=("A",))
    before = content_of(engine)

    with pytest.raises(Exception, match=r"circle: .*A"):
        reread(engine, own("A", "Parse", after=("B",)), own("B", "Print"), own("C", "Test"))
    assert content_of(engine) == before


def test_what_nobody_has_seen_is_not_taken_for_agreed(engine):
    import_tasks(engine, own("1.1", "Parse"))
    plan = imported(phase("1", own("1.1", "Parse all of it", owner="gary")))
    seen = [each.text for each in compare_plan(engine, plan).differences]

    with pytest.raises(Refused, match="owner"):
        import_plan(engine, plan, "kim", EVERYTHING, seen[:1])
    assert import_plan(engine, plan, "kim", EVERYTHING, seen).left == ()


def test_a_comparison_writes_nothing(engine):
    import_tasks(engine, own("1.1", "Parse"))
    before = content_of(engine)

    found = compare_plan(engine, imported(phase("1", own("1.1", "Parse all of it"), own("1.2", "Print"))))

    assert [each.kind for each in found.differences] == [DifferenceKind.TASK_ADDED, DifferenceKind.TASK_CHANGED]
    assert content_of(engine) == before
    assert compare_plan(engine, imported(slug="nobody-knows-it")) is None


def test_a_diff_tells_what_was_revised_here_too(engine):
    plan = imported(phase("1", own("1.1", "Parse"), own("1.2", "Print")))
    import_plan(engine, plan, "kim")
    assert diff_plan(engine, plan).differences == ()
    edit(engine, "1.1", owner="gary")
    add_task(engine, NewTask(title="Test"), "forgotten", "kim")
    finish(engine, "ada", "1.2")

    found = diff_plan(engine, plan).differences

    assert {each.how for each in found} == {Taking.REVISED}
    assert {each.text for each in found} == {
        "Task 1.1: owner none in the file, 'gary' here.",
        "Task 1.3 is not in the file.",
        "Task 1.2 is open in the file, completed here.",
    }
