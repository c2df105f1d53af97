"""Sentences that ask for something: "Requires Phases 1-3", "Cannot start until phase 1 is done", "Nach Phase 1"."""

import re

from agent_plan_server.importers.words.dependencies import Need, Target, read_needs
from agent_plan_server.importers.words.lexicon import pattern_of
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.importers.words.verbs import AFTER_WORDS, NEED_WORDS

_SENTENCE = re.compile(
    r"\W*(?:(?:this|the)\s(?:phase|task|step|sprint|stage|milestone)\s)?"
    r"(?:(?:cannot|can't|can not|must not|should not|do not|don't)\s(?:be\s)?(?:start(?:ed)?|begin|begun)\s"
    r"(?:until|before)|"
    r"(?:(?:can|should|must|may|will)\s)?(?:only\s)?(?:be\s)?(?:starts?|started|begins?|runs?)\s"
    r"(?:only\s|(?:in parallel|alongside|side by side)[^.\n]{0,60}?\s)?"
    r"(?:only\s)?(?:after|once|when)|must follow|follows|prerequisites?|not before|only (?:after|once|when)|"
    rf"{pattern_of(NEED_WORDS | AFTER_WORDS)})(?!\w):?\s?(\S.{{0,199}})",
    re.I | re.S,
)


def read_sentence_needs(text: str, line: int) -> tuple[Need, ...]:
    """What "Requires Phases 1-3 Complete" asks for; empty when the sentence asks for nothing that is known."""
    if (match := _SENTENCE.match(strip_decoration(text))) is None:
        return ()
    return tuple(need for need in read_needs(match.group(1), line) if need.target is not Target.UNKNOWN)
