"""One scanner for every family: each line of a plan, and what kind of line it is."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from agent_plan_server.importers.text.hidden import Kind, Lines, find_hidden
from agent_plan_server.importers.words.names import names_task, read_phase_name
from agent_plan_server.importers.words.roles import Role, role_of

_LONGEST = 4000  # characters of a line that are read: a longer one is no title, and must not cost time
PSEUDO_LEVEL = 7  # a bold line that names a phase: below every heading, ended by the next one
_PSEUDO_TASK = PSEUDO_LEVEL + 1  # "**1.2 Create the schema**", below either


class Line(NamedTuple):
    """One line; `number` is 1-based in the file, `text` has no marker, `mark` is what stands in the check box."""

    number: int
    kind: Kind
    text: str
    indent: int = 0
    level: int = 0
    mark: str | None = None
    ordinal: str = ""
    is_bare: bool = False  # an item that only the sign of its state marks, and no bullet

    @property
    def is_box(self) -> bool:
        return self.mark is not None


_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+|(?=\[))(.*)")
_ITEM = re.compile(r"([-–—*+•◦▪‣·]|\(?(?:\d{1,4}(?:[.-]\d{1,4}){0,4}|[a-zA-Z])[.)])(?:\s+|$)(.*)")
_BOX = re.compile(r"\[([xXхХ]|[^\w]|)\](?:\\?\*)?(?:\s+|$)(.*)")  # a letter, as in [P], is a tag; a star: optional
_NUMBERED_BOX = re.compile(r"(\d{1,4}(?:\.\d{1,4}){0,4})\.?\s+(\[(?:[xXхХ]|\W|)\](?:\s.*|$))")
_TIGHT_BULLETS = frozenset("・●■◆")  # Japanese and Chinese put no space behind them
_EMPTY_BOXES = {"☐": " ", "⬜": " ", "☑": "x", "☒": "-"}
_SIGNS = frozenset("✅🔄🚧⏳⏸⛔🚫❌⏭🔲☑✔")
_SIGNED = (Kind.TEXT, Kind.ITEM)
_RULE = re.compile(r"\s*([-*_=])(?:\s*\1){2,}\s*$")
_COMMENT = re.compile(r"<!--.*?-->")
_NUMBERED_TASK = re.compile(r"(?:\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[.:)]?\s+\S|Task\s\d)", re.I)
_SUMMARY = re.compile(r"(?:<details[^<>]{0,40}>\s*)?<summary>\s*(\S.{0,200}?)\s*</summary>", re.I)
_TAG_HEADING = re.compile(r"<h([1-6])(?:\s[^<>]{0,80})?>\s*(\S.{0,200}?)\s*</h\1>", re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,80})?/?>", re.I)
_FOLDS = ("<details", "</details", "<summary>", "</summary>")
_FEWEST_COMMENTS = 6
_QUOTE_INDENT = 4
_MAY_HOLD_GROUPS = frozenset((None, Role.TASKS, Role.STEPS))
_LONGEST_LEAD = 80
_FEWEST_LEADS = 2
_BOLD_PHASE = re.compile(r"\*\*([^*]{1,200})\*\*:?(\s*\([^()]{1,60}\))?\s*$")
_BOLD_TITLE = re.compile(r"\*\*[^*:]{1,200}\*\*")
_BOLD_LINE = re.compile(r"\*\*([^*]{1,200})\*\*:?\s*$")


def scan(lines: Iterable[tuple[int, str]]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines of a plan with their kinds, and remarks on what was stray (an unclosed fence or comment)."""
    numbered = tuple(lines)
    hidden, remarks = find_hidden(numbered)
    found = _mark_setext(_mute_quoted(list(_scan_lines(numbered, hidden))))
    return tuple(_mute_comments(_end_last_phase(_mark_leads(_mark_signed(found))))), remarks


def _scan_lines(numbered: Lines, hidden: dict[int, Kind]) -> Iterator[Line]:
    """Many blank lines say no more than one: the first of them stands for all."""
    after_blank = False
    for place, (number, text) in enumerate(numbered):
        if after_blank and not text and place not in hidden:
            continue
        line = _scan_line(number, text, hidden.get(place))
        after_blank = line.kind is Kind.BLANK
        yield line


def _scan_line(number: int, text: str, hidden: Kind | None) -> Line:
    if hidden is not None:
        return Line(number, hidden, text)
    return Line(number, *_read_text(text[:_LONGEST])[1:])


@lru_cache(maxsize=1024)  # blank lines, rulers and fields stand in a plan again and again
def _read_text(text: str) -> Line:
    """The line, wherever it stands."""
    if "<!--" in text and "-->" in text:
        text = _COMMENT.sub("", text).rstrip()
    bare = text.strip()
    if not bare:
        return Line(0, Kind.BLANK, "")
    expanded = text.expandtabs(4) if "\t" in text else text
    indent = len(expanded) - len(expanded.lstrip())
    if bare[0] == "#" and (match := _HEADING.match(text)):
        return Line(0, Kind.HEADING, match.group(2).rstrip("# ").strip(), level=len(match.group(1)))
    if bare[0] in "-*_=" and _RULE.match(text):
        return Line(0, Kind.RULE, bare)
    if bare.startswith("|") and bare.count("|") >= 2:
        return Line(0, Kind.ROW, bare, indent)
    if bare[0] == "<":
        return _read_tag(bare, indent)
    # An ordinary word opens no item: only signs, digits and a letter before "." or ")" do.
    if not bare[0].isalpha() or bare[1:2] in (".", ")"):
        return _read_item(bare, indent) or _read_paragraph(bare, indent)
    return Line(0, Kind.TEXT, bare, indent)


def _read_tag(bare: str, indent: int) -> Line:
    """ "<h2>Roadmap</h2>" is a heading, and so is the summary of what folds when it names a phase, else a bold line."""
    if match := _TAG_HEADING.match(bare):
        return Line(0, Kind.HEADING, _TAG.sub("", match.group(2)), level=int(match.group(1)))
    if match := _SUMMARY.match(bare):
        return _read_paragraph(f"**{_TAG.sub('', match.group(1)).strip('* ')}**", 0)
    if bare.casefold().startswith(_FOLDS):
        return Line(0, Kind.RULE, bare)
    return Line(0, Kind.TEXT, bare, indent)


def _read_item(bare: str, indent: int) -> Line | None:
    if match := _ITEM.match(bare):
        marker, text = match.groups()
        ordinal = marker.strip("().") if marker[-1] in ".)" else ""
    elif match := _NUMBERED_BOX.match(bare):
        ordinal, text = match.groups()
    elif bare.startswith("[") and (match := _BOX.match(bare)):
        return Line(0, Kind.ITEM, match.group(2), indent, mark=match.group(1))
    elif bare[0] in _TIGHT_BULLETS and bare[1:].strip():
        return Line(0, Kind.ITEM, bare[1:].strip(), indent)
    elif bare[0] in _EMPTY_BOXES:
        return Line(0, Kind.ITEM, bare[1:].strip(), indent, mark=_EMPTY_BOXES[bare[0]])
    else:
        return None
    if box := _BOX.match(text):
        return Line(0, Kind.ITEM, box.group(2), indent, mark=box.group(1), ordinal=ordinal)
    if text[:1] in _EMPTY_BOXES and ordinal == "":
        return Line(0, Kind.ITEM, text[1:].strip(), indent, mark=_EMPTY_BOXES[text[0]])
    return Line(0, Kind.ITEM, text, indent, ordinal=ordinal)


def _read_paragraph(bare: str, indent: int) -> Line:
    # Further in, it is a part of the list item above.
    match = _BOLD_PHASE.match(bare) if indent <= 1 and bare.startswith("**") else None
    if match and read_phase_name(match.group(1)):
        return Line(0, Kind.HEADING, match.group(1) + (match.group(2) or ""), indent, level=PSEUDO_LEVEL)
    if match and indent == 0 and not match.group(2) and _NUMBERED_TASK.match(match.group(1)):
        return Line(0, Kind.HEADING, match.group(1), indent, level=_PSEUDO_TASK)
    return Line(0, Kind.TEXT, bare, indent)


def _mute_comments(lines: list[Line]) -> list[Line]:
    """Where a paste lost its fences, "# Install it" among the tasks is the comment of a shell, no title.

    So it is when the plan has its one title, and its phases and tasks are headings of lower levels.
    """
    tops = [place for place, line in enumerate(lines) if line.kind is Kind.HEADING and line.level == 1]
    if len(tops) < _FEWEST_COMMENTS or any(_names_work(lines[place]) for place in tops[1:]):
        return lines
    if sum(map(_names_work, lines)) < len(tops) // 2:
        return lines
    for place in tops[1:]:
        lines[place] = lines[place]._replace(kind=Kind.TEXT, level=0)
    return lines


def _names_work(line: Line) -> bool:
    return line.kind is Kind.HEADING and (names_task(line.text) or read_phase_name(line.text) is not None)


def _mute_quoted(lines: list[Line]) -> list[Line]:
    """Four blanks in front below a paragraph quote, as in Markdown; yet what begins as a list there is a list."""
    before, is_quoted = Kind.BLANK, False
    for place, line in enumerate(lines):
        if line.kind is Kind.BLANK:
            continue
        if line.indent < _QUOTE_INDENT:
            before, is_quoted = line.kind, False
        elif not is_quoted and lines[place - 1].kind is Kind.BLANK:
            is_quoted = before is Kind.TEXT and line.kind is Kind.TEXT
            before = before if is_quoted else line.kind
        if is_quoted:
            lines[place] = line._replace(kind=Kind.CODE, mark=None, ordinal="")
    return lines


def _mark_setext(lines: list[Line]) -> list[Line]:
    """A text alone above === or --- is a heading of level 1 or 2."""
    for place in range(1, len(lines)):
        if lines[place].kind is not Kind.RULE or lines[place - 1].kind is not Kind.TEXT:
            continue
        alone = place == 1 or lines[place - 2].kind is not Kind.TEXT
        if alone and _underlines(lines[place]):
            level = 1 if lines[place].text[0] == "=" else 2
            lines[place - 1] = lines[place - 1]._replace(kind=Kind.HEADING, level=level)
    return lines


def _mark_signed(lines: list[Line]) -> list[Line]:
    """ "✅ Lexer" right above or below another line that begins with a sign of a state is an item without a bullet."""
    signed = [place for place, line in enumerate(lines) if line.text[:1] in _SIGNS and line.kind in _SIGNED]
    known = set(signed)
    for place in signed:
        beside = [lines[each] for each in (place - 1, place + 1) if 0 <= each < len(lines)]
        if lines[place].kind is Kind.TEXT and (known & {place - 1, place + 1} or any(each.is_box for each in beside)):
            lines[place] = lines[place]._replace(kind=Kind.ITEM, is_bare=True)
    return lines


def _mark_leads(lines: list[Line]) -> list[Line]:
    """Lines of their own that name phases ("Milestone 2 – rates") right above lists are their headings.

    Beside real headings of phases the lists must be boxes. So are bold lines above boxes where no heading tells the
    boxes apart.
    """
    only_boxes = any(line.kind is Kind.HEADING and read_phase_name(line.text) for line in lines)
    leads = [place for place in _places_above_lists(lines) if _is_lead(lines, place, only_boxes=only_boxes)]
    if len(leads) < _FEWEST_LEADS and not (leads := _bold_leads(lines)):
        return lines
    for place in leads:
        text = lines[place].text.strip("*:")
        lines[place] = lines[place]._replace(kind=Kind.HEADING, text=text, level=PSEUDO_LEVEL)
    return lines


def _end_last_phase(lines: list[Line]) -> list[Line]:
    """Where bold lines are the only headings, one that names no phase ends the last phase behind its list.

    Bold lines inside the phases before it are labels, and so are those in the last.
    """
    phases = [place for place, line in enumerate(lines) if line.kind is Kind.HEADING and line.level == PSEUDO_LEVEL]
    if len(phases) < _FEWEST_LEADS or any(
        line.kind is Kind.HEADING and line.level > 1 for line in lines[phases[0] :] if line.level != PSEUDO_LEVEL
    ):
        return lines
    if any(map(_is_bold_title, lines[phases[0] : phases[-1]])):
        return lines
    has_list = False
    for place in range(phases[-1], len(lines)):
        has_list = has_list or lines[place].kind is Kind.ITEM
        if has_list and _is_bold_title(lines[place]):
            lines[place] = lines[place]._replace(
                kind=Kind.HEADING, text=lines[place].text.strip("*"), level=PSEUDO_LEVEL
            )
    return lines


def _is_bold_title(line: Line) -> bool:
    return line.kind is Kind.TEXT and line.indent == 0 and _BOLD_TITLE.fullmatch(line.text) is not None


def _places_above_lists(lines: list[Line]) -> Iterator[int]:
    """The places of texts right above a list, or above one blank line."""
    for place, line in enumerate(lines):
        if line.kind is Kind.ITEM and place:
            above = place - 1 if lines[place - 1].kind is not Kind.BLANK else place - 2
            if above >= 0 and lines[above].kind is Kind.TEXT:
                yield above


def _is_lead(lines: list[Line], place: int, *, only_boxes: bool) -> bool:
    line = lines[place]
    if line.indent or len(line.text) > _LONGEST_LEAD or (place and lines[place - 1].kind in (Kind.TEXT, Kind.ITEM)):
        return False
    if only_boxes and ((below := _next_line(lines, place)) is None or not below.is_box):
        return False
    return read_phase_name(line.text.rstrip(":")) is not None


def _bold_leads(lines: list[Line]) -> list[int]:
    """The bold lines above boxes, at least two, when all boxes stand under one heading that may hold work."""
    bold = [place for place, line in enumerate(lines) if line.text[:2] == "**" and line.kind is Kind.TEXT]
    leads = [place for place in bold if _heads_boxes(lines, place)]
    if len(leads) < _FEWEST_LEADS:
        return []
    holders = [lines[place].text if place >= 0 else "" for place in _holders_of_boxes(lines)]
    return leads if len(holders) == 1 and role_of(holders[0]) in _MAY_HOLD_GROUPS else []


def _holders_of_boxes(lines: list[Line]) -> set[int]:
    """The places of the headings right above boxes; -1 for boxes above all headings."""
    heading, holders = -1, set()
    for place, line in enumerate(lines):
        if line.kind is Kind.HEADING:
            heading = place
        elif line.is_box:
            holders.add(heading)
    return holders


def _heads_boxes(lines: list[Line], place: int) -> bool:
    """ "**Preparation**" above boxes; "**Tests:**" only says of which kind they are."""
    match = _BOLD_LINE.match(lines[place].text)
    if match is None or lines[place].indent or role_of(match.group(1)) is not None:
        return False
    below = _next_line(lines, place)
    return below is not None and below.is_box and not below.indent


def _next_line(lines: list[Line], place: int) -> Line | None:
    return next((each for each in lines[place + 1 : place + 3] if each.kind is not Kind.BLANK), None)


def _underlines(line: Line) -> bool:
    return len(set(line.text)) == 1 and line.text[0] in "-="
