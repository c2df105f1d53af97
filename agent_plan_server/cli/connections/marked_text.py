"""A part of a text between two marks that are ours: put there, renewed in place, and taken out again."""

from typing import NamedTuple


class Marks(NamedTuple):
    begin: str
    end: str


def put(text: str, marks: Marks, body: str) -> str:
    """The text with the body between the marks: where they stand, else at the end behind an empty line."""
    part = f"{marks.begin}\n{body.strip()}\n{marks.end}\n"
    if "\r\n" in text:
        part = part.replace("\n", "\r\n")
    if span := _find(text, marks):
        return text[: span[0]] + part + text[span[1] :]
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else end if text.endswith("\n") else end * 2
    return text + gap + part


def drop(text: str, marks: Marks) -> str:
    """The text without the marks, what is between them, and the empty line before them."""
    span = _find(text, marks)
    if span is None:
        return text
    before = text[: span[0]]
    for end in ("\r\n\r\n", "\n\n"):
        if before.endswith(end):
            before = before[: -len(end) // 2]
            break
    return before + text[span[1] :]


def _find(text: str, marks: Marks) -> tuple[int, int] | None:
    start = text.find(marks.begin)
    end = text.find(marks.end, start)
    if start < 0 or end < 0:
        return None
    line_end = text.find("\n", end)
    return start, len(text) if line_end < 0 else line_end + 1
