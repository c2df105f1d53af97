"""Comments at the end of a Markdown line that keep what the line itself cannot say: a key, an odd title, a state.

`agent-plan export` writes one only where the line alone would be read as something else.
"""

import json
import re
from collections.abc import Iterable, Mapping

from agent_plan_server.errors import NotAPlan
from agent_plan_server.importers.text.data import Node
from agent_plan_server.importers.text.json_data import read_json

_OPENS, _CLOSES = "<!-- agent-plan: ", " -->"
# What a comment must not hold, and what would make the line an item, a box or a table row for somebody.
_TEXT = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_SIGNS = re.compile(r"[-<>\[\]`|*_]")


def stamp(values: Mapping[str, object]) -> str:
    """The comment, in ASCII, with a space before it; empty when there is nothing to keep."""
    if not values:
        return ""
    text = _TEXT.sub(lambda found: _SIGNS.sub(_escape, found.group()), json.dumps(values))
    return f" {_OPENS}{text}{_CLOSES}"


def is_stamped(lines: Iterable[str]) -> bool:
    """Whether a text is an export: its comments say what its lines leave open, and nothing is to be guessed."""
    return any(_OPENS in line for line in lines)


def _escape(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign.group()):04x}"


def read_stamp(line: str) -> Mapping[str, Node]:
    """The values by name; nothing when the line has no such comment."""
    _, opened, rest = line.rpartition(_OPENS)
    if not opened:
        return {}
    try:
        return read_json(rest.partition(_CLOSES)[0]).root.fields
    except NotAPlan:
        return {}
