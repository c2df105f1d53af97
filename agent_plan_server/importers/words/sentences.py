"""Sentences that ask for something: "Requires Phases 1-3", "Cannot start until phase 1 is done", "Nach Phase 1"."""

import re

from agent_plan_server.importers.words.dependencies import Need, Target, read_needs
from agent_plan_server.importers.words.hints import Hints
from agent_plan_server.importers.words.lexicon import pattern_of
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.importers.words.verbs import AFTER_WORDS, NEED_WORDS

_SENTENCE = re.compile(
    r"(?:(?:this|the)\s(?:phase|task|step|sprint|stage|milestone)\s)?"
    r"(?:(?:cannot|can't|can not|must not|should not|do not|don't)\s(?:be\s)?(?:start(?:ed)?|begin|begun)\s"
    r"(?:until|before)|"
    r"(?:(?:can|should|must|may|will)\s)?(?:only\s)?(?:be\s)?(?:starts?|started|begins?|runs?)\s"
    r"(?:only\s|(?:in parallel|alongside|side by side)[^.\n]{0,60}?\s)?"
    r"(?:only\s)?(?:after|once|when)|must follow|follows|prerequisites?|not before|only (?:after|once|when)|"
    rf"{pattern_of(NEED_WORDS | AFTER_WORDS)})(?!\w):?\s?(\S.{{0,199}})",
    re.I | re.S,
)
_SIGNS = re.compile(r"\W*")
_OPENINGS = (
    "this|the|cannot|can|must|should|do|may|will|only|be|start|starts|started|begin|begins|run|runs|follows|"
    "prerequisite|prerequisites|not"
)
_HINTS = Hints(NEED_WORDS | AFTER_WORDS | set(_OPENINGS.split("|")))


def read_sentence_needs(text: str, line: int) -> tuple[Need, ...]:
    """What "Requires Phases 1-3 Complete" asks for; empty when the sentence asks for nothing that is known."""
    bare = _SIGNS.sub("", strip_decoration(text), count=1)
    if not bare or not _HINTS.may_begin(bare) or (match := _SENTENCE.match(bare)) is None:
        return ()
    return tuple(need for need in read_needs(match.group(1), line) if need.target is not Target.UNKNOWN)
