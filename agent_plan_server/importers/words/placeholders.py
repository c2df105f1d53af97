"""Templates: text that waits to be filled in."""

import re
from collections.abc import Iterable

_SQUARE = re.compile(r"\[([A-Za-z][^\[\]\n]{1,120})\](?![(\[:])")
_OTHER = re.compile(
    r"\{\{[^{}\n]{1,80}\}\}|<[A-Za-z][A-Za-z _-]{2,60}>(?!\()|\bY{4}-M{2}-D{2}\b|\b[A-Z]{2,8}-(?:X{2,4}|N{2,4})\b|"
    r"\bX hours?\b|\bPhase N of M\b|\$\{[A-Z_]{2,40}\}|\bLow \| Medium \| High\b|\bTODO: fill\b",
    re.I,
)
# One of these is in whatever _OTHER finds: to look for them first in folded text is cheap, and few lines have any.
_HINTS = ("{{", "<", "yyyy", "-xx", "-nn", "x hour", "phase n of", "${", "low |", "todo: fill")
_HINT = re.compile("|".join(map(re.escape, _HINTS)))
_SQUARE_HINT = re.compile(r"\[[a-z][^\]\n]")
_TAG = re.compile(
    r"(?!(?-i:Name|Title|Date|Goal|Topic|Owner|Step|Task|Item|Phase)\b)"
    r"(?:P|US\d+|[A-Z]{1,6}\d{0,4}|[A-Z][A-Z0-9]{0,9}-\d{1,6}|x|TDD|"
    r"done|wip|in progress|pending|blocked|next|final|todo|completed?|"
    r"[0-9a-f]{7,40}|checkpoint: .*|"
    r"(?:depends|deps?|needs|requires|blocks|unblocks|blocked|waits|prereqs?|after|"
    r"owner|est|estimate|parallel)\b.*\d.*|(?-i:[A-Z][A-Z -]{2,30}: ?.*))",
    re.I,
)
_WORDS = re.compile(r"[^\W\d_]{2,}")


def has_placeholder(text: str) -> bool:
    if "[" in text and any(not _TAG.fullmatch(inner.strip()) for inner in _SQUARE.findall(_without_code(text))):
        return True
    return _HINT.search(text.casefold()) is not None and _OTHER.search(text) is not None


def may_hold_placeholders(folded: str) -> bool:
    """False only where no line of the text, in small letters, has one."""
    return any(hint in folded for hint in _HINTS) or _SQUARE_HINT.search(folded) is not None


def is_placeholder(text: str) -> bool:
    """Nothing is left when the placeholders are taken out: "[Step 1]", "[Date]: [What happened]", "Phase 1: [Name]"."""
    if not has_placeholder(text):
        return False
    left = _OTHER.sub(" ", _SQUARE.sub(" ", text))
    return len(_WORDS.findall(left)) <= 1


def strip_placeholders(text: str) -> str:
    return _OTHER.sub(" ", _SQUARE.sub(" ", text)).strip(" -–—:")


def share_of_placeholders(texts: Iterable[str]) -> float:
    """How much of a list of texts waits to be filled in: 0 to 1, 0 for an empty list."""
    known = [has_placeholder(text) for text in texts if text]
    return sum(known) / len(known) if known else 0.0


def _without_code(text: str) -> str:
    return re.sub(r"`[^`]{0,200}`", " ", text)
