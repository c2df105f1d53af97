"""Decisions: agents ask, people answer, gates stay shut until somebody says go."""

import pytest
from claiming import ask, claim, content_of, finish, is_ready, status_of
from drafts import import_phases, import_tasks, imported, phase, task

from agent_plan_server.errors import InvalidRequest, LimitExceeded, NotFound, Refused, TaskNotReady
from agent_plan_server.models.draft import DecisionDraft
from agent_plan_server.models.states import DecisionKind, TaskStatus
from agent_plan_server.services.claims import release_task
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.decisions import decide, request_decision
from agent_plan_server.services.imports import import_plan
from agent_plan_server.services.packets import show_packet
from agent_plan_server.services.proposals import propose_task


def test_a_task_whose_holder_asks_is_blocked(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")

    reply = request_decision(engine, "SQLite or Postgres?", ("SQLite", "Postgres"), handle=held.handle)

    assert (reply.decision, reply.task) == ("D1", "1.1")
    assert status_of(engine, "1.1") is TaskStatus.BLOCKED


def test_the_answer_lets_the_holder_go_on_with_the_persons_words(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    request_decision(engine, "SQLite or Postgres?", ("SQLite", "Postgres"), handle=held.handle)

    decided = decide(engine, "D1", "SQLite", "one file is enough", "kim")

    assert (decided.option, decided.task_status) == ("SQLite", TaskStatus.IN_PROGRESS)
    packet = show_packet(engine, held.id)
    assert "kim decided D1: SQLite. one file is enough" in packet.notes[0].text
    assert complete_task(engine, held.handle, "done").outcome == "reported"


def test_an_agent_that_waits_gets_other_work(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    held = claim(engine, "ada", "1.1")
    request_decision(engine, "A or B?", handle=held.handle)

    assert claim(engine, "ada").task == "1.2"


def test_asking_again_answers_with_the_first_question(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    first = request_decision(engine, "A or B?", handle=held.handle)

    again = request_decision(engine, "A or B, please?", handle=held.handle)

    assert again == first


def test_releasing_the_task_withdraws_the_question(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    request_decision(engine, "A or B?", handle=held.handle)

    release_task(engine, held.handle, "")

    assert claim(engine, "bob").task == "1.1"
    with pytest.raises(Refused, match="decided already: withdrawn"):
        decide(engine, "D1", "A", "", "kim")


def test_a_question_about_the_plan_blocks_no_task(engine):
    import_tasks(engine, task("1.1"))

    request_decision(engine, "Which licence?", agent="ada")

    assert is_ready(engine, "1.1")


@pytest.mark.parametrize(("answer", "option"), [("2", "Postgres"), ("post", "Postgres"), ("sqlite", "SQLite")])
def test_an_option_is_named_by_its_number_or_its_start(engine, answer, option):
    import_tasks(engine, task("1.1"))
    request_decision(engine, "Which?", ("SQLite", "Postgres"), agent="ada")

    assert decide(engine, "d1", answer, "", "kim").option == option


def test_an_option_that_is_a_number_is_meant_before_the_option_of_that_number(engine):
    import_tasks(engine, task("1.1"))
    request_decision(engine, "How many instances?", ("3", "2", "1"), agent="ada")

    assert decide(engine, "D1", "1", "", "kim").option == "1"


def test_a_number_too_long_to_count_with_is_no_option(engine):
    import_tasks(engine, task("1.1"))
    request_decision(engine, "A or B?", ("A", "B"), agent="ada")

    with pytest.raises(InvalidRequest, match="not one of the options"):
        decide(engine, "D1", "9" * 5_000, "", "kim")


@pytest.mark.parametrize("options", [("Same", "same"), ("A", "\x07"), tuple(map(str, range(11)))])
def test_options_that_nobody_could_tell_apart_are_refused(engine, options):
    import_tasks(engine, task("1.1"))

    with pytest.raises(InvalidRequest):
        request_decision(engine, "Which?", options, agent="ada")


def test_an_answer_that_is_no_option_names_the_options(engine):
    import_tasks(engine, task("1.1"))
    request_decision(engine, "Which?", ("SQLite", "Postgres"), agent="ada")

    with pytest.raises(InvalidRequest) as refusal:
        decide(engine, "D1", "MySQL", "", "kim")
    assert "1 'SQLite', 2 'Postgres'" in refusal.value.next_step


def test_deciding_the_same_twice_answers_the_same_and_writes_nothing(engine):
    import_tasks(engine, task("1.1"))
    request_decision(engine, "Which?", ("A", "B"), agent="ada")
    first = decide(engine, "D1", "A", "", "kim")
    before = content_of(engine)

    assert decide(engine, "D1", "A", "", "kim").option == first.option
    assert content_of(engine) == before


def test_what_was_decided_is_not_decided_otherwise(engine):
    import_tasks(engine, task("1.1"))
    request_decision(engine, "Which?", ("A", "B"), agent="ada")
    decide(engine, "D1", "A", "", "kim")

    with pytest.raises(Refused, match="decided already: A by kim"):
        decide(engine, "D1", "B", "", "lee")


@pytest.mark.parametrize("name", ["D9", "", "x", "D-1", "D999999999999999999999"])
def test_an_unknown_decision_is_not_found(engine, name):
    import_tasks(engine, task("1.1"))

    with pytest.raises(NotFound):
        decide(engine, name, "yes", "", "kim")


def test_a_question_needs_its_text_and_its_author(engine):
    import_tasks(engine, task("1.1"))

    with pytest.raises(InvalidRequest, match="empty"):
        request_decision(engine, " ", agent="ada")
    with pytest.raises(InvalidRequest, match="author"):
        request_decision(engine, "A or B?")
    with pytest.raises(LimitExceeded):
        request_decision(engine, "x" * 501, agent="ada")


# Gates.


def gate(**fields) -> DecisionDraft:
    return DecisionDraft(kind=DecisionKind.GATE, question=fields.pop("question", "Continue or Abandon?"), **fields)


@pytest.fixture
def gated(engine):
    """2.1 and 3.1 wait for a gate that stands at the end of phase 1."""
    import_phases(
        engine,
        phase("1", task("1.1")),
        phase("2", task("2.1"), after=("1",)),
        phase("3", task("3.1")),
        decisions=(gate(options=("Continue", "Abandon"), phase="1", before_phases=("2",), before_tasks=("3.1",)),),
    )
    return engine


def test_tasks_behind_a_gate_are_not_offered_and_name_it(gated):
    finish(gated, "ada", "1.1")

    assert ask(gated, "ada").claim is None
    for key in ("2.1", "3.1"):
        with pytest.raises(TaskNotReady, match="waits for decision D1"):
            ask(gated, "ada", key)


def test_nothing_ready_names_the_gate_that_people_have_to_decide(gated):
    finish(gated, "ada", "1.1")

    assert "People have to decide D1" in ask(gated, "ada").reason


def test_a_go_opens_the_gate(gated):
    finish(gated, "ada", "1.1")

    decided = decide(gated, "D1", "Continue", "", "kim")

    assert set(decided.frees) == {"2.1", "3.1"}
    assert claim(gated, "ada").task in decided.frees


def test_a_go_before_the_work_is_done_lets_nobody_past_the_work(gated):
    decided = decide(gated, "D1", "Continue", "", "kim")

    assert decided.frees == ("3.1",)
    assert not is_ready(gated, "2.1")


def test_a_no_go_leaves_the_gate_shut(gated):
    finish(gated, "ada", "1.1")

    decided = decide(gated, "D1", "Abandon", "the numbers are bad", "kim")

    assert (decided.is_open, decided.frees) == (True, ())
    assert ask(gated, "ada").claim is None


def test_a_later_go_opens_a_gate_that_was_shut(gated):
    finish(gated, "ada", "1.1")
    decide(gated, "D1", "Abandon", "", "kim")

    assert set(decide(gated, "D1", "Continue", "they are better now", "kim").frees) == {"2.1", "3.1"}


def test_two_gates_both_have_to_open(engine):
    gates = (gate(question="Go A?", before_tasks=("1.1",)), gate(question="Go B?", before_tasks=("1.1",)))
    import_tasks(engine, task("1.1"), decisions=gates)

    decide(engine, "D1", "go", "", "kim")
    assert not is_ready(engine, "1.1")

    decide(engine, "D2", "go", "", "kim")
    assert is_ready(engine, "1.1")


def test_a_gate_that_the_plan_says_was_passed_is_open(engine):
    import_tasks(engine, task("1.1"), decisions=(gate(before_tasks=("1.1",), decided="Continue"),))

    assert is_ready(engine, "1.1")


def test_a_task_that_a_later_import_adds_behind_a_gate_waits_for_it(gated):
    plan = imported(
        phase("1", task("1.1")),
        phase("2", task("2.1"), task("2.2"), after=("1",)),
        phase("3", task("3.1")),
        decisions=(gate(options=("Continue", "Abandon"), phase="1", before_phases=("2",), before_tasks=("3.1",)),),
    )
    import_plan(gated, plan, "kim")

    finish(gated, "ada", "1.1")

    with pytest.raises(TaskNotReady, match="decision D1"):
        ask(gated, "ada", "2.2")


def test_a_proposal_into_a_phase_behind_a_gate_waits_for_it(gated):
    finish(gated, "ada", "1.1")
    proposed = propose_task(gated, "ada", "One more", "it is needed", phase="2")
    decide(gated, proposed.decision, "accept", "", "kim")

    with pytest.raises(TaskNotReady, match="decision D1"):
        ask(gated, "ada", proposed.task)


def test_a_plan_in_which_everything_behind_a_gate_waits_asks_at_once(engine):
    import_tasks(engine, task("1.1"), decisions=(gate(before_tasks=("1.1",)),))

    assert "People have to decide D1" in ask(engine, "ada").reason


def test_a_gate_that_the_plan_says_was_refused_is_shut(engine):
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go?", before_phases=("2",), decided="No-go")
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1")), decisions=(gate,))

    with pytest.raises(TaskNotReady, match="decision D1"):
        ask(engine, "ada", "2.1")

    assert decide(engine, "D1", "go", "we may now", "kim").frees == ("2.1",)


def test_gates_of_two_phases_may_ask_the_same(engine):
    gates = (gate(phase="1", before_phases=("2",)), gate(phase="2", before_phases=("3",)))
    phases = (phase("1", task("1.1")), phase("2", task("2.1")))
    import_phases(engine, *phases, phase("3", task("3.1")), decisions=gates)
    import_phases(engine, phases[0], phase("2", task("2.1"), task("2.2")), phase("3", task("3.1")), decisions=gates)

    with pytest.raises(TaskNotReady, match="waits for decision D1"):
        ask(engine, "ada", "2.2")
