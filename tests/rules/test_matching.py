"""Which task is which after somebody has worked on the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_plan_server.models.draft import TaskDraft
from agent_plan_server.rules.matching import Landmark, Unsure, landmark_of, match_tasks


def task(key: str, title: str, *path: str, own: bool = False, mark: str = " ") -> Landmark:
    return Landmark(key, title, own_key=own, raw=f"- [{mark}] {title}", path=path)


def test_an_id_of_the_author_outlasts_another_title_and_another_place():
    before = [task("T001", "Set up the repository", "Phase 1", own=True)]
    after = [task("T001", "Create a workspace for everybody", "Phase 2", own=True)]

    assert match_tasks(before, after).pairs == {"T001": "T001"}


def test_a_key_that_was_given_by_position_says_nothing():
    before = [task("1.1", "Write the parser", "A"), task("1.2", "Write the printer", "A")]
    after = [
        task("1.1", "Choose a licence", "A"),
        task("1.2", "Write the parser", "A"),
        task("1.3", "Write the printer", "A"),
    ]

    matching = match_tasks(before, after)

    assert matching.pairs == {"1.1": "1.2", "1.2": "1.3"}
    assert matching.added == ("1.1",)


def test_ids_that_were_counted_anew_follow_the_titles():
    before = [task("T001", "Write the parser", own=True), task("T002", "Write the printer", own=True)]
    after = [
        task("T001", "Choose a licence", own=True),
        task("T002", "Write the parser", own=True),
        task("T003", "Write the printer", own=True),
    ]

    assert match_tasks(before, after).pairs == {"T001": "T002", "T002": "T003"}


def test_a_tick_makes_no_other_task():
    before = [task("1.1", "Write tests", "A"), task("1.2", "Write tests", "A", mark="x")]
    after = [task("1.1", "Write tests", "A", mark="x"), task("1.2", "Write tests", "A")]

    assert match_tasks(before, after).pairs == {"1.1": "1.1", "1.2": "1.2"}


def test_equal_titles_are_told_apart_by_their_headings():
    before = [task("1.1", "Write tests", "A"), task("2.1", "Write tests", "B")]
    after = [task("1.1", "Write tests", "B"), task("2.1", "Write tests", "A")]

    assert match_tasks(before, after).pairs == {"1.1": "2.1", "2.1": "1.1"}


def test_one_more_of_equal_titles_leaves_all_of_them_open():
    before = [task("1.1", "Write tests", "A"), task("1.2", "Write tests", "A")]
    after = [task(f"1.{number}", "Write tests", "A") for number in (1, 2, 3)]

    matching = match_tasks(before, after)

    assert matching.pairs == {}
    assert matching.unsure == (Unsure("1.1", ("1.1", "1.2", "1.3")), Unsure("1.2", ("1.1", "1.2", "1.3")))
    assert (matching.gone, matching.added) == ((), ())


def test_a_task_that_moved_below_another_heading_is_found_by_its_line():
    before = [task("1.1", "Write the parser", "A"), task("1.2", "Write tests", "A")]
    after = [task("2.1", "Write the parser", "B"), task("1.1", "Write tests", "A")]

    assert match_tasks(before, after).pairs == {"1.1": "2.1", "1.2": "1.1"}


def test_a_title_that_was_mended_is_found_where_only_one_is_alike():
    before = [task("1.1", "Write the parser of the langauge", "A")]
    after = [task("1.1", "Choose a licence", "A"), task("1.2", "Write the parser of the language", "A")]

    assert match_tasks(before, after).pairs == {"1.1": "1.2"}


def test_numbers_in_titles_are_never_alike():
    before = [task("1.1", "Write the tests of module 1", "A")]
    after = [task("1.1", "Write the tests of module 2", "A")]

    matching = match_tasks(before, after)

    assert (matching.pairs, matching.gone, matching.added) == ({}, ("1.1",), ("1.1",))


def test_two_alike_are_no_match_but_a_question():
    before = [task("1.1", "Write the parser of the language", "A")]
    after = [task("1.1", "Write the parsers of the language", "A"), task("1.2", "Write a parser of the language", "A")]

    matching = match_tasks(before, after)

    assert matching.pairs == {}
    assert [(each.key, set(each.candidates)) for each in matching.unsure] == [("1.1", {"1.1", "1.2"})]


def test_a_landmark_is_what_the_draft_says():
    draft = TaskDraft(key="T1", own_key=True, title="Do", raw="- [ ] T1 Do", heading_path=("A",), file="p.md")

    assert landmark_of(draft) == Landmark("T1", "Do", True, "- [ ] T1 Do", ("A",), "p.md")


titles = st.sampled_from(["Write tests", "Write the tests", "Build it", "Build it 2", "Ship", ""])
plans = st.lists(st.builds(task, st.just(""), titles, st.sampled_from(["A", "B"]), mark=st.sampled_from(" x"))).map(
    lambda marks: [mark._replace(key=str(place)) for place, mark in enumerate(marks)]
)


@given(plans, plans)
def test_every_task_is_matched_once_doubted_or_named_gone_or_added(before, after):
    matching = match_tasks(before, after)

    doubted = {each.key for each in matching.unsure}
    assert len(set(matching.pairs.values())) == len(matching.pairs)
    assert {mark.key for mark in before} == set(matching.pairs) | set(matching.gone) | doubted
    assert not set(matching.added) & set(matching.pairs.values())


@given(plans)
def test_an_unchanged_plan_matches_itself(marks):
    assert match_tasks(marks, marks).pairs == {mark.key: mark.key for mark in marks}


@pytest.mark.parametrize("change", ["key", "title", "path"])
def test_ten_thousand_tasks_are_matched_though_all_changed(change):
    words = ["parser", "printer", "lexer", "table", "index", "query"]
    before = [task(f"k{n}", f"Write the {words[n % 6]} of item {n}", f"P{n % 40}") for n in range(10_000)]
    changed = {
        "key": [mark._replace(key=f"new{mark.key}") for mark in before],
        "title": [mark._replace(title=f"{mark.title} now", raw=f"{mark.raw} now") for mark in before],
        "path": [mark._replace(path=("Elsewhere",)) for mark in before],
    }[change]

    assert len(match_tasks(before, changed).pairs) == 10_000
