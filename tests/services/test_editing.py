"""Editing: a person changes what the plan says of a task, the counts stay right, and its holder hears of it."""

import pytest
from claiming import claim, content_of, events_of, finish, is_ready, task_now
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import InvalidRequest, LimitExceeded, NotFound, ScopeHeld
from agent_plan_server.models.draft import CriterionDraft, DecisionDraft
from agent_plan_server.models.revision import TaskEdit
from agent_plan_server.models.states import CriterionKind, DecisionKind
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.editing import edit_task
from agent_plan_server.services.health import check_health, repair_counts
from agent_plan_server.services.news import show_news
from agent_plan_server.services.packets import show_packet
from agent_plan_server.services.standings import resume


def edit(engine, key, **fields):
    return edit_task(engine, key, TaskEdit(**fields), "because", "kim")


def live_scope(engine, key):
    return engine.read(lambda store: store.claims.find_live(store.tasks.find_by_key(1, key).id)).scope


def test_words_are_changed_with_the_reason_in_the_history(engine):
    import_tasks(engine, task("1.1", estimate="1h", estimate_minutes=60))

    reply = edit(engine, "1.1", title="Write it well", body="All of it.", estimate="2 hours", owner="gary")

    now = task_now(engine, "1.1")
    assert (now.title, now.body, now.estimate_minutes, now.owner) == ("Write it well", "All of it.", 120, "gary")
    assert reply.fields == ("title", "body", "estimate", "owner")
    event = events_of(engine, "task_revised")[0]
    assert (event["task"], event["actor"], event["reason"]) == ("1.1", "kim", "because")
    assert "title: 'Write it well' instead of 'Task 1.1'" in event["changes"]
    assert repair_counts(engine, "kim") == 0


def test_an_empty_text_takes_an_estimate_and_an_owner_away(engine):
    import_tasks(engine, task("1.1", estimate="1h", estimate_minutes=60, owner="gary"))

    edit(engine, "1.1", estimate="", owner="")

    now = task_now(engine, "1.1")
    assert (now.estimate, now.estimate_minutes, now.owner) == (None, None, None)
    assert repair_counts(engine, "kim") == 0


def test_what_holds_already_changes_nothing(engine):
    import_tasks(engine, task("1.1", "src/a.py"), task("1.2", after=("1.1",)))
    before = content_of(engine)

    reply = edit(engine, "1.2", title="Task 1.2", add_needs=("1.1",))

    assert reply.changes == ()
    assert content_of(engine) == before


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"title": "  "}, InvalidRequest),
        ({"title": "x" * 201}, LimitExceeded),
        ({"estimate": "soon"}, InvalidRequest),
        ({"add_paths": ("../x",)}, InvalidRequest),
        ({"drop_paths": ("src/b.py",)}, NotFound),
        ({"phase": "9"}, NotFound),
        ({"add_needs": ("9.9",)}, NotFound),
        ({"add_needs": ("1.1",)}, InvalidRequest),
        ({"drop_needs": ("1.2",)}, NotFound),
        ({"waive": ("c9",)}, NotFound),
        ({"add_criteria": ("",)}, InvalidRequest),
    ],
)
def test_a_wrong_edit_is_refused_whole(engine, fields, error):
    import_tasks(engine, task("1.1", "src/a.py"), task("1.2"))
    before = content_of(engine)

    with pytest.raises(error):
        edit(engine, "1.1", owner="gary", **fields)
    assert content_of(engine) == before


def test_a_revision_needs_a_reason(engine):
    import_tasks(engine, task("1.1"))

    with pytest.raises(InvalidRequest, match="reason"):
        edit_task(engine, "1.1", TaskEdit(title="x"), " ", "kim")


def test_a_new_need_holds_the_task_up_until_it_is_met(engine):
    import_tasks(engine, task("1.1"), task("1.2"))

    reply = edit(engine, "1.2", add_needs=("1.1",))

    assert reply.waits_for == ("1.1",)
    assert not is_ready(engine, "1.2")
    finish(engine, "ada", "1.1")
    assert is_ready(engine, "1.2")


def test_a_need_that_is_dropped_frees_the_task(engine):
    import_tasks(engine, task("1.1"), task("1.2", after=("1.1",)))

    edit(engine, "1.2", drop_needs=("1.1",))

    assert is_ready(engine, "1.2")
    assert repair_counts(engine, "kim") == 0


def test_a_circle_of_needs_is_refused_with_its_way(engine):
    import_tasks(engine, task("1.1"), task("1.2", after=("1.1",)), task("1.3", after=("1.2",)))

    with pytest.raises(InvalidRequest, match=r"circle: (1\.\d → ){3}1\.\d"):
        edit(engine, "1.1", add_needs=("1.3",))
    assert is_ready(engine, "1.1")


def test_a_move_into_another_phase_moves_the_figures_and_opens_and_closes_phases(engine):
    import_phases(engine, phase("1", task("1.1"), task("1.2")), phase("2", task("2.1"), after=("1",)))
    finish(engine, "ada", "1.1")

    edit(engine, "1.2", phase="2")

    assert is_ready(engine, "2.1")
    assert task_now(engine, "1.2").phase == "2"
    assert repair_counts(engine, "kim") == 0
    edit(engine, "1.2", phase="1")
    assert not is_ready(engine, "2.1")
    assert repair_counts(engine, "kim") == 0


def test_a_move_that_would_let_a_phase_wait_for_itself_is_refused(engine):
    import_phases(engine, phase("1", task("1.1")), phase("2", task("2.1"), task("2.2", after=("2.1",)), after=("1",)))

    with pytest.raises(InvalidRequest, match=r"circle: .*phase 1"):
        edit(engine, "2.2", phase="1")


def test_a_task_that_is_moved_keeps_a_gate_that_is_before_both_phases(engine):
    gate = DecisionDraft(kind=DecisionKind.GATE, question="Go on?", before_tasks=("1.1", "2.1"))
    import_phases(engine, phase("1", task("1.1"), task("1.2")), phase("2", task("2.1")), decisions=(gate,))

    edit(engine, "1.1", phase="2")

    assert not is_ready(engine, "1.1")
    assert repair_counts(engine, "kim") == 0


def test_a_task_that_is_moved_passes_from_the_gate_of_one_phase_to_that_of_the_other(engine):
    gates = tuple(
        DecisionDraft(kind=DecisionKind.GATE, question=f"Begin {n}?", before_phases=(n,), phase=n) for n in ("1", "2")
    )
    import_phases(engine, phase("1", task("1.1"), task("1.2")), phase("2", task("2.1")), decisions=gates)

    edit(engine, "1.2", phase="2")

    waits = engine.read(lambda store: [d.question for d in store.decisions.list_before_task(2)])
    assert waits == ["Begin 2?"]
    assert repair_counts(engine, "kim") == 0


def test_the_holder_of_a_revised_task_is_told_until_it_has_seen_the_task_again(engine):
    import_tasks(engine, task("1.1"))
    handle = claim(engine, "ada").handle

    reply = edit(engine, "1.1", title="Write it well")

    assert reply.told == "ada"
    for _ in range(2):
        told = show_news(engine, handle=handle).revised
        assert [(each.task, each.fields, each.by, each.reason) for each in told] == [
            ("1.1", ("title",), "kim", "because")
        ]
    work = resume(engine, "ada").work
    assert work.task.title == "Write it well"
    assert work.notes[0].text == "kim revised title of this task: because"
    assert show_news(engine, handle=handle) is None


def test_claiming_again_what_is_held_counts_as_having_seen_it(engine):
    import_tasks(engine, task("1.1"))
    held = claim(engine, "ada")
    edit(engine, "1.1", title="Write it well")

    assert claim(engine, "ada", "1.1").id == held.id
    assert show_news(engine, "ada") is None


def test_a_revision_before_the_claim_is_no_news(engine):
    import_tasks(engine, task("1.1"))
    edit(engine, "1.1", title="Write it well")

    claim(engine, "ada")

    assert show_news(engine, "ada") is None


def test_paths_that_are_added_to_a_held_task_are_held_too(engine):
    import_tasks(engine, task("1.1", "src/a.py"), task("1.2", "src/b.py"))
    claim(engine, "ada", "1.1")

    edit(engine, "1.1", add_paths=("src/b.py",))

    assert live_scope(engine, "1.1") == ("src/a.py", "src/b.py")
    with pytest.raises(ScopeHeld):
        claim(engine, "bob", "1.2")


def test_paths_of_another_live_claim_are_refused_to_a_held_task(engine):
    import_tasks(engine, task("1.1", "src/a.py"), task("1.2", "src/b.py"))
    claim(engine, "ada", "1.1")
    claim(engine, "bob", "1.2")
    before = content_of(engine)

    with pytest.raises(ScopeHeld, match="bob"):
        edit(engine, "1.1", add_paths=("src/**",))
    assert content_of(engine) == before


def test_a_path_that_is_dropped_stays_with_the_claim_until_it_ends(engine):
    import_tasks(engine, task("1.1", "src/a.py", "src/b.py"))
    claim(engine, "ada", "1.1")

    edit(engine, "1.1", drop_paths=("src/b.py",))

    assert task_now(engine, "1.1").scope == ("src/a.py",)
    assert live_scope(engine, "1.1") == ("src/a.py", "src/b.py")


def test_a_lapsed_claim_gives_way_to_paths_added_to_a_held_task(engine, clock):
    import_tasks(engine, task("1.1", "src/a.py"), task("1.2", "src/b.py"))
    claim(engine, "bob", "1.2")
    clock.advance(minutes=21)
    claim(engine, "ada", "1.1")

    edit(engine, "1.1", add_paths=("src/b.py",))

    assert is_ready(engine, "1.2")
    assert [finding.text for finding in check_health(engine).findings if finding.name == "claims"] == [
        "1 live, no two share a path"
    ]


def test_a_criterion_that_is_waived_no_longer_holds_a_task_up(engine):
    criterion = CriterionDraft(kind=CriterionKind.TEST, text="green", task="1.1")
    import_tasks(engine, task("1.1"), criteria=(criterion,))
    handle = claim(engine, "ada").handle
    assert complete_task(engine, handle, "done").outcome == "incomplete"

    edit(engine, "1.1", waive=("c1",))

    assert complete_task(engine, handle, "done").outcome == "reported"
    evidence = engine.read(lambda store: store.criteria.list_evidence(1))[0]
    assert (evidence.agent, evidence.tier, evidence.text) == ("kim", "H", "because")


def test_a_criterion_that_is_added_has_to_be_met(engine):
    import_tasks(engine, task("1.1"))
    handle = claim(engine, "ada").handle

    edit(engine, "1.1", add_criteria=("All tests pass",))

    assert [gap.text for gap in complete_task(engine, handle, "done").missing] == ["All tests pass"]
    assert show_packet(engine, 1).criteria[0].text == "All tests pass"
