"""What a piece of text means; which colour that is, only `cli.output` knows."""

from enum import StrEnum
from typing import NamedTuple


class Style(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"
    DIM = "dim"
    GOOD = "good"
    BAD = "bad"
    WARNING = "warning"
    MOVING = "moving"


class Span(NamedTuple):
    """Text that is safe to show, made by `Page.span`."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Span, ...]
