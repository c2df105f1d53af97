"""Roles, names, states, estimates, titles, paths, placeholders and dependencies: words that authors use."""

import pytest

from agent_plan_server.importers.words.brackets import read_bracketed_needs, read_trailing_needs
from agent_plan_server.importers.words.dependencies import ids_in, read_needs
from agent_plan_server.importers.words.estimates import Span, is_amount, is_time, read_minutes, read_span
from agent_plan_server.importers.words.names import read_phase_name
from agent_plan_server.importers.words.paths import files_in, paths_in
from agent_plan_server.importers.words.placeholders import has_placeholder, is_placeholder, share_of_placeholders
from agent_plan_server.importers.words.roles import Role, role_of
from agent_plan_server.importers.words.sentences import read_sentence_needs
from agent_plan_server.importers.words.states import read_line_status, read_mark, read_status, strip_state
from agent_plan_server.importers.words.titles import clean_title, cut_title, slug_of, strip_decoration


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("🚦 GO/NO-GO Decision Points", Role.GATES),
        ("Concrete Outputs Required Before Phase 0 Can Close", Role.DELIVERABLES),
        ("Cannot Parallelize (Dependencies)", Role.PARALLEL),
        ("Decisions To Lock In This Phase", Role.LOCKS),
        ("Rules for this phase:", Role.RULES),
        ("3. Akzeptanzkriterien", Role.ACCEPTANCE),
        ("Tech Spine Updates Needed", Role.DOCUMENTS),
        ("Team handbook", None),
        ("Sequential Approach", None),
        ("A long title that only mentions risks in passing by", None),
    ],
)
def test_a_title_names_its_role(title, role):
    assert role_of(title) is role


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("🔴 PHASE 1: RESCUE (Weeks 1-3)", ("phase", "1", "RESCUE (Weeks 1-3)")),
        ("[Phase 0: Inventory](phase_0.md)", ("phase", "0", "Inventory")),
        ("Workstream 2 - Machines", ("workstream", "2", "Machines")),
        ("Phase 3: API ✅ COMPLETE", ("phase", "3", "API")),
        ("Sprint A", ("sprint", "A", "")),
        ("階段 2: 修復", ("phase", "2", "修復")),
        ("第一阶段 准备", ("phase", "1", "准备")),
        ("Phase 1A – Tiers", ("phase", "1a", "Tiers")),
    ],
)
def test_a_heading_names_a_phase(heading, name):
    found = read_phase_name(heading)

    assert found is not None
    assert (found.word, found.number, found.title) == name


@pytest.mark.parametrize(
    "heading", ["Phase 1 Success (Week 3)", "Week 1 Checkpoint", "Phase Failures", "Workstreams", "Phase 2 is done"]
)
def test_a_heading_that_speaks_of_a_phase_names_none(heading):
    assert read_phase_name(heading) is None


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("Completed ✅", "completed"),
        ("Ready to Execute (after Phase 0)", "pending"),
        ("Not started", "pending"),
        ("In Progress 🔄", "in_progress"),
        ("⏸️", "pending"),
        ("완료", "completed"),
        ("Blocked by review", "blocked"),
        ("Won't do", "skipped"),
        ("Every invoice of the last year is wrong", None),
    ],
)
def test_a_status_field_says_a_state(value, status):
    assert read_status(value) == status


@pytest.mark.parametrize(
    ("line", "status", "rest"),
    [
        ("Create the file ✅", "completed", "Create the file"),
        ("Login endpoint 🔄 (working on this)", "in_progress", "Login endpoint"),
        ("Rename it (DEFERRED)", "skipped", "Rename it"),
        ("Close issues - open issues list", None, "Close issues - open issues list"),
        ("Add a table (new table)", None, "Add a table (new table)"),
        ("Seção ✅ **CONCLUÍDO**", "completed", "Seção"),
    ],
)
def test_a_line_says_its_state_at_its_end(line, status, rest):
    assert read_line_status(line) == status
    assert strip_state(line) == rest


def test_a_mark_that_nobody_knows_is_not_done():
    assert read_mark("?") == "pending"
    assert read_mark("X") == "completed"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2-3 hours", 150),
        ("Week 2-3", 4800),
        ("Days 1-2", 960),
        ("Months 1-6", 57600),
        ("~3h", 180),
        ("45 minutes", 45),
        ("2.5 hours", 150),
        ("half a day", 240),
        ("soon", None),
    ],
)
def test_an_estimate_is_read_in_working_minutes(text, minutes):
    assert read_minutes(text) == minutes


def test_a_span_knows_what_it_contains_and_what_comes_later():
    weeks = read_span("Weeks 4-6")

    assert weeks == Span("week", 4, 6)
    assert weeks.contains(Span("week", 5, 5))
    assert weeks.starts_after(Span("week", 3, 3))
    assert not weeks.starts_after(Span("day", 1, 1))


def test_a_time_is_not_an_amount():
    assert (is_time("Days 3-4"), is_time("Day one"), is_amount("4h"), is_amount("Week 4")) == (True, False, True, False)


def test_decoration_goes_and_code_stays():
    assert strip_decoration("**Export** `greet` from `pkg/__init__.py` ✅") == "Export greet from pkg/__init__.py"
    assert clean_title("[P] [US1] *Write* the [guide](docs/guide.md):") == "Write the guide"


def test_long_titles_are_cut_with_an_ellipsis():
    cut = cut_title("x" * 300)

    assert len(cut) == 200
    assert cut.endswith("…")


def test_a_slug_is_cut_at_a_word():
    assert slug_of("Move the photo archive to object storage now") == "move-the-photo-archive-to-object-storage"
    assert slug_of("✅") == "plan"


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("New `src/auth/` module", ("src/auth/**",)),
        ("`app/[id]/page.tsx:12-14`", ("app/[id]/page.tsx",)),
        ("in docs/a/ADR.md now", ("docs/a/ADR.md",)),
        ("Implement `run()` and POST /signup", ()),
        ("see https://a.example/c.md", ()),
        ("`/etc/passwd` and `../secret.md`", ()),
    ],
)
def test_paths_are_found_and_prose_is_not(text, paths):
    assert paths_in(text) == paths


def test_a_deliverable_may_be_a_bare_file_name():
    assert files_in("checklist in PHASE_1_PLAN.md") == ("PHASE_1_PLAN.md",)


def test_placeholders_are_told_from_tags_and_links():
    assert is_placeholder("[Step 1]")
    assert is_placeholder("[Date]: [What happened]")
    assert not has_placeholder("[P] [US1] [TODO] do it, see [guide](a.md)")
    assert share_of_placeholders(["[a step]", "YYYY-MM-DD", "real", "also real"]) == 0.5


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Phase 0 complete", ["0"]),
        ("Phases 1-3 complete", ["1", "2", "3"]),
        ("Phases 1, 2 & 4", ["1", "2", "4"]),
        ("T002-T004, FEAT-001", ["T002", "T003", "T004", "FEAT-001"]),
        ("PERSIST-004/005", ["PERSIST-004", "PERSIST-005"]),
        ("2.1 (Contracts), 2.2", ["2.1", "2.2"]),
        ("#13 and #14", ["#13", "#14"]),
        ("None (this is phase 1)", []),
        ("User approval", ["User approval"]),
    ],
)
def test_needs_are_read(text, values):
    assert [name for need in read_needs(text, 1) for name in need.names] == values


def test_a_range_stays_one_need():
    assert [need.said for need in read_needs("Phases 1-999, T001-T200", 1)] == ["1-999", "T001-T200"]


def test_a_need_in_brackets_is_taken_off_the_line():
    text, needs = read_bracketed_needs("Ready to Execute (after Phase 0)", 7)

    assert text == "Ready to Execute"
    assert [(need.value, need.line) for need in needs] == [("0", 7)]


def test_a_sentence_that_only_mentions_a_phase_asks_for_nothing():
    assert read_sentence_needs("Can Begin Planning During Phase 1", 1) == ()
    assert [need.value for need in read_sentence_needs("Requires Phase 1 Complete", 1)] == ["1"]


def test_ids_are_found_in_prose():
    assert ids_in("Continue FIX-006, not SHA or v1.2") == ("FIX-006",)


@pytest.mark.parametrize(
    ("text", "title", "needed"),
    [
        ("Ship it, depends on 1.2", "Ship it", ["1.2"]),
        ("Ship it — Depends on: 1.2 and FEAT-001", "Ship it", ["1.2", "FEAT-001"]),
        ("Ship it blocked by T003", "Ship it", ["T003"]),
        ("Explain what the result depends on", "Explain what the result depends on", []),
        ("List what it depends on in general", "List what it depends on in general", []),
    ],
)
def test_needs_at_the_end_of_a_line_are_read_when_they_name_something(text, title, needed):
    bare, needs = read_trailing_needs(text, 1)

    assert bare == title
    assert sorted(need.value for need in needs) == sorted(needed)
