"""JSON and JSON Lines with the line of each value; comments and trailing commas are allowed, as in editors' files."""

import json
import re
from collections.abc import Sequence

from agent_plan_server.importers.text.data import Data, Form, Node, add_field, broken, too_deep
from agent_plan_server.rules.limits import JSON_DEPTH

_BEGINS = re.compile(r'(?:\s++|//[^\n]*|/\*[^*]{0,4000}\*/)*+(?:\{\s*(?:["}/]|\Z)|\[\s*(?:[{"/]|\]\s*\Z))')
_TOKEN = re.compile(
    r'\s+|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/|(?P<string>"[^"\\\n]*(?:\\.[^"\\\n]*)*")|(?P<sign>[{}\[\],:])|(?P<word>[\w.+-]+)'
)
_WORDS = {"true": "true", "false": "false", "null": None}
_NO_NUMBERS = frozenset(("NaN", "Infinity", "-Infinity"))
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_END = ""
_MOST_REMARKS = 20


def is_json(text: str) -> bool:
    """The text begins as an object or a list of objects does; a Markdown box or link does not."""
    return _BEGINS.match(text) is not None


def read_json(text: str) -> Data:
    """The value of a text, or the list of its values when there are several. Raises NotAPlan with the line."""
    reader = _Reader(text)
    values = [reader.read(reader.next(), 1)]
    while (token := reader.next()) != _END:
        values.append(reader.read(token, 1))
    root = values[0] if len(values) == 1 else Node(values[0].line, tuple(values))
    return Data(Form.JSON, root, tuple(reader.remarks))


class _Reader:
    """Reads token by token; `line` is that of the last token."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._counted = 0
        self.line = 1
        self.remarks: list[str] = []

    def next(self) -> str:
        """The next token that is neither white space nor comment; empty at the end."""
        while self._place < len(self._text):
            match = _TOKEN.match(self._text, self._place)
            start, self._place = self._place, match.end() if match else self._place
            self.line += self._text.count("\n", self._counted, start)
            self._counted = start
            if match is None:
                raise broken(Form.JSON, self.line, f"{self._text[start : start + 20]!r} is not JSON")
            if match.lastgroup:
                return match.group()
        return _END

    def read(self, token: str, depth: int) -> Node:
        if depth > JSON_DEPTH:
            raise too_deep(Form.JSON, self.line)
        line = self.line
        if token == "{":
            return Node(line, self._read_fields(depth))
        if token == "[":
            return Node(line, tuple(self._read_items(depth)))
        return Node(line, self._read_scalar(token))

    def _read_fields(self, depth: int) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        while (token := self.next()) != "}":
            if token[:1] != '"':
                raise self._unexpected(token, "a name in quotes")
            name = self._unquote(token)
            if (colon := self.next()) != ":":
                raise self._unexpected(colon, '":"')
            self._remark(add_field(fields, name, self.read(self.next(), depth + 1)))
            if self._ends("}"):
                break
        return fields

    def _read_items(self, depth: int) -> Sequence[Node]:
        items: list[Node] = []
        while (token := self.next()) != "]":
            items.append(self.read(token, depth + 1))
            if self._ends("]"):
                break
        return items

    def _ends(self, closer: str) -> bool:
        token = self.next()
        if token not in (",", closer):
            raise self._unexpected(token, f'"," or "{closer}"')
        return token == closer

    def _read_scalar(self, token: str) -> str | None:
        if token[:1] == '"':
            return self._unquote(token)
        if token in _WORDS:
            return _WORDS[token]
        if token in _NO_NUMBERS:
            self._remark(f"Line {self.line}: {token} is no value in JSON and was left out.")
            return None
        if not _NUMBER.fullmatch(token):
            raise self._unexpected(token, "a value")
        return token

    def _unquote(self, token: str) -> str:
        if "\\" not in token:
            return token[1:-1]
        try:
            return str(json.loads(token, strict=False))
        except ValueError as error:
            raise broken(Form.JSON, self.line, "a \\ in it begins nothing that JSON knows") from error

    def _unexpected(self, token: str, wanted: str) -> Exception:
        found = repr(token[:20]) if token else "the end of the file"
        return broken(Form.JSON, self.line, f"{wanted} is expected, not {found}")

    def _remark(self, text: str | None) -> None:
        if text and len(self.remarks) < _MOST_REMARKS:
            self.remarks.append(text)
