"""Finds the words of a table in a text, whatever their case and accents, in a time that no table can lengthen."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Meaning = TypeVar("Meaning")

# Accents, Hebrew and Arabic vowel signs, the kashida, the nukta, joiners and marks of direction.
_DROPPED = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640\u093c\u200c-\u200f\u061c\u202a-\u202e\u2066-\u2069]"
)
_DIGIT = re.compile(r"(?![0-9])\d")
_SAME = {"ı": "i", "ى": "ي", "ی": "ي", "ک": "ك", "’": "'", "׳": "'"}


class _Folding(dict[int, str]):
    """Each character by its code, worked out when it is first seen."""

    def __missing__(self, code: int) -> str:
        bare = _DROPPED.sub("", unicodedata.normalize("NFD", chr(code).casefold()))
        self[code] = folded = unicodedata.normalize("NFC", _SAME.get(bare, bare))
        return folded


_FOLDING = _Folding()


class Found(NamedTuple, Generic[Meaning]):
    """A word at its place: what it means, and where it ends in the folded text."""

    meaning: Meaning
    end: int


def fold_words(text: str) -> str:
    """Small letters without accents and vowel signs: "ÉTAPE", "étape" and "etape" are one word."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def with_ascii_digits(text: str) -> str:
    """Arabic, Persian, Hindi, Thai and full-width digits as 0 to 9."""
    return text if text.isascii() else _DIGIT.sub(lambda match: str(unicodedata.decimal(match.group())), text)


def skip_folded(text: str, length: int) -> str:
    """What is left of a text behind the first `length` characters of its folded form."""
    if text.isascii():
        return text[length:]
    taken = 0
    for place, mark in enumerate(text):
        if taken >= length and fold_words(mark):
            return text[place:]
        taken += len(fold_words(mark))
    return ""


def flatten(table: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """A table of concepts by language as one of folded words: what each word means."""
    meanings: dict[str, str] = {}
    for meaning, languages in table.items():
        # Folded in one go: thousands of words are read when the program starts.
        meanings.update(dict.fromkeys(fold_words("|".join(languages.values())).split("|"), meaning))
    return meanings


def words_of(*languages: Mapping[str, str]) -> set[str]:
    """The words of some concepts, as they are written."""
    return {word for each in languages for words in each.values() for word in words.split("|")}


def pattern_of(words: Iterable[str]) -> str:
    """Any of the words as a part of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


class Lexicon(Generic[Meaning]):
    """Words that mean something; asked for a whole text, or for the longest word at a place of a folded text."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self._meanings = dict(meanings)
        lengths: dict[str, set[int]] = {}
        for word in self._meanings:
            lengths.setdefault(word[:2], set()).add(len(word))
        for start in lengths:
            if start[0] in self._meanings:
                lengths[start].add(1)
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}

    def get(self, text: str) -> Meaning | None:
        return self._meanings.get(fold_words(text))

    def match(self, folded: str, start: int = 0) -> Found[Meaning] | None:
        """The longest word that begins at `start` and ends where a word of the text ends."""
        for length in self._lengths_at(folded, start):
            meaning = self._meanings.get(folded[start : start + length])
            if meaning is not None and _ends_word(folded, start + length):
                return Found(meaning, start + length)
        return None

    def match_start(self, folded: str) -> Found[Meaning] | None:
        """The longest word at the start, whatever follows: scripts without spaces go on with the next word."""
        for length in self._lengths_at(folded):
            if (meaning := self._meanings.get(folded[:length])) is not None:
                return Found(meaning, length)
        return None

    def match_counter(self, folded: str) -> Found[Meaning] | None:
        """The longest word at the start, behind which a number may stand at once: "阶段1", "阶段一"."""
        for length in self._lengths_at(folded):
            meaning = self._meanings.get(folded[:length])
            if meaning is not None and (_ends_word(folded, length) or folded[length].isnumeric()):
                return Found(meaning, length)
        return None

    def search(self, folded: str) -> Found[Meaning] | None:
        """The first word of the text that is known."""
        for start in range(len(folded)):
            if (start == 0 or _is_gap(folded[start - 1])) and (found := self.match(folded, start)):
                return found
        return None

    def _lengths_at(self, folded: str, start: int = 0) -> Sequence[int]:
        """How long the words are that begin with these two letters, or are the first alone; the longest first."""
        two = self._lengths.get(folded[start : start + 2])
        return two if two is not None else self._lengths.get(folded[start : start + 1], ())


def _ends_word(folded: str, end: int) -> bool:
    # Vowel signs of Hindi and Thai are no letters, yet they go on with the word.
    return end >= len(folded) or not (folded[end].isalnum() or folded[end] == "_" or _is_sign(folded[end]))


def _is_gap(mark: str) -> bool:
    return not (mark.isalnum() or mark in "_-" or _is_sign(mark))


def _is_sign(mark: str) -> bool:
    return not mark.isascii() and unicodedata.category(mark)[0] == "M"
