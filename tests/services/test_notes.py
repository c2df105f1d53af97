"""Notes: kept, bounded, and never twice in a row."""

import pytest
from claiming import claim, events_of, finish
from drafts import import_tasks, task

from agent_plan_server.errors import InvalidRequest, LimitExceeded, NotFound, StaleClaim
from agent_plan_server.models.claim import Caller
from agent_plan_server.models.draft import StepDraft
from agent_plan_server.models.states import NoteKind
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.packets import show_packet


def notes_of(engine, task_id: int = 1):
    return engine.read(lambda store: store.notes.list_of_task(task_id, 50))


def test_a_note_is_kept_with_its_author_kind_and_attempt(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")

    post_note(engine, "done: parser; next: tests", held.handle, kind=NoteKind.CHECKPOINT)

    note = notes_of(engine)[0]
    assert (note.agent, note.kind, note.attempt, note.orphan) == ("ada", NoteKind.CHECKPOINT, 1, False)


def test_the_same_note_twice_in_a_row_is_one(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    first = post_note(engine, "halfway", held.handle)

    assert post_note(engine, "halfway", held.handle) == first
    assert len(notes_of(engine)) == 1


def test_the_same_words_later_are_another_note(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")

    for text in ("tests are red", "tests are green", "tests are red"):
        post_note(engine, text, held.handle)

    assert len(notes_of(engine)) == 3


def test_steps_are_ticked_by_number(engine):
    steps = tuple(StepDraft(text=text) for text in ("read", "write", "test"))
    import_tasks(engine, task("1.1", steps=steps))
    held = claim(engine, "ada")

    reply = post_note(engine, "two done", held.handle, steps_done=(1, 3))

    assert reply.steps_done == (1, 3)
    assert [step.done for step in show_packet(engine, held.id).steps] == [True, False, True]


def test_a_step_that_is_not_there_keeps_the_note_out_too(engine):
    import_tasks(engine, task("1.1", steps=(StepDraft(text="read"),)))
    held = claim(engine, "ada")

    with pytest.raises(InvalidRequest, match="no step 2; it has 1"):
        post_note(engine, "done", held.handle, steps_done=(1, 2))
    assert notes_of(engine) == []
    assert not show_packet(engine, held.id).steps[0].done


def test_a_note_of_exactly_the_limit_is_kept_and_one_byte_more_is_not(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")

    post_note(engine, "é" * 4096, held.handle)

    with pytest.raises(LimitExceeded, match=r"8,193 bytes; the limit is 8,192"):
        post_note(engine, "é" * 4096 + "x", held.handle)
    assert [note.text for note in notes_of(engine)] == ["é" * 4096]


def test_an_empty_note_is_refused(engine):
    import_tasks(engine, task("1.1"))

    with pytest.raises(InvalidRequest, match="empty"):
        post_note(engine, "\u200b \n", claim(engine, "ada").handle)


def test_nothing_hidden_is_kept(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")

    post_note(engine, "a\x1b[2Jb\u202ec\U000e0041d\x00", held.handle)

    assert notes_of(engine)[0].text == "abcd"
    assert events_of(engine, "note_posted")[0]["text"] == "abcd"


def test_a_note_on_the_plan_as_a_whole_needs_only_its_author(engine):
    import_tasks(engine, task("1.1"))

    reply = post_note(engine, "the CI is slow", agent="ada", kind=NoteKind.RISK)

    assert (reply.task, reply.is_orphan) == (None, False)


def test_a_note_without_claim_and_agent_is_refused(engine):
    import_tasks(engine, task("1.1"))

    with pytest.raises(InvalidRequest, match="author"):
        post_note(engine, "hello")


def test_a_note_after_completion_is_kept_as_an_orphan(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    finish(engine, "ada", "1.1")

    reply = post_note(engine, "one more thing", held.handle)

    assert (reply.is_orphan, reply.holder) == (True, None)


def test_an_orphan_note_ticks_no_step(engine, clock):
    import_tasks(engine, task("1.1", steps=(StepDraft(text="read"),)))
    held = claim(engine, "ada")
    clock.advance(minutes=21)
    taken = claim(engine, "bob")

    assert post_note(engine, "read it", held.handle, steps_done=(1,)).steps_done == ()
    assert not show_packet(engine, taken.id).steps[0].done


def test_a_note_through_somebody_elses_handle_is_refused(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada", by=Caller(principal="team-a"))

    with pytest.raises(StaleClaim):
        post_note(engine, "I was here", held.handle, by=Caller(principal="team-b"))
    assert notes_of(engine) == []


def test_a_note_before_any_plan_is_refused(engine):
    with pytest.raises(NotFound, match="No plan"):
        post_note(engine, "hello", agent="ada")


def test_a_note_on_a_claim_is_its_holders(engine):
    import_tasks(engine, task("1.1"))
    handle = claim(engine, "ada").handle

    with pytest.raises(InvalidRequest, match="is of 'ada', not of 'bob'"):
        post_note(engine, "mine", handle=handle, agent="bob")

    assert events_of(engine, "note_posted") == []
    assert post_note(engine, "mine", handle=handle, agent="ada").task == "1.1"
