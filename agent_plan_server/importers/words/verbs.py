"""The words between what needs and what is needed: "depends on", "after", "blocks", and those behind their noun."""

from agent_plan_server.importers.words.lexicon import words_of
from agent_plan_server.importers.words.tables.needs import NEEDS

# Where the word stands behind what it speaks of: "(1.2 完成后)", "(1.2 sonra)".
_BEHIND = ("zh", "ja", "ko", "tr", "hi", "fi", "hu")
NEEDING = words_of(
    NEEDS["depends on"], {tongue: words for tongue, words in NEEDS["after"].items() if tongue not in _BEHIND}
)
# Prepositions that say a place or an aim as often as an order, and words that stand behind their task.
_TOO_WEAK = {"на", "po", "na", "v", "在", "后", "後", "후", "앞", "รอ", "ก่อน", "หลัง", "sans", "vor", "för", "voor"}
NEED_WORDS = words_of(NEEDS["depends on"]) - _TOO_WEAK | {
    "prerequisite", "prerequisites", "is blocked by", "waiting on", "dep", "deps", "depends",
    "predecessor", "predecessors",
}  # fmt: skip
# "Cannot start before T3": T3 comes first, where "before T3" alone says that it comes later.
_NOT_YET = {
    f"{modal} {verb} {until}"
    for modal in ("cannot", "can't", "can not", "must not", "should not", "do not", "don't")
    for verb in ("start", "be started", "begin", "run", "go", "merge", "ship")
    for until in ("before", "until")
}
AFTER_WORDS = NEEDING - words_of(NEEDS["depends on"]) - _TOO_WEAK | {"when", "only after", "not before"} | _NOT_YET
BLOCK_WORDS = words_of(NEEDS["blocks"]) - _TOO_WEAK - {"permite", "permet", "habilita"}
UNSPACED = {word for word in NEEDING if "\u3040" <= word[0] <= "\u9fff" or "\uac00" <= word[0] <= "\ud7af"}
AFTER_BEHIND = words_of({tongue: NEEDS["after"][tongue] for tongue in _BEHIND})
