"""What a line needs, in brackets or at its end: "(after Phase 0)", ", depends on 1.2", "— blocks 2.3"."""

import re
from collections.abc import Iterator

from agent_plan_server.importers.words.dependencies import Need, Target, read_needs
from agent_plan_server.importers.words.hints import Hints
from agent_plan_server.importers.words.lexicon import pattern_of, words_of
from agent_plan_server.importers.words.tables.needs import NEEDS
from agent_plan_server.importers.words.verbs import AFTER_BEHIND, NEEDING, UNSPACED

_MORE = "deps?|depends|blocked-by|depends-on|dependency|dependencies|blocking"
_BRACKETED = re.compile(
    rf"[(\[{{]\s*(?:(?:{pattern_of(NEEDING - UNSPACED)}|{_MORE})(?::|\s)\s*|"
    rf"(?:{pattern_of(UNSPACED)}):?\s*)([^()\[\]{{}}]{{1,160}})[)\]}}]",
    re.I,
)
_BRACKETED_AFTER = re.compile(
    rf"[(\[]\s*([^()\[\]]{{1,80}}?)\s?(?:{pattern_of(AFTER_BEHIND)})\s*[)\]]",
    re.I,
)
# To a pattern that minds no case the Turkish ı is an i.
_ASCII_BEHIND = [bare for word in AFTER_BEHIND if (bare := word.replace("ı", "i")).isascii()]
_BRACKET_HINTS = Hints(
    [*NEEDING, "dep", "deps", "depends", "dependency", "dependencies", "blocking", "blocked-by", "depends-on"]
)
# Only the two verbs that mean nothing else: "needs 2 servers" names no task.
_VERBS = [word for word in words_of(NEEDS["depends on"]) if " " in word]
_TRAILING = re.compile(
    rf"\s{{0,3}}[,;:–—-]?\s{{1,3}}(?:{pattern_of(_VERBS)}|"
    r"依赖|依賴|依存|의존):?\s(.{1,160})$",
    re.I,
)
_TRAILING_BLOCKS = re.compile(
    rf"\s{{0,3}}[.,;:–—([-]\s{{0,3}}(?:{pattern_of(words_of(NEEDS['blocks']))})(?!\w):?\s?(.{{1,160}}?)[)\]]?$", re.I
)
_TRAILING_HINTS = Hints(_VERBS)
_BLOCK_HINTS = Hints(words_of(NEEDS["blocks"]))
_SENTENCE_END = re.compile(r"\.\s+(?=[*_]{0,2}[A-Z])")


def read_bracketed_needs(text: str, line: int) -> tuple[str, tuple[Need, ...]]:
    """The line without its "(after Phase 0)", and what that asks for."""
    if not any(opener in text for opener in "([{"):
        return text, ()
    needs: list[Need] = []
    for pattern in _bracket_patterns(text):
        found = [need for match in pattern.finditer(text) for need in read_needs(match.group(1), line)]
        text = pattern.sub("", text).strip() if found else text
        needs += found
    return text, tuple(needs)


def _bracket_patterns(text: str) -> Iterator[re.Pattern[str]]:
    """Those of the two that may find something."""
    if _BRACKET_HINTS.may_stand_in(text):
        yield _BRACKETED
    if not text.isascii() or any(word in text.lower() for word in _ASCII_BEHIND):
        yield _BRACKETED_AFTER


def read_trailing_needs(text: str, line: int) -> tuple[str, tuple[Need, ...]]:
    """The line without its ", depends on 1.2" at the end, when that names something that can be known."""
    return _take_trailing(_TRAILING, text, line) if _TRAILING_HINTS.may_stand_in(text) else (text, ())


def read_trailing_blocks(text: str, line: int) -> tuple[str, list[Need]]:
    """The line without its "— blocks 2.3" at the end, and what waits for it."""
    if not _BLOCK_HINTS.may_stand_in(text):
        return text, []
    rest, needs = _take_trailing(_TRAILING_BLOCKS, text, line)
    return rest, list(needs)


def _take_trailing(pattern: re.Pattern[str], text: str, line: int) -> tuple[str, tuple[Need, ...]]:
    match = pattern.search(text)
    if match is None or match.group(1).count("]") > match.group(1).count("["):
        return text, ()
    needs = read_needs(_SENTENCE_END.split(match.group(1), maxsplit=1)[0], line)
    is_known = bool(needs) and all(need.target is not Target.UNKNOWN for need in needs)
    return (text[: match.start()].rstrip(), needs) if is_known else (text, ())
