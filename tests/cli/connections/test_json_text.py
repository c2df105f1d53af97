"""Members are put into JSON text and taken out again, and every other byte stays as it was."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_plan_server.cli.connections import json_text

PLACE = ("servers", "ours")
ENTRY = {"command": "agent-plan", "args": ["serve"]}
HAND_MADE = """// Our settings.
{
\t"servers": {
\t\t"theirs": { "command": "x" }, // stays
\t},
\t/* and so
\t   does this */
\t"list": [1, 2,],
}
"""
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


def test_a_member_is_put_into_a_new_file_and_leaves_nothing_behind():
    text = json_text.put("", PLACE, ENTRY)

    assert json.loads(text) == {"servers": {"ours": ENTRY}}
    assert text.startswith('{\n  "servers": {\n    "ours": {\n')
    assert json_text.drop(text, PLACE) == ""


def test_comments_commas_and_tabs_of_a_hand_made_file_stay():
    text = json_text.put(HAND_MADE, PLACE, ENTRY)

    assert json_text.find(text, ("servers",)) == {"theirs": {"command": "x"}, "ours": ENTRY}
    assert '\n\t\t"ours": {\n\t\t\t"command": "agent-plan",\n' in text
    for kept in ("// Our settings.", "// stays", "/* and so\n\t   does this */", '"list": [1, 2,],'):
        assert kept in text


def test_putting_the_same_again_changes_nothing():
    text = json_text.put(HAND_MADE, PLACE, ENTRY)

    assert json_text.put(text, PLACE, ENTRY) == text


def test_another_value_takes_the_place_of_the_old_one():
    text = json_text.put(HAND_MADE, ("servers", "theirs"), {"command": "y"})

    assert json_text.find(text, ("servers",)) == {"theirs": {"command": "y"}}
    assert text.replace('{\n\t\t\t"command": "y"\n\t\t}', '{ "command": "x" }') == HAND_MADE


def test_the_line_ends_of_the_file_are_used():
    text = json_text.put('{\r\n  "a": 1\r\n}\r\n', PLACE, ENTRY)

    assert "\n" not in text.replace("\r\n", "")
    assert json_text.drop(text, PLACE) == '{\r\n  "a": 1\r\n}\r\n'


def test_items_that_are_meant_leave_a_list_and_the_others_stay():
    text = '{"hooks": {"Stop": [{"a": 1}, {"b": 2}, {"a": 3}]}}'

    left = json_text.drop_items(text, ("hooks", "Stop"), lambda item: "a" in item)

    assert left == '{"hooks": {"Stop": [{"b": 2}]}}'
    assert json_text.drop_items(left, ("hooks", "Stop"), lambda item: True) == ""


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=4), st.sampled_from([None, 1, 2, 4, "\t"]))
def test_what_was_put_in_is_taken_out_to_the_byte(known, indent):
    known.pop("servers", None)
    text = json.dumps(known | {"other": 1}, indent=indent, ensure_ascii=False) + "\n"

    there = json_text.put(text, PLACE, ENTRY)

    assert json.loads(there) == known | {"other": 1, "servers": {"ours": ENTRY}}
    assert json_text.drop(there, PLACE) == text


@pytest.mark.parametrize(
    "text", ["{", "[1", '{"a" 1}', "{a: 1}", '{"a": }', '{"a": 1} 2', "'x'", '{"servers": 1}', "[" * 99 + "]" * 99]
)
def test_what_is_no_such_json_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        json_text.put(text, PLACE, ENTRY)
