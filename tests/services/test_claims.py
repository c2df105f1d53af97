"""Claiming: what is offered, in which order, to whom, and why not."""

import pytest
from claiming import ask, claim, finish, is_ready, last_seq, status_of
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import InvalidRequest, LimitExceeded, NotFound, Refused, ScopeHeld, TaskHeld, TaskNotReady
from agent_plan_server.models.claim import Caller
from agent_plan_server.models.policy import MINUTE_MS, Policy
from agent_plan_server.models.states import ClaimOutcome, NoteKind, TaskStatus
from agent_plan_server.services.claims import release_task, take_task, update_claim
from agent_plan_server.services.own_claims import find_handle


def test_claiming_what_you_hold_answers_the_same_claim(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    first = ask(engine, "ada", "1.1")
    seq = last_seq(engine)

    again = ask(engine, "ada", "1.1")

    assert again.claim.handle == first.claim.handle
    assert (first.is_new, again.is_new) == (True, False)
    assert last_seq(engine) == seq


def test_claim_without_a_key_answers_what_the_agent_is_working_on(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    held = claim(engine, "ada", "1.2")

    assert claim(engine, "ada").handle == held.handle


def test_two_agents_get_two_tasks(engine):
    import_tasks(engine, task("1.1"), task("1.2"))

    assert {claim(engine, "ada").task, claim(engine, "bob").task} == {"1.1", "1.2"}


def test_claimed_task_is_in_progress_with_its_first_attempt(engine):
    import_tasks(engine, task("1.1", "src/a.py"))

    granted = claim(engine, "ada")

    assert (granted.number, granted.scope, granted.handle[:6]) == (1, ("src/a.py",), "1.1/1-")
    assert status_of(engine, "1.1") is TaskStatus.IN_PROGRESS


def test_work_on_the_longest_remaining_path_comes_first(engine):
    import_tasks(
        engine,
        task("short", estimate_minutes=30),
        task("long", estimate_minutes=20),
        task("behind-long", after=("long",), estimate_minutes=20),
    )

    assert [claim(engine, name).task for name in ("ada", "bob")] == ["long", "short"]


def test_a_later_phase_makes_what_it_waits_for_more_urgent(engine):
    import_phases(
        engine,
        phase("1", task("1.1", estimate_minutes=50)),
        phase("2", task("2.1", estimate_minutes=10)),
        phase("3", task("3.1", estimate_minutes=60), after=("2",)),
    )

    assert claim(engine, "ada").task == "2.1"


def test_plan_order_decides_between_equal_paths(engine):
    import_tasks(engine, task("1.1"), task("1.2"), task("1.3"))

    assert [claim(engine, name).task for name in ("ada", "bob", "cy")] == ["1.1", "1.2", "1.3"]


def test_work_that_overlaps_a_live_claim_is_not_offered(engine):
    import_tasks(engine, task("1.1", "src/**"), task("1.2", "src/auth.py"), task("1.3", "docs/**"))
    claim(engine, "ada", "1.1")

    assert claim(engine, "bob").task == "1.3"


def test_files_held_for_a_task_of_another_plan_are_refused_with_its_plan(engine):
    import_tasks(engine, task("1.1", "src/**"))
    claim(engine, "ada", "1.1")
    import_tasks(engine, task("1.1", "src/a.py"), slug="other")

    with pytest.raises(ScopeHeld, match=r"'ada' holds for 1\.1 of the plan 'demo'"):
        ask(engine, "bob", "1.1", plan="other")


def test_paths_an_agent_adds_count_as_its_scope(engine):
    import_tasks(engine, task("1.1"), task("1.2", "src/auth.py"), task("1.3"))
    held = claim(engine, "ada", "1.1", paths=("src/",))

    assert held.scope == ("src/**",)
    assert claim(engine, "bob").task == "1.3"


def test_nothing_free_names_the_path_and_when_to_ask_again(engine):
    import_tasks(engine, task("1.1", "src/**"), task("1.2", "src/auth.py"))
    claim(engine, "ada", "1.1")

    reply = ask(engine, "bob")

    assert reply.claim is None
    assert "src/auth.py" in reply.reason
    assert "'ada'" in reply.reason
    assert reply.retry_after_s == 15


def test_nothing_ready_yet_says_when_to_ask_again(engine):
    import_tasks(engine, task("1.1"), task("1.2", after=("1.1",)))
    claim(engine, "ada")

    reply = ask(engine, "bob")

    assert reply.claim is None
    assert "1 in progress" in reply.reason
    assert reply.retry_after_s == 15


def test_finished_plan_says_so_and_gives_no_time_to_ask_again(engine):
    import_tasks(engine, task("1.1"))
    finish(engine, "ada", "1.1")

    reply = ask(engine, "ada")

    assert (reply.claim, reply.retry_after_s) == (None, None)
    assert "finished" in reply.reason


def test_an_agent_that_finds_nothing_writes_nothing(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    claim(engine, "bob", "1.1")
    claim(engine, "ada", "1.2")
    release_task(engine, claim(engine, "bob", "1.1").handle, "")
    claim(engine, "cy", "1.1")
    mark = engine.change_mark()

    reply = ask(engine, "bob")

    assert reply.claim is None
    assert engine.change_mark() == mark


def test_an_unknown_task_is_named(engine):
    import_tasks(engine, task("1.1"))

    with pytest.raises(NotFound, match=r"'9\.9'"):
        ask(engine, "ada", "9.9")


def test_an_unknown_plan_is_answered_with_those_there_are(engine):
    import_tasks(engine, task("1.1"))

    with pytest.raises(NotFound) as refusal:
        ask(engine, "ada", plan="other")
    assert "demo" in refusal.value.next_step


def test_a_store_without_a_plan_says_who_imports_one(engine):
    with pytest.raises(NotFound, match="No plan") as refusal:
        ask(engine, "ada")
    assert "{import}" in refusal.value.next_step


def test_a_held_task_names_its_holder_and_until_when(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada", "1.1")

    with pytest.raises(TaskHeld, match="'ada'") as refusal:
        ask(engine, "bob", "1.1")
    assert f"{held.expires_at:%H:%M:%SZ}" in refusal.value.message


@pytest.mark.parametrize(
    ("key", "named"),
    [("1.2", r"waits for 1\.1\b"), ("2.1", r"waits for phase 1\b"), ("1.3", r"waits for 1\.1, 1\.2\b")],
)
def test_a_task_that_is_not_ready_names_what_it_waits_for(engine, key, named):
    import_phases(
        engine,
        phase("1", task("1.1"), task("1.2", after=("1.1",)), task("1.3", after=("1.1", "1.2"))),
        phase("2", task("2.1"), after=("1",)),
    )

    with pytest.raises(TaskNotReady, match=named):
        ask(engine, "ada", key)


def test_a_finished_task_is_not_claimed_again(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    finish(engine, "ada", "1.1")

    with pytest.raises(TaskNotReady, match="completed"):
        ask(engine, "bob", "1.1")


def test_a_named_task_whose_files_are_held_names_a_path_both_match(engine):
    import_tasks(engine, task("1.1", "src/*/api.py"), task("1.2", "src/auth/**"))
    claim(engine, "ada", "1.1")

    with pytest.raises(ScopeHeld, match=r"both match 'src/auth/api\.py'"):
        ask(engine, "bob", "1.2")


def test_scopes_of_two_plans_meet_in_one_repository(engine):
    import_tasks(engine, task("1.1", "src/**"))
    import_tasks(engine, task("1.1", "src/a.py"), slug="other", title="Other")
    claim(engine, "ada", plan="demo")

    assert ask(engine, "bob", plan="other").claim is None


def test_the_fourth_live_claim_is_refused_naming_the_three(engine):
    import_tasks(engine, *(task(f"1.{n}") for n in range(1, 5)))
    for n in range(1, 4):
        claim(engine, "ada", f"1.{n}")

    with pytest.raises(LimitExceeded, match=r"1\.1, 1\.2, 1\.3"):
        ask(engine, "ada", "1.4")
    assert claim(engine, "bob", "1.4").task == "1.4"


def test_the_number_of_claims_is_a_setting(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    policy = Policy(claims_per_agent=1)
    claim(engine, "ada", "1.1", policy=policy)

    with pytest.raises(LimitExceeded):
        ask(engine, "ada", "1.2", policy=policy)


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "", "a/../../b", "a" * 300, "*/" * 9, "a\u202eb"])
def test_a_path_that_cannot_be_one_is_refused(engine, path):
    import_tasks(engine, task("1.1"))

    with pytest.raises(InvalidRequest):
        ask(engine, "ada", "1.1", paths=(path,))
    assert is_ready(engine, "1.1")


def test_more_paths_than_a_claim_may_have_are_refused(engine):
    import_tasks(engine, task("1.1"))

    with pytest.raises(LimitExceeded):
        ask(engine, "ada", "1.1", paths=tuple(f"src/{n}.py" for n in range(51)))


@pytest.mark.parametrize("name", [" ", "human", "a b", "x" * 41, "ada\n", "é", "-x"])
def test_a_name_that_cannot_be_an_agents_is_refused(engine, name):
    import_tasks(engine, task("1.1"))

    with pytest.raises(InvalidRequest):
        ask(engine, name)


def test_the_name_of_somebody_elses_agent_is_refused(engine):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada", by=Caller(principal="team-a"))

    with pytest.raises(Refused, match="somebody else"):
        ask(engine, "ada", by=Caller(principal="team-b"))


def test_the_lease_follows_the_estimate_within_the_bounds(engine, clock):
    import_tasks(engine, task("1.1"), task("1.2", estimate_minutes=60), task("1.3", estimate_minutes=9_000))

    leases = [claim(engine, name, key).lease_ms / MINUTE_MS for name, key in [("a", "1.1"), ("b", "1.2"), ("c", "1.3")]]

    assert leases == [20, 60, 240]


def test_released_task_is_offered_again_with_its_note(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")

    reply = release_task(engine, held.handle, "half of it is in src/a.py")

    assert reply.task_status is TaskStatus.PENDING
    assert claim(engine, "bob").number == 2
    note = engine.read(lambda store: store.notes.list_of_task(held.task_id, 5))[0]
    assert (note.agent, note.kind, note.text) == ("ada", NoteKind.HANDOVER, "half of it is in src/a.py")


def test_released_twice_answers_the_same_and_acts_once(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    first = release_task(engine, held.handle, "later")

    assert release_task(engine, held.handle, "later") == first


def test_a_person_takes_a_claim_with_a_reason_the_holder_reads(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")

    take_task(engine, "1.1", "it is urgent", "kim")

    ended = engine.read(lambda store: store.claims.find(held.id))
    assert (ended.outcome, ended.reason) == (ClaimOutcome.TAKEN, "kim: it is urgent")
    assert claim(engine, "bob", "1.1").number == 2


def test_a_scope_grows_in_place(engine):
    import_tasks(engine, task("1.1", "src/a.py"), task("1.2", "docs/x.md"))
    held = claim(engine, "ada", "1.1")

    updated = update_claim(engine, held.handle, ("docs/",)).claim

    assert updated.scope == ("src/a.py", "docs/**")
    with pytest.raises(ScopeHeld):
        ask(engine, "bob", "1.2")


def test_a_scope_grows_with_all_its_paths_or_none(engine):
    import_tasks(engine, task("1.1", "src/a.py"), task("1.2", "docs/x.md"))
    held = claim(engine, "ada", "1.1")
    claim(engine, "bob", "1.2")

    with pytest.raises(ScopeHeld, match=r"docs/x\.md"):
        update_claim(engine, held.handle, ("tests/a.py", "docs/"))
    assert engine.read(lambda store: store.claims.find(held.id)).scope == ("src/a.py",)


def test_an_agent_asks_for_more_time_within_the_bounds(engine, clock):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")

    long = update_claim(engine, held.handle, minutes=10_000).claim
    short = update_claim(engine, held.handle, minutes=0).claim

    assert (long.lease_ms, short.lease_ms) == (240 * MINUTE_MS, MINUTE_MS)


def test_paths_and_the_tasks_own_together_keep_within_the_limit(engine):
    import_tasks(engine, task("1.1", *(f"src/{n}.py" for n in range(30))))

    with pytest.raises(LimitExceeded, match="60 patterns; the limit is 50"):
        ask(engine, "ada", "1.1", paths=tuple(f"doc/{n}.md" for n in range(30)))


def test_a_plans_own_long_scope_keeps_nobody_from_more_time(engine):
    import_tasks(engine, task("1.1", *(f"src/{n}.py" for n in range(60))))
    held = claim(engine, "ada")

    assert update_claim(engine, held.handle, minutes=60).claim.lease_ms == 3_600_000
    with pytest.raises(LimitExceeded):
        update_claim(engine, held.handle, ("doc",))


def test_a_key_that_two_plans_have_names_no_claim(engine):
    import_tasks(engine, task("1.1"), slug="first")
    first = claim(engine, "ada")
    import_tasks(engine, task("1.1"), slug="second")
    second = claim(engine, "ada")

    with pytest.raises(InvalidRequest, match=f"{first.handle} and {second.handle}"):
        find_handle(engine, "ada", "1.1")
    assert find_handle(engine, "ada", second.handle) == second.handle


def test_claiming_what_you_hold_with_more_paths_points_at_update_claim(engine):
    import_tasks(engine, task("1.1", "src/a.py"))
    ask(engine, "ada", "1.1", paths=("src/b.py",))

    assert ask(engine, "ada", "1.1", paths=("src/b.py",)).claim is not None
    with pytest.raises(Refused, match=r"already, without 'src/c\.py'"):
        ask(engine, "ada", "1.1", paths=("src/c.py",))


def test_the_same_task_of_two_plans_has_a_branch_in_each(engine):
    import_tasks(engine, task("1.1", title="Set up"))
    import_tasks(engine, task("1.1", title="Set up"), slug="docs")

    branches = [claim(engine, "ada", "1.1", plan=plan).branch for plan in ("demo", "docs")]

    assert branches == ["plan/1.1-set-up", "plan/1.1-set-up-docs"]
