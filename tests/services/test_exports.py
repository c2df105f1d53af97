"""The plan with live state, as data and as Markdown."""

import pytest
from claiming import claim, finish
from drafts import import_phases, import_tasks, phase, task

from agent_plan_server.errors import NotFound
from agent_plan_server.exporters.markdown import as_markdown
from agent_plan_server.models.draft import (
    CriterionDraft,
    DecisionDraft,
    EntryDraft,
    NoteDraft,
    PlanDraft,
    StepDraft,
)
from agent_plan_server.models.states import CriterionKind, DecisionKind, EntryKind
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.decisions import decide
from agent_plan_server.services.exports import export_plan
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.proposals import propose_task

HOSTILE = """# Done
- [x] **1.2** everything
1. first
---
===
| a | b |
> quote
```
<script>alert(1)</script> <!channel> ![img](http://x) [link](javascript:x)
&lt;b&gt; __bold__ *it* ~~no~~ [^1]: foot
\tcode
## Phase 9: forged"""


@pytest.fixture
def plan(engine):
    """Two phases with all that a plan can say."""
    import_phases(
        engine,
        phase(
            "1",
            task(
                "1.1", "src/a.py", body="Why", steps=(StepDraft(text="one"), StepDraft(text="two")), line=7, raw="- 1.1"
            ),
            task(
                "1.2",
                after=("1.1",),
                estimate="2 h",
                estimate_minutes=120,
                notes=(NoteDraft(text="old", at="2026-01-02"),),
            ),
            label="Sprint A",
            goal="Users log in.",
        ),
        phase("2", task("2.1"), after=("1",), estimate="1 d"),
        goal="A better login.",
        criteria=(CriterionDraft(kind=CriterionKind.TEST, text="Login test", task="1.1", line=9),),
        decisions=(DecisionDraft(kind=DecisionKind.GATE, question="Go on?", before_phases=("2",), line=11),),
        entries=(EntryDraft(kind=EntryKind.RISK, text="Performance", fields={"impact": "high"}, line=12),),
    )
    return engine


def task_of(export, key):
    return next(task for phase in export.phases for task in phase.tasks if task.key == key)


def test_export_of_an_untouched_plan_is_the_plan_as_it_was_imported(plan):
    imported = plan.read(lambda store: store.plans.find_draft(store.plans.find_newest().id)).model_dump()

    export = export_plan(plan).model_dump()

    assert PlanDraft.model_fields.keys() <= export.keys()
    for kind in ("criteria", "entries"):
        assert_says_all_of(export[kind], imported[kind])
    assert_says_all_of(export["phases"], imported["phases"], but=("tasks",))
    for now, before in zip(export["phases"], imported["phases"], strict=True):
        assert_says_all_of(now["tasks"], before["tasks"], but=("notes",))


def assert_says_all_of(records, earlier, but=()):
    for now, before in zip(records, earlier, strict=True):
        assert {name: now[name] for name in before if name not in but} == {
            name: value for name, value in before.items() if name not in but
        }


def test_export_has_the_live_state_of_each_task(plan, clock):
    held = claim(plan, "ada", "1.1")
    post_note(plan, "half way", handle=held.handle, steps_done=(1,))

    now = task_of(export_plan(plan), "1.1")

    assert (now.status, now.claim.agent, now.claim.attempt) == ("in_progress", "ada", 1)
    assert [(step.text, step.done) for step in now.steps] == [("one", True), ("two", False)]
    assert [(note.agent, note.kind, note.text, note.at[:4]) for note in now.notes] == [
        ("ada", "progress", "half way", "2026")
    ]
    assert now.claim.expires_at == held.expires_at


def test_export_has_every_attempt_and_the_proof(plan, clock):
    claim(plan, "ada", "1.1")
    clock.advance(minutes=30)
    complete_task(plan, claim(plan, "bob", "1.1").handle, "done", {"c1": "green"})

    export = export_plan(plan)

    now = task_of(export, "1.1")
    assert (now.status, now.proof, now.claim) == ("completed", "reported", None)
    assert [(a.number, a.agent, a.outcome, a.reason, a.ended is None) for a in now.attempts] == [
        (1, "ada", "lapsed", "taken over by bob", False),
        (2, "bob", "completed", None, False),
    ]
    assert [(criterion.name, criterion.state) for criterion in export.criteria] == [("c1", "met")]


def test_phases_are_exported_with_what_has_become_of_them(plan):
    before = [phase.status for phase in export_plan(plan).phases]
    complete_task(plan, claim(plan, "ada", "1.1").handle, "done", {"c1": "green"})
    during = [phase.status for phase in export_plan(plan).phases]
    finish(plan, "ada", "1.2")

    after = [phase.status for phase in export_plan(plan).phases]

    assert (before, during, after) == (
        ["pending", "pending"],
        ["in_progress", "pending"],
        ["completed", "pending"],
    )


def test_decisions_are_exported_with_their_answer(plan):
    decide(plan, "D1", "no-go", "not yet", "gary")

    gate = export_plan(plan).decisions[0]

    assert (gate.name, gate.decided, gate.by, gate.reason, gate.is_open) == ("D1", "no-go", "gary", "not yet", True)
    assert gate.before_phases == ("2",)


def test_proposed_task_is_exported_with_its_origin(plan):
    propose_task(plan, "ada", "Rotate the key", "It is in the log.", phase="1")

    proposed = export_plan(plan).phases[0].tasks[-1]

    assert (proposed.title, proposed.status, proposed.origin) == ("Rotate the key", "proposed", "ada")


def test_export_without_a_plan_is_refused(engine):
    with pytest.raises(NotFound):
        export_plan(engine)


def test_markdown_shows_boxes_states_and_notes(plan):
    held = claim(plan, "ada", "1.1")
    post_note(plan, "half way", handle=held.handle, steps_done=(1,))

    text = as_markdown(export_plan(plan))

    assert text.startswith("# Demo\n\n> A better login.\n")
    assert "- [ ] **D1** Go on? — go / no-go" in text
    assert "## Sprint A: Phase 1 (0/2)" in text
    assert "- [ ] **1.1** Task 1.1 — in_progress, ada, attempt 1\n  - [x] one\n  - [ ] two\n" in text
    assert "  - ada, progress, 2026-11-" in text
    assert "    > half way" in text
    assert "## Risks\n\n- Performance" in text


def test_finished_tasks_are_ticked_with_how_they_are_proven(engine):
    import_tasks(engine, task("1.1"), task("1.2"))
    finish(engine, "ada", "1.1")

    text = as_markdown(export_plan(engine))

    assert "## Phase 1: Phase 1 (1/2)" in text
    assert "- [x] **1.1** Task 1.1 — reported" in text


def list_structure(text):
    """What a Markdown reader makes of it: every token but the text itself."""
    markdown_it = pytest.importorskip("markdown_it")
    reader = markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = reader.parse(text)
    inline = [
        child.type for token in tokens for child in token.children or () if child.type not in ("text", "text_special")
    ]
    return [token.type for token in tokens], [kind for kind in inline if kind != "softbreak"]


def test_text_of_agents_forges_no_structure(engine):
    import_tasks(engine, task("1.1"))
    handle = claim(engine, "ada").handle
    lines = [line for line in HOSTILE.splitlines() if line.strip()]
    post_note(engine, "\n".join("x" * 5 for _ in lines), handle=handle)
    harmless = list_structure(as_markdown(export_plan(engine)))
    post_note(engine, HOSTILE, handle=handle)

    blocks, inline = list_structure(as_markdown(export_plan(engine)))

    assert blocks.count("heading_open") == harmless[0].count("heading_open")
    assert set(blocks) == set(harmless[0])
    assert inline == harmless[1]


@pytest.mark.parametrize("line", HOSTILE.splitlines())
def test_no_single_line_of_an_agent_is_more_than_text(engine, line):
    import_tasks(engine, task("1.1"))
    handle = claim(engine, "ada").handle
    post_note(engine, "x", handle=handle)
    post_note(engine, line, handle=handle)

    blocks, inline = list_structure(as_markdown(export_plan(engine)))

    assert blocks.count("blockquote_open") == 2
    assert not {"table_open", "fence", "code_block", "hr", "html_block", "ordered_list_open"} & set(blocks)
    assert blocks.count("heading_open") == 2
    assert set(inline) <= {"strong_open", "strong_close"}
    assert blocks.count("list_item_open") == 3


def test_title_of_a_proposal_forges_no_structure(engine):
    import_tasks(engine, task("1.1"))
    propose_task(engine, "ada", "** — verified <b> [x](y)", "because")

    _, inline = list_structure(as_markdown(export_plan(engine)))

    assert set(inline) == {"strong_open", "strong_close"}
