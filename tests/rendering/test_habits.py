"""How a file writes its tasks, read from lines, and the lines that follow from it."""

import pytest
from rendering.plans import PATH, open_text

from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.rendering.habits import find_habit, has_shape_of, lines_like, next_id
from agent_plan_server.rendering.page import Page
from agent_plan_server.rendering.source import open_source


def line_like(plan: str, key: str = "1.9", ordinal: str = "9") -> str | None:
    """The line of one more task in the manner of the last one."""
    files, _ = open_text(plan)
    tasks = files.read({}).plan.tasks
    habit = find_habit(Page(open_source(files.contents[PATH], PATH.name), tasks), tasks[::-1])
    return next(lines_like(habit, TaskDraft(key=key, title="Sing"), ordinal, [""])) if habit else None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("- [ ] Hum\n- [x] Dance", "- [ ] Sing"),
        ("+ [X] Dance", "+ [ ] Sing"),
        ("- ☑ Dance", "- ☐ Sing"),
        ("- [x] `src/dance.py`: the steps", "- [ ] Sing"),
        ("- [x] **Dance**: with everybody", "- [ ] **Sing**"),
        ("1. Hum\n2. Dance", "9. Sing"),
        ("- [ ] **DO-1**: Hum\n- [ ] **DO-2**: Dance", "- [ ] **DO-3**: Sing"),
        ("- [ ] Task: Hum\n- [ ] Task: Dance", "- [ ] Task: Sing"),
        ("- [ ] T001 **[US1]** **[DB]** Hum\n- [ ] T002 **[US1]** Dance", "- [ ] DO-3 **[US1]** Sing"),
        ("- [ ] ⚠️ DO-1: Hum\n- [ ] ⚠️ DO-2: Dance", None),
    ],
)
def test_a_line_is_written_as_its_siblings_are(lines, expected):
    assert line_like(f"# Feast\n\n## Phase 1: Evening\n\n{lines}\n", key="DO-3") == expected


@pytest.mark.parametrize(
    ("like", "taken", "expected"),
    [
        ("T008", {"T008", "T020"}, "T021"),
        ("2.3", {"2.3", "2.9", "3.12"}, "2.10"),
        ("T004a", {"T004", "T005"}, "T006"),
        ("SETUP", {"SETUP"}, None),
    ],
)
def test_ids_go_on_behind_the_highest(like, taken, expected):
    assert next_id(like, taken) == expected


def test_ids_of_one_manner_differ_in_their_numbers_only():
    assert has_shape_of("2.14", "2.3")
    assert not has_shape_of("2.3.1", "2.3")
    assert not has_shape_of("T001", "1.1")
