"""One plan text, read as far as every family reads it alike: lines, sections, links."""

from dataclasses import dataclass

from agent_plan_server.importers.text.decoding import PlainText
from agent_plan_server.importers.text.flattened import is_flattened, unflatten
from agent_plan_server.importers.text.lines import Line, scan
from agent_plan_server.importers.text.outline import Block, Section, build_outline


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    text: PlainText
    lines: tuple[Line, ...]
    root: Section
    remarks: tuple[str, ...]

    @property
    def was_flattened(self) -> bool:
        return is_flattened(self.text.lines)

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
    lines, remarks = scan(unflatten(text.lines))
    return Document(name, text, lines, build_outline(lines), (*text.remarks, *remarks))
