from agent_plan_server.importers.text.flattened import unflatten


def texts(*lines: str) -> list[str]:
    return [text for _, text in unflatten(lines)]


def test_pilcrows_become_headings():
    assert texts("Plan¶", "Goal¶", "text") == ["# Plan", "## Goal", "text"]


def test_a_run_together_list_is_set_apart_with_its_line_number():
    lines = unflatten(("Plan¶", "Work¶", "Tasks: - [x] one - [ ] two"))

    assert lines[2:] == ((3, "Tasks:"), (3, "- [x] one"), (3, "- [ ] two"))


def test_a_box_glued_to_the_line_before_opens_the_next_item():
    assert texts("Plan¶", "Out¶", "- [x]", "docs/a.md - [ ]", "docs/b.md")[2:] == [
        "- [x]",
        "docs/a.md",
        "- [ ]",
        "docs/b.md",
    ]


def test_a_lead_with_a_plain_list_is_set_apart():
    assert texts("Plan¶", "Work¶", "Goal: - decide where")[2:] == ["Goal:", "- decide where"]


def test_a_healthy_plan_comes_back_unchanged():
    lines = ("# Plan", "", "- [ ] Write `- [ ]` for open and `- [x]` for done", "Goal: - 3 degrees")

    assert texts(*lines) == list(lines)


def test_boxes_run_together_are_set_apart_without_pilcrows_too():
    assert texts("# Plan", "Tasks: - [x] a - [ ] b") == ["# Plan", "Tasks:", "- [x] a", "- [ ] b"]


def test_a_box_behind_a_single_letter_is_set_apart():
    assert texts("# Plan", "a - [ ] b", "  a - [ ] b") == ["# Plan", "a", "- [ ] b", "  a", "- [ ] b"]


def test_headings_that_lost_their_marks_are_found_by_name():
    assert texts("Phase 1: Setup", "- [ ] a", "", "Exit Criteria", "- b") == [
        "## Phase 1: Setup",
        "- [ ] a",
        "",
        "## Exit Criteria",
        "- b",
    ]
