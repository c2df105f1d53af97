"""A table put into TOML text, and taken out again, with every other byte left as it was."""

import re
import tomllib

_HEADER = re.compile(r"^[ \t]*\[", re.M)


def find(text: str, path: tuple[str, ...]) -> object:
    """The value at a path of keys; None where there is none. Raises ValueError for what is not TOML."""
    value: object = tomllib.loads(text)
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def put(text: str, path: tuple[str, ...], body: str) -> str:
    """The text with the table of that path, in the place of the one that was there or at the end."""
    table = f"[{'.'.join(path)}]\n{body.strip()}\n"
    if span := _find_table(text, path):
        return text[: span[0]] + table + text[span[1] :]
    return f"{text.rstrip()}\n\n{table}" if text.strip() else table


def drop(text: str, path: tuple[str, ...]) -> str:
    """The text without the table of that path and the tables below it."""
    while span := _find_table(text, path):
        before = text[: span[0]]
        text = (before.removesuffix("\n") if before.endswith("\n\n") else before) + text[span[1] :]
    return text


def _find_table(text: str, path: tuple[str, ...]) -> tuple[int, int] | None:
    name = r"\s*\.\s*".join(rf"[\"']?{re.escape(key)}[\"']?" for key in path)
    head = re.search(rf"^[ \t]*\[\s*{name}\s*(?:\.[^\]]+)?\][^\n]*\n?", text, re.M)
    if head is None:
        return None
    following = _HEADER.search(text, head.end())
    return head.start(), following.start() if following else len(text)
