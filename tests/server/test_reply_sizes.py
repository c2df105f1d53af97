"""A reply has at most 8 KB, however large the plan and however much others wrote."""

from typing import Any

import pytest
from drafts import import_phases, phase, task
from mcp import Client

from agent_plan_server.models.draft import CriterionDraft, DecisionDraft, EntryDraft, StepDraft
from agent_plan_server.models.states import CriterionKind, EntryKind
from agent_plan_server.server.app import build_server
from agent_plan_server.storage import Engine

MOST_BYTES = 8 * 1024
LONG = "Wörter, die niemand braucht; " * 40


@pytest.fixture
def plan(engine: Engine) -> None:
    """One task with too much of everything, before hundreds that wait for it."""
    steps = tuple(StepDraft(text=f"{number} {LONG}") for number in range(80))
    first = task("1.1", *(f"src/{number}/**" for number in range(40)), title=LONG[:200], body=LONG * 6, steps=steps)
    others = (task(f"1.{number}", title=LONG[:200], after=("1.1",)) for number in range(2, 900))
    criteria = [CriterionDraft(kind=CriterionKind.ACCEPTANCE, text=f"{n} {LONG}", task="1.1") for n in range(60)]
    criteria += [CriterionDraft(kind=CriterionKind.EXIT, text=f"{n} {LONG}", phase="1") for n in range(60)]
    import_phases(
        engine,
        phase("1", first, *others, goal=LONG * 3),
        title=LONG[:200],
        goal=LONG * 5,
        criteria=tuple(criteria),
        entries=tuple(
            EntryDraft(kind=kind, text=LONG, fields={"when": when})
            for kind in EntryKind
            for when in ("before", "after")
            for _ in range(15)
        ),
        decisions=tuple(DecisionDraft(question=LONG[:400], options=("a", "b")) for _ in range(30)),
    )


@pytest.fixture
async def measure(engine, settings, plan):
    """The reply of a tool, after looking at its size."""
    async with Client(build_server(engine, settings)) as client:

        async def measure(tool: str, **arguments: Any) -> dict[str, Any]:
            result = await client.call_tool(tool, arguments)
            text = result.content[0].text
            assert not result.is_error, text
            assert len(text.encode()) <= MOST_BYTES, f"{tool}: {len(text.encode())}"
            return result.structured_content

        yield measure


async def test_replies_about_a_large_task_fit(measure):
    packet = await measure("claim_task", agent="ada", task="1.1")
    for number in range(8):
        await measure("post_note", claim=packet["claim"], text=f"{number} {LONG * 5}", kind="risk")
        await measure("send_message", agent=f"bob{number}", to="ada", text=LONG * 6)

    await measure("resume", agent="ada")
    await measure("claim_task", agent="ada", task="1.1")
    await measure("wait_for_change", agent="ada", seconds=0)
    await measure("release_task", claim=packet["claim"], note=LONG)


async def test_replies_about_what_is_missing_and_what_was_freed_fit(measure):
    packet = await measure("claim_task", agent="ada", task="1.1")
    claim = packet["claim"]

    reply = await measure("complete_task", claim=claim, summary="x")
    assert reply["missing_total"] == 60 > len(reply["missing"])
    evidence: dict[str, str] = {}
    while reply["outcome"] == "incomplete":
        evidence |= {gap["criterion"]: "seen" for gap in reply["missing"]}
        reply = await measure("complete_task", claim=claim, summary="x", evidence=evidence)

    assert reply["outcome"] == "reported"
    assert len(reply["rules"]) == 10


@pytest.mark.parametrize("view", ["plan", "ready", "claims", "decisions", "risks", "entries", "criteria", "log"])
async def test_views_of_a_large_plan_fit(measure, view):
    page = await measure("show_plan", view=view)

    assert page["total"] >= len(page["items"])


async def test_the_phase_and_the_sync_of_a_large_plan_fit(measure):
    await measure("current_phase")
    await measure("morning_sync", agent="ada")
    await measure("show_plan", view="task", id="1.1")
    await measure("show_plan", view="phase", id="1")


async def test_the_reply_about_a_long_scope_fits(measure):
    packet = await measure("claim_task", agent="ada", task="1.1")

    paths = [f"{number}/{'字' * 240}" for number in range(10)]
    reply = await measure("update_claim", claim=packet["claim"], add_paths=paths)

    assert reply["scope_total"] == 50 > len(reply["scope"])
