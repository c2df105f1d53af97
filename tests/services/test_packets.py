"""Resuming: everything an agent needs that remembers nothing, bounded."""

import pytest
from claiming import ask, claim, finish
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import NotFound
from agent_plan_server.models.claim import Caller
from agent_plan_server.models.draft import CriterionDraft, EntryDraft, StepDraft
from agent_plan_server.models.states import CriterionKind, EntryKind, NoteKind
from agent_plan_server.services.decisions import request_decision
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.packets import show_packet
from agent_plan_server.services.standings import resume

REPLY_BYTES = 8 * 1024
TASKS, LIVE = 10_000, 200


def test_an_agent_without_a_name_is_given_one_and_known_by_its_session(engine):
    import_tasks(engine, task("1.1"))
    by = Caller(client_session="s-1")

    first = resume(engine, by=by)

    assert first.is_new
    assert resume(engine, by=by).agent == first.agent
    assert resume(engine, by=Caller(client_session="s-2")).agent != first.agent


def test_thirty_three_agents_get_thirty_three_names(engine):
    import_tasks(engine, task("1.1"))

    assert len({resume(engine).agent for _ in range(33)}) == 33


def test_a_new_process_finds_the_work_where_the_old_one_left_it(engine):
    import_tasks(engine, task("1.1", "src/a.py", steps=(StepDraft(text="read"), StepDraft(text="write"))))
    held = claim(engine, "ada")
    post_note(engine, "done: read; next: write", held.handle, kind=NoteKind.CHECKPOINT, steps_done=(1,))
    for n in range(12):
        post_note(engine, f"noise {n}", held.handle)

    work = resume(engine, "ada").work

    assert work.claim == held.handle
    assert work.notes[0].text == "done: read; next: write"
    assert [step.done for step in work.steps] == [True, False]
    assert work.scope == ("src/a.py",)


def test_an_agent_without_work_reads_what_is_ready(engine):
    import_tasks(engine, task("1.1"), task("1.2", after=("1.1",)))

    standing = resume(engine, "ada")

    assert (standing.work, standing.ready) == (None, ("1.1",))
    assert "{claim_task}" in standing.advice


def test_an_agent_whose_task_waits_reads_for_what(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    request_decision(engine, "A or B?", handle=held.handle)

    standing = resume(engine, "ada")

    assert standing.work.waits_for == "D1: A or B?"
    assert "waits for a person" in standing.advice


def test_a_finished_plan_says_that_it_is(engine):
    import_tasks(engine, task("1.1"))
    finish(engine, "ada", "1.1")

    assert "finished" in resume(engine, "ada").advice


def test_the_packet_holds_the_criteria_by_the_names_that_evidence_uses(engine):
    criteria = (CriterionDraft(kind=CriterionKind.TEST, text="pytest is green", task="1.1"),)
    import_tasks(engine, task("1.1"), criteria=criteria)

    packet = show_packet(engine, claim(engine, "ada").id)

    assert [(c.name, c.kind, c.text, c.state) for c in packet.criteria] == [("c1", "test", "pytest is green", "open")]


def test_rules_of_the_plan_are_in_the_packet(engine):
    rules = (
        EntryDraft(kind=EntryKind.RULE, text="Read first", fields={"when": "before"}),
        EntryDraft(kind=EntryKind.RULE, text="Tell everybody", fields={"when": "after"}),
        EntryDraft(kind=EntryKind.RULE, text="Small commits"),
    )
    import_tasks(engine, task("1.1"), entries=rules)

    assert show_packet(engine, claim(engine, "ada").id).rules == ("Read first", "Small commits")


def test_resuming_without_a_plan_says_who_imports_one(engine):
    with pytest.raises(NotFound, match="No plan"):
        resume(engine, "ada")


@pytest.fixture
def crowded(engine):
    """Ten thousand tasks, two hundred live claims, and everything as long as it may be."""
    long = "日本語のとても長い説明。" * 150
    phases = [
        phase(
            str(number),
            *(
                task(f"{number}.{n}", f"src/{number}/{n}.py", body=long if n == 1 else "", title="題" * 200)
                for n in range(1, TASKS // 100 + 1)
            ),
            goal=long,
        )
        for number in range(1, 101)
    ]
    criteria = tuple(CriterionDraft(kind=CriterionKind.ACCEPTANCE, text=long, task="1.1") for _ in range(60))
    rules = tuple(EntryDraft(kind=EntryKind.RULE, text=long) for _ in range(30))
    import_phases(engine, *phases, goal=long, title="計" * 200, criteria=criteria, entries=rules)
    held = claim(engine, "ada", "1.1")
    for n in range(20):
        post_note(engine, f"{n} " + "🦊" * 2000, held.handle, kind=NoteKind.CHECKPOINT)
    for n in range(LIVE - 1):
        assert ask(engine, f"agent-{n}").claim is not None
    for n in range(12):
        request_decision(engine, f"{n} " + "難" * 400, agent="ada")
    return engine


def test_resume_fits_a_reply_whatever_the_plan_holds(crowded):
    for name in ("ada", "somebody-new"):
        standing = resume(crowded, name)

        assert len(standing.model_dump_json().encode()) <= REPLY_BYTES
        assert standing.counts["in_progress"] == LIVE
    assert resume(crowded, "ada").work.claim.startswith("1.1/1-")


def test_what_was_shortened_is_named(crowded):
    assert {"body", "notes", "criteria", "rules"} <= set(resume(crowded, "ada").work.cut)


def test_an_agent_resumes_its_work_though_another_plan_is_newer(engine):
    import_tasks(engine, task("1.1"), slug="first")
    held = claim(engine, "ada")
    import_tasks(engine, task("1.1"), slug="second")

    standing = resume(engine, "ada")

    assert standing.plan == "first"
    assert standing.work
    assert standing.work.claim == held.handle
    assert resume(engine, "ada", plan="second").also_held == (held.handle,)
