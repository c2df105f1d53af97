"""Completing: what counts as done, and what follows from it."""

import pytest
from claiming import ask, claim, events_of, finish, is_ready, status_of, task_now
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import InvalidRequest, LimitExceeded, NeedsPerson, NotFound, StaleClaim
from agent_plan_server.models.claim import Caller
from agent_plan_server.models.draft import CriterionDraft, EntryDraft
from agent_plan_server.models.states import CriterionKind, CriterionState, EntryKind, NoteKind, Proof, TaskStatus
from agent_plan_server.services.claims import release_task
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.decisions import decide, request_decision, show_decision

DELIVERABLE, ACCEPTANCE = CriterionKind.DELIVERABLE, CriterionKind.ACCEPTANCE


def criterion(kind: CriterionKind, task_key: str | None = "1.1", **fields):
    return CriterionDraft(kind=kind, text=fields.pop("text", f"some {kind}"), task=task_key, **fields)


def test_a_task_without_criteria_is_done_on_the_agents_word(engine):
    import_tasks(engine, task("1.1"))

    reply = finish(engine, "ada", "1.1")

    assert (reply.outcome, reply.proof) == ("reported", Proof.REPORTED)
    assert task_now(engine, "1.1").proof is Proof.REPORTED


def test_missing_evidence_is_named_and_nothing_changes(engine):
    import_tasks(engine, task("1.1"), criteria=(criterion(ACCEPTANCE, text="login works"),))
    held = claim(engine, "ada")

    reply = complete_task(engine, held.handle, "done")

    assert reply.outcome == "incomplete"
    assert [(gap.kind, gap.text) for gap in reply.missing] == [("acceptance", "login works")]
    assert f"'{reply.missing[0].criterion}'" in reply.missing[0].what
    assert status_of(engine, "1.1") is TaskStatus.IN_PROGRESS


def test_evidence_by_the_name_that_was_missing_completes_the_task(engine):
    import_tasks(engine, task("1.1"), criteria=(criterion(ACCEPTANCE),))
    held = claim(engine, "ada")
    name = complete_task(engine, held.handle, "done").missing[0].criterion

    reply = complete_task(engine, held.handle, "done", {name: "pytest: 12 passed"})

    assert reply.outcome == "reported"
    evidence = engine.read(lambda store: store.criteria.list_evidence(held.task_id))
    assert [(each.agent, each.tier, each.text) for each in evidence] == [("ada", "E0", "pytest: 12 passed")]


def test_blank_evidence_proves_nothing(engine):
    import_tasks(engine, task("1.1"), criteria=(criterion(ACCEPTANCE),))
    held = claim(engine, "ada")
    name = complete_task(engine, held.handle, "done").missing[0].criterion

    assert complete_task(engine, held.handle, "done", {name: " \u200b\n"}).outcome == "incomplete"


def test_evidence_for_an_unknown_criterion_is_refused_with_the_names_there_are(engine):
    import_tasks(engine, task("1.1"), criteria=(criterion(ACCEPTANCE),))
    held = claim(engine, "ada")

    with pytest.raises(InvalidRequest, match=r"'c99'; it has: c1\b"):
        complete_task(engine, held.handle, "done", {"c99": "x"})


def test_a_file_that_is_not_there_keeps_the_task_open(engine):
    import_tasks(engine, task("1.1"), criteria=(criterion(DELIVERABLE, path="src/a.py"),))
    held = claim(engine, "ada")

    reply = complete_task(engine, held.handle, "done", {"c1": "it is there"}, has_file=lambda path: False)

    assert reply.outcome == "incomplete"
    assert "src/a.py is not there" in reply.missing[0].what


def test_a_task_all_of_whose_files_were_seen_is_verified(engine):
    import_tasks(engine, task("1.1"), criteria=(criterion(DELIVERABLE, path="src/a.py"),))
    held = claim(engine, "ada")

    reply = complete_task(engine, held.handle, "done", has_file=lambda path: path == "src/a.py")

    assert (reply.outcome, task_now(engine, "1.1").proof) == ("verified", Proof.VERIFIED)
    evidence = engine.read(lambda store: store.criteria.list_evidence(held.task_id))
    assert [each.tier for each in evidence] == ["E1"]


def test_one_criterion_on_an_agents_word_makes_the_task_reported(engine):
    criteria = (criterion(DELIVERABLE, path="src/a.py"), criterion(ACCEPTANCE))
    import_tasks(engine, task("1.1"), criteria=criteria)
    held = claim(engine, "ada")

    reply = complete_task(engine, held.handle, "done", {"c2": "looked"}, has_file=lambda path: True)

    assert reply.outcome == "reported"


def test_without_a_look_at_the_files_nothing_is_verified(engine):
    import_tasks(engine, task("1.1"), criteria=(criterion(DELIVERABLE, path="src/a.py"),))
    held = claim(engine, "ada")

    assert complete_task(engine, held.handle, "done", {"c1": "written"}).outcome == "reported"


def test_a_file_that_the_plan_calls_done_must_still_be_there(engine):
    done = criterion(DELIVERABLE, path="src/a.py", state=CriterionState.MET)
    import_tasks(engine, task("1.1"), criteria=(done,))
    held = claim(engine, "ada")

    assert complete_task(engine, held.handle, "done", has_file=lambda path: False).outcome == "incomplete"


def test_the_last_task_of_a_phase_needs_the_phases_files(engine):
    criteria = (criterion(DELIVERABLE, None, phase="1", path="docs/x.md"),)
    import_tasks(engine, task("1.1"), task("1.2"), criteria=criteria)
    first, last = claim(engine, "ada", "1.1"), claim(engine, "bob", "1.2")

    assert complete_task(engine, first.handle, "done", has_file=lambda path: False).outcome == "reported"
    assert complete_task(engine, last.handle, "done", has_file=lambda path: False).outcome == "incomplete"
    assert complete_task(engine, last.handle, "done", has_file=lambda path: True).closed_phases == ("1",)


def test_completed_twice_answers_the_same_and_acts_once(engine):
    import_tasks(engine, task("1.1"), task("1.2", after=("1.1",)))
    held = claim(engine, "ada", "1.1")
    first = complete_task(engine, held.handle, "done")

    again = complete_task(engine, held.handle, "done")

    assert again == first
    assert len(events_of(engine, "task_completed")) == 1


def test_completing_frees_those_that_waited_for_it_alone(engine):
    import_tasks(
        engine, task("1.1"), task("1.2"), task("1.3", after=("1.1",)), task("1.4", after=("1.1", "1.2")), task("1.5")
    )

    reply = finish(engine, "ada", "1.1")

    assert reply.freed == ("1.3",)
    assert (is_ready(engine, "1.3"), is_ready(engine, "1.4")) == (True, False)


def test_the_summary_is_handed_over_as_a_note(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")

    complete_task(engine, held.handle, "the parser is in src/a.py")

    note = engine.read(lambda store: store.notes.list_of_task(held.task_id, 5))[0]
    assert (note.kind, note.text) == (NoteKind.HANDOVER, "the parser is in src/a.py")


def test_a_summary_beyond_the_limit_is_refused(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")

    with pytest.raises(LimitExceeded, match="summary"):
        complete_task(engine, held.handle, "x" * 8193)


def test_a_released_claim_completes_nothing(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    release_task(engine, held.handle, "")

    with pytest.raises(StaleClaim, match=r"released.*Task 1\.1 is pending now"):
        complete_task(engine, held.handle, "done")


def test_the_handle_of_another_principal_completes_nothing(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada", by=Caller(principal="team-a"))

    with pytest.raises(StaleClaim, match="not yours"):
        complete_task(engine, held.handle, "done", by=Caller(principal="team-b"))
    assert status_of(engine, "1.1") is TaskStatus.IN_PROGRESS


@pytest.mark.parametrize("handle", ["1.1/1-zzzzzz", "1.1/2-{nonce}", "9.9/1-{nonce}"])
def test_a_handle_that_was_never_given_is_not_found(engine, handle):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")

    with pytest.raises(NotFound):
        complete_task(engine, handle.format(nonce=held.nonce), "done")


@pytest.mark.parametrize("handle", ["", "1.1", "1.1/x-abc", "/1-abc", "1.1/1", "1.1/-abc", "1.1/٣-abc"])
def test_what_cannot_be_a_handle_is_refused_with_an_example(engine, handle):
    import_tasks(engine, task("1.1"))

    with pytest.raises(InvalidRequest, match="looks like"):
        complete_task(engine, handle, "done")


# Phases.


def test_the_last_task_closes_its_phase_and_opens_the_next(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))

    reply = finish(engine, "ada", "1.1")

    assert reply.closed_phases == ("1",)
    assert is_ready(engine, "2.1")


def test_empty_phases_close_in_a_row(engine):
    import_phases(
        engine,
        phase("1", task("1.1")),
        phase("2", after=("1",)),
        phase("3", after=("2",)),
        phase("4", task("4.1"), after=("3",)),
    )
    assert not is_ready(engine, "4.1")

    reply = finish(engine, "ada", "1.1")

    assert reply.closed_phases == ("1", "2", "3")
    assert is_ready(engine, "4.1")


def test_an_empty_phase_in_front_holds_nothing_up(engine):
    import_phases(engine, phase("1"), phase("2", task("2.1"), after=("1",)))

    assert claim(engine, "ada").task == "2.1"


def test_a_phase_waits_for_all_that_are_before_it(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1")), phase("3", task("3.1"), after=("1", "2")))

    finish(engine, "ada", "1.1")
    assert not is_ready(engine, "3.1")

    finish(engine, "ada", "2.1")
    assert is_ready(engine, "3.1")


def test_a_phase_with_a_failed_task_stays_open(engine):
    import_phases(
        engine,
        phase("1", task("1.1"), task("1.2", status=TaskStatus.FAILED)),
        phase("2", task("2.1"), after=("1",)),
    )

    assert finish(engine, "ada", "1.1").closed_phases == ()
    assert ask(engine, "ada").claim is None


def test_completing_names_the_tasks_of_the_phase_that_it_opens(engine):
    import_phases(
        engine,
        phase("1", task("1.1")),
        phase("2", task("2.1", after=("1.1",)), task("2.2"), after=("1",)),
    )

    assert finish(engine, "ada", "1.1").freed == ("2.1", "2.2")


def test_rules_for_finished_tasks_are_told_however_many_others_there_are(engine):
    during = [EntryDraft(kind=EntryKind.RULE, text=f"Rule {number}", fields={"when": "during"}) for number in range(50)]
    after = EntryDraft(kind=EntryKind.RULE, text="Push", fields={"when": "after"})
    import_tasks(engine, task("1.1"), entries=(*during, after))

    assert finish(engine, "ada", "1.1").rules == ("Push",)


def test_the_last_task_of_a_phase_needs_the_phases_files_however_many_criteria_it_has(engine):
    exits = [CriterionDraft(kind=CriterionKind.EXIT, text=f"Exit {number}", phase="1") for number in range(200)]
    file = CriterionDraft(kind=CriterionKind.DELIVERABLE, text="A manual", phase="1", path="docs/manual.md")
    import_tasks(engine, task("1.1"), criteria=(*exits, file))

    reply = complete_task(engine, claim(engine, "ada").handle, "done", has_file=lambda path: False)

    assert [gap.text for gap in reply.missing] == ["A manual"]


def test_an_agent_cannot_finish_a_task_over_its_own_question(engine):
    import_tasks(engine, task("1.1"))
    handle = claim(engine, "ada").handle
    asked = request_decision(engine, "Which library?", ("a", "b"), handle=handle)

    with pytest.raises(NeedsPerson, match=f"waits for a person to answer {asked.decision}"):
        complete_task(engine, handle, "done anyway")

    assert status_of(engine, "1.1") is TaskStatus.BLOCKED
    assert show_decision(engine, asked.decision).is_open


def test_once_answered_the_task_can_be_finished(engine):
    import_tasks(engine, task("1.1"))
    handle = claim(engine, "ada").handle
    asked = request_decision(engine, "Which library?", ("a", "b"), handle=handle)
    decide(engine, asked.decision, "a", "known", "gary")

    assert complete_task(engine, handle, "done").outcome == Proof.REPORTED
