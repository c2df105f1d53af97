"""Text on a terminal: width, cutting, wrapping, and nothing that steers it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from agent_plan_server.cli.screens.text import count_cells, cut, make_visible, to_ascii, wrap

WORDS = st.text(
    alphabet=st.sampled_from("abc é文書を한글🚀👩\u200d💻♥\ufe0fe\u0301 \t\n\x1b[0m\u202e\ud83d"), max_size=60
)


@given(WORDS)
def test_no_terminal_needs_more_columns_than_are_counted(text):
    shown = make_visible(text)

    assert cell_len(shown) <= count_cells(shown)


@given(WORDS, st.integers(0, 40))
def test_cut_text_fits(text, cells):
    assert count_cells(cut(make_visible(text), cells)) <= cells


@given(WORDS, st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing(text, cells):
    shown = make_visible(text)

    lines = wrap(shown, cells)

    assert max(map(count_cells, lines)) <= cells
    assert "".join("".join(lines).split()) == "".join(shown.split())


@given(WORDS)
def test_ascii_text_is_ascii_and_not_wider(text):
    shown = make_visible(text)

    plain = to_ascii(shown)

    assert plain.isascii()
    assert len(plain) <= count_cells(shown)


@pytest.mark.parametrize(
    "steering", ["\x1b[2J", "\x9b2J", "\x07", "\r", "\u202e", "\u2066", "\u200b", "\x7f", "\ud83d"]
)
def test_what_a_terminal_would_obey_is_spelled(steering):
    shown = make_visible(f"a{steering}b")

    assert shown.startswith("a\\")
    assert steering[0] not in shown


@pytest.mark.parametrize(
    ("text", "plain"), [("café", "cafe"), ("a → b …", "a > b ~"), ("“so”", '"so"'), ("文書", "??"), ("ok", "ok")]
)
def test_the_nearest_ascii(text, plain):
    assert to_ascii(text) == plain
