"""The README's tables and lines are what the program has."""

import re
import shlex
from pathlib import Path

import pytest

from agent_plan_server.models.policy import Policy
from agent_plan_server.models.verbs import TOOLS
from agent_plan_server.settings import POLICY_SETTINGS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows_of(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its header."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_tool_is_in_the_table_in_the_order_of_the_program():
    assert [row[0].strip("`") for row in rows_of("The tools")] == list(TOOLS)


def test_every_command_is_in_the_table():
    from agent_plan_server.cli.program import COMMANDS

    listed = {row[0].strip("`").removeprefix("agent-plan ") for row in rows_of("The commands")}

    assert listed == {name for group in COMMANDS.values() for name in group}


def test_every_setting_is_in_the_table_with_its_default():
    listed = {row[0].split("`")[1]: row[1] for row in rows_of("Settings")}

    for name, field in POLICY_SETTINGS.items():
        assert listed[name] == f"{getattr(Policy(), field):g}"


@pytest.mark.parametrize("mark", ["demo", "test"])
def test_the_two_lines_install_and_run(mark):
    line = README.split(f"<!-- {mark} -->")[1].split("```console\n")[1].splitlines()[0]

    assert line.startswith("python3 -m venv .venv && .venv/bin/pip install")


def test_ci_runs_the_line_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "<!-- test -->" in script
    assert "README.md" in script


def test_every_script_that_is_named_is_there():
    named = re.findall(r"^python (\S+)", README, re.MULTILINE)

    assert named
    assert [script for script in named if not (ROOT / script).is_file()] == []


def test_commands_of_the_first_session_exist():
    from agent_plan_server.cli.program import COMMANDS

    session = README.split("## A first session")[1].split("\n## ")[0]
    commands = [shlex.split(line.split("#")[0])[2:] for line in session.splitlines() if line.startswith("$ agent-plan")]

    known = {name for group in COMMANDS.values() for name in group}
    assert [words[0] for words in commands if words and words[0] not in known] == []
