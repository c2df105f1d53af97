"""A look at the first word of a text: few lines begin with a word that a table knows, and only those are read on."""

import re
from collections.abc import Iterable

from agent_plan_server.importers.words.lexicon import fold_words

# With a blank or a sign behind it, a word of ASCII letters stays the first one whatever is taken off the text.
_PLAIN = re.compile(r"([A-Za-z]+)(?=[\s,;.:()&/]|$)")
_NO_LETTER = re.compile(r"[^a-z]")


class Starts:
    """The beginnings of the words and phrases of a table."""

    def __init__(self, words: Iterable[str]) -> None:
        self._first = frozenset(_NO_LETTER.split(fold_words(word), maxsplit=1)[0] for word in words)

    def may_begin(self, text: str) -> bool:
        """False only where no word of the table can stand in front; a text that begins with a sign may hide one."""
        match = _PLAIN.match(text)
        return match is None or match.group(1).lower() in self._first
