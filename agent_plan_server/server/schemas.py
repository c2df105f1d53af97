"""JSON schemas as agents are sent them: nothing to follow, nothing generated, nothing twice."""

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]
_REFERENCE = "#/$defs/"
_NULL = {"type": "null"}


def slim_input(schema: Schema) -> Schema:
    """References inlined and titles dropped; an optional argument is one that may be left out, never null."""
    slim: Schema = _walk(schema, schema.get("$defs", {}), ("title",), may_be_null=False)
    return slim | {"additionalProperties": False}


def slim_output(schema: Schema) -> Schema:
    """As of an input, but without what is said about the models, and open to fields of later versions.

    What may be null says so in its type: clients that check each reply take half the time for that.
    """
    slim: Schema = _walk(schema, schema.get("$defs", {}), ("title", "description", "additionalProperties", "default"))
    return slim


def _walk(node: Any, definitions: Mapping[str, Schema], dropped: tuple[str, ...], *, may_be_null: bool = True) -> Any:
    def walk(part: Any) -> Any:
        return _walk(part, definitions, dropped, may_be_null=may_be_null)

    if isinstance(node, list):
        return [walk(part) for part in node]
    if not isinstance(node, dict):
        return node
    if reference := node.get("$ref"):
        rest = {key: value for key, value in node.items() if key != "$ref"}
        return walk(definitions[reference.removeprefix(_REFERENCE)] | rest)
    if _is_optional(node):
        rest = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
        other: Schema = walk(next(part for part in node["anyOf"] if part != _NULL) | rest)
        return _or_null(other) if may_be_null else other
    return {
        # The keys of `properties` are names of fields, and a field may be called "title".
        key: {name: walk(part) for name, part in value.items()} if key == "properties" else walk(value)
        for key, value in node.items()
        if key != "$defs" and (key not in dropped or isinstance(value, dict))
    }


def _is_optional(node: Schema) -> bool:
    """One kind of value or null."""
    return len(node.get("anyOf", ())) == 2 and _NULL in node["anyOf"]


def _or_null(schema: Schema) -> Schema:
    nullable = schema | {"type": [schema["type"], "null"]}
    return nullable | {"enum": [*schema["enum"], None]} if "enum" in schema else nullable
