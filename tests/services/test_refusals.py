"""A refusal writes nothing: not one row differs before and after."""

from collections.abc import Callable

import pytest
from claiming import ask, claim, content_of
from drafts import import_phases, phase, task

from agent_plan_server.errors import PlanServerError
from agent_plan_server.models.claim import Caller
from agent_plan_server.models.draft import CriterionDraft, StepDraft
from agent_plan_server.models.states import CriterionKind
from agent_plan_server.services.claims import release_task, take_task, update_claim
from agent_plan_server.services.completions import complete_task
from agent_plan_server.services.decisions import decide, request_decision
from agent_plan_server.services.failures import report_failure
from agent_plan_server.services.notes import post_note
from agent_plan_server.services.proposals import propose_task
from agent_plan_server.services.standings import resume
from agent_plan_server.storage import Engine

STRANGER = Caller(principal="somebody-else")
LONG = "x" * 20_000
Refused = Callable[[Engine, str, str], object]

# Each gets ada's live handle on 1.1 and a stale one on 1.3.
REFUSED: dict[str, Refused] = {
    "claim unknown task": lambda engine, live, stale: ask(engine, "new", "9.9"),
    "claim held task": lambda engine, live, stale: ask(engine, "new", "1.1"),
    "claim waiting task": lambda engine, live, stale: ask(engine, "new", "2.1"),
    "claim held files": lambda engine, live, stale: ask(engine, "new", "1.2"),
    "claim held files, repeatable": lambda engine, live, stale: ask(engine, "new", "1.2", by=Caller(request_id="r")),
    "claim impossible path": lambda engine, live, stale: ask(engine, "new", "1.3", paths=("../x",)),
    "claim with a bad name": lambda engine, live, stale: ask(engine, "no body"),
    "claim with a name of others": lambda engine, live, stale: ask(engine, "ada", by=STRANGER),
    "claim in unknown plan": lambda engine, live, stale: ask(engine, "new", plan="nope"),
    "complete stale": lambda engine, live, stale: complete_task(engine, stale, "done"),
    "complete of others": lambda engine, live, stale: complete_task(engine, live, "done", by=STRANGER),
    "complete too long": lambda engine, live, stale: complete_task(engine, live, LONG),
    "complete unknown evidence": lambda engine, live, stale: complete_task(engine, live, "done", {"c99": "x"}),
    "complete long evidence": lambda engine, live, stale: complete_task(engine, live, "done", {"c1": LONG}),
    "fail stale": lambda engine, live, stale: report_failure(engine, stale, "broken"),
    "fail without reason": lambda engine, live, stale: report_failure(engine, live, ""),
    "fail too long": lambda engine, live, stale: report_failure(engine, live, LONG),
    "release unknown": lambda engine, live, stale: release_task(engine, "1.1/1-aaaaaa", ""),
    "release too long": lambda engine, live, stale: release_task(engine, live, LONG),
    "update stale": lambda engine, live, stale: update_claim(engine, stale, minutes=10),
    "update with held files": lambda engine, live, stale: update_claim(engine, live, ("ok.py", "docs/a.md")),
    "update with too many files": lambda engine, live, stale: update_claim(
        engine, live, tuple(f"{n}.py" for n in range(51))
    ),
    "note too long": lambda engine, live, stale: post_note(engine, LONG, live),
    "note empty": lambda engine, live, stale: post_note(engine, " ", live),
    "note with unknown step": lambda engine, live, stale: post_note(engine, "x", live, steps_done=(1, 7)),
    "note of others": lambda engine, live, stale: post_note(engine, "x", live, by=STRANGER),
    "note by a bad name": lambda engine, live, stale: post_note(engine, "x", agent="no body"),
    "ask stale": lambda engine, live, stale: request_decision(engine, "A?", handle=stale),
    "ask nothing": lambda engine, live, stale: request_decision(engine, "", handle=live),
    "ask without author": lambda engine, live, stale: request_decision(engine, "A?"),
    "decide unknown": lambda engine, live, stale: decide(engine, "D99", "yes", "", "kim"),
    "decide otherwise": lambda engine, live, stale: decide(engine, "D1", "maybe", "", "kim"),
    "decide too long": lambda engine, live, stale: decide(engine, "D1", "yes", LONG, "kim"),
    "propose nothing": lambda engine, live, stale: propose_task(engine, "new", "", "why"),
    "propose after unknown": lambda engine, live, stale: propose_task(engine, "new", "T", "why", after="9.9"),
    "propose into unknown": lambda engine, live, stale: propose_task(engine, "new", "T", "why", phase="9"),
    "take what nobody holds": lambda engine, live, stale: take_task(engine, "2.1", "why", "kim"),
    "resume unknown plan": lambda engine, live, stale: resume(engine, "new", "nope"),
    "resume as others": lambda engine, live, stale: resume(engine, "ada", by=STRANGER),
    "import a circle": lambda engine, live, stale: import_phases(
        engine, phase("1", task("1.1", after=("1.2",)), task("1.2", after=("1.1",)))
    ),
}


@pytest.fixture
def handles(engine) -> tuple[str, str]:
    criteria = (CriterionDraft(kind=CriterionKind.TEST, text="green", task="1.1"),)
    import_phases(
        engine,
        phase(
            "1",
            task("1.1", "src/**", steps=(StepDraft(text="read"),)),
            task("1.2", "src/a.py"),
            task("1.3"),
            task("1.4", "docs/**"),
        ),
        phase("2", task("2.1"), after=("1",)),
        criteria=criteria,
    )
    stale = claim(engine, "bob", "1.3").handle
    release_task(engine, stale, "")
    claim(engine, "cy", "1.4")
    request_decision(engine, "Sure?", ("yes", "no"), agent="bob")
    return claim(engine, "ada", "1.1").handle, stale


@pytest.mark.parametrize("act", REFUSED.values(), ids=REFUSED)
def test_a_refusal_writes_nothing_and_says_what_to_do(engine, clock, handles, act):
    clock.advance(minutes=1)
    before = content_of(engine)

    with pytest.raises(PlanServerError) as refusal:
        act(engine, *handles)

    assert content_of(engine) == before
    assert refusal.value.message.endswith((".", ")"))
    assert refusal.value.next_step
