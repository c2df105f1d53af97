"""What is wanted of a file, from what was imported, what is stored and what stands there now."""

import pytest

from agent_plan_server.models.draft import StepDraft, TaskDraft
from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.units import Wanted
from agent_plan_server.rendering.wishes import LiveTask, wish

OPEN, DOING, DONE = TaskStatus.PENDING, TaskStatus.IN_PROGRESS, TaskStatus.COMPLETED


def draft(title: str = "Write it", status: TaskStatus = OPEN, key: str = "1.1", **fields) -> TaskDraft:
    return TaskDraft(key=key, title=title, status=status, raw=f"- [ ] {title}", **fields)


def live(status: TaskStatus, said: TaskDraft | None, title: str = "Write it", **fields) -> LiveTask:
    return LiveTask(TaskDraft(key="1.1", title=title, status=status, **fields), draft=said)


@pytest.mark.parametrize(
    ("said", "stored", "now", "wanted"),
    [
        (OPEN, OPEN, OPEN, None),
        (OPEN, DONE, OPEN, DONE),
        (DONE, OPEN, DONE, OPEN),
        (OPEN, DONE, DONE, None),
        # Nobody held it when it was imported: the file may go on calling it in progress.
        (DOING, OPEN, DOING, None),
        (DOING, DONE, DOING, DONE),
    ],
)
def test_what_the_store_has_changed_is_wanted(said, stored, now, wanted):
    wishes = wish([live(stored, draft(status=said))], [draft(status=now)])

    assert wishes.wanted == ({"1.1": Wanted(wanted)} if wanted else {})
    assert wishes.left == ()


@pytest.mark.parametrize(("said", "stored", "now"), [(OPEN, OPEN, DONE), (OPEN, DONE, DOING), (DONE, DONE, OPEN)])
def test_what_somebody_changed_by_hand_is_theirs(said, stored, now):
    wishes = wish([live(stored, draft(status=said))], [draft(status=now)])

    assert wishes.wanted == {}
    assert "somebody made it" in wishes.left[0].reason


def test_a_task_is_found_where_it_stands_now():
    now = [draft("Choose a name"), draft("Write it", key="1.2")]

    wishes = wish([live(DONE, draft())], now)

    assert (wishes.wanted, wishes.pairs) == ({"1.2": Wanted(DONE)}, {"1.1": "1.2"})


def test_a_task_whose_title_was_edited_is_found_by_the_one_it_had():
    wishes = wish([live(DONE, draft("Choose a name"), title="Write it")], [draft("Choose a name")])

    assert wishes.wanted == {"1.1": Wanted(DONE)}


def test_what_could_be_several_is_left_with_what_it_could_be():
    now = [draft(key=key) for key in ("1.1", "1.2")]

    wishes = wish([live(DONE, draft())], now)

    assert [each.reason for each in wishes.left] == ["it could be any of 1.1, 1.2 in the file"]


def test_a_task_that_is_gone_is_worth_a_word_only_when_its_state_changed():
    assert wish([live(OPEN, draft())], []).left == ()
    assert wish([live(DONE, draft())], []).left[0].reason == "the file does not have it any more"


def steps(*done: bool) -> tuple[StepDraft, ...]:
    return tuple(StepDraft(text="Read", done=each) for each in done)


def test_steps_of_the_same_words_are_told_apart_by_their_order():
    task = live(OPEN, draft(steps=steps(False, False, True)), steps=steps(False, True, True))

    assert wish([task], [draft(steps=steps(False, False, True))]).wanted == {"1.1": Wanted(None, {2: True})}


def test_a_step_that_somebody_ticked_by_hand_stays():
    task = live(OPEN, draft(steps=steps(False)), steps=steps(False))

    assert wish([task], [draft(steps=steps(True))]).wanted == {}
