from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.lines import PSEUDO_LEVEL, Line, scan


def scan_text(text: str) -> list[Line]:
    return list(scan(enumerate(text.split("\n"), 1))[0])


def kinds(text: str) -> list[str]:
    return [line.kind.value for line in scan_text(text)]


def test_every_list_marker_can_carry_a_box():
    lines = scan_text("- [ ] a\n* [x] b\n+ [~] c\n1. [ ] d\n2) [X] e\n☐ f\n- ☑ g\n3.1 [ ] h")

    assert [line.mark for line in lines] == [" ", "x", "~", " ", "X", " ", "x", " "]
    assert [line.text for line in lines] == list("abcdefgh")
    assert lines[-1].ordinal == "3.1"


def test_links_and_tags_are_not_boxes():
    lines = scan_text("- [text](target.md)\n- [P] parallel\n- [] empty")

    assert [line.mark for line in lines] == [None, None, ""]


def test_code_comments_and_front_matter_are_not_read():
    text = "---\ntitle: x\n---\n```\n# no\n- [ ] no\n```\n<!--\n- [ ] no\n-->\n- [ ] yes <!-- id: 4 -->"
    lines = scan_text(text)

    assert [line.text for line in lines if line.kind is Kind.ITEM] == ["yes"]
    assert not [line for line in lines if line.kind is Kind.HEADING]


def test_a_fence_without_end_hides_nothing_and_is_remarked():
    lines, remarks = scan([(1, "```bash"), (2, "- [ ] still work")])

    assert lines[1].kind is Kind.ITEM
    assert "line 1" in remarks[0]


def test_a_quoted_file_may_hold_fences_of_its_own():
    text = "```markdown\n# Quoted\n```bash\nls\n```\n- [ ] quoted\n```\n- [ ] real"

    assert [line.text for line in scan_text(text) if line.kind is Kind.ITEM] == ["real"]


def test_a_numbered_heading_that_fills_a_gap_ends_a_leaking_fence():
    text = "### Task 1: a\n```\nx\n### Task 2: b\n- [ ] y\n```\nz\n### Task 3: c\n"

    assert [line.text for line in scan_text(text) if line.kind is Kind.HEADING] == [
        "Task 1: a",
        "Task 2: b",
        "Task 3: c",
    ]


def test_underlined_text_is_a_heading():
    lines = scan_text("Plan\n====\n\nPart\n----\n\ntext\n\n---\n")

    assert [(line.text, line.level) for line in lines if line.kind is Kind.HEADING] == [("Plan", 1), ("Part", 2)]


def test_a_bold_line_that_names_a_phase_is_a_heading():
    lines = scan_text("**Phase 1: Setup**\n**Tests**")

    assert [(line.kind, line.level) for line in lines] == [(Kind.HEADING, PSEUDO_LEVEL), (Kind.TEXT, 0)]


def test_rules_rows_and_text_are_told_apart():
    assert kinds("---\n| a | b |\n* * *\nplain\n") == ["rule", "row", "rule", "text", "blank"]


def test_many_blank_lines_are_scanned_as_one():
    lines = scan_text("a\n\n\n\nb\n```\n\n\n```")

    assert [(line.number, line.kind.value) for line in lines[:3]] == [(1, "text"), (2, "blank"), (5, "text")]
    assert [line.number for line in lines if line.kind is Kind.CODE] == [6, 7, 8, 9]
