"""Waiting for a message, a decision or work."""

import pytest
from claiming import claim, finish
from drafts import import_tasks, task

from agent_plan_server.errors import InvalidRequest, NotFound
from agent_plan_server.models.change import ChangeKind
from agent_plan_server.services.decisions import decide, request_decision
from agent_plan_server.services.messages import send_message
from agent_plan_server.services.standings import resume
from agent_plan_server.services.waiting import wait_for_change
from agent_plan_server.storage import open_engine


class Naps:
    """Stands in for sleep: counts the naps, and does something during one of them."""

    def __init__(self, act=None, during=3):
        self.count = 0
        self._act = act
        self._during = during

    def __call__(self, seconds):
        self.count += 1
        if self._act and self.count == self._during:
            self._act()


@pytest.fixture
def busy(engine):
    """Ada holds the only task; bob is there."""
    import_tasks(engine, task("1.1"))
    resume(engine, "bob")
    return engine, claim(engine, "ada")


def test_waiting_ends_after_its_seconds(busy):
    engine, _ = busy
    naps = Naps()

    change = wait_for_change(engine, "bob", 5, sleep=naps)

    assert (change.what, naps.count) == (ChangeKind.NOTHING, 100)


def test_unread_message_is_told_at_once_and_counts_as_read(busy):
    engine, _ = busy
    send_message(engine, "ada", "bob", "hello")
    naps = Naps()

    change = wait_for_change(engine, "bob", 5, sleep=naps)

    assert (change.what, [message.text for message in change.messages], naps.count) == ("message", ["hello"], 0)
    assert wait_for_change(engine, "bob", 1, sleep=naps).what == "nothing"


def test_message_ends_the_wait(busy):
    engine, _ = busy
    naps = Naps(lambda: send_message(engine, "ada", "bob", "hello"))

    change = wait_for_change(engine, "bob", 5, sleep=naps)

    assert (change.what, naps.count) == ("message", 3)


def test_message_through_another_engine_ends_the_wait(busy):
    engine, _ = busy
    other = open_engine(engine.describe()["path"])
    naps = Naps(lambda: send_message(other, "ada", "bob", "hello"))

    change = wait_for_change(engine, "bob", 5, sleep=naps)

    other.close()
    assert (change.what, naps.count) == ("message", 3)


def test_decision_about_a_held_task_ends_the_wait_once(busy, clock):
    engine, held = busy
    request_decision(engine, "Which?", ("left", "right"), handle=held.handle)
    clock.advance(seconds=5)
    naps = Naps(lambda: decide(engine, "D1", "left", "it is shorter", "gary"))

    change = wait_for_change(engine, "ada", 5, sleep=naps)

    answer = change.decisions[0]
    assert (change.what, naps.count) == ("decision", 3)
    assert (answer.decision, answer.task, answer.option, answer.reason, answer.by) == (
        "D1",
        "1.1",
        "left",
        "it is shorter",
        "gary",
    )
    assert wait_for_change(engine, "ada", 1, sleep=naps).what == "nothing"


def test_decision_that_was_taken_before_the_wait_is_told(busy, clock):
    engine, held = busy
    request_decision(engine, "Which?", ("left", "right"), handle=held.handle)
    clock.advance(seconds=5)
    decide(engine, "D1", "right", "", "gary")

    assert wait_for_change(engine, "ada", 5, sleep=Naps()).what == "decision"


def test_work_that_becomes_ready_ends_the_wait(engine):
    import_tasks(engine, task("1.1"), task("1.2", after=("1.1",)))
    claim(engine, "ada", "1.1")
    naps = Naps(lambda: finish(engine, "ada", "1.1"))

    change = wait_for_change(engine, "bob", 5, sleep=naps)

    assert (change.what, change.task, naps.count) == ("work", "1.2", 3)


def test_ready_work_whose_files_are_held_is_no_work(engine):
    import_tasks(engine, task("1.1", "src/**"), task("1.2", "src/a.py"))
    claim(engine, "ada", "1.1")

    assert wait_for_change(engine, "bob", 1, sleep=Naps()).what == "nothing"


def test_claim_that_lapses_during_the_wait_is_work(engine, clock):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada")
    naps = Naps(lambda: clock.advance(minutes=21), during=30)

    change = wait_for_change(engine, "bob", 5, sleep=naps)

    assert (change.what, change.task) == ("work", "1.1")
    assert naps.count <= 30 + 20


def test_agent_at_work_is_not_woken_by_more_work(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    claim(engine, "ada", "1.1")

    assert wait_for_change(engine, "ada", 1, sleep=Naps()).what == "nothing"
    assert wait_for_change(engine, "ada", 1, ChangeKind.WORK, sleep=Naps()).what == "work"


def test_only_what_is_asked_for_ends_the_wait(engine):
    import_tasks(engine, task("1.1"))
    send_message(engine, "ada", "everybody", "hello")
    resume(engine, "bob")

    assert wait_for_change(engine, "bob", 1, ChangeKind.DECISION, sleep=Naps()).what == "nothing"
    assert wait_for_change(engine, "bob", 1, ChangeKind.WORK, sleep=Naps()).what == "work"


def test_waiting_renews_what_the_agent_holds(busy, clock):
    engine, _ = busy
    clock.advance(minutes=15)

    wait_for_change(engine, "ada", 1, sleep=Naps())

    clock.advance(minutes=15)
    assert wait_for_change(engine, "bob", 0, sleep=Naps()).what == "nothing"


@pytest.mark.parametrize("seconds", [-1, 31, float("nan")])
def test_wait_without_bound_is_refused(busy, seconds):
    with pytest.raises(InvalidRequest, match="cannot be waited"):
        wait_for_change(busy[0], "bob", seconds)


def test_wait_without_a_plan_is_refused(engine):
    with pytest.raises(NotFound):
        wait_for_change(engine, "bob", 1)


def test_answer_is_told_though_the_wall_clock_was_set_back(busy, clock):
    engine, held = busy
    first = request_decision(engine, "A or B?", handle=held.handle)
    decide(engine, first.decision, "A", "", "kim")
    clock.advance(minutes=30)
    wait_for_change(engine, "ada", 0)
    second = request_decision(engine, "C or D?", handle=held.handle)
    clock.wall -= 20 * 60_000

    decide(engine, second.decision, "C", "", "kim")

    assert [answer.option for answer in wait_for_change(engine, "ada", 0).decisions] == ["C"]
