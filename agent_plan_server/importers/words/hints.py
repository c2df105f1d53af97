"""Cheap looks at a text: few lines hold a word that a table knows, and only those are worth its dear pattern."""

import re
from collections.abc import Iterable
from functools import lru_cache

# With a blank or a sign behind it, a word of ASCII letters stays the first one whatever is taken off the text.
_PLAIN = re.compile(r"([A-Za-z]+)(?=[\s,;:()&/]|\.(?:\s|$)|$)")
_PLAIN_OR_ID = re.compile(r"([A-Za-z]+)(?=[\s,;:()&/-]|\.(?:\s|$)|$)")
_FIRST = re.compile(r"[a-z]+(?![a-z\x80-\U0010ffff])")
_WORD = re.compile(r"[a-z0-9]+")
_BLANKS = str.maketrans({code: " " for code in range(128) if not chr(code).isalnum()})


class Hints:
    """What tells that a word or phrase of a table may be in a text; each of them begins with a letter."""

    def __init__(self, words: Iterable[str], *, or_ids: bool = True) -> None:
        """With `or_ids` an id such as "A-1" is one of them."""
        self._plain = _PLAIN if or_ids else _PLAIN_OR_ID
        # To a pattern that minds no case the Turkish ı is an i.
        folded = [word.casefold().replace("ı", "i") for word in words]
        self._firsts = frozenset(first.group() for word in folded if (first := _FIRST.match(word)))
        self._longest = frozenset(max(_WORD.findall(word), key=len) for word in folded if word.isascii())

    def may_begin(self, text: str) -> bool:
        """False only where none of them can stand in front; a text that begins with a sign may hide one."""
        match = self._plain.match(text)
        return match is None or match.group(1).lower() in self._firsts

    def may_stand_in(self, text: str) -> bool:
        """False only where none of them can stand apart from other words; only ASCII is looked at."""
        return not (text.isascii() and self._longest.isdisjoint(_words_of(text)))


@lru_cache(maxsize=64)  # several tables are asked for one line
def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.lower().translate(_BLANKS).split())
