"""What a line says of its own state: replaced by the file's own words for another, or left."""

import pytest
from rendering.plans import lines_changed, open_text, render_text, text_after

from agent_plan_server.models.states import TaskStatus
from agent_plan_server.rendering.render import render
from agent_plan_server.rendering.units import Wanted, written_for

DONE, OPEN, DOING = TaskStatus.COMPLETED, TaskStatus.PENDING, TaskStatus.IN_PROGRESS
PLAN = "# Well\n\n## Phase 1: Dig\n\n{}\n"


def plan_of(*lines: str) -> str:
    return PLAN.format("\n".join(lines))


@pytest.mark.parametrize(
    ("before", "title", "status", "after"),
    [
        (("- ✅ Find water", "- 🔄 Dig down", "- 📋 Line the wall"), "Dig down", DONE, "- ✅ Dig down"),
        (("- ✅ Find water", "- 🔄 Dig down", "- 📋 Line the wall"), "Find water", OPEN, "- 📋 Find water"),
        (("- Find water — DONE", "- Dig down — IN PROGRESS"), "Find water", DOING, "- Find water — IN PROGRESS"),
        (("1. Find water (completed)", "2. Dig down (pending)"), "Dig down", DONE, "2. Dig down (completed)"),
        (("* 水を探す（完了）", "* 掘る（未着手）"), "掘る", DONE, "* 掘る（完了）"),
        (("- Cavar — **HECHO**", "- Subir — **PENDIENTE**"), "Subir", DONE, "- Subir — **HECHO**"),
        (("- [x] Find it ✅ **DONE**", "- [ ] Dig down", "- [ ] Ask ada"), "Find it", OPEN, "- [ ] Find it"),
        (("- Find it [DONE]  ", "- Dig down [TODO]  "), "Dig down", DONE, "- Dig down [DONE]  "),
        (("- Find it ✅", "- Ask ada ✅", "- Dig down"), "Dig down", DONE, "- Dig down ✅"),
        (("- Find it ✅", "- Ask ada ✅", "- Dig down", "- Rest"), "Find it", OPEN, "- Find it"),
        (("- Find it ✅", "- Ask ada ✅", "- Get it done", "- Have it done"), "Find it", OPEN, "- Find it"),
        (("- **Find it — DONE**", "- **Ask — DONE**", "- **Dig**", "- **Rest**"), "Find it", OPEN, "- **Find it**"),
    ],
)
def test_the_file_s_own_words_for_the_new_state_take_the_place_of_the_old(before, title, status, after):
    plan = plan_of(*before)

    ((_, new),) = lines_changed(plan, text_after(plan, {title: status}))

    assert new == after


@pytest.mark.parametrize(
    ("before", "title", "status"),
    [
        (("- ✅ Find water", "- 🔄 Dig down"), "Find water", OPEN),  # no word for open
        (("- Find water (DONE, ada was there)", "- Dig down", "- Rest"), "Find water", OPEN),  # an author's own words
        (("- Find water ✅", "- Dig down"), "Dig down", DONE),  # one line is no habit
        (("- Find water ✅", "- Ask ada ✅", "- Dig 🔥 down"), "Dig down", DONE),  # a sign of something else
        (("- Find water", "- Get it done"), "Get it done", DONE),
    ],
)
def test_what_the_file_has_no_word_for_is_left_and_reported(before, title, status):
    plan = plan_of(*before)
    rendering = render_text(plan, {title: status})

    assert rendering.changed == {}
    assert len(rendering.left) == 1


HEADINGS = """# Well

## Phase 1: Dig

### Task 1: Find water ✅

Ask the neighbours.

### Task 2: Dig down 🔄

Take a spade.

### Task 3: Line the wall [IN PROGRESS]

### Task 4: Cover it [TODO]

### Task 5: Open it

### Task 6: Drink — DONE
"""


@pytest.mark.parametrize(
    ("title", "status", "after"),
    [
        ("Dig down", DONE, "### Task 2: Dig down ✅"),
        ("Line the wall", OPEN, "### Task 3: Line the wall [TODO]"),
    ],
)
def test_a_mark_in_a_heading_gives_way_to_another(title, status, after):
    ((_, new),) = lines_changed(HEADINGS, text_after(HEADINGS, {title: status}))

    assert new == after


@pytest.mark.parametrize(("title", "status"), [("Open it", DONE), ("Drink", OPEN)])
def test_the_words_of_a_heading_stay(title, status):
    assert text_after(HEADINGS, {title: status}) == HEADINGS


def test_words_that_were_taken_away_come_back():
    plan = plan_of("- [x] Find it ✅ **DONE**", "- [x] Ask ada ✅ **COMPLETED**", "- [ ] Dig down", "- [ ] Rest")
    there = render_text(plan, {"Ask ada": OPEN})
    written = tuple(each for _, each in written_for(there.edits))

    (data,) = there.changed.values()
    assert text_after(data, {"Ask ada": Wanted(DONE, written=written)}) == plan
    assert b"- [ ] Ask ada\n" in data


def test_damaged_signs_are_replaced_by_damaged_signs():
    clean = plan_of("- Find it ✅", "- Dig down 🔄", "- Ask ada ✅")
    plan = clean.encode().decode("mac_roman")

    after = text_after(plan, {"Dig down": DONE})

    assert after == clean.replace("🔄", "✅").encode().decode("mac_roman")


@pytest.mark.parametrize(
    "groups",
    [
        "- [ ] 2. Dig\n  - [x] 2.1 Mark\n  - [ ] 2.2 Take a spade\n",
        "- [x] 2. Dig\n  - [ ] 2.1 Hole\n    - [x] 2.1.1 Mark\n    - [ ] 2.1.2 Take a spade\n",
    ],
)
def test_a_tick_of_ours_above_a_task_is_taken_back_with_it(groups):
    plan = f"# P\n\n- [x] 1. Go\n  - [x] 1.1 Pack\n{groups}"
    there = render_text(plan, {"Take a spade": DONE})
    files, keys = open_text(*there.changed.values())
    key = keys["Take a spade"]
    written = tuple(each for found, each in written_for(there.edits) if found == key)

    back = render(files, files.read({}), {key: Wanted(OPEN, written=written)})

    assert b"[ ]" not in there.changed[files.main]
    assert back.changed[files.main].decode() == plan
