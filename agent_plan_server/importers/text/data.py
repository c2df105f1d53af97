"""Data that a plan is kept in: the values of JSON or YAML, each with the line on which it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from agent_plan_server.errors import NotAPlan
from agent_plan_server.rules.limits import JSON_DEPTH, strip_hidden

Value: TypeAlias = "str | tuple[Node, ...] | dict[str, Node] | None"


class Form(StrEnum):
    JSON = "JSON"
    YAML = "YAML"


class Node(NamedTuple):
    """One value. Scalars stay as they are written: 1.10 is not 1.1 here, and "no" is a word."""

    line: int
    value: "Value"

    @property
    def text(self) -> str:
        """The scalar without hidden characters; empty when there is none."""
        if not isinstance(self.value, str):
            return ""
        return self.value if self.value.isascii() and self.value.isprintable() else strip_hidden(self.value)

    @property
    def items(self) -> tuple["Node", ...]:
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def fields(self) -> dict[str, "Node"]:
        return self.value if isinstance(self.value, dict) else {}

    def walk(self) -> Iterator["Node"]:
        yield self
        for node in (*self.items, *self.fields.values()):
            yield from node.walk()


@dataclass(frozen=True, slots=True)
class Data:
    """A whole file, or a front matter, as data; several records one after another are the items of the root."""

    form: Form
    root: Node
    remarks: tuple[str, ...] = ()


def broken(form: Form, line: int, what: str) -> NotAPlan:
    return NotAPlan(f"The file is {form}, but line {line} cannot be read: {what}.", "Mend that line, then {import} it.")


def too_deep(form: Form, line: int) -> NotAPlan:
    return broken(form, line, f"it is nested deeper than {JSON_DEPTH} levels")


def add_field(fields: dict[str, Node], name: str, value: Node) -> str | None:
    """Set a field; the remark when the name was there already. As in every reader of JSON the last one counts."""
    before = fields.get(name)
    fields[name] = value
    if before is None:
        return None
    return f"The name {name[:40]!r} stands twice in one place (lines {before.line} and {value.line}): the last counts."
