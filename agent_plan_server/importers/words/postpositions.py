"""Words that stand behind what is needed: "T3 の後", "T3 이후", "T3'ten sonra", "T3 must be finished first"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent_plan_server.importers.words.hints import Hints
from agent_plan_server.importers.words.lexicon import pattern_of, words_of
from agent_plan_server.importers.words.tables.needs import NEEDS
from agent_plan_server.importers.words.verbs import AFTER_BEHIND

_AFTER = {word for word in AFTER_BEHIND if len(word) > 1} - {"다음", "बाद"}
_BLOCKS = words_of(NEEDS["blocks, behind"])
# "T3 must be done first", "T3 muss zuerst fertig sein", "setzt T3 voraus".
_FIRST = (
    r"(?:must|has to|have to|needs? to|should)\s[^\n,;.]{2,40}?\sfirst|comes?\sfirst|"
    r"(?:muss|müssen)\s(?:zuerst|vorher|davor)|voraus|doi(?:t|vent)\s[^\n,;.]{2,40}?\s(?:avant|d'abord)|"
    r"deben?\s[^\n,;.]{2,40}?\s(?:antes|primero)"
)
_SAID = re.compile(
    r"(?P<lead>^|[,;:–—(，、；：（]\s?|[.。]\s|\s--?\s)(?P<said>[^\n,;:()（）–—，；：]{2,60}?)\s?"
    rf"(?:(?P<blocks>{pattern_of(_BLOCKS)})|(?:{pattern_of(_AFTER)}|{_FIRST})(?!['’])|後(?=に|、|\W|$)|后(?=再|才|\W|$))",
    re.I,
)
_ASCII = Hints([word for word in _AFTER | _BLOCKS if word.isascii()] + ["first", "voraus", "zuerst", "vorher", "davor"])
_ASCII_VERBS = ("avant", "antes", "primero", "abord")
_SIGNS = tuple(sorted({word.split()[0][:2] for word in _AFTER | _BLOCKS if not word.isascii()} | {"後", "后"}))


class Said(NamedTuple):
    """What stands before such a word; with `blocks` it waits for the one who says so."""

    start: int
    is_set_off: bool
    text: str
    blocks: bool


def said_before(text: str) -> Iterator[Said]:
    """Whatever a text says with a word behind its noun."""
    if not _may_say(text):
        return
    for match in _SAID.finditer(text):
        yield Said(match.start(), bool(match["lead"].strip()), match["said"], match["blocks"] is not None)


def _may_say(text: str) -> bool:
    if not text.isascii():
        folded = text.casefold()
        if any(sign in folded for sign in _SIGNS) or any(verb in folded for verb in _ASCII_VERBS):
            return True
        return any(
            word in folded for word in ("sonra", "önce", "engel", "ardından", "bitince", "voraus", "muss", "first")
        )
    return _ASCII.may_stand_in(text) or any(verb in text for verb in _ASCII_VERBS)
