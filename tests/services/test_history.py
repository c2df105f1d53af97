"""Reading the history."""

import pytest
from drafts import import_tasks, task

from agent_plan_server.errors import NotFound
from agent_plan_server.services.claims import Wish, claim_task
from agent_plan_server.services.history import read_history
from agent_plan_server.services.notes import post_note


@pytest.fixture
def worked(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    for agent in ("ada", "bob"):
        claim_task(engine, Wish(agent=agent))
    return engine


def test_the_last_lines_come_oldest_first(worked):
    history = read_history(worked, limit=2)

    assert [event.actor for event in history.events] == ["ada", "bob"]
    assert history.seq == history.events[-1].seq


def test_reading_goes_on_after_a_number(worked):
    first = read_history(worked, limit=500).events[0]

    later = read_history(worked, after=first.seq)

    assert [event.task for event in later.events] == ["1.1", "1.2"]
    assert read_history(worked, after=later.seq).events == ()


def test_one_task_has_its_own_history(worked):
    assert [event.actor for event in read_history(worked, task="1.2").events] == ["bob"]


def test_a_task_that_is_not_there_has_none(worked):
    with pytest.raises(NotFound):
        read_history(worked, task="9.9")


def test_a_long_history_of_a_task_is_read_from_its_end_and_from_any_number(worked):
    handle = claim_task(worked, Wish(agent="ada")).claim.handle
    for number in range(510):
        post_note(worked, f"note {number}", handle)

    last = read_history(worked, task="1.1", limit=2)
    first = read_history(worked, task="1.1", after=0, limit=2)

    assert [event.payload["text"] for event in last.events] == ["note 508", "note 509"]
    assert [event.kind for event in first.events] == ["task_claimed", "note_posted"]
    assert read_history(worked, task="1.1", after=first.seq, limit=1).events[0].payload["text"] == "note 1"
