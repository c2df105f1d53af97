"""A plan file as text that turns back into its very bytes: encoding, mark and line ends as found."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from agent_plan_server.errors import Refused
from agent_plan_server.importers.text.decoding import LINE_END, clean, decode_cp1252, encoding_of
from agent_plan_server.importers.text.document import Document, open_document

_CP1252 = {decode_cp1252(bytes([byte])): byte for byte in range(0x100)}


class Span(NamedTuple):
    """A stretch of a text, counted in characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


class Change(NamedTuple):
    """One stretch of a text, and what shall stand there."""

    span: Span
    new: str


@dataclass(frozen=True)
class Source:
    """The text of a file, damage and all; lines are counted from 1, as the importer counts them."""

    text: str
    encoding: str
    name: str = ""

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """Each line without its line end."""
        start = len(self.text) - len(self.text.removeprefix("\ufeff"))
        spans = []
        for match in LINE_END.finditer(self.text):
            spans.append(Span(start, match.start()))
            start = match.end()
        return (*spans, Span(start, len(self.text)))

    @cached_property
    def document(self) -> Document:
        return open_document(clean(self.text), self.name)

    def line(self, number: int) -> str:
        return self.lines[number - 1].of(self.text)

    def has_line(self, number: int | None) -> bool:
        return number is not None and 1 <= number <= len(self.lines)

    def line_end(self, number: int) -> str:
        """What ends that line; for the last one what ends the line before it."""
        for near in (number, number - 1):
            if 0 < near < len(self.lines):
                return self.text[self.lines[near - 1].end : self.lines[near].start]
        return "\n"

    def can_hold(self, text: str) -> bool:
        """Whether the encoding of the file has these characters."""
        return self.encoding != "cp1252" or all(character in _CP1252 for character in text)

    def with_changes(self, changes: Iterable[Change]) -> bytes:
        """The bytes of the file with each stretch replaced."""
        return encode(apply_changes(self.text, changes), self.encoding)

    def line_at(self, place: int) -> int:
        return bisect_right(self.lines, (place, len(self.text) + 1))

    def shown(self, text: str) -> str:
        """The words as the importer reads them: damage repaired, hidden characters gone."""
        return clean(text).lines[0].strip()


def open_source(data: bytes, name: str = "") -> Source:
    """Raises Refused when the bytes could not be written back as they are."""
    encoding = encoding_of(data)
    if encoding == "cp1252":
        return Source(decode_cp1252(data), encoding, name)
    try:
        return Source(data.decode(encoding, _errors(encoding)), encoding, name)
    except UnicodeDecodeError as problem:
        raise Refused(
            f"{name or 'The file'} holds bytes that could not be written back as they are.",
            "Save it as UTF-8 in an editor, {import} it again, then {render} it.",
        ) from problem


def encode(text: str, encoding: str) -> bytes:
    """The bytes of a text in the encoding in which it was found."""
    if encoding == "cp1252":
        return bytes(_CP1252[character] for character in text)
    return text.encode(encoding, _errors(encoding))


def apply_changes(text: str, changes: Iterable[Change]) -> str:
    """The text with each stretch replaced; they must not overlap. What is put into one place keeps its order."""
    parts = []
    place = 0
    for (start, end), new in sorted(changes, key=lambda change: change.span):
        assert place <= start <= end, "changes overlap"
        parts += [text[place:start], new]
        place = end
    return "".join((*parts, text[place:]))


def _errors(encoding: str) -> str:
    return "surrogatepass" if encoding.startswith("utf-16") else "strict"
