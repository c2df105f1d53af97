"""Where a command writes: what the terminal can show, and the only module that knows rich."""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TextIO

from agent_plan_server.cli.screens.page import Page
from agent_plan_server.cli.screens.styles import Line, Style

NARROWEST, WIDEST = 60, 80
# Two bars of hues that people with any kind of colour vision tell apart (Okabe and Ito, 2008).
_COLOURS = {
    Style.PLAIN: "",
    Style.STRONG: "bold",
    Style.DIM: "dim",
    Style.GOOD: "#009e73",
    Style.BAD: "bold #d55e00",
    Style.WARNING: "#e69f00",
    Style.MOVING: "#56b4e9",
}
# JSON escapes C0 by itself; a terminal obeys these as well.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Output:
    """Lines and JSON for one stream, coloured only where a person looks at a terminal."""

    def __init__(self, stream: TextIO, *, plain: bool = False, environment: Mapping[str, str] = os.environ) -> None:
        self._stream = stream
        self._is_ascii = not can_show_unicode(stream, environment)
        self._is_terminal = stream.isatty()
        dumb = bool(environment.get("NO_COLOR")) or environment.get("TERM", "dumb") == "dumb"
        self._is_coloured = self._is_terminal and not plain and not dumb

    def page(self) -> Page:
        return Page(width=self._width(), is_ascii=self._is_ascii, now=datetime.now(UTC))

    def write(self, lines: Iterable[Line]) -> None:
        if self._is_coloured:
            self._write_colours(lines)
        else:
            for line in lines:
                self._stream.write("".join(span.text for span in line).rstrip() + "\n")
        self._stream.flush()

    def write_json(self, value: Mapping[str, object], *, one_line: bool = False) -> None:
        """A versioned record; keys in the order of the contract."""
        record = {"v": 1, **value}
        text = json.dumps(record, indent=None if one_line else 2, ensure_ascii=self._is_ascii)
        self.write_text(_STEERING.sub(lambda found: f"\\u{ord(found.group()):04x}", text))

    def write_text(self, text: str) -> None:
        """As it is: for what is meant for a file or another program."""
        self._stream.write(text if text.endswith("\n") else text + "\n")
        self._stream.flush()

    def _width(self) -> int:
        if not self._is_terminal:
            return WIDEST
        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))

    def _write_colours(self, lines: Iterable[Line]) -> None:
        # Here and not above: a pipe does not pay for it. Text, never markup: a note may hold a [tag].
        from rich.console import Console
        from rich.text import Text

        console = Console(file=self._stream, force_terminal=True, highlight=False, markup=False, emoji=False)
        for line in lines:
            shown = Text()
            for span in line:
                shown.append(span.text, _COLOURS[span.style] or None)
            console.print(shown, soft_wrap=True)


def can_show_unicode(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the stream is UTF-8 and the locale does not say otherwise."""
    if "utf" not in (getattr(stream, "encoding", None) or "").lower():
        return False
    named = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""
    # Python sets LC_CTYPE=C.UTF-8 by itself in the C locale (PEP 538): the person asked for C.
    if named.upper() in ("C.UTF-8", "C.UTF8") and not environment.get("LC_ALL"):
        named = environment.get("LANG") or named
    return named not in ("C", "POSIX")


def open_output(*, plain: bool = False, errors: bool = False) -> Output:
    return Output(sys.stderr if errors else sys.stdout, plain=plain)
