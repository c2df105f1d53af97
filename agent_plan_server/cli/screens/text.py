"""Text on a terminal: how wide it is, how it is cut, and how what a terminal would obey is made visible."""

import re
import unicodedata

_VARIATION_EMOJI = "\ufe0f"
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_AS_ASCII = str.maketrans(
    {
        "…": "~",
        "–": "-",
        "—": "-",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "·": "-",
        "•": "*",
        "→": ">",
        "×": "x",
        "▕": "[",
        "▏": "]",
        "█": "#",
        "▓": "=",
        "▒": "!",
        "░": ".",
    }
)


def say_count(count: int, noun: str) -> str:
    """1 task, 2 tasks."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def make_visible(text: str) -> str:
    """Spell controls, bidi overrides and half characters as escapes; tabs and newlines become spaces."""
    return _UNSAFE.sub(_spell, text.replace("\r\n", "\n")).translate({9: " ", 10: " "})


def _spell(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def to_ascii(text: str) -> str:
    """The nearest ASCII, a question mark where there is none; never wider than the text was."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_AS_ASCII))
    kept = "".join(mark for mark in plain if not unicodedata.combining(mark) and mark != _VARIATION_EMOJI)
    return cut(kept.encode("ascii", "replace").decode(), count_cells(text), end="")


def count_cells(text: str) -> int:
    """How many columns a terminal needs at most; where terminals differ (joined emoji), the widest of them."""
    return len(text) if text.isascii() else sum(_cells_of(mark) for mark in text)


def _cells_of(mark: str) -> int:
    if mark < "\u0300":
        return 1
    if mark == _VARIATION_EMOJI:
        return 1  # it turns a narrow sign into a wide emoji
    if unicodedata.east_asian_width(mark) in "WF" or "\U0001f000" <= mark <= "\U0001faff":
        return 2
    return 0 if unicodedata.category(mark) in ("Mn", "Me", "Cf") else 1


def cut(text: str, cells: int, end: str = "…") -> str:
    """The text, or as much of it as fits, with a sign that more was there."""
    if len(text) <= cells and text.isascii():
        return text
    if count_cells(text) <= cells:
        return text
    room = cells - count_cells(end)
    used = 0
    for place, mark in enumerate(text):
        used += _cells_of(mark)
        if used > room:
            return text[:place] + end if room >= 0 else ""
    return text


def wrap(text: str, cells: int) -> list[str]:
    """Lines of at most so many columns, broken at spaces where there are some; at least one."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and count_cells(line) + 1 + count_cells(word) <= cells:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        *whole, line = _chop(word, cells)
        lines.extend(whole)
    return [*lines, line]


def _chop(word: str, cells: int) -> list[str]:
    pieces = []
    while count_cells(word) > cells:
        piece = cut(word, cells, end="") or word[0]
        pieces.append(piece)
        word = word[len(piece) :]
    return [*pieces, word]
