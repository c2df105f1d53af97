"""Hints spare a line its dear patterns: they may be wrong in one direction only."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_plan_server.importers.words.hints import Hints
from agent_plan_server.importers.words.lexicon import Lexicon, pattern_of
from agent_plan_server.importers.words.names import names_task, read_phase_name
from agent_plan_server.importers.words.placeholders import has_placeholder, may_hold_placeholders
from agent_plan_server.importers.words.states import read_line_status
from agent_plan_server.importers.words.verbs import AFTER_WORDS, BLOCK_WORDS, NEED_WORDS
from agent_plan_server.models.states import TaskStatus

WORDS = sorted(NEED_WORDS | AFTER_WORDS | BLOCK_WORDS)
PATTERN = re.compile(rf"(?<!\w)(?:{pattern_of(WORDS)})(?!\w)", re.I)
SIGNS = (" ", "(", ")", ":", ", ", "-", "*", "_", ".", "1", "x", "Build it", "é", "后", "\u0131", "\u017f", "\t")


@given(st.lists(st.sampled_from((*WORDS, *SIGNS)), max_size=8).map("".join), st.booleans())
def test_whatever_a_pattern_finds_was_hinted_at(text, is_loud):
    text = text.upper() if is_loud else text

    assert PATTERN.search(text) is None or Hints(WORDS).may_stand_in(text)


def test_the_turkish_i_is_an_i_as_it_is_to_a_pattern():
    assert re.search("ardından", "1.2 ARDINDAN", re.I)
    assert Hints(("ardından",)).may_stand_in("1.2 ARDINDAN")


def test_a_line_without_a_word_of_the_table_gives_no_hint():
    assert not Hints(("depends on", "needs", "après")).may_stand_in("Needless: rely on the pre-built image (2h)")


@pytest.mark.parametrize(
    "text", ["Task 3", "tâche 3", "**Story** 1", "`Task` 3", "[x] Build it", "A-1 Login", "T001", ""]
)
def test_a_text_may_begin_with_a_word_or_hide_one(text):
    assert Hints(("task", "tâche", "user story")).may_begin(text)


@pytest.mark.parametrize("text", ["Build it", "Tasks: three", "Write the task", "x", "Story: Login"])
def test_a_plain_word_that_no_table_knows_begins_with_none(text):
    assert not Hints(("task", "user story")).may_begin(text)


@pytest.mark.parametrize(("or_ids", "may_begin"), [(True, True), (False, False)])
def test_an_id_is_a_beginning_where_ids_count(or_ids, may_begin):
    assert Hints(("task",), or_ids=or_ids).may_begin("AUTH-1 Login") is may_begin


@pytest.mark.parametrize("text", ["2 nd phase: Build", "3.1 Phase 2: Build", "1. Phase: Build", "3 e fase: Build"])
def test_the_word_of_a_phase_is_looked_for_behind_its_number(text):
    name = read_phase_name(text)

    assert name is not None
    assert (name.word, name.title) == ("phase", "Build")


@pytest.mark.parametrize("text", ["3.17 Build it", "12 of them", "Task 3: Build", "M1 chip support", "Phases: three"])
def test_what_begins_like_no_phase_names_none(text):
    assert read_phase_name(text) is None


def test_a_task_is_named_by_its_first_word_or_its_id():
    named = {text: names_task(text) for text in ("Task 3", "AUTH-1 Login", "3.1 Task", "Build task 3", "Tasks")}

    assert named == {"Task 3": True, "AUTH-1 Login": True, "3.1 Task": False, "Build task 3": False, "Tasks": False}


FORMS = ("{{", "}}", "<Name", ">", "YYYY-MM-DD", "ABC-XXX", "X hours", "${A_B}", "[", "]", "`", "Name", " ", "x", "(")


@given(st.lists(st.sampled_from(FORMS), max_size=8).map("".join))
def test_a_text_with_a_placeholder_may_hold_some(text):
    assert may_hold_placeholders(text.casefold()) or not has_placeholder(text)


@pytest.mark.parametrize("sign", [" - ", " | ", " : ", " => ", " **", " — ", " 🔥 "])
def test_a_state_is_looked_for_behind_every_sign(sign):
    assert read_line_status(f"Paint the kite{sign}done") is TaskStatus.COMPLETED


def test_a_word_of_one_letter_is_found_beside_longer_ones():
    words = Lexicon({"y": "yes", "yet": "so far", "no": "no"})

    found = {text: match.meaning for text in ("y", "y?", "yet", "yes", "no") if (match := words.match(text))}

    assert found == {"y": "yes", "y?": "yes", "yet": "so far", "no": "no"}


def test_a_word_of_one_letter_begins_a_text_that_goes_on_like_a_longer_one():
    found = Lexicon({"完": "done", "完成": "complete"}).match_start("完成品")
    other = Lexicon({"完": "done", "完成品": "product"}).match_start("完成")

    assert (found and found.meaning, other and other.meaning) == ("complete", "done")
