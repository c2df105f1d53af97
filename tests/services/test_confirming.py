"""What happens between the search for a task and its confirmation, where others are writing all the time."""

from collections.abc import Callable
from typing import Any

import pytest
from claiming import ask, claim
from drafts import import_tasks, imported, phase, task

from agent_plan_server.errors import LimitExceeded, TaskNotReady
from agent_plan_server.models.claim import Caller
from agent_plan_server.models.difference import Choice
from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.models.policy import Policy
from agent_plan_server.models.revision import TaskEdit
from agent_plan_server.services.claims import release_task, take_task, update_claim
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.decisions import decide, request_decision
from agent_plan_server.services.editing import edit_task
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.imports import import_plan
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.proposals import propose_task
from agent_plan_server.services.splitting import split_task
from agent_plan_server.services.standings import resume
from agent_plan_server.storage import Engine, open_engine


class BusyEngine:
    """An engine that is never free at once: who waits for a turn gets it after something else has happened."""

    def __init__(self, engine: Engine, happen: Callable[[], object]) -> None:
        self._engine = engine
        self._happen = happen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def write_if_free(self, work: Callable[..., Any]) -> None:
        return None

    def write(self, work: Callable[..., Any]) -> Any:
        self._happen()
        return self._engine.write(work)


def import_for_ada(engine: Engine, *tasks: TaskDraft) -> None:
    """The search leaves an agent that nobody knows to the confirmation, so ada is known."""
    import_tasks(engine, *tasks)
    resume(engine, "ada")


def test_a_task_taken_meanwhile_is_replaced_by_the_next(engine):
    import_for_ada(engine, task("1.1", "a.py"), task("1.2", "b.py"), task("1.3", "c.py"))
    busy = BusyEngine(engine, lambda: (claim(engine, "bob"), claim(engine, "cy")))

    assert claim(busy, "ada").task == "1.3"


def test_a_task_asked_for_by_name_is_granted_whatever_happens_elsewhere(engine):
    import_for_ada(engine, task("1.1"), task("1.2"), task("1.3"))
    busy = BusyEngine(engine, lambda: claim(engine, "bob"))

    assert claim(busy, "ada", "1.3").task == "1.3"


def test_work_that_became_ready_meanwhile_has_its_place_in_the_order(engine):
    long = task("1.2", after=("1.1",), estimate_minutes=600)
    import_for_ada(engine, task("1.1"), long, task("1.3"))
    held = claim(engine, "bob", "1.1")
    busy = BusyEngine(engine, lambda: complete_task(engine, held.handle, "done"))

    assert claim(busy, "ada").task == "1.2"


def test_files_claimed_meanwhile_are_in_the_way(engine):
    import_for_ada(engine, task("1.1", "src/**"), task("1.2", "src/a.py"), task("1.3", "docs/**"))
    busy = BusyEngine(engine, lambda: claim(engine, "bob", "1.2"))

    assert claim(busy, "ada").task == "1.3"


def test_files_that_a_claim_took_in_meanwhile_are_in_the_way(engine):
    import_for_ada(engine, task("1.1", "src/**"), task("1.2", "docs/**"), task("1.3", "web/**"))
    held = claim(engine, "bob", "1.2")
    busy = BusyEngine(engine, lambda: update_claim(engine, held.handle, ("src/a.py",)))

    assert claim(busy, "ada").task == "1.3"


def test_files_given_back_meanwhile_are_found_where_nothing_else_is_free(engine):
    import_for_ada(engine, task("1.1", "src/**"), task("1.2", "src/a.py"), task("1.3", "docs/**"))
    held = claim(engine, "bob", "1.1")
    busy = BusyEngine(engine, lambda: (release_task(engine, held.handle, ""), claim(engine, "cy", "1.3")))

    assert claim(busy, "ada").task == "1.1"


def test_nothing_is_granted_when_all_that_is_left_was_taken_meanwhile(engine):
    import_for_ada(engine, task("1.1"), task("1.2"))
    busy = BusyEngine(engine, lambda: (claim(engine, "bob"), claim(engine, "cy")))

    reply = ask(busy, "ada")

    assert reply.claim is None
    assert "2 in progress" in reply.reason


def test_an_agent_that_claimed_in_another_process_meanwhile_gets_that_claim(engine):
    import_for_ada(engine, task("1.1"), task("1.2"))
    made = []
    busy = BusyEngine(engine, lambda: made.append(claim(engine, "ada")))

    assert claim(busy, "ada").handle == made[0].handle


@pytest.mark.parametrize(
    "revive",
    [
        lambda engine, held: post_note(engine, "still here", held.handle),
        lambda engine, held: ask(engine, held.agent, held.task),
    ],
    ids=["with an event", "without one"],
)
def test_a_lapsed_claim_that_was_revived_meanwhile_is_not_taken_over(engine, clock, revive):
    import_for_ada(engine, task("1.1", "src/**"), task("1.2", "docs/**"))
    held = claim(engine, "bob", "1.1")
    clock.advance(minutes=21)
    busy = BusyEngine(engine, lambda: revive(engine, held))

    assert claim(busy, "ada").task == "1.2"


def test_a_revived_claim_is_not_taken_over_by_who_comes_to_it_second(engine, clock):
    import_for_ada(engine, task("1.1"), task("1.2"), task("1.3"))
    held = claim(engine, "bob", "1.2")
    clock.advance(minutes=21)
    busy = BusyEngine(engine, lambda: (claim(engine, "cy", "1.1"), ask(engine, "bob", held.task)))

    assert claim(busy, "ada").task == "1.3"


def edit(engine: Engine, key: str, **fields: Any) -> object:
    return edit_task(engine, key, TaskEdit(**fields), "because", "kim")


def read_again(engine: Engine, *tasks: TaskDraft) -> object:
    return import_plan(engine, imported(phase("1", *tasks)), "kim", Choice(changes=True))


@pytest.mark.parametrize(
    ("revise", "granted"),
    [
        (lambda engine: edit(engine, "1.1", add_needs=("1.3",)), "1.2"),
        (lambda engine: edit(engine, "1.1", add_paths=("lib/x.py",)), "1.2"),
        (lambda engine: edit(engine, "1.3", add_paths=("src/a.py",)), "1.2"),
        (lambda engine: split_task(engine, "1.1", ("one half", "other half"), "too large", "kim"), "1.1.1"),
        (
            lambda engine: read_again(engine, task("1.1", "lib/a.py"), task("1.2", "docs/**"), task("1.3", "lib/**")),
            "1.2",
        ),
    ],
    ids=["a need", "files of the task", "files of what is held", "parts in its place", "the file, read again"],
)
def test_what_people_revised_meanwhile_holds(engine, revise, granted):
    import_for_ada(engine, task("1.1", "src/**"), task("1.2", "docs/**"), task("1.3", "lib/**"))
    claim(engine, "bob", "1.3")
    busy = BusyEngine(engine, lambda: revise(engine))

    assert claim(busy, "ada").task == granted


def test_a_task_that_got_something_in_front_of_it_meanwhile_is_not_granted_by_name(engine):
    import_for_ada(engine, task("1.1"), task("1.2"))
    busy = BusyEngine(engine, lambda: edit(engine, "1.1", add_needs=("1.2",)))

    with pytest.raises(TaskNotReady):
        ask(busy, "ada", "1.1")


def test_a_lapsed_claim_whose_holder_asked_a_person_meanwhile_is_not_taken_over(engine, clock):
    import_for_ada(engine, task("1.1"), task("1.2"))
    held = claim(engine, "bob", "1.1")
    clock.advance(minutes=21)
    busy = BusyEngine(engine, lambda: request_decision(engine, "Which?", (), held.handle))

    assert claim(busy, "ada").task == "1.2"


def test_a_lapsed_claim_that_another_took_over_meanwhile_is_not_taken_twice(engine, clock):
    import_for_ada(engine, task("1.1"), task("1.2"))
    claim(engine, "bob", "1.1")
    clock.advance(minutes=21)
    busy = BusyEngine(engine, lambda: claim(engine, "cy", "1.1"))

    assert claim(busy, "ada").task == "1.2"


@pytest.mark.parametrize(
    "end",
    [
        lambda engine, held: take_task(engine, "1.1", "needed elsewhere", "kim"),
        lambda engine, held: report_failure(engine, held.handle, "broken"),
    ],
    ids=["taken away", "failed, to be tried again"],
)
def test_a_task_given_back_and_claimed_again_meanwhile_is_in_the_way(engine, end):
    import_for_ada(engine, task("1.1", "src/**"), task("1.2", "src/a.py"), task("1.3", "docs/**"))
    held = claim(engine, "bob", "1.1")
    busy = BusyEngine(engine, lambda: (end(engine, held), claim(engine, "cy", "1.1")))

    assert claim(busy, "ada").task == "1.3"


def test_a_proposal_accepted_meanwhile_is_granted_only_behind_what_it_follows(engine):
    import_for_ada(engine, task("1.1"), task("1.2"))
    asked = propose_task(engine, "bob", "Found", "needed", after="1.1").decision
    busy = BusyEngine(
        engine, lambda: (claim(engine, "bob"), claim(engine, "cy"), decide(engine, asked, "accept", "", "kim"))
    )

    assert ask(busy, "ada").claim is None


def test_files_claimed_meanwhile_for_another_plan_are_in_the_way(engine):
    import_tasks(engine, task("7.1", "src/a.py"), slug="other")
    import_for_ada(engine, task("1.1", "src/**"), task("1.2", "docs/**"))
    busy = BusyEngine(engine, lambda: claim(engine, "bob", "7.1", plan="other"))

    assert claim(busy, "ada", plan="demo").task == "1.2"


def test_what_an_agent_claimed_meanwhile_in_another_process_counts_for_its_limit(engine):
    one = Policy(claims_per_agent=1)
    import_tasks(engine, task("7.1"), slug="other")
    import_for_ada(engine, task("1.1"))
    busy = BusyEngine(engine, lambda: claim(engine, "ada", plan="other"))

    with pytest.raises(LimitExceeded):
        ask(busy, "ada", plan="demo", policy=one)


def test_a_request_that_its_repetition_has_overtaken_gets_the_same_answer(engine):
    import_for_ada(engine, task("1.1"), task("1.2"))
    by = Caller(request_id="r1")
    made = []
    busy = BusyEngine(engine, lambda: made.append(claim(engine, "ada", by=by)))

    assert claim(busy, "ada", by=by).handle == made[0].handle


def test_files_of_a_server_that_died_meanwhile_stay_held_until_its_grace_is_over(engine, clock, tmp_path):
    import_for_ada(engine, task("1.1", "src/**"), task("1.2", "src/a.py"), task("1.3", "docs/**"))
    other = open_engine(tmp_path / "store" / "plan.sqlite", clock)
    claim(other, "bob", "1.1", by=Caller(session=other.join()))
    busy = BusyEngine(engine, other.close)

    assert claim(busy, "ada").task == "1.3"
