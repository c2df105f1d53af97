"""How much is too much, and text made safe to keep and to show."""

import re
import unicodedata

from agent_plan_server.errors import LimitExceeded

NOTE_BYTES = 8 * 1024
MESSAGE_BYTES = 16 * 1024
PLAN_BYTES = 4 * 1024 * 1024
REQUEST_BYTES = 1024 * 1024
TITLE_CHARACTERS = 200
QUESTION_CHARACTERS = 500
PATTERN_CHARACTERS = 256
PATTERN_WILDCARDS = 8
PATTERNS_PER_CLAIM = 50
PLAN_TASKS = 20_000
PLAN_DEPTH = 12
JSON_DEPTH = 32

_JOINERS = "\u200c\u200d"
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_MAY_BE_STRAY = re.compile(f"[{_JOINERS}\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_NEVER_SHOWN = (
    (0x00, 0x08),
    (0x0B, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),  # soft hyphen
    (0x34F, 0x34F),  # grapheme joiner
    (0x61C, 0x61C),  # Arabic letter mark
    (0x180E, 0x180E),  # Mongolian vowel separator
    (0x200B, 0x200B),  # zero-width space
    (0x200E, 0x200F),  # direction marks
    (0x202A, 0x202E),  # bidi overrides
    (0x2060, 0x206F),  # word joiner, invisible operators, bidi isolates
    (0xD800, 0xDFFF),  # half a character: cannot be written as UTF-8
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFF9, 0xFFFB),  # interlinear annotations
    (0xE0000, 0xE007F),  # tags: text that only a model reads
)
# What a terminal obeys after an escape (ECMA-48): a control sequence, or a string up to its end. Not the forms of one
# character: damaged text is full of those.
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_\]][^\x07\x1b\n]*(?:\x07|\x1b\\))")
_TO_LINES = {"\r\n": "\n", "\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
_HIDDEN = {code: None for first, last in _NEVER_SHOWN for code in range(first, last + 1)}


def check_text(name: str, text: str, limit_bytes: int) -> str:
    """The text without hidden characters; LimitExceeded when it is longer than so many bytes of UTF-8."""
    shown = strip_hidden(text)
    size = len(shown.encode())
    if size > limit_bytes:
        raise LimitExceeded(
            f"The {name} has {size:,} bytes; the limit is {limit_bytes:,}.",
            "Keep what matters, and put the rest in a file of the repository.",
        )
    return shown


def check_line(name: str, text: str, characters: int) -> str:
    """The text as one line, white space folded; LimitExceeded when it has more than so many characters."""
    line = " ".join(strip_hidden(text).split())
    if len(line) > characters:
        raise LimitExceeded(
            f"The {name} has {len(line):,} characters; the limit is {characters:,}.", "Say it in fewer words."
        )
    return line


def strip_hidden(text: str) -> str:
    """Drop what no reader sees and a terminal or a model obeys: escapes, controls, bidi overrides, tags, zero-width.

    Every kind of line end becomes a newline; tabs stay. Source of the list: Trojan Source (CVE-2021-42574).
    """
    for line_end, newline in _TO_LINES.items():
        text = text.replace(line_end, newline)
    shown = _ESCAPES.sub("", text).translate(_HIDDEN)
    return shown if shown.isascii() else _MAY_BE_STRAY.sub(_keep_unless_stray, shown)


def _keep_unless_stray(match: re.Match[str]) -> str:
    return "" if _is_stray(match.string, match.start()) else match.group()


def _is_stray(text: str, place: int) -> bool:
    """A joiner that joins nothing, or a second variation selector: both can carry a hidden message."""
    mark = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if mark in _JOINERS:
        return not (_can_join(before) and _can_join(after))
    return not before or before in _JOINERS or _SELECTORS.match(before) is not None


def _can_join(mark: str) -> bool:
    """Emoji, and the letters of scripts that are written joined (Arabic, Hindi); never Latin."""
    if not mark or mark.isascii() or mark in _JOINERS:
        return False
    return unicodedata.category(mark) in ("Lo", "Mn", "Mc", "So", "Sk", "Sm")
