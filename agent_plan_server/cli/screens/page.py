"""A page: how wide it is, which characters it can show, and what time it is for the reader."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from agent_plan_server.cli.screens import durations
from agent_plan_server.cli.screens.glyphs import STATES, Glyph
from agent_plan_server.cli.screens.styles import Line, Span, Style
from agent_plan_server.cli.screens.text import count_cells, cut, make_visible, to_ascii, wrap


class Page(NamedTuple):
    """Everything that a screen shows passes through `span`, so that no text can steer the terminal."""

    width: int = 80
    is_ascii: bool = False
    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)

    def span(self, text: object, style: Style = Style.PLAIN, cells: int | None = None) -> Span:
        """The text on one line, cut to so many columns."""
        shown = self._safe(" ".join(str(text).split()))
        return Span(self._cut(shown, self.width if cells is None else cells), style)

    def pad(self, span: Span, cells: int) -> Span:
        """Exactly so many columns, for tables whose rows are not known at once."""
        shown = self._cut(span.text, cells)
        return Span(shown + " " * (cells - count_cells(shown)), span.style)

    def glyph(self, glyph: Glyph) -> Span:
        return Span(glyph.ascii if self.is_ascii else glyph.sign, glyph.style)

    def state(self, state: str) -> Span:
        return self.glyph(STATES[state])

    def age(self, moment: datetime | None) -> str:
        return durations.say_age(moment, self.now) if moment else "-"

    def line(self, *parts: object, indent: int = 0) -> Line:
        """Parts with a space between, cut where the page ends; nothing is shown of an empty part."""
        line: list[Span] = [Span(" " * indent)]
        left = self.width - indent
        for part in parts:
            gap = 1 if len(line) > 1 else 0
            span = part if isinstance(part, Span) else self.span(part)
            if not span.text or left <= gap:
                continue
            shown = Span(self._cut(span.text, left - gap), span.style)
            line.extend([Span(" "), shown] if gap else [shown])
            left -= gap + count_cells(shown.text)
        return tuple(line)

    def join(self, *spans: Span) -> Line:
        """Spans side by side, cut where the page ends."""
        line: list[Span] = []
        left = self.width
        for span in spans:
            shown = Span(self._cut(span.text, left), span.style)
            line.append(shown)
            left -= count_cells(shown.text)
        return tuple(line)

    def heading(self, glyph: Glyph, words: str, count: int | None = None) -> Line:
        number = f" ({count})" if count is not None else ""
        return self.line(self.glyph(glyph), self.span(f"{words}{number}", Style.STRONG))

    def spread(self, left: Sequence[object], right: str, indent: int = 0) -> Line:
        """One line with something at its right end, which is kept whole."""
        end = self.span(right)
        room = self._replace(width=self.width - count_cells(end.text) - 2)
        start = room.line(*left, indent=indent)
        gap = self.width - count_cells("".join(span.text for span in start)) - count_cells(end.text)
        return (*start, Span(" " * gap), end)

    def paragraph(self, text: str, indent: int = 0, style: Style = Style.PLAIN, most: int = 0) -> Iterable[Line]:
        """Wrapped text, its own line ends kept; at most so many lines, all of them with 0."""
        shown = [piece for line in text.splitlines() or [""] for piece in self._wrap(line, indent)]
        if most and len(shown) > most:
            shown = [*shown[: most - 1], f"{shown[most - 1]} …"]
        for piece in shown:
            yield (Span(" " * indent), self.span(piece, style, self.width - indent))

    def verbatim(self, text: str) -> Iterable[Line]:
        """Text for copying: indented as it is, nothing folded and nothing cut."""
        for line in text.splitlines():
            words = line.lstrip(" ")
            indent = " " * (len(line) - len(words))
            yield (Span(indent), Span(self._safe(words)))

    def hints(self, *commands: str | None) -> Iterable[Line]:
        """At most two, each a command that works when pasted."""
        for command in [command for command in commands if command][:2]:
            yield self.line(self.span("hint:", Style.DIM), command)

    def _wrap(self, line: str, indent: int) -> list[str]:
        return wrap(self._safe(line), self.width - indent)

    def _safe(self, text: str) -> str:
        shown = make_visible(text)
        return to_ascii(shown) if self.is_ascii else shown

    def _cut(self, text: str, cells: int) -> str:
        return cut(text, max(cells, 0), "~" if self.is_ascii else "…")
