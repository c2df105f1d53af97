import pytest

from agent_plan_server.errors import LimitExceeded
from agent_plan_server.importers.text.lines import scan
from agent_plan_server.importers.text.outline import Section, build_outline
from agent_plan_server.importers.words.roles import Role


def outline(text: str) -> Section:
    return build_outline(scan(enumerate(text.split("\n"), 1))[0])


def test_sections_nest_by_level():
    root = outline("# Plan\n## A\n### B\n## C")

    assert [section.path for section in root.walk()][1:] == [
        ("Plan",),
        ("Plan", "A"),
        ("Plan", "A", "B"),
        ("Plan", "C"),
    ]


def test_a_list_belongs_to_the_label_above_it():
    block = outline("**Tests:**\n- one\n- two").blocks[0]

    assert (block.label, block.role, [item.text for item in block.items]) == ("Tests", Role.TESTS, ["one", "two"])


def test_a_list_after_a_complete_field_is_not_its_own():
    blocks = outline("**Status:** Ready\n\n- one").blocks

    assert [(block.label, len(block.items)) for block in blocks] == [("Status", 0), ("", 1)]


def test_a_table_after_a_complete_field_is_not_its_own():
    blocks = outline("**Dependencies:** Phase 1\n\n| ID | Task |\n|---|---|\n| a | b |").blocks

    assert [(block.label, len(block.rows)) for block in blocks] == [("Dependencies", 0), ("", 1)]


def test_blank_lines_inside_a_table_do_not_end_it():
    rows = outline("| ID | Task |\n\n|---|---|\n\n| a | b |\n\n| c | d |").blocks[0].rows

    assert [row.cells["id"] for row in rows] == ["a", "c"]


def test_wrapped_lines_join_the_item_and_sentences_below_are_details():
    items = outline("- [ ] Wrap the\n  line here\n- [ ] Done.\n  A sentence of its own.").blocks[0].items

    assert [item.text for item in items] == ["Wrap the line here", "Done."]
    assert [detail.text for detail in items[1].details] == ["A sentence of its own."]


def test_several_fields_on_one_line_are_read():
    blocks = outline("**Status**: Done | **Owner**: Ada").blocks

    assert [(block.label, block.value) for block in blocks] == [("Status", "Done"), ("Owner", "Ada")]


def test_lists_nest_by_indentation():
    item = outline("1. a\n   - b\n     - c\n2. d").blocks[0].items[0]

    assert [each.text for each in item.walk()] == ["a", "b", "c"]


def test_a_list_nested_too_deep_is_refused():
    with pytest.raises(LimitExceeded, match="12"):
        outline("\n".join("  " * depth + "- x" for depth in range(13)))
