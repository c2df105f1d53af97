"""A table is put into TOML text and taken out again, and every other byte stays as it was."""

import tomllib

import pytest

from agent_plan_server.cli.connections import toml_text

PLACE = ("mcp_servers", "agent-plan")
HAND_MADE = '# Mine.\nmodel = "m"  # the best\n\n[mcp_servers.other]\ncommand = "x"\n\n[profiles.fast]\nmodel = "n"\n'


def test_a_table_is_put_at_the_end_and_taken_out_to_the_byte():
    text = toml_text.put(HAND_MADE, PLACE, 'command = "agent-plan"')

    assert text.startswith(HAND_MADE)
    assert tomllib.loads(text)["mcp_servers"]["agent-plan"] == {"command": "agent-plan"}
    assert toml_text.drop(text, PLACE) == HAND_MADE


def test_a_table_is_renewed_in_its_place():
    text = HAND_MADE.replace("[profiles", '[mcp_servers."agent-plan"]\ncommand = "old"\n\n[profiles')

    renewed = toml_text.put(text, PLACE, 'command = "new"')

    assert renewed.index("agent-plan") < renewed.index("[profiles.fast]")
    assert tomllib.loads(renewed)["mcp_servers"]["agent-plan"] == {"command": "new"}


def test_tables_below_it_go_too():
    text = HAND_MADE + '\n[mcp_servers.agent-plan]\ncommand = "a"\n\n[mcp_servers.agent-plan.env]\nA = "b"\n'

    assert toml_text.drop(text, PLACE) == HAND_MADE


def test_a_new_file_holds_the_table_alone():
    text = toml_text.put("", PLACE, "required = true")

    assert text == "[mcp_servers.agent-plan]\nrequired = true\n"
    assert toml_text.drop(text, PLACE) == ""


def test_what_is_no_toml_is_refused():
    with pytest.raises(ValueError, match=r"."):
        toml_text.find("= 1", PLACE)
