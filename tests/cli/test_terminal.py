"""At a terminal: colour of ours and nothing else."""

import re

import pytest
from drafts import import_phases, phase, task
from rich.cells import cell_len
from terminal import run_in_terminal

HOSTILE = "\x1b[2J\x1b]0;owned\x07 \u202etxt.exe [red]markup[/x] 文書を書く"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def busy(agent_plan, store):
    import_phases(store, phase("1", task("1.1", title=HOSTILE * 4), task("1.2", title="plain")), title=HOSTILE)
    agent_plan("claim", "1.1", "--agent", "ada")
    agent_plan("note", HOSTILE * 3, "--on", "1.1", "--agent", "ada")


@pytest.mark.parametrize("look", [("status",), ("phase",), ("log",), ("resume", "--agent", "ada")], ids=" ".join)
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_terminal_gets_colour_and_no_escape_of_anybody_else(busy, look, columns):
    text = run_in_terminal(*look, columns=columns)

    assert COLOUR.search(text)
    plain = COLOUR.sub("", text)
    assert not any(mark in plain for mark in "\x1b\x07\u202e")
    assert max(cell_len(line) for line in plain.splitlines()) <= min(columns, 80)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_no_colour_where_none_is_wanted(busy, environment):
    assert "\x1b" not in run_in_terminal("status", **environment)


def test_plain_has_no_colour(busy):
    assert "\x1b" not in run_in_terminal("status", "--plain")


def test_an_error_shows_no_escape_either(busy):
    text = COLOUR.sub("", run_in_terminal("claim", HOSTILE))

    assert "error[not_found]" in text
    assert "\x1b" not in text


def test_a_person_at_a_terminal_is_asked_for_the_answer(busy, agent_plan):
    agent_plan("ask", "Ship it?", "--option", "yes", "--option", "no", "--agent", "ada")

    text = COLOUR.sub("", run_in_terminal("decide", "D1", typed="2\nnot on a Friday\n"))

    assert "Ship it?" in text
    assert "D1 = no" in text
    assert "not on a Friday" in agent_plan("show", "D1").out


def test_init_asks_before_it_imports(agent_plan, project):
    text = run_in_terminal("init", typed="n\n")

    assert "Import PLAN.md? [Y/n]" in text
    assert not (project / ".git" / "agent-plan").exists()


@pytest.mark.parametrize("typed", ["y\n", "n\n"])
def test_a_person_at_a_terminal_is_asked_about_a_doubtful_file(project, typed):
    (project / "DONE.md").write_text("# Phase 2 COMPLETE\n\n- [x] a\n- [x] b\n")

    text = COLOUR.sub("", run_in_terminal("import", "DONE.md", "--dry-run", typed=typed))

    assert "all the same? [y/N]" in " ".join(text.split())
    assert text.rstrip(": \n").endswith("[y/N]") is (typed == "n\n")
