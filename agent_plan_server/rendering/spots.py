"""The places of a file where a state is written: boxes, those of groups, fields, cells, values of data, words, logs."""

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


class Spot(NamedTuple):
    """`span` is what a change replaces; spots of one `group` are written in the same words."""

    kind: SpotKind
    line: int
    span: Span
    group: Hashable = None
