"""The places of a file that a render changes.

A state is written into boxes, those of groups, fields, cells, values of data, statements and logs; what was revised
into lines of their own or in the place of other words.
"""

from collections.abc import Hashable
from enum import StrEnum
from typing import NamedTuple

from agent_plan_server.rendering.source import Span


class SpotKind(StrEnum):
    BOX = "box"
    CHECKLIST = "checklist"
    PARENT = "parent"
    FIELD = "field"
    CELL = "cell"
    VALUE = "value"
    STATEMENT = "statement"
    LOG = "log"
    LINE = "line"
    WORDS = "words"


class Spot(NamedTuple):
    """`span` is what a change replaces; spots of one `group` are written in the same words."""

    kind: SpotKind
    line: int
    span: Span
    group: Hashable = None
