"""Text that was UTF-8, was read as another encoding and saved again: turned back run by run.

A run is a stretch of non-ASCII characters. Whole files are never converted: damaged files hold healthy lines, and a
blind repair does more harm than the damage.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_RUN = re.compile(r"[^\x00-\x7f]+")
_STRONG_LEAD = 0xE0  # the first byte of three or four
_NO_LEAD = 0xF5
_SHORT = 16
_LONGEST = 4  # bytes of one character in UTF-8

# Lead bytes of two-byte sequences whose characters are common in Latin text; others need a witness in the same run.
_COMMON_LEADS = frozenset((0xC2, 0xC3))


def _bytes_of(encoding: str, *, gaps_are_latin1: bool) -> dict[str, int]:
    table = {}
    for byte in range(0x80, 0x100):
        try:
            table[bytes([byte]).decode(encoding)] = byte
        except UnicodeDecodeError:
            if gaps_are_latin1:
                table[chr(byte)] = byte
    return table


_TABLES = {
    "mac_roman": _bytes_of("mac_roman", gaps_are_latin1=False),
    "cp1252": _bytes_of("cp1252", gaps_are_latin1=True),
}


def repair_line(line: str) -> str:
    """The line with each damaged run repaired; the same object when nothing was damaged."""
    if line.isascii():
        return line
    repaired = _RUN.sub(_repair_match, line)
    return line if repaired == line else repaired


def _repair_match(match: re.Match[str]) -> str:
    run = match.group()
    return _repair_short(run) if len(run) <= _SHORT else repair_run(run)


@lru_cache(maxsize=4096)  # the same few letters and signs make up most of a text
def _repair_short(run: str) -> str:
    return repair_run(run)


def repair_run(run: str) -> str:
    """The longest damaged stretch first: the whole run, else the sequences in it that can only be damage."""
    for table in _TABLES.values():
        if (whole := _decode_whole(run, table)) is not None:
            return whole
    for table in _TABLES.values():
        if (partly := "".join(_decode_parts(run, table))) != run:
            return partly
    return run


def _decode_whole(run: str, table: dict[str, int]) -> str | None:
    if not all(character in table for character in run):
        return None
    data = bytes(table[character] for character in run)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    is_sure = any(byte >= 0xE0 or byte in _COMMON_LEADS for byte in data)
    return text if is_sure and _is_plausible(text) else None


def _decode_parts(run: str, table: dict[str, int]) -> Iterator[str]:
    """Sequences of three and four bytes only: two characters that look damaged may well be healthy."""
    place = 0
    while place < len(run):
        if not _STRONG_LEAD <= table.get(run[place], 0) < _NO_LEAD:
            yield run[place]
            place += 1
            continue
        for length in (_LONGEST, _LONGEST - 1):
            part = run[place : place + length]
            text = _decode_whole(part, table) if len(part) == length else None
            if text is not None and len(text) == 1:
                yield text
                place += length
                break
        else:
            yield run[place]
            place += 1


def _is_plausible(text: str) -> bool:
    """Private characters and controls are never what the author wrote."""
    return not any("\ue000" <= character <= "\uf8ff" or character < "\xa0" for character in text)
