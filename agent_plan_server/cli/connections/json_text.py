"""Members put into JSON text, and taken out again, with every other byte left as it was.

Configuration is written by hand: it has comments, trailing commas and an indentation of its own, which no parser gives
back.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_TOKEN = re.compile(
    r'(?P<space>\s+|//[^\n]*|/\*.*?\*/)|(?P<mark>[{}\[\]:,])|(?P<scalar>"(?:[^"\\\n]|\\.)*"|[\w.+-]+)', re.DOTALL
)
_CLOSES = {"{": "}", "[": "]"}
_DEPTH = 32


class Node(NamedTuple):
    """A value and where it stands; `members` are those of an object or array, with their keys and starts."""

    start: int
    end: int
    kind: str
    members: tuple["Member", ...] = ()


class Member(NamedTuple):
    """`start` is that of its key in an object, of its value in an array."""

    key: str | None
    start: int
    node: Node


def load_value(text: str, node: Node) -> Any:
    """The value of a node, without its comments."""
    if node.kind == "{":
        return {member.key: load_value(text, member.node) for member in node.members}
    if node.kind == "[":
        return [load_value(text, member.node) for member in node.members]
    return json.loads(text[node.start : node.end])


def parse(text: str) -> Node:
    """The value that the text holds; raises ValueError when it is not JSON, comments and trailing commas aside."""
    tokens = [token for token in _tokens(text) if token.lastgroup != "space"]
    node, after = _parse_value(tokens, 0, _DEPTH)
    if after != len(tokens):
        raise ValueError("more than one value")
    load_value(text, node)
    return node


def find(text: str, path: tuple[str, ...]) -> Any:
    """The value at a path of keys; None where there is none."""
    node = _walk(parse(text), path) if text.strip() else None
    return None if node is None else load_value(text, node)


def put(text: str, path: tuple[str, ...], value: Any) -> str:
    """The text with the value at a path of keys, in the place of what was there or behind the last of its members."""
    *above, key = path
    text = _make_objects(text, tuple(above))
    holder = _walk(parse(text), tuple(above))
    assert holder is not None
    known = _find_member(holder, key)
    if known is None:
        return _insert(text, holder, f"{json.dumps(key, ensure_ascii=False)}: ", value)
    if load_value(text, known.node) == value:
        return text
    indent = _indent_at(text, known.start)
    return text[: known.node.start] + _dump(text, value, indent) + text[known.node.end :]


def append(text: str, path: tuple[str, ...], value: Any) -> str:
    """The text with one more item in the array at a path, which is made where it is missing."""
    if find(text, path) is None:
        return put(text, path, [value])
    holder = _walk(parse(text), path)
    assert holder is not None
    _require(holder, "[", path[-1])
    return _insert(text, holder, "", value)


def drop(text: str, path: tuple[str, ...]) -> str:
    """The text without the member at a path, and without the objects that this leaves empty."""
    *above, key = path
    holder = _walk(parse(text), tuple(above)) if text.strip() else None
    member = _find_member(holder, key) if holder else None
    if holder is None or member is None:
        return text
    return _tidy(_cut(text, holder, holder.members.index(member)), tuple(above))


def drop_items(text: str, path: tuple[str, ...], is_meant: Callable[[Any], bool]) -> str:
    """The text without the items of an array that are meant, and without the array when this leaves it empty."""
    while (holder := _walk(parse(text), path) if text.strip() else None) is not None and holder.kind == "[":
        meant = [place for place, item in enumerate(holder.members) if is_meant(load_value(text, item.node))]
        if not meant:
            return text
        text = _cut(text, holder, meant[-1])
        if len(holder.members) == 1:
            return drop(text, path)
    return text


def _tokens(text: str) -> Iterator[re.Match[str]]:
    place = 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            raise ValueError(f"unexpected {text[place]!r}")
        yield token
        place = token.end()


def _parse_value(tokens: list[re.Match[str]], place: int, depth: int) -> tuple[Node, int]:
    if place >= len(tokens) or not depth:
        raise ValueError("it ends too early" if depth else "it is nested too deeply")
    token = tokens[place]
    if token.lastgroup == "scalar":
        return Node(token.start(), token.end(), "scalar"), place + 1
    if (close := _CLOSES.get(token[0])) is None:
        raise ValueError(f"unexpected {token[0]!r}")
    members: list[Member] = []
    place += 1
    while place < len(tokens) and tokens[place][0] != close:
        member, place = _parse_member(tokens, place, token[0], depth)
        members.append(member)
        if place < len(tokens) and tokens[place][0] == ",":
            place += 1
        elif place < len(tokens) and tokens[place][0] != close:
            raise ValueError(f"a comma is missing before {tokens[place][0]!r}")
    if place >= len(tokens):
        raise ValueError(f"a {close!r} is missing")
    return Node(token.start(), tokens[place].end(), token[0], tuple(members)), place + 1


def _parse_member(tokens: list[re.Match[str]], place: int, kind: str, depth: int) -> tuple[Member, int]:
    start, key = tokens[place].start(), None
    if kind == "{":
        key = json.loads(tokens[place][0]) if tokens[place][0].startswith('"') else None
        if key is None or place + 1 >= len(tokens) or tokens[place + 1][0] != ":":
            raise ValueError(f"a key is missing before {tokens[place][0]!r}")
        place += 2
    node, after = _parse_value(tokens, place, depth - 1)
    return Member(key, start, node), after


def _walk(node: Node, path: tuple[str, ...]) -> Node | None:
    for key in path:
        member = _find_member(node, key)
        if member is None:
            return None
        node = member.node
    return node


def _find_member(holder: Node, key: str) -> Member | None:
    _require(holder, "{", key)
    # The last of two with one name is the one that counts, to every reader of JSON.
    return next((member for member in reversed(holder.members) if member.key == key), None)


def _require(node: Node, kind: str, key: str) -> None:
    if node.kind != kind:
        raise ValueError(f"{key!r} stands where {'an object' if kind == '{' else 'a list'} was expected")


def _make_objects(text: str, path: tuple[str, ...]) -> str:
    if not text.strip():
        text = "{}\n"
    for depth in range(1, len(path) + 1):
        if _walk(parse(text), path[:depth]) is None:
            text = put(text, path[:depth], {})
    return text


def _insert(text: str, holder: Node, label: str, value: Any) -> str:
    if not holder.members:
        outer = _indent_at(text, holder.start)
        inner = outer + _unit(text)
        body = f"\n{inner}{label}{_dump(text, value, inner)}\n{outer}"
        return text[: holder.start + 1] + _in_habit(text, body) + text[holder.end - 1 :]
    last = holder.members[-1]
    is_inline = "\n" not in text[holder.start : holder.members[0].start]
    indent = _indent_at(text, last.start)
    body = json.dumps(value, ensure_ascii=False) if is_inline else _dump(text, value, indent)
    lead = " " if is_inline else f"\n{indent}"
    end, comma = last.node.end, ","
    if (trailing := _comma_after(text, end)) is not None:
        end, comma = trailing, ""
    return text[:end] + _in_habit(text, f"{comma}{lead}{label}{body}") + text[end:]


def _cut(text: str, holder: Node, place: int) -> str:
    """Without one member and the comma between it and a neighbour; comments behind its neighbour stay."""
    members = holder.members
    if len(members) == 1:
        return text[: holder.start + 1] + text[holder.end - 1 :]
    if place == len(members) - 1:
        return text[: members[place - 1].node.end] + text[members[place].node.end :]
    return text[: members[place].start] + text[members[place + 1].start :]


def _tidy(text: str, path: tuple[str, ...]) -> str:
    node = _walk(parse(text), path)
    if path and node is not None and not node.members:
        return drop(text, path)
    return "" if not path and node is not None and not node.members else text


def _comma_after(text: str, place: int) -> int | None:
    """Where a trailing comma ends, behind spaces and comments."""
    for token in _tokens(text[place:]):
        if token.lastgroup != "space":
            return place + token.end() if token[0] == "," else None
    return None


def _dump(text: str, value: Any, indent: str) -> str:
    dumped = json.dumps(value, ensure_ascii=False, indent=_unit(text))
    return dumped.replace("\n", f"\n{indent}")


def _in_habit(text: str, added: str) -> str:
    return added.replace("\n", "\r\n") if "\r\n" in text else added


def _unit(text: str) -> str:
    """One step of the file's own indentation."""
    found = re.search(r"^([ \t]+)[\"{\[]", text, re.M)
    return found[1] if found else "  "


def _indent_at(text: str, place: int) -> str:
    line = text.rfind("\n", 0, place) + 1
    found = re.match(r"[ \t]*", text[line:place])
    return found[0] if found else ""
