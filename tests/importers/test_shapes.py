"""Shapes that authors give their plans beside "Phase 1": ids of their own, quoted text, boards, epics, whole fences."""

import pytest
from importers.reading import read, tasks

from agent_plan_server.importers import read_text


@pytest.mark.parametrize("name", ["V01", "A3", "TM.6a", "H2A.1", "WP12"])
def test_a_bold_id_of_any_form_is_no_title(name):
    imported = read("# P", "## Phase 1: A", f"- [ ] **{name}** Print the menu", "  - [x] draft", "  - [ ] proof")

    (task,) = imported.plan.tasks
    assert (task.key, task.title, len(task.steps)) == (name, "Print the menu", 2)


@pytest.mark.parametrize("lead", ["S3", "P1", "Cache"])
def test_a_bold_product_or_priority_in_front_is_no_id(lead):
    imported = read("# P", "## Phase 1: A", f"- [ ] **{lead}**: buckets per tenant", "- [ ] Write it up")

    assert lead not in tasks(imported)


def test_boxes_quoted_in_a_value_leave_yaml_what_it_is():
    text = "\n".join(
        (
            "phases:",
            "  - name: Cellar",
            "    tasks:",
            "      - title: Dry the walls",
            "        note: |",
            "          - [ ] ask about the pump",
            "      - title: Paint",
            "        state: done",
        )
    )

    imported = read_text(text, "plan.yaml")

    assert [task.title for task in imported.plan.tasks] == ["Dry the walls", "Paint"]


def test_a_list_of_boxes_below_a_word_is_no_yaml():
    imported = read("Cellar:", "  - [ ] Dry: the walls", "  - [ ] Paint: the door")

    assert imported.report.format != "data_plan"


def test_what_is_indented_below_a_paragraph_is_quoted():
    imported = read(
        *("# P", "## Phase 1: A", "- [ ] Login", "", "It will look like this:", ""),
        *("    GET /login", "", "    - [ ] a box on the page", "", "- [ ] Logout"),
    )

    assert [task.title for task in imported.plan.tasks] == ["Login", "Logout"]


def test_an_indented_list_below_a_paragraph_is_a_list():
    imported = read("# P", "## Phase 1: A", "To be done:", "", "    - [ ] Login", "    - [ ] Logout")

    assert [task.title for task in imported.plan.tasks] == ["Login", "Logout"]


@pytest.mark.parametrize("opening", ["```md", "```", "````markdown", "~~~markdown"])
def test_a_plan_that_is_one_fence_is_read_and_its_own_fences_are_not(opening):
    fence = opening.rstrip("markdown")
    imported = read(
        opening, "# Two currencies", "## Phase 1: Money", "- [ ] Type", "```sh", "- [ ] quoted", "```", fence
    )

    assert imported.plan.title == "Two currencies"
    assert [task.title for task in imported.plan.tasks] == ["Type"]


def test_a_line_that_names_a_phase_above_boxes_is_its_heading():
    imported = read(
        *(
            "# Money",
            "## Progress",
            "Stage 1 – the type",
            "",
            "- [x] Add it",
            "",
            "Stage 2 – the rates",
            "- [ ] Import",
        ),
        *("## Decision Log", "- Decision: none", "## Notes", "Stage 2 is the hard one.", "", "- [ ] really"),
    )

    assert [(phase.title, len(phase.tasks)) for phase in imported.plan.phases] == [("the type", 1), ("the rates", 1)]
