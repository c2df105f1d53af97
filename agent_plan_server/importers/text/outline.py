"""A plan as a tree of sections; in each section, blocks: a label with its value, items, rows and text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from agent_plan_server.errors import LimitExceeded
from agent_plan_server.importers.text.hidden import Kind
from agent_plan_server.importers.text.lines import Line
from agent_plan_server.importers.words.names import PhaseName, names_task, read_phase_name
from agent_plan_server.importers.words.roles import Role, called_role, role_of
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.rules.limits import PLAN_DEPTH

_BOLD_FIELD = re.compile(
    r"\W{0,4}(?:\*\*|__)([^*_:][^*:]{0,80}?)(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*(?:\([^()]{0,60}\)\s*)?:)\s*(.*)"
)
_BOLD_LINE = re.compile(r"\W{0,4}(?:\*\*|__)([^*]{1,200}?)(?:\*\*|__)\s*$")
# Vowel signs of Hindi and Thai are no letters to a pattern.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0e31-\u0e4e\u200c"
_PLAIN_FIELD = re.compile(rf"([^\W\d_][\w{_SIGNS} /&'’,-]{{0,40}}?)\s?:(?:\s+(.*)|$)")
_LEAD_LINE = re.compile(r"([^\n]{1,160}):$")
_FIELD_SEPARATOR = re.compile(r"\s+[|·•]\s+(?=\*\*|__|[^\W\d_][\w -]{1,24}:\s)")
# A list right after such a field belongs to it even when the field has a value of its own.
_KEEPS_LIST = frozenset(Role) - {Role.STATUS, Role.GOAL, Role.DEPENDENCIES, Role.CONTEXT, Role.SCOPE}
_LONGEST_CASELESS = 20  # characters
_LONGEST_TITLE = 40  # characters
# A line that is nothing but such a title heads the list below it, marked as a title or not.
_TITLE_LINES = frozenset((Role.ACCEPTANCE, Role.EXIT, Role.RISKS, Role.QUESTIONS, Role.ROLLBACK, Role.METRICS))
_SAY_IT_ALL = frozenset((Role.ACCEPTANCE, Role.EXIT, Role.DELIVERABLES, Role.NOTES, Role.RULES, Role.LINKS))


@dataclass(slots=True)
class Item:
    """A list item with what hangs below it; `text` may have been continued on later lines."""

    line: Line
    text: str
    parent: "Item | None" = None
    children: list["Item"] = field(default_factory=list)
    details: list[Line] = field(default_factory=list)
    is_task: bool = False  # so its family says: what hangs below are steps

    @property
    def number(self) -> int:
        return self.line.number

    def walk(self) -> Iterator["Item"]:
        yield self
        for child in self.children:
            # A leaf costs no generator of its own: most are leaves, and every reader walks them.
            if child.children:
                yield from child.walk()
            else:
                yield child


@dataclass(slots=True)
class Row:
    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class Block:
    """What one label governs: "**Tests:**" and the list below it. Without a label: loose items and text."""

    label: str = ""
    value: str = ""
    line: int = 0
    items: list[Item] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)
    code: list[Line] = field(default_factory=list)
    role: Role | None = field(init=False)

    def __post_init__(self) -> None:
        self.role = role_of(self.label) if self.label else None

    def walk(self) -> Iterator[Item]:
        for item in self.items:
            if item.children:
                yield from item.walk()
            else:
                yield item


@dataclass(slots=True, eq=False)
class Section:
    """A heading and what stands below it, down to the next heading of its level or above.

    What its title says is read once, for all who ask: the words alone, the phase, task and role that it names.
    """

    title: str = ""
    level: int = 0
    line: int = 0
    parent: "Section | None" = None
    blocks: list[Block] = field(default_factory=list)
    children: list["Section"] = field(default_factory=list)
    bare: str = field(init=False)
    path: tuple[str, ...] = field(init=False)
    name: PhaseName | None = field(init=False)
    names_task: bool = field(init=False)
    role: Role | None = field(init=False)

    def __post_init__(self) -> None:
        """ "Step 4: Tests" is work: it has no role."""
        self.bare = strip_decoration(self.title)
        above = self.parent.path if self.parent else ()
        self.path = (*above, self.bare) if self.title else above
        self.name = read_phase_name(self.title)
        self.names_task = names_task(self.title)
        self.role = None if self.name or self.names_task else role_of(self.title)

    def walk(self) -> Iterator["Section"]:
        yield self
        for child in self.children:
            # A leaf costs no generator of its own: most are leaves, and every reader walks them.
            if child.children:
                yield from child.walk()
            else:
                yield child

    def items(self) -> Iterator[Item]:
        """Every list item in it and in the sections below, those below others too."""
        return (item for part in self.walk() for block in part.blocks for item in block.walk())

    def boxes(self) -> Iterator[Item]:
        """Those of them that are check boxes."""
        return (item for item in self.items() if item.line.is_box)

    def outer_boxes(self) -> Iterator[Item]:
        """The check boxes that stand below no other item."""
        return (item for part in self.walk() for block in part.blocks for item in block.items if item.line.is_box)

    def find(self, *roles: Role) -> Iterator[Block]:
        return (block for block in self.blocks if block.role in roles)


def build_outline(lines: Sequence[Line]) -> Section:
    """The tree of a scanned plan; LimitExceeded when lists are nested deeper than 12."""
    root = Section()
    current = root
    start = 0
    for place, line in enumerate(lines):
        if line.kind is Kind.HEADING:
            if place > start:
                current.blocks = _Blocks(lines[start:place]).read()
            current = _open_section(current, line)
            start = place + 1
    current.blocks = _Blocks(lines[start:]).read()
    if len(root.children) == 1 and root.children[0].children:
        root.children[0].role = None  # the one title of a whole document
    return root


def read_field(text: str) -> tuple[str, str] | None:
    """The label and value of "**Status:** Done" or "Status: Done"; None when the line is prose."""
    if ":" not in text:
        return None
    if match := _BOLD_FIELD.match(text):
        return match.group(1).strip(), match.group(2).strip()
    if (match := _PLAIN_FIELD.match(text)) and not (match.group(2) or "").startswith("//"):
        label, value = match.groups()
        if len(label.split()) <= 4 and (not value or role_of(label) or _can_be_label(label)):
            return label, value or ""
    return None


def _can_be_label(label: str) -> bool:
    """A capital begins it; where letters have no case, it is short."""
    return label[0].isupper() or (not label[0].islower() and len(label) <= _LONGEST_CASELESS)


def _open_section(current: Section, line: Line) -> Section:
    parent = current
    while parent.parent is not None and parent.level >= line.level:
        parent = parent.parent
    section = Section(line.text, line.level, line.number, parent)
    parent.children.append(section)
    return section


class _Blocks:
    """Reads the lines below one heading."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._blocks = [Block()]
        self._stack: list[Item] = []
        self._header: list[str] | None = None
        self._after_blank = False

    def read(self) -> list[Block]:
        for line in self._lines:
            if line.kind is not Kind.BLANK:
                self._take(line)
            self._after_blank = line.kind is Kind.BLANK
        return [block for block in self._blocks if block.label or block.items or block.rows or block.text or block.code]

    @property
    def _block(self) -> Block:
        return self._blocks[-1]

    def _take(self, line: Line) -> None:
        if line.kind is not Kind.ROW:
            self._header = None
        match line.kind:
            case Kind.ITEM:
                self._take_item(line)
            case Kind.ROW:
                self._take_row(line)
            case Kind.TEXT:
                self._take_text(line)
            case Kind.CODE:
                self._block.code.append(line)
            case Kind.RULE:
                self._start(Block())

    def _start(self, block: Block) -> None:
        self._blocks.append(block)
        self._stack = []

    def _take_item(self, line: Line) -> None:
        while self._stack and line.indent <= self._stack[-1].line.indent + (1 if line.indent else 0):
            self._stack.pop()
        parent = self._stack[-1] if self._stack else None
        if parent is None and self._is_closed_field():
            self._start(Block(line=line.number))
        item = Item(line, line.text, parent)
        (parent.children if parent else self._block.items).append(item)
        self._stack.append(item)
        if len(self._stack) > PLAN_DEPTH:
            raise LimitExceeded(
                f"The list at line {line.number} is nested deeper than {PLAN_DEPTH}.", "Flatten it, and {import} again."
            )

    def _is_closed_field(self) -> bool:
        """A field such as "**Status:** Done" is complete: the list or table after it is not its own.

        So is "Done when: nobody waits." or "Output: `notes.md`" with a blank line below it.
        """
        if not self._block.value:
            return False
        role = self._block.role
        is_sentence = role in _SAY_IT_ALL and self._after_blank and not self._block.value.endswith(":")
        return is_sentence or role not in _KEEPS_LIST

    def _take_row(self, line: Line) -> None:
        cells = _split_row(line.text)
        if self._header is None:
            if self._block.items or self._block.text or self._is_closed_field():
                self._start(Block(line=line.number))
            self._header = [strip_decoration(cell).casefold() for cell in cells]
        elif any(cell.strip(" :-") for cell in cells):
            named = dict(zip(self._header, cells, strict=False))
            self._block.rows.append(Row(line.number, named))
        elif self._block.rows:
            # A ruler below a row that was taken for data: another table begins with that row.
            self._header = [strip_decoration(cell).casefold() for cell in self._block.rows.pop().cells.values()]

    def _take_text(self, line: Line) -> None:
        if self._stack and not self._after_blank and self._continue_item(line):
            return
        if self._stack and line.indent > self._stack[0].line.indent + 1:
            self._stack[-1].details.append(line)
            return
        if fields := _fields_of(line.text):
            for label, value in fields:
                self._start(Block(label, value, line.number))
            return
        block = self._block
        if block.items or block.rows or (block.value and self._after_blank):
            self._start(block := Block(line=line.number))
        block.text.append(line)

    def _continue_item(self, line: Line) -> bool:
        """A wrapped line belongs to the item above; a sentence of its own below an item is a detail."""
        item = self._stack[-1]
        if line.indent <= item.line.indent and _fields_of(line.text):
            return False
        if item.details or item.children or not _is_wrapped(item.text, line):
            if line.indent <= item.line.indent:
                return False
            item.details.append(line)
            return True
        item.text = f"{item.text} {line.text}".strip()
        return True


def _is_wrapped(text: str, line: Line) -> bool:
    if not text:
        return True
    if text[-1] in ".:;!?" or read_field(line.text):
        return False
    return line.text[0].islower() or len(text) >= 60 or (line.indent == 0 and line.text[0].isalnum())


def _fields_of(text: str) -> list[tuple[str, str]]:
    """Every field of a line ("**Status**: x | **Owner**: y"), or the lead of a list ("Rules for this phase:")."""
    if ":" not in text and "**" not in text and "__" not in text:
        return _title_line(text)
    parts = _FIELD_SEPARATOR.split(text) if "**" in text or " | " in text else [text]
    fields = [found for part in parts if (found := read_field(part))]
    if fields and len(fields) == len(parts):
        return fields
    if ("**" in text or "__" in text) and (match := _BOLD_LINE.match(text)):
        label, _, value = match.group(1).partition(": ")
        return [(label.strip(), value.strip())]
    if text.endswith(":") and (match := _LEAD_LINE.match(text)):
        return [(match.group(1).strip(), "")]
    return _title_line(text)


def _title_line(text: str) -> list[tuple[str, str]]:
    return [(text, "")] if len(text) <= _LONGEST_TITLE and called_role(text) in _TITLE_LINES else []


def _split_row(text: str) -> list[str]:
    return [cell.strip() for cell in text.replace("\\|", "¦").strip("|").split("|")]
