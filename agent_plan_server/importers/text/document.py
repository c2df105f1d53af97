"""One plan text, read as far as every family reads it alike: lines, sections, links."""

from dataclasses import dataclass, field
from functools import cached_property

from agent_plan_server.importers.text.data import Data, Form
from agent_plan_server.importers.text.decoding import PlainText
from agent_plan_server.importers.text.flattened import PILCROW, is_flattened, unflatten
from agent_plan_server.importers.text.hidden import FRONT_MATTER, Kind, end_of_front_matter
from agent_plan_server.importers.text.json_data import is_json, read_json
from agent_plan_server.importers.text.lines import Line, scan
from agent_plan_server.importers.text.markups import to_markdown
from agent_plan_server.importers.text.mojibake import repair_line
from agent_plan_server.importers.text.outline import Block, Section, build_outline
from agent_plan_server.importers.text.yaml_data import is_yaml, read_front_matter, read_yaml


@dataclass(frozen=True, slots=True)
class Markdown:
    """A text by its lines and sections, and what was stray in it."""

    lines: tuple[Line, ...] = ()
    root: Section = field(default_factory=Section)
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """`data` is the whole file when it is JSON or YAML; `part` is the Markdown that is read, where that is not all."""

    name: str
    text: PlainText
    data: Data | None = None
    part: Markdown | None = None

    @cached_property
    def markdown(self) -> Markdown:
        """Of YAML only when somebody asks: what is a store of tasks is never seen as Markdown."""
        return self.part or _read_markdown(self.text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return self.markdown.lines

    @cached_property
    def root(self) -> Section:
        return self.markdown.root

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        return (*self.text.remarks, *self.markdown.remarks)

    @cached_property
    def front_matter(self) -> Data | None:
        """The YAML above a Markdown text."""
        end = _front_matter_lines(self.text)
        return read_front_matter(source_of(self.text, 1, end - 1)) if end else None

    @cached_property  # one family after the other asks for them
    def boxes(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.mark is not None)

    @property
    def has_boxes(self) -> bool:
        return bool(self.boxes)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        return tuple(line.text for line in self.lines if line.kind is Kind.HEADING)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections as they stand, the root first."""
        return tuple(self.root.walk())

    @cached_property
    def folded(self) -> str:
        """The whole text in small letters: what is nowhere in it need not be looked for line by line."""
        return "\n".join(self.text.lines).casefold()

    @property
    def was_flattened(self) -> bool:
        return PILCROW in self.folded and is_flattened(self.text.lines)

    def raw(self, line: int) -> str:
        return self.text.raw[line - 1]

    def shown(self, line: int) -> str:
        return self.text.lines[line - 1].strip()

    @property
    def title_section(self) -> Section:
        """The first heading; the root when there is none."""
        return self.root.children[0] if self.root.children else self.root

    @property
    def opening(self) -> list[Block]:
        """The blocks before the first section below the title: status, dates, what the plan is about."""
        return [*self.root.blocks, *self.title_section.blocks]


def open_document(text: PlainText, name: str) -> Document:
    """Raises NotAPlan when the text is JSON or YAML that cannot be read, LimitExceeded when lists are too deep."""
    data = _read_data(text)
    if data is None:
        return Document(name, text, part=_read_markdown(text))
    return Document(name, text, data, Markdown() if data.form is Form.JSON else None)


def source_of(text: PlainText, start: int = 0, end: int | None = None) -> str:
    """The text as its author wrote it, damage mended: the cleaning of Markdown would change what YAML means."""
    damaged = set(text.repaired)
    lines = enumerate(text.raw[start:end], start + 1)
    return "\n".join(repair_line(line) if number in damaged else line for number, line in lines)


def _read_markdown(text: PlainText) -> Markdown:
    lines, remarks = scan(unflatten(to_markdown(text.lines)))
    return Markdown(lines, build_outline(lines), remarks)


def _read_data(text: PlainText) -> Data | None:
    if is_json(source := source_of(text)):
        return read_json(source)
    if is_yaml(text.lines) and not _front_matter_lines(text):
        return read_yaml(source)
    return None


def _front_matter_lines(text: PlainText) -> int:
    if text.lines[:1] != (FRONT_MATTER,):
        return 0
    return end_of_front_matter(tuple(enumerate(text.lines, 1)))
