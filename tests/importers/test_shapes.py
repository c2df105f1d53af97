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


def states(imported):
    return [(task.title, task.status.value, len(task.steps)) for task in imported.plan.tasks]


def test_every_card_of_a_board_is_a_task_and_its_boxes_are_steps():
    imported = read(
        *("# Village fair", "## Ideas", "- Pony rides", "## To do", "- **Tents** - @bodil", "  - [ ] offers"),
        *("- Brass band", "## Doing", "- **Map**", "  - [x] measure", "  - [ ] draw", "## Done", "- Date"),
    )

    assert len(imported.plan.phases) == 1
    assert states(imported) == [
        ("Pony rides", "pending", 0),
        ("Tents", "pending", 1),
        ("Brass band", "pending", 0),
        ("Map", "in_progress", 2),
        ("Date", "completed", 0),
    ]


@pytest.mark.parametrize("later", ["Someday", "Später", "いつか", "Planned for 3.0"])
def test_a_pile_for_later_holds_work_and_what_mixes_boxes_and_bullets_is_all_work(later):
    imported = read("TODO", "====", "## Now", "- [x] Parser", "- ask Hanne", f"## {later}", "- LSP server", "- Docs")

    assert [(phase.title, len(phase.tasks)) for phase in imported.plan.phases] == [("Now", 2), (later, 2)]


def test_what_is_unreleased_is_a_plan_and_what_is_released_is_history():
    imported = read(
        *("# Changelog", "## [Unreleased]", "### Added", "- [x] Digest", "### Fixed", "- [ ] Rounding"),
        *("## [4.2.0] - 2026-01-15", "### Added", "- [x] Archive"),
    )

    assert [(phase.title, len(phase.tasks)) for phase in imported.plan.phases] == [("Unreleased", 2)]
    assert [each.text for each in imported.report.not_taken] == ["Archive"]


def test_the_form_above_the_plan_that_was_filled_in_from_it_is_left_out():
    imported = read(
        *("# How we plan", "## Phase 1: [Name]", "- [ ] [Step 1]", "## Phase 2: [Name]", "- [ ] [Step 1]"),
        *("# Labels", "## Phase 1: Layout", "- [x] Measure", "- [ ] Draw", "## Phase 2: Print", "- [ ] Connect"),
    )

    assert [(phase.number, phase.title) for phase in imported.plan.phases] == [("1", "Layout"), ("2", "Print")]


def test_a_group_of_tasks_below_testing_is_a_phase_like_those_below_other_layers():
    imported = read(
        *(
            "# P",
            "### Database",
            "#### Task Group 1: Models",
            "- [ ] 1.0 All",
            "  - [ ] 1.1 Model",
            "  - [ ] 1.2 Index",
        ),
        *("### Testing", "#### Task Group 2: Review", "- [ ] 2.0 Fill gaps", "  - [ ] 2.1 Read", "  - [ ] 2.2 Run"),
    )

    assert [(phase.title, len(phase.tasks)) for phase in imported.plan.phases] == [("Models", 2), ("Review", 2)]


def test_boxes_below_a_phase_that_only_the_tests_speak_of_stay_tests():
    imported = read(
        *("# P", "## Phase 1: A", "- [ ] **A1** x", "- [ ] **A2** y", "## Phase 2: B", "- [ ] **B1** z"),
        *("## Tests", "### Phase 1", "- [ ] **A9** look again"),
    )

    assert sorted(tasks(imported)) == ["A1", "A2", "B1"]


@pytest.mark.parametrize("word", ["Chunk", "Part", "Milestone"])
def test_counted_headings_over_counted_tasks_are_phases_whatever_they_are_called(word):
    step = ("**Files:**", "- Create: `a/b.py`", "- [ ] **Step 1: Write the failing test**", "- [ ] **Step 2: Commit**")
    imported = read(
        *("# P", f"## {word} 1: Protocol", "### Task 1: Manifest", *step, "### Task 2: Discovery", *step),
        *(f"## {word} 2: Commands", "### Task 3: Register", *step),
    )

    assert imported.report.format == "superpowers"
    assert [(phase.title, len(phase.tasks)) for phase in imported.plan.phases] == [("Protocol", 2), ("Commands", 1)]


def test_epics_are_phases_and_the_stories_below_them_tasks():
    imported = read(
        *("# Board", "## [SHOP-10] EPIC: Cellar", "*Status:* To Do", "### [SHOP-11] Dry the walls"),
        *("Type: Story | Status: DONE | Assignee: wim", "### [SHOP-12] Paint", "Type: Story | Status: TO DO"),
        *("Sub-tasks:", "* SHOP-13 Buy", "* SHOP-14 Mix", "## [SHOP-20] EPIC: Roof", "### [SHOP-21] Tiles"),
    )

    assert [(phase.title, len(phase.tasks)) for phase in imported.plan.phases] == [("Cellar", 2), ("Roof", 1)]
    assert states(imported) == [("Dry the walls", "completed", 0), ("Paint", "pending", 2), ("Tiles", "pending", 0)]
    assert imported.plan.tasks[0].owner == "wim"


def test_ids_above_ids_of_their_form_are_groups_without_being_called_epics():
    imported = read(
        "# Board", "## SHOP-10 Cellar", "### SHOP-11 Dry", "### SHOP-12 Paint", "## SHOP-20 Roof", "### SHOP-21 T"
    )

    assert sorted(tasks(imported)) == ["SHOP-11", "SHOP-12", "SHOP-21"]


def test_issues_that_were_exported_are_tasks_with_their_state():
    imported = read(
        *(
            "# Issues of the shop",
            "## #12 Cellar is wet",
            "State: open",
            "Labels: bug, p1",
            "- [ ] pump",
            "- [ ] paint",
        ),
        *("## #15 Roof leaks", "State: closed"),
    )

    assert sorted(tasks(imported)) == ["#12", "#15"]
    assert states(imported) == [("Cellar is wet", "pending", 2), ("Roof leaks", "completed", 0)]


def test_headings_with_a_state_in_capitals_in_front_are_tasks():
    imported = read(
        *("# Fair", "## Food", "### TODO [#A] Buy bread", "### DONE Ask the baker", "## Music"),
        *("### WAITING Permit", "### NEXT Brass band", "### CANCELLED Fireworks"),
    )

    assert [(phase.title, len(phase.tasks)) for phase in imported.plan.phases] == [("Food", 2), ("Music", 3)]
    assert [task.status.value for task in imported.plan.tasks] == [
        *("pending", "completed", "blocked", "pending", "skipped")
    ]


def test_headings_with_a_field_of_state_are_tasks_without_any_phase():
    imported = read("# Roof", "## Tiles", "Status: done", "## Gutter", "Status: open | Owner: Kai")

    assert states(imported) == [("Tiles", "completed", 0), ("Gutter", "pending", 0)]


@pytest.mark.parametrize(
    "lines",
    [
        ("= Cellar", "", "== Phase 1: Dry", "", "* [x] Pump", "* [ ] Heater", "----", "* [ ] quoted", "----"),
        ("h1. Cellar", "", "h2. Phase 1: Dry", "", "* [x] Pump", "* [ ] Heater"),
        ("= Cellar =", "== Phase 1: Dry ==", "- [x] Pump", "- [ ] Heater"),
    ],
    ids=["asciidoc", "wiki", "equals on both sides"],
)
def test_headings_of_other_markups_are_headings(lines):
    imported = read(*lines)

    assert imported.plan.title == "Cellar"
    assert [phase.title for phase in imported.plan.phases] == ["Dry"]
    assert states(imported) == [("Pump", "completed", 0), ("Heater", "pending", 0)]


def test_an_outline_has_stars_for_headings_and_states_in_front():
    imported = read(
        *("#+TITLE: Cellar", "* Dry", "** DONE Pump", "   CLOSED: [2026-01-02 Fri]", "** TODO Heater [1/2] :home:"),
        *(
            "   :PROPERTIES:",
            "   :Effort: 2h",
            "   :END:",
            "   - [x] buy",
            "   - [ ] plug in",
            "* Paint",
            "** NEXT Door",
        ),
    )

    assert imported.plan.title == "Cellar"
    assert [phase.title for phase in imported.plan.phases] == ["Dry", "Paint"]
    assert states(imported) == [("Pump", "completed", 0), ("Heater", "pending", 2), ("Door", "pending", 0)]


def test_two_lists_with_stars_are_no_outline():
    imported = read("Cellar", "", "* [x] Pump", "* [ ] Heater")

    assert states(imported) == [("Pump", "completed", 0), ("Heater", "pending", 0)]


@pytest.mark.parametrize(
    ("header", "rows", "wanted"),
    [
        ("Summary | Assignee | Status", ("Dry | kai | Done", "Paint | | To do"), ["completed", "pending"]),
        ("Deliverable | Start | End", ("Dry | 1 Apr | 2 Apr", "Paint | 3 Apr | 4 Apr"), ["pending", "pending"]),
        ("Ticket | Zustand | Fällig", ("Dry | erledigt | 1.4.", "Paint | offen | 2.4."), ["completed", "pending"]),
        ("任务 | 开始 | 结束", ("Dry | 1日 | 2日", "Paint | 3日 | 4日"), ["pending", "pending"]),
    ],
)
def test_a_table_of_work_is_known_by_its_columns_in_a_plan_without_phases(header, rows, wanted):
    ruler = "|---" * (header.count("|") + 1) + "|"
    imported = read("# Export", f"| {header} |", ruler, *(f"| {row} |" for row in rows))

    assert [task.title for task in imported.plan.tasks] == ["Dry", "Paint"]
    assert [task.status.value for task in imported.plan.tasks] == wanted


def test_boxes_with_ids_beside_the_phases_are_a_phase_and_those_that_restate_are_not():
    imported = read(
        *("# P", "## Already landed ✅", "- [x] **W0-1** Skeleton", "- [x] **W0-2** Archive"),
        *("## Track A: Decoder", "- [ ] **A1** Sync", "## Track B: Web", "- [ ] **B1** List"),
        *("## Someday", "- [ ] Native app", "- [ ] Sound", "## This month", "- [ ] **A1** Sync", "- [ ] **B1** List"),
    )

    assert [(phase.title, len(phase.tasks)) for phase in imported.plan.phases] == [
        *(("Already landed", 2), ("Decoder", 1), ("Web", 1), ("Someday", 2))
    ]


def test_criteria_beside_the_phases_are_none():
    imported = read(
        *("# P", "## Track A: Decoder", "- [ ] **A1** Sync", "## Track B: Web", "- [ ] **B1** List"),
        *("## Definition of Ready", "- [ ] merged", "- [ ] named", "## House rules", "- [ ] be kind", "- [ ] be fast"),
    )

    assert sorted(tasks(imported)) == ["A1", "B1"]


def test_a_table_whose_headers_are_states_is_a_board():
    imported = read(
        "# Kanban", "| To do | Doing | Done |", "|---|---|---|", "| Roof | Walls | Pump<br>Door |", "| Gutter | | |"
    )

    assert states(imported) == [
        *(("Roof", "pending", 0), ("Walls", "in_progress", 0), ("Pump", "completed", 0), ("Door", "completed", 0)),
        ("Gutter", "pending", 0),
    ]


def test_a_column_that_nobody_knows_holds_the_titles_beside_a_state_and_an_owner():
    imported = read(
        "# Roadmap", "| Quarter | Epic | Owner | Status |", "|---|---|---|---|", "| Q1 | Login | Ann | Done |"
    )

    assert states(imported) == [("Login", "completed", 0)]


def test_a_table_of_figures_is_no_work():
    imported = read(
        *(
            "# P",
            "## Phase 1: A",
            "- [ ] x",
            "| Metric | Target | Status |",
            "|---|---|---|",
            "| p95 | 2 s | on track |",
        )
    )

    assert [task.title for task in imported.plan.tasks] == ["x"]
