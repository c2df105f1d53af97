"""Plans in the markup of other tools: headings of AsciiDoc, outliners and wikis, seen as those of Markdown.

Every line keeps its number, and what is written back goes into the line as its author wrote it.
"""

import re
from collections.abc import Callable, Sequence

from agent_plan_server.importers.words.keywords import read_keyword

_MARKDOWN = re.compile(r"#{1,6}\s+\S")
_ASCIIDOC = re.compile(r"(={1,6})\s+(\S.*?)(?:\s+=+)?$")
_ASCIIDOC_ITEM = re.compile(r"([*.-]{1,5})\s+(?=\S)")
_ASCIIDOC_FENCE = re.compile(r"-{4,80}|\.{4,80}")
_WIKI = re.compile(r"h([1-6])\.\s+(\S.*)$")
_OUTLINE = re.compile(r"(\*{1,6})\s+(\S.*)$")
_OUTLINE_TAGS = re.compile(r"(?:\s+(?:\[\d*[/%]\d*\]|:[\w@:]+:)){1,2}$")
_OUTLINE_TITLE = re.compile(r"#\+title:\s*", re.I)
_OUTLINE_FENCE = re.compile(r"\s*#\+(?:begin|end)_\w+", re.I)
_OUTLINE_DRAWER = re.compile(r"\s*:[A-Z][\w-]*:")
_FEWEST = 2


def to_markdown(lines: Sequence[str]) -> Sequence[str]:
    """The lines as Markdown has them; those of a text that has a Markdown heading come back as they are."""
    if any(_MARKDOWN.match(line) for line in lines):
        return lines
    for sign, is_sure, translate in _MARKUPS:
        heads = [line for line in lines if sign.match(line)]
        if len(heads) >= _FEWEST and any(map(is_sure, heads)):
            return [translate(line) for line in lines]
    return lines


def _from_asciidoc(line: str) -> str:
    if _ASCIIDOC_FENCE.fullmatch(line):
        return "```"
    if match := _ASCIIDOC.match(line):
        return f"{'#' * len(match[1])} {match[2]}"
    if match := _ASCIIDOC_ITEM.match(line):
        marks = match[1]
        return f"{'  ' * (len(marks) - 1)}{'1.' if marks[0] == '.' else marks[0]} {line[match.end() :]}"
    return line


def _from_wiki(line: str) -> str:
    return f"{'#' * int(match[1])} {match[2]}" if (match := _WIKI.match(line)) else line


def _from_outline(line: str) -> str:
    """One level down: the title of the file stands above its headings."""
    if match := _OUTLINE.match(line):
        return f"{'#' * min(len(match[1]) + 1, 6)} {_OUTLINE_TAGS.sub('', match[2])}"
    if match := _OUTLINE_TITLE.match(line):
        return f"# {line[match.end() :]}"
    if _OUTLINE_FENCE.match(line):
        return "```"
    return f"<!-- {line.strip()} -->" if _OUTLINE_DRAWER.match(line) or line.startswith("#+") else line


def _is_outline(line: str) -> bool:
    """Stars also mark lists: a heading has several, or a state in capitals."""
    stars, _, text = line.partition(" ")
    return len(stars) > 1 or read_keyword(text)[0] is not None


_MARKUPS: tuple[tuple[re.Pattern[str], Callable[[str], bool], Callable[[str], str]], ...] = (
    (_ASCIIDOC, lambda line: True, _from_asciidoc),
    (_WIKI, lambda line: True, _from_wiki),
    (_OUTLINE, _is_outline, _from_outline),
)
