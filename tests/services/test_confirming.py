"""What happens between the search for a task and its confirmation, where others are writing all the time."""

from collections.abc import Callable
from typing import Any

import pytest
from claiming import ask, claim
from drafts import import_tasks, task

from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.services.claims import release_task, update_claim
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.standings import resume
from agent_plan_server.storage import Engine


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
