"""The list of commands, and what each of them has."""

import re
import shlex

import click
import pytest

from agent_plan_server.cli.program import COMMANDS, program

# The demo has no store and no plan of anybody's, so it shares no options.
NAMES = [name for section in COMMANDS.values() for name in section if name != "demo"]


def find(name: str) -> click.Command:
    found = program.get_command(click.Context(program), name)
    assert found is not None
    return found


def test_help_lists_every_command_with_what_it_is_for(agent_plan):
    answer = agent_plan("--help")

    listed = dict(re.findall(r"^  ([a-z]+) +(\S.*)$", answer.out, re.MULTILINE))
    assert answer.code == 0
    assert [name for name in NAMES if name not in listed] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_an_example_and_fits_80_columns(agent_plan, name):
    answer = agent_plan(name, "-h")

    assert answer.code == 0
    assert "Examples:\n  agent-plan " in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80
    assert find(name).help


@pytest.mark.parametrize("name", NAMES)
def test_every_example_can_be_understood(name):
    for example in find(name).examples:
        program_name, *arguments = shlex.split(example)

        assert program_name == "agent-plan"
        assert arguments[0] == name
        find(name).make_context(name, arguments[1:])


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_the_shared_options(name):
    own = {option for param in find(name).get_params(click.Context(find(name))) for option in param.opts}

    assert {"--store", "--project", "--plan", "--json", "--plain", "-h"} <= own


def test_an_option_before_the_command_counts_as_one_after_it(planned):
    assert planned("--json", "claim", "nope").out == planned("claim", "nope", "--json").out


def test_the_version(agent_plan):
    assert agent_plan("--version").out.startswith("agent-plan 0.")
