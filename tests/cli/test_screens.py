"""Every screen: no wider than the terminal, no escape of anybody else's, words beside the signs."""

import json
import subprocess
import sys

import pytest
from drafts import import_phases, phase, task
from rich.cells import cell_len

from agent_plan_server.models.draft import CriterionDraft, DecisionDraft, EntryDraft
from agent_plan_server.models.states import CriterionKind, DecisionKind, EntryKind

LONG = "文書を書く：とても長い題名 🚀🚀 한국어 제목도 있습니다 and a tail that goes on and on and on " * 2
HOSTILE = "\x1b[2J\x1b]0;owned\x07 \u202etxt.exe\u2066 [bold]markup[/x] \x9b31m"
LOOKS = [
    (),
    ("status",),
    ("phase",),
    ("log",),
    ("resume", "--agent", "ada"),
    ("decide", "D1"),
    ("radar",),
    ("sync",),
    ("ready",),
    ("claims",),
    ("claims", "1.1"),
    ("show",),
    ("show", "1.1"),
    ("show", "D1"),
    ("show", "decisions"),
    ("show", "log"),
    ("show", "criteria"),
    ("doctor",),
    ("rollback", "1.1"),
    ("import", "PLAN.md", "--dry-run"),
    ("--help",),
]


@pytest.fixture
def busy(agent_plan, store):
    """A plan in which everything is long and hostile."""
    first = phase(
        "1", task("1.1", "src/a.py", title=LONG), task("1.2", "src/b.py", title=HOSTILE), title=LONG, goal=LONG
    )
    second = phase("2", task("2.1", title=LONG, after=("1.1",)), title=HOSTILE)
    import_phases(
        store,
        first,
        second,
        title=LONG,
        criteria=(CriterionDraft(kind=CriterionKind.ACCEPTANCE, text=HOSTILE + LONG, phase="1"),),
        decisions=(DecisionDraft(kind=DecisionKind.QUESTION, question=HOSTILE + LONG, options=(LONG, HOSTILE)),),
        entries=(EntryDraft(kind=EntryKind.RISK, text=HOSTILE), EntryDraft(kind=EntryKind.RULE, text=LONG)),
    )
    agent_plan("claim", "1.1", "--agent", "ada")
    agent_plan("note", HOSTILE + LONG, "--on", "1.1", "--agent", "ada")
    agent_plan("claim", "1.2", "--agent", "a" * 40)
    agent_plan("ask", LONG + HOSTILE, "--on", "1.2", "--agent", "a" * 40, "--option", HOSTILE)
    return agent_plan


def shown_by(answer) -> str:
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.decode()


@pytest.mark.parametrize("look", LOOKS, ids=" ".join)
def test_a_pipe_gets_80_columns_and_no_escape(busy, start, look):
    text = shown_by(start(*look))

    assert max(cell_len(line) for line in text.splitlines()) <= 80
    assert not any(mark in text for mark in "\x1b\x07\x9b\u202e\u2066")


@pytest.mark.parametrize("look", LOOKS, ids=" ".join)
@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LC_ALL": "C"}], ids=["LANG", "LC_ALL"])
def test_the_c_locale_gets_ascii(busy, start, look, locale):
    text = shown_by(start(*look, **locale))

    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 80


def test_json_in_the_c_locale_is_ascii_and_loses_nothing(busy, start):
    answer = start("status", "--json", LANG="C")

    assert answer.stdout.isascii()
    assert json.loads(answer.stdout)["title"].startswith("文書を書く")


def test_json_steers_no_terminal(busy, agent_plan):
    text = agent_plan("log", "--json").out

    assert not any(mark in text for mark in "\x1b\x07\x9b\u202e\u2066")


def test_status_is_at_most_24_lines_and_answers_in_order(busy, agent_plan):
    lines = agent_plan("status").out.splitlines()

    assert len(lines) <= 24
    headings = [line for line in lines if "NEEDS YOU" in line or "MOVING" in line]
    assert ["NEEDS YOU" in headings[0], "MOVING" in headings[1]] == [True, True]


def test_status_of_a_crowded_plan_is_at_most_24_lines(agent_plan, store):
    import_phases(store, phase("1", *(task(f"1.{n}") for n in range(1, 31))))
    for number in range(30):
        agent_plan("claim", "--agent", f"agent{number}")
        if number % 2:
            agent_plan("ask", "Go on?", "--on", f"1.{number + 1}", "--agent", f"agent{number}")

    text = agent_plan("status").out

    assert len(text.splitlines()) <= 24
    assert "MOVING (30)" in text
    assert "26 more: agent-plan claims" in text


def test_without_a_plan_status_says_how_to_begin(agent_plan):
    answer = agent_plan()

    assert (answer.code, answer.out) == (0, "No plan yet.\nhint: agent-plan init\n")


def test_without_a_plan_status_in_json_has_none(agent_plan):
    assert json.loads(agent_plan("status", "--json").out) == {"v": 1, "plan": None, "next": "agent-plan init"}


def test_an_unknown_plan_is_an_error_even_for_status(planned):
    assert planned("status", "--plan", "nope").code == 3


@pytest.mark.parametrize("arguments", [[], ["status"]], ids=["bare", "status"])
def test_status_loads_only_what_it_needs(planned, arguments):
    program = (
        "import sys\nfrom agent_plan_server.cli.program import run\n"
        f"run({arguments})\nprint(*sorted(sys.modules), file=sys.stderr)"
    )

    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)

    loaded = set(answer.stderr.split())
    assert not loaded & {"mcp", "rich", "uvicorn", "anyio", "starlette", "filelock", "asyncio", "subprocess"}
    assert not [name for name in loaded if name.startswith("agent_plan_server.importers")]
