"""Browsing a plan, page by page."""

import pytest
from claiming import claim, finish
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import InvalidRequest, NotFound
from agent_plan_server.models.draft import CriterionDraft, DecisionDraft, EntryDraft, StepDraft
from agent_plan_server.models.page import View
from agent_plan_server.models.states import CriterionKind, DecisionKind, EntryKind, NoteKind
from agent_plan_server.services.browsing import show_plan
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.decisions import decide, request_decision
from agent_plan_server.services.messages import send_message
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.standings import resume
from agent_plan_server.services.task_views import show_task


def read_all(engine, view, id=None):
    """Every item of a view, over all its pages; each page fits a reply."""
    items, cursor = [], None
    for _ in range(1000):
        page = show_plan(engine, view, id, cursor)
        assert len(page.model_dump_json().encode()) <= 8192
        items += page.items
        cursor = page.cursor
        if cursor is None:
            assert page.total == len(items)
            return items
    raise AssertionError("the pages do not end")


@pytest.fixture
def busy(engine):
    """Two phases, a finished and a held task, a question, a gate."""
    import_phases(
        engine,
        phase("1", task("1.1", "src/a.py", title="Log in"), task("1.2", "src/b.py", after=("1.1",)), task("1.3")),
        phase("2", task("2.1", body="Needs the token refresh."), after=("1",)),
        criteria=(CriterionDraft(kind=CriterionKind.TEST, text="Login test", task="1.2"),),
        decisions=(DecisionDraft(kind=DecisionKind.GATE, question="Go on?", before_phases=("2",)),),
        entries=(
            EntryDraft(kind=EntryKind.RISK, text="Performance", fields={"impact": "high"}),
            EntryDraft(kind=EntryKind.RULE, text="Run the tests"),
        ),
    )
    finish(engine, "ada", "1.1")
    post_note(engine, "half way", handle=claim(engine, "bob", "1.2").handle, kind=NoteKind.RISK)
    return engine


def test_plan_lists_its_phases(busy):
    assert read_all(busy, "plan") == [
        {"phase": "1", "title": "Phase 1", "state": "open", "tasks": 3, "finished": 1, "after": []},
        {"phase": "2", "title": "Phase 2", "state": "waiting", "tasks": 1, "finished": 0, "after": ["1"]},
    ]


def test_phase_lists_its_tasks_and_what_they_wait_for(busy):
    assert [(item["key"], item["state"], item.get("agent")) for item in read_all(busy, "phase")] == [
        ("1.1", "reported", None),
        ("1.2", "in_progress", "bob"),
        ("1.3", "ready", None),
    ]
    assert read_all(busy, "phase", "2")[0]["waits_for"] == []


def test_ready_tasks_come_best_first_with_whoever_is_in_the_way(engine):
    import_tasks(
        engine, task("1.1", "src/**"), task("1.2", "src/a.py"), task("1.3"), task("1.4", after=("1.3",)), task("1.5")
    )
    claim(engine, "ada", "1.1")

    ready = read_all(engine, "ready")

    assert [(item["key"], item["unblocks"], item.get("held_by")) for item in ready] == [
        ("1.3", 1, None),
        ("1.2", 0, "1.1 ada"),
        ("1.5", 0, None),
    ]


def test_claims_tell_who_holds_what_and_never_the_handle(busy):
    items = read_all(busy, "claims")

    assert [(item["task"], item["agent"], item["attempt"], item["state"], item["scope"]) for item in items] == [
        ("1.2", "bob", 1, "moving", ["src/b.py"])
    ]
    assert claim(busy, "bob").nonce not in str(items)


def test_claims_of_a_task_are_all_its_attempts(busy, clock):
    clock.advance(minutes=30)
    claim(busy, "cy", "1.2")

    items = read_all(busy, "claims", "1.2")

    assert [(item["attempt"], item["agent"], item["state"]) for item in items] == [
        (1, "bob", "lapsed"),
        (2, "cy", "moving"),
    ]


def test_decisions_are_listed_open_ones_first(busy):
    held = claim(busy, "bob")
    request_decision(busy, "Which?", ("left", "right"), handle=held.handle)
    decide(busy, "D2", "left", "it is shorter", "gary")

    items = read_all(busy, "decisions")

    assert [(item["decision"], item["state"], item["option"], item["by"]) for item in items] == [
        ("D1", "open", None, None),
        ("D2", "decided", "left", "gary"),
    ]
    assert read_all(busy, "decisions", "d2")[0]["reason"] == "it is shorter"


def test_risks_are_those_noted_and_those_planned(busy):
    assert [(item.get("risk") or item["text"]) for item in read_all(busy, "risks")] == ["half way", "Performance"]


def test_entries_are_listed_by_kind(busy):
    assert [item["text"] for item in read_all(busy, "entries")] == ["Performance", "Run the tests"]
    assert read_all(busy, "entries", "risk") == [
        {"kind": "risk", "text": "Performance", "phase": None, "fields": ["impact: high"]}
    ]


def test_criteria_are_listed_by_plan_task_and_phase(busy):
    assert [item["text"] for item in read_all(busy, "criteria")] == ["Login test"]
    assert [item["task"] for item in read_all(busy, "criteria", "1.2")] == ["1.2"]
    assert read_all(busy, "criteria", "1.1") == []
    assert read_all(busy, "criteria", "2") == []


def test_log_begins_with_the_newest_line(busy):
    items = read_all(busy, "log")

    assert [item["seq"] for item in items] == sorted((item["seq"] for item in items), reverse=True)
    assert (items[0]["kind"], items[0]["actor"], items[0]["task"]) == ("note_posted", "bob", "1.2")
    assert {item["task"] for item in read_all(busy, "log", "1.1")} == {"1.1"}


def test_search_finds_tasks_by_key_title_and_body(busy):
    assert [item["key"] for item in read_all(busy, "search", "LOG")] == ["1.1"]
    assert [(item["key"], item["excerpt"]) for item in read_all(busy, "search", "refresh")] == [
        ("2.1", "Needs the token refresh.")
    ]
    assert read_all(busy, "search", "100%") == []


def test_agents_are_listed_with_what_they_hold(busy):
    items = {item["agent"]: item for item in read_all(busy, "agents")}

    assert (items["bob"]["holds"], items["bob"]["is_live"], items["ada"]["holds"]) == (["1.2"], True, [])


def test_message_longer_than_a_reply_can_be_read_whole(busy):
    text = "".join(f"{number:04}ß" for number in range(2500))
    send_message(busy, "ada", "bob", text)

    parts = read_all(busy, "messages", "bob")

    assert "".join(part["text"] for part in parts) == text
    assert {part["from"] for part in parts} == {"ada"}


def test_task_is_shown_part_by_part(engine):
    import_tasks(
        engine, task("1.1", "src/a.py", body="b" * 3000, steps=(StepDraft(text="first"),)), task("1.2", after=("1.1",))
    )
    post_note(engine, "n" * 5000, handle=claim(engine, "ada", "1.1").handle)

    parts = read_all(engine, "task", "1.1")

    assert "".join(part["text"] for part in parts if part["part"].startswith("body")) == "b" * 3000
    assert "".join(part["text"] for part in parts if part["part"].startswith("note")) == "n" * 5000
    assert [part["key"] for part in parts if part["part"] == "unblocks"] == ["1.2"]
    assert [part["text"] for part in parts if part["part"] == "step"] == ["first"]


@pytest.mark.parametrize(
    ("view", "id"),
    [
        ("plan", None),
        ("phase", "1"),
        ("ready", None),
        ("claims", None),
        ("log", None),
        ("search", "ß"),
        ("decisions", None),
    ],
)
def test_pages_of_a_large_plan_fit_and_leave_nothing_out(engine, view, id):
    tasks = [task(f"1.{number}", f"src/{number}.py", title="ß" * 200) for number in range(300)]
    more = [phase(str(number), title="ß" * 200, after=("1",)) for number in range(2, 150)]
    import_phases(engine, phase("1", *tasks), *more)
    for number in range(130):
        held = claim(engine, f"agent-{number}")
        request_decision(
            engine, f"{number}" + "ß" * 400, tuple(f"{place}" + "ß" * 199 for place in range(10)), handle=held.handle
        )

    items = read_all(engine, view, id)

    assert len(items) > 100
    assert len({str(item) for item in items}) == len(items)


def test_every_view_answers_on_an_empty_phase(engine):
    import_phases(engine, phase("1"))
    resume(engine, "ada")
    ids = {View.SEARCH: "x", View.MESSAGES: "ada"}

    for view in set(View) - {View.TASK}:
        assert show_plan(engine, view, ids.get(view)).cursor is None


@pytest.mark.parametrize("view", ["task", "search", "messages"])
def test_view_that_needs_an_id_says_so(busy, view):
    with pytest.raises(InvalidRequest, match="needs an id"):
        show_plan(busy, view)


def test_unknown_view_is_refused_with_those_there_are(busy):
    with pytest.raises(InvalidRequest, match="no view 'everything'") as refusal:
        show_plan(busy, "everything")

    assert "plan, phase, task, ready" in refusal.value.next_step


@pytest.mark.parametrize("cursor", ["nonsense", "cGxhbjox", "bG9nOng", "bG9nOjk5OTk5OTk5OTk5OTk5OTk5OTk5OTk", "💥"])
def test_cursor_of_another_view_is_refused(busy, cursor):
    with pytest.raises(InvalidRequest, match="no cursor of view 'log'"):
        show_plan(busy, "log", cursor=cursor)


@pytest.mark.parametrize(
    ("view", "id"), [("phase", "9"), ("task", "9.9"), ("claims", "9.9"), ("messages", "zoe"), ("decisions", "D9")]
)
def test_unknown_id_is_not_found(busy, view, id):
    with pytest.raises(NotFound):
        show_plan(busy, view, id)


def test_task_view_holds_everything_about_a_task(busy):
    held = claim(busy, "bob")
    complete_task(busy, held.handle, "Login works", {"c1": "12 tests pass"})

    view = show_task(busy, "1.2")

    assert (view.state, view.scope, [need.key for need in view.needs]) == ("reported", ("src/b.py",), ["1.1"])
    assert [(proof.criterion, proof.tier, proof.text) for proof in view.evidence] == [("c1", "E0", "12 tests pass")]
    assert [(attempt.agent, attempt.state) for attempt in view.attempts] == [("bob", "completed")]
    assert [note.text for note in view.notes] == ["Login works", "half way"]
    assert [event.kind for event in view.events] == ["task_completed", "note_posted", "task_claimed"]
    assert held.nonce not in view.model_dump_json()


def test_task_view_says_what_a_task_waits_for(busy):
    assert show_task(busy, "2.1").waits_for == ("phase 1", "decision D1")
    assert show_task(busy, "1.3").waits_for == ()
