import pytest

from agent_plan_server.errors import LimitExceeded, NotAPlan
from agent_plan_server.importers.text.decoding import clean, decode


def test_utf16_with_its_mark_is_decoded():
    text, remarks = decode("﻿# Plan\r\n- [ ] é".encode("utf-16"))

    assert clean(text).lines == ("# Plan", "- [ ] é")
    assert remarks == ()


def test_utf16_without_its_mark_is_decoded():
    text, _ = decode("# Plan\n- [ ] do it".encode("utf-16-le"))

    assert text == "# Plan\n- [ ] do it"


def test_bytes_that_are_not_utf8_are_read_as_windows_text_with_a_remark():
    text, remarks = decode(b"caf\xe9 \x93quoted\x94")

    assert text == "café “quoted”"
    assert "Windows-1252" in remarks[0]


def test_binary_is_refused():
    with pytest.raises(NotAPlan, match="binary"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02")


def test_a_file_over_the_limit_is_refused():
    with pytest.raises(LimitExceeded, match="4,194,304"):
        decode(b"x" * (4 * 1024 * 1024 + 1))


def test_line_numbers_survive_every_line_end():
    assert clean("a\r\nb\rc\n").lines == ("a", "b", "c", "")


def test_hidden_characters_are_stripped_and_raw_lines_keep_the_damage():
    text = clean("﻿ok\n\x1b[31mred\u202e done âœ…")

    assert text.lines == ("ok", "red done ✅")
    assert text.raw[1] == "red done âœ…"
    assert text.repaired == (2,)


def test_lost_characters_are_remarked():
    assert "U+FFFD" in clean("state: \ufffd").remarks[0]
