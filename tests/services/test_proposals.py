"""Proposals: agents find work, people accept it."""

import pytest
from claiming import ask, claim, events_of, finish, is_ready, status_of, task_now
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import InvalidRequest, LimitExceeded, NotFound, TaskNotReady
from agent_plan_server.models.draft import DecisionDraft
from agent_plan_server.models.states import DecisionKind, TaskStatus
from agent_plan_server.services.decisions import decide
from agent_plan_server.services.health import repair_counts
from agent_plan_server.services.proposals import propose_task


def test_a_proposed_task_is_not_offered_until_a_person_accepts_it(engine):
    import_tasks(engine, task("1.1"))

    proposed = propose_task(engine, "ada", "Fix the flaky test", "it fails every tenth time")

    assert (proposed.task, proposed.status) == ("1.2", TaskStatus.PROPOSED)
    with pytest.raises(TaskNotReady, match="proposed"):
        ask(engine, "ada", "1.2")


def test_an_accepted_proposal_is_claimed_like_any_task(engine):
    import_tasks(engine, task("1.1"))
    proposed = propose_task(engine, "ada", "Fix it", "it fails", paths=("src/",))

    decided = decide(engine, proposed.decision, "accept", "", "kim")

    assert (decided.task_status, decided.frees) == (TaskStatus.PENDING, ("1.2",))
    assert claim(engine, "bob", "1.2").scope == ("src/**",)


def test_a_rejected_proposal_is_never_offered_and_frees_nothing(engine):
    import_tasks(engine, task("1.1"))
    proposed = propose_task(engine, "ada", "Rewrite it all", "it is ugly")

    decided = decide(engine, proposed.decision, "reject", "no", "kim")

    assert (decided.task_status, decided.frees) == (TaskStatus.SKIPPED, ())
    with pytest.raises(TaskNotReady):
        ask(engine, "ada", proposed.task)


def test_a_proposal_waits_for_the_task_it_follows(engine):
    import_tasks(engine, task("1.1"))
    proposed = propose_task(engine, "ada", "Then test it", "needed", after="1.1")

    decided = decide(engine, proposed.decision, "accept", "", "kim")

    assert decided.frees == ()
    assert not is_ready(engine, proposed.task)
    assert finish(engine, "ada", "1.1").freed == (proposed.task,)


def test_the_task_that_an_undecided_proposal_follows_can_be_completed(engine):
    import_tasks(engine, task("1.1"))
    proposed = propose_task(engine, "ada", "Then test it", "needed", after="1.1")

    finish(engine, "ada", "1.1")

    decide(engine, proposed.decision, "accept", "", "kim")
    assert is_ready(engine, proposed.task)
    assert repair_counts(engine, "kim") == 0


def test_the_phase_before_an_undecided_proposal_can_be_finished(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))
    proposed = propose_task(engine, "ada", "More", "why not", phase="2")

    finish(engine, "ada", "1.1")

    assert decide(engine, proposed.decision, "accept", "", "kim").frees == (proposed.task,)
    assert repair_counts(engine, "kim") == 0


def test_a_gate_before_an_undecided_proposal_can_be_decided(engine):
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go?", phase="1", before_phases=("2",))
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1")), decisions=(gate,))
    propose_task(engine, "ada", "More", "why not", phase="2")

    decided = decide(engine, "D1", "go", "", "kim")

    assert decided.frees == ("2.1",)
    assert repair_counts(engine, "kim") == 0


def test_a_rejected_proposal_holds_up_nobody_who_follows_it(engine):
    import_tasks(engine, task("1.1"))
    first = propose_task(engine, "ada", "Fix it", "it fails")
    second = propose_task(engine, "ada", "Test it", "needed", after=first.task)
    decide(engine, second.decision, "accept", "", "kim")

    decided = decide(engine, first.decision, "reject", "no", "kim")

    assert decided.frees == (second.task,)
    assert is_ready(engine, second.task)


def test_the_same_proposal_twice_is_one(engine):
    import_tasks(engine, task("1.1"))
    first = propose_task(engine, "ada", "Fix it", "it fails")

    assert propose_task(engine, "ada", "Fix it", "it fails").task == first.task
    assert len(events_of(engine, "task_proposed")) == 1


def test_an_accepted_proposal_reopens_a_finished_phase(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))
    finish(engine, "ada", "1.1")
    proposed = propose_task(engine, "ada", "One more", "forgotten", phase="1")

    decide(engine, proposed.decision, "accept", "", "kim")

    assert not is_ready(engine, "2.1")
    assert finish(engine, "ada", proposed.task).closed_phases == ("1",)
    assert is_ready(engine, "2.1")


def test_a_phase_closes_though_a_proposal_in_it_is_undecided(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))
    propose_task(engine, "ada", "One more", "forgotten", phase="1")

    assert finish(engine, "ada", "1.1").closed_phases == ("1",)


def test_a_proposal_goes_to_the_phase_of_the_task_it_follows(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))

    assert propose_task(engine, "ada", "More", "why not", after="2.1").task == "2.2"
    assert task_now(engine, "2.2").phase == "2"


def test_its_key_is_one_that_nobody_has(engine):
    import_tasks(engine, task("1.2"), task("1.3"))

    assert propose_task(engine, "ada", "More", "why not").task == "1.4"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"title": " "}, InvalidRequest),
        ({"why": ""}, InvalidRequest),
        ({"title": "x" * 201}, LimitExceeded),
        ({"phase": "9"}, NotFound),
        ({"after": "9.9"}, NotFound),
        ({"paths": ("../x",)}, InvalidRequest),
    ],
)
def test_a_proposal_that_cannot_be_one_is_refused(engine, wrong, error):
    import_tasks(engine, task("1.1"))

    with pytest.raises(error):
        propose_task(engine, **{"agent": "ada", "title": "More", "why": "why not", **wrong})
    assert status_of(engine, "1.1") is TaskStatus.PENDING
    assert len(engine.read(lambda store: store.tasks.list_all(1))) == 1


def test_reopening_a_phase_reopens_the_finished_ones_behind_it(engine):
    import_phases(
        engine,
        phase("1", task("1.1")),
        phase("2", task("2.1"), after=("1",)),
        phase("3", task("3.1"), after=("2",)),
    )
    finish(engine, "ada", "1.1")
    finish(engine, "ada", "2.1")
    proposed = propose_task(engine, "ada", "One more", "forgotten", phase="1")

    decide(engine, proposed.decision, "accept", "", "kim")

    assert not is_ready(engine, "3.1")
    assert finish(engine, "ada", proposed.task).closed_phases == ("1", "2")
    assert is_ready(engine, "3.1")


def test_a_proposal_may_not_follow_what_waits_for_its_own_phase(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), after=("1",)))

    with pytest.raises(InvalidRequest, match=r"circle: .*phase 1 → 2\.1|circle: .*2\.1 → 1\.2"):
        propose_task(engine, "ada", "One more", "forgotten", phase="1", after="2.1")
    assert propose_task(engine, "ada", "One more", "forgotten", phase="2", after="1.1").task == "2.2"
