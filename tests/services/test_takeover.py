"""Leases: how they lapse, who may take over, and what becomes of the one that comes late."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from claiming import ask, claim, events_of, status_of, task_now
from drafts import import_tasks, task
from manual_clock import ManualClock

from agent_plan_server.errors import ScopeHeld, StaleClaim, TaskHeld, TaskNotReady
from agent_plan_server.models.claim import Caller, Claim
from agent_plan_server.models.draft import DecisionDraft
from agent_plan_server.models.policy import MINUTE_MS
from agent_plan_server.models.states import ClaimOutcome, DecisionKind, TaskStatus
from agent_plan_server.services.claims import release_task, update_claim
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.decisions import decide, request_decision
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.standings import resume
from agent_plan_server.storage import open_engine


def test_a_lapsed_claim_frees_the_task_for_a_second_attempt(engine, clock):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada")

    clock.advance(minutes=20)

    taken = claim(engine, "bob")
    assert (taken.task, taken.number) == ("1.1", 2)
    assert events_of(engine, "claim_lapsed") == [{"task": "1.1", "actor": "bob", "holder": "ada", "attempt": 1}]


def test_a_claim_is_held_until_the_last_moment_of_its_lease(engine, clock):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada")

    clock.advance(minutes=20, seconds=-0.001)

    with pytest.raises(TaskHeld):
        ask(engine, "bob", "1.1")


def test_a_late_call_revives_a_claim_that_nobody_took(engine, clock):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    clock.advance(minutes=300)

    assert not post_note(engine, "still here", held.handle).is_orphan

    clock.advance(minutes=19)
    with pytest.raises(TaskHeld):
        ask(engine, "bob", "1.1")


def test_a_late_completion_of_a_claim_that_nobody_took_counts(engine, clock):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")

    clock.advance(minutes=300)

    assert complete_task(engine, held.handle, "done").outcome == "reported"


def test_every_call_of_the_holder_renews_all_it_holds(engine, clock):
    import_tasks(engine, task("1.1"), task("1.2"))
    claim(engine, "ada", "1.1")
    claim(engine, "ada", "1.2")
    clock.advance(minutes=19)

    ask(engine, "ada", "1.1")

    clock.advance(minutes=19)
    for key in ("1.1", "1.2"):
        with pytest.raises(TaskHeld):
            ask(engine, "bob", key)


@pytest.fixture
def taken_over(engine, clock) -> Claim:
    """Ada's claim on 1.1, which bob has taken over."""
    import_tasks(engine, task("1.1"), task("1.2"))
    held = claim(engine, "ada", "1.1")
    clock.advance(minutes=21)
    claim(engine, "bob", "1.1")
    return held


@pytest.mark.parametrize(
    "late",
    [
        lambda engine, handle: complete_task(engine, handle, "done"),
        lambda engine, handle: report_failure(engine, handle, "broken"),
        lambda engine, handle: release_task(engine, handle, "later"),
        lambda engine, handle: update_claim(engine, handle, ("src/",)),
        lambda engine, handle: request_decision(engine, "A or B?", handle=handle),
    ],
    ids=["complete", "fail", "release", "update", "ask"],
)
def test_the_old_holder_is_refused_and_told_who_holds_the_task_since_when(engine, taken_over, late):
    with pytest.raises(StaleClaim, match=r"'bob' holds 1\.1 since \d\d:\d\d:\d\dZ") as refusal:
        late(engine, taken_over.handle)

    assert "nothing was written" in refusal.value.message
    assert task_now(engine, "1.1").attempts == 2
    assert status_of(engine, "1.1") is TaskStatus.IN_PROGRESS


def test_a_late_note_is_kept_as_an_orphan_and_changes_nothing(engine, taken_over, clock):
    reply = post_note(engine, "the port is 8080, not 80", taken_over.handle)

    assert (reply.is_orphan, reply.holder) == (True, "bob")
    notes = engine.read(lambda store: store.notes.list_of_task(taken_over.task_id, 5))
    assert [(note.agent, note.orphan, note.attempt) for note in notes] == [("ada", True, 1)]
    assert engine.read(lambda store: store.claims.find(taken_over.id)).outcome is ClaimOutcome.LAPSED


def test_the_old_holders_next_claim_is_other_work(engine, taken_over):
    assert claim(engine, "ada").task == "1.2"


def test_lapsed_files_go_to_the_task_that_needs_them_and_theirs_is_offered_again(engine, clock):
    import_tasks(engine, task("1.1", "src/**"), task("1.2", "src/a.py"), task("1.3", "docs/**"))
    claim(engine, "ada", "1.1")
    clock.advance(minutes=21)

    claim(engine, "bob", "1.2")

    assert status_of(engine, "1.1") is TaskStatus.PENDING
    with pytest.raises(ScopeHeld):
        ask(engine, "ada", "1.1")


def test_growing_a_scope_ends_a_lapsed_claim_on_the_files(engine, clock):
    import_tasks(engine, task("1.1", "src/**"), task("1.2", "docs/**"))
    claim(engine, "ada", "1.1")
    clock.advance(minutes=21)
    held = claim(engine, "bob", "1.2")

    update_claim(engine, held.handle, ("src/a.py",))

    assert status_of(engine, "1.1") is TaskStatus.PENDING


def test_the_lease_stands_still_while_a_person_decides(engine, clock):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    clock.advance(minutes=15)
    asked = request_decision(engine, "A or B?", ("A", "B"), handle=held.handle)

    clock.advance(minutes=60 * 24)
    with pytest.raises(TaskHeld, match="while a person decides"):
        ask(engine, "bob", "1.1")
    decide(engine, asked.decision, "A", "", "kim")

    clock.advance(minutes=19)
    assert ask(engine, "bob").claim is None
    clock.advance(minutes=1)
    assert claim(engine, "bob").task == "1.1"


def test_calls_during_the_wait_do_not_lengthen_the_lease_after_it(engine, clock):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    asked = request_decision(engine, "A or B?", handle=held.handle)
    clock.advance(minutes=600)
    post_note(engine, "meanwhile I read the docs", held.handle)

    decide(engine, asked.decision, "A", "", "kim")

    clock.advance(minutes=20)
    assert claim(engine, "bob").number == 2


def test_a_wall_clock_that_jumps_takes_nothing_from_anybody(engine, clock):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada")

    clock.wall += 365 * 24 * 60 * MINUTE_MS

    with pytest.raises(TaskHeld):
        ask(engine, "bob", "1.1")


def test_a_wall_clock_that_jumps_back_lets_nobody_live_for_ever(engine, clock):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada")

    clock.wall -= 365 * 24 * 60 * MINUTE_MS
    clock.advance(minutes=20)

    assert claim(engine, "bob").number == 2


@pytest.fixture
def rebooted(engine, clock):
    """The same store, opened after a reboot 5 minutes before ada's lease would have lapsed."""
    import_tasks(engine, task("1.1"))
    claim(engine, "ada")
    clock.advance(minutes=15)
    resume(engine, "cy")
    again = ManualClock("boot-2")
    again.monotonic = 7
    opened = open_engine(Path(engine.describe()["path"]), again)
    yield opened, again
    opened.close()


def test_a_reboot_costs_one_whole_lease(rebooted):
    engine, clock = rebooted

    clock.advance(minutes=20, seconds=-1)
    with pytest.raises(TaskHeld):
        ask(engine, "bob", "1.1")

    clock.advance(seconds=1)
    assert claim(engine, "bob", "1.1").number == 2


def test_the_lease_clock_goes_on_where_it_stood_before_the_reboot(rebooted, engine):
    after, _ = rebooted

    assert after.read(lambda store: store.clock) == engine.read(lambda store: store.clock)


def test_a_second_process_of_the_same_boot_grants_nothing(engine, clock):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada")
    clock.advance(minutes=20)

    second = open_engine(Path(engine.describe()["path"]), clock)

    assert claim(second, "bob").number == 2
    second.close()


# What follows needs a server process that really dies.

_SERVER = """
import sys
from claiming import claim
from manual_clock import ManualClock
from agent_plan_server.models.claim import Caller
from agent_plan_server.storage import open_engine
engine = open_engine(sys.argv[1], ManualClock())
claim(engine, "ada", "1.1", by=Caller(session=engine.join()))
print("ready", flush=True)
sys.stdin.read()
"""
TESTS = Path(__file__).parents[1]


@pytest.fixture
def server(engine) -> Iterator[subprocess.Popen[str]]:
    """A server process that holds 1.1 for ada."""
    import_tasks(engine, task("1.1"), task("1.2", "src/a.py"))
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVER, engine.describe()["path"]],
        cwd=TESTS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield process
    kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate(timeout=10)


def test_a_living_server_keeps_its_claims_for_the_whole_lease(engine, clock, server):
    clock.advance(minutes=19)

    with pytest.raises(TaskHeld):
        ask(engine, "bob", "1.1")


def test_a_stopped_server_still_counts_as_alive(engine, clock, server):
    server.send_signal(signal.SIGSTOP)
    clock.advance(minutes=19)

    with pytest.raises(TaskHeld):
        ask(engine, "bob", "1.1")


def test_a_dead_servers_claims_may_be_taken_after_the_grace(engine, clock, server):
    kill(server)
    claim(engine, "bob", "1.2")

    clock.advance(minutes=2)

    assert claim(engine, "cy", "1.1").number == 2


def test_a_dead_servers_claims_are_not_taken_within_the_grace(engine, clock, server):
    kill(server)
    claim(engine, "bob", "1.2")

    clock.advance(minutes=2, seconds=-1)

    with pytest.raises(TaskHeld):
        ask(engine, "cy", "1.1")


def test_a_death_is_noticed_by_a_claim_that_is_refused(engine, clock, server):
    kill(server)
    with pytest.raises(TaskHeld):
        ask(engine, "bob", "1.1")

    clock.advance(minutes=2)

    assert claim(engine, "bob", "1.1").number == 2


def test_a_death_is_noticed_by_a_repeatable_claim_that_is_refused(engine, clock, server):
    kill(server)
    by = Caller(request_id="r1")
    with pytest.raises(TaskHeld):
        ask(engine, "bob", "1.1", by=by)

    clock.advance(minutes=2)

    assert claim(engine, "bob", "1.1", by=by).number == 2


def test_a_client_that_restarts_its_server_within_the_grace_goes_on(engine, clock, server):
    kill(server)
    claim(engine, "bob", "1.2")
    clock.advance(minutes=1)

    standing = resume(engine, "ada", by=Caller(session=engine.join()))

    assert standing.work is not None
    assert standing.work.task.key == "1.1"
    clock.advance(minutes=10)
    with pytest.raises(TaskHeld):
        ask(engine, "cy", "1.1")


def test_a_holder_that_goes_on_without_a_server_keeps_its_claim(engine, clock, server):
    kill(server)
    claim(engine, "bob", "1.2")
    clock.advance(minutes=1)
    held = engine.read(lambda store: store.claims.list_live())[0]

    post_note(engine, "from the command line", held.handle)

    clock.advance(minutes=1.5)
    with pytest.raises(TaskHeld):
        ask(engine, "cy", "1.1")


def test_a_server_counts_as_alive_as_soon_as_it_can_be_seen(engine, clock):
    other = open_engine(Path(engine.describe()["path"]), clock)

    sessions = [other.join(), engine.join()]

    for each in (engine, other):
        assert not each.read(lambda store: store.agents.has_unnoticed_deaths())
    assert len(set(sessions)) == 2
    other.close()


def test_a_lapsed_task_behind_a_new_gate_is_not_taken_over(engine, clock):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada")
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go?", before_tasks=("1.1",))
    import_tasks(engine, task("1.1"), decisions=(gate,))
    clock.advance(minutes=30)

    with pytest.raises(TaskNotReady, match="decision D1"):
        ask(engine, "bob", "1.1")
    assert ask(engine, "bob").claim is None

    decide(engine, "D1", "go", "", "kim")
    assert claim(engine, "bob").number == 2


def test_a_call_about_one_task_renews_all_that_its_holder_holds(engine, clock):
    import_tasks(engine, task("1.1"), task("1.2"))
    first, second = claim(engine, "ada", "1.1"), claim(engine, "ada", "1.2")
    clock.advance(minutes=15)

    post_note(engine, "half way", first.handle)
    clock.advance(minutes=15)

    with pytest.raises(TaskHeld):
        ask(engine, "bob", second.task)
