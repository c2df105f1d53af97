"""What a person would call an item: the line without marks, decoration, ids, estimates and states."""

import re
from functools import lru_cache

from agent_plan_server.rules.limits import TITLE_CHARACTERS

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\))?[^()\s]*\)")
_LINK_TARGET = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\u2705\u274c\u2610-\u2612\ufe0f\u20e3\u200d\U0001f1e6-\U0001f1ff]"
)
_STRONG = re.compile(r"\*\*\*|\*\*|~~|(?<![\w/.])__(?=[^\s_])|(?<=[^\s_])__(?![\w/.])")
_EM = re.compile(r"(?<![\w*])[*_](?=[^\s*_])([^*_\n]{1,200})(?<=[^\s*_])[*_](?![\w*])")
_TAGS = re.compile(
    r"\[(?:P|US\d+|Story|[A-Z]{2,5}\d{0,3}|PARALLEL|SEQUENTIAL|"
    r"MODIFY|MODIFIED|DELETE|CREATE|UPDATE|REMOVE|RENAME)\]"
)
_NUMBERING = re.compile(r"^\(?\d{1,3}(?:\.\d{1,3})*[.)]\s+")
_WORD = re.compile(r"\w+")
ELLIPSIS = "…"
_SHORT = 200  # characters


def strip_decoration(text: str) -> str:
    """The words of a line: no emphasis, code quotes, link targets or emoji; what is in code quotes stays as it is."""
    return _strip_short(text) if len(text) <= _SHORT else _strip(text)


@lru_cache(maxsize=8192)  # a line is asked for by one reader after the other
def _strip_short(text: str) -> str:
    return _strip(text)


def _strip(text: str) -> str:
    text = _unlink(text)
    if not text.isascii():
        text = _EMOJI.sub("", text)
    if "`" in text:
        parts = text.split("`")
        parts[::2] = map(_strip_emphasis, parts[::2])
        text = "".join(parts)
    else:
        text = _strip_emphasis(text)
    return fold(text)


def clean_title(text: str) -> str:
    """A title as people say it, from text whose id, estimate and state have been taken off."""
    return strip_decoration(_TAGS.sub("", text) if "[" in text else text).strip(" :-–—|·,;").strip()


def cut_title(title: str) -> str:
    """At most 200 characters; a cut one ends with an ellipsis."""
    return title if len(title) <= TITLE_CHARACTERS else title[: TITLE_CHARACTERS - 1].rstrip() + ELLIPSIS


def comparable(text: str) -> str:
    """Lower case, words only: two titles with the same comparable text are the same title."""
    return " ".join(_WORD.findall(strip_decoration(text).casefold()))


def strip_numbering(text: str) -> str:
    """The heading without its own number: "3. Scope" is "Scope"."""
    return _NUMBERING.sub("", text, count=1)


def slug_of(title: str, longest: int = 40) -> str:
    """Kebab case, cut at a word; "plan" when nothing is left."""
    words = _WORD.findall(strip_decoration(title).casefold().replace("_", " "))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > longest:
            break
        slug = longer
    return slug or "".join(words)[:longest] or "plan"


def links_in(text: str) -> tuple[tuple[str, str], ...]:
    """The links of a line as (text, target)."""
    return tuple(_LINK_TARGET.findall(text)) if "](" in text else ()


def fold(text: str) -> str:
    return " ".join(text.split())


def _strip_emphasis(text: str) -> str:
    if "*" in text or "_" in text or "~" in text:
        text = _EM.sub(r"\1", _STRONG.sub("", text))
    return text


def _unlink(text: str) -> str:
    return _LINK.sub(r"\1", text) if "](" in text else text
