import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_plan_server.errors import LimitExceeded
from agent_plan_server.rules.limits import NOTE_BYTES, TITLE_CHARACTERS, check_line, check_text, strip_hidden


@pytest.mark.parametrize(
    "text",
    [
        "plain\n\ttext, with a tab",
        "Größe, naïve, 表題, العربية",
        "क्\u200dष and न्\u200dन",  # Hindi: the joiner decides the shape
        "می\u200cخواهم",  # Persian
        "👩\u200d👩\u200d👧 👩🏽\u200d💻 🏳\ufe0f\u200d🌈 🇩🇪 🙂\u200d↔\ufe0f ❤\ufe0f",
    ],
)
def test_what_a_reader_sees_stays(text):
    assert strip_hidden(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb\x07\x00", "ab"),
        ("\x1b]0;title\x07a \x1b]8;;https://x\x1b\\link\x1b]8;;\x1b\\", "a link"),
        ("\x1b]no end", "]no end"),
        ("a\x9b31mb\x7f", "a31mb"),
        ("if admin\u202e\u2066 // check\u2069\u202c", "if admin // check"),
        ("hi\U000e0049\U000e0047\U000e004e", "hi"),
        ("pass\u200bword\u2060\ufeff\u00ad", "password"),
        ("pass\u200dword\u200c", "password"),
        ("\u200da👩\u200d", "a👩"),
        ("❤\ufe0f\ufe01\U000e0101\ufe02", "❤\ufe0f"),
        ("\ufe0fa", "a"),
        ("one\r\ntwo\rthree\u2028four\x85", "one\ntwo\nthree\nfour\n"),
        ("half \ud83d character", "half  character"),
    ],
)
def test_what_no_reader_sees_is_stripped(text, shown):
    assert strip_hidden(text) == shown


@given(st.text(st.characters(exclude_categories=[]), max_size=30))
def test_stripped_text_can_be_written_and_never_commands_a_terminal(text):
    shown = strip_hidden(text)

    assert shown.encode().decode() == shown
    assert not [mark for mark in shown if mark < " " and mark not in "\n\t"]


def test_text_is_measured_in_bytes_after_stripping():
    assert check_text("note", "é" * (NOTE_BYTES // 2) + "\u200b" * 99, NOTE_BYTES) == "é" * (NOTE_BYTES // 2)


def test_the_refusal_of_a_long_text_names_it_and_the_limit():
    with pytest.raises(LimitExceeded, match=r"The note has 8,194 bytes; the limit is 8,192\."):
        check_text("note", "é" * (NOTE_BYTES // 2 + 1), NOTE_BYTES)


def test_a_line_folds_its_newlines():
    assert check_line("title", " Log\r\nin \t now\n", TITLE_CHARACTERS) == "Log in now"


def test_the_refusal_of_a_long_line_names_it_and_the_limit():
    with pytest.raises(LimitExceeded, match=r"The title has 201 characters; the limit is 200\."):
        check_line("title", "x" * 201, TITLE_CHARACTERS)
