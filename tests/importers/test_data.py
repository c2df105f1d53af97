"""JSON and YAML as values with lines: what is hostile or broken ends in one sentence, in time."""

import json
import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_plan_server.errors import NotAPlan
from agent_plan_server.importers.text.data import Node
from agent_plan_server.importers.text.decoding import clean
from agent_plan_server.importers.text.document import open_document
from agent_plan_server.importers.text.json_data import is_json, read_json
from agent_plan_server.importers.text.yaml_data import is_yaml, read_front_matter, read_yaml
from agent_plan_server.rules.limits import JSON_DEPTH

_NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def plain(node: Node) -> object:
    if isinstance(node.value, tuple):
        return [plain(item) for item in node.items]
    return {name: plain(each) for name, each in node.fields.items()} if isinstance(node.value, dict) else node.value


def as_text(value: object) -> object:
    """What a store of texts keeps of a value of JSON."""
    if isinstance(value, list):
        return [as_text(item) for item in value]
    if isinstance(value, dict):
        return {name: as_text(each) for name, each in value.items()}
    return value if value is None or isinstance(value, str) else json.dumps(value)


@given(_NESTED, st.sampled_from([None, 1]), st.booleans())
def test_json_is_read_as_it_is_written(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    assert plain(read_json(text).root) == as_text(value)


@given(st.text(alphabet='{}[]",:\\/*ntu01ae \n\t-.', max_size=200))
@settings(max_examples=500)
def test_no_text_makes_the_reader_of_json_fail_but_with_a_refusal(text):
    with suppress(NotAPlan):
        read_json(text)


@given(st.text(alphabet="-:[]{},&*!|>'\"#?% a\n\t", max_size=120))
@settings(max_examples=500)
def test_no_text_makes_the_reader_of_yaml_fail_but_with_a_refusal(text):
    with suppress(NotAPlan):
        read_yaml(text)


def test_each_value_knows_its_line():
    root = read_json('{\n "a": [\n  {"b": 1},\n  {"b":\n   2}\n ]\n}').root

    assert [item.line for item in root.fields["a"].items] == [3, 4]
    assert root.fields["a"].items[1].fields["b"].line == 5


def test_records_one_to_a_line_are_a_list():
    assert [item.line for item in read_json('{"id": 1}\n\n{"id": 2}\n').root.items] == [1, 3]


def test_comments_and_trailing_commas_are_allowed():
    assert plain(read_json('// a\n{"b": [1, /* c */ 2,],}').root) == {"b": ["1", "2"]}


def test_of_a_name_that_stands_twice_the_last_counts_and_it_is_said():
    data = read_json('{"status": "done",\n"status": "open"}')

    assert plain(data.root) == {"status": "open"}
    assert "lines 1 and 2" in data.remarks[0]


def test_what_is_no_number_is_left_out_and_it_is_said():
    data = read_json('{"priority": NaN}')

    assert plain(data.root) == {"priority": None}
    assert "NaN" in data.remarks[0]


def test_json_as_deep_as_the_limit_is_read_and_no_deeper():
    read_json("[" * JSON_DEPTH + "]" * JSON_DEPTH)

    with pytest.raises(NotAPlan, match="32 levels"):
        read_json("[" * (JSON_DEPTH + 1) + "]" * (JSON_DEPTH + 1))


@pytest.mark.parametrize("text", ["[ ] a box", "[link](x.md)", "[[page]]", "{{title}}", "# a", "- a", ""])
def test_markdown_is_no_json(text):
    assert not is_json(text)


def test_a_scalar_of_yaml_stays_as_it_is_written():
    root = read_yaml("id: 1.10\nanswer: no\nat: 12:30\nnothing: ~\nquoted: '~'\n").root

    assert plain(root) == {"id": "1.10", "answer": "no", "at": "12:30", "nothing": None, "quoted": "~"}


def test_lines_of_yaml_count_line_ends_and_nothing_else():
    root = read_yaml("a: 'é\u2028\x85\U0001f600'\nb: [1,\n  2]\nc: |\n  x\n  y\nd: 1").root

    assert [node.line for node in root.fields.values()] == [1, 2, 4, 7]


def test_a_tag_of_yaml_builds_nothing():
    assert plain(read_yaml("a: !!python/object/apply:os.system ['echo']").root) == {"a": ["echo"]}


def test_merged_keys_give_way_to_own_ones():
    root = read_yaml("base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  y: 3\n").root

    assert plain(root.fields["own"]) == {"x": "1", "y": "3"}


def bomb(levels: int) -> str:
    first = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    return first + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, levels))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (bomb(9), "aliases repeat more than 10,000"),
        ("a: &a [*a]", "not complete"),
        ("[" * 100_000, "32 levels|nesting depth"),
        ("- " * 100_000 + "x", "32 levels"),
        ("{a: " * 50 + "1" + "}" * 50, "32 levels"),
        ("a: [1, 2\nb: 3\n", "line 2"),
        ("a: b: c", "line 1"),
        ("\ta: 1", "line 1"),
    ],
    ids=["alias bomb", "alias of itself", "brackets", "dashes", "braces", "unclosed", "two colons", "tab"],
)
def test_hostile_and_broken_yaml_is_refused_with_its_line(text, said):
    with pytest.raises(NotAPlan, match=said):
        read_yaml(text)


def test_front_matter_that_lacks_quotes_is_read_and_it_is_said():
    data = read_front_matter('name: Fix: the "login" page\ntodos:\n  - content: Add a: b\n    status: done\n')

    assert plain(data.root) == {
        "name": 'Fix: the "login" page',
        "todos": [{"content": "Add a: b", "status": "done"}],
    }
    assert "lacks quotes" in data.remarks[0]


def test_front_matter_that_cannot_be_read_leaves_the_markdown():
    document = open_document(clean("---\na: [1\n---\n# Plan\n- [ ] one\n"), "plan.md")

    assert document.front_matter.root.value is None
    assert "front matter was not read: line 3" in document.front_matter.remarks[0]
    assert document.title_section.title == "Plan"


@pytest.mark.parametrize(
    "text",
    [
        "# Plan\n- Goal: x\n- Status: done",
        "Title: x\nStatus: y\n\nSome prose.",
        "- [ ] a: b\n  c: d\n  e: f",
        "# Plan\n\n## Phase 1: A\n\n- do\n  - Files: a\n  - Files: b",
        "---\nid: a\nmore:\n  x: 1\n  y: 2\n---\n",
    ],
)
def test_markdown_is_no_yaml(text):
    document = open_document(clean(text), "plan.md")

    assert document.data is None


def test_keys_below_keys_are_yaml():
    assert is_yaml(["# a list", "tasks:", "- title: a", "  status: done"])


def test_markdown_never_loads_the_yaml_library():
    program = (
        "import sys; from agent_plan_server.importers import read_text\n"
        "read_text('# P\\n## Phase 1: A\\n- [ ] Goal: x\\n  Files: a.py\\n', 'p.md')\n"
        'read_text(\'{"tasks": [{"title": "a", "status": "done"}]}\', \'p.json\')\n'
        "assert 'yaml' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
