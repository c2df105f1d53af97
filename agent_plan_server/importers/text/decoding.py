"""From bytes to lines that a reader can trust: encoding, line ends, damage, hidden characters."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from agent_plan_server.errors import LimitExceeded, NotAPlan
from agent_plan_server.importers.text.mojibake import repair_line
from agent_plan_server.rules.limits import PLAN_BYTES, strip_hidden

LINE_END = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SPACES = str.maketrans(
    {
        "\xa0": " ",
        "\u2800": " ",
        "\u3000": " ",
        "\u202f": " ",
        "【": " [",
        "】": "] ",
        "ｘ": "x",
        "Ｘ": "X",
        "：": ": ",
        "（": " (",
        "）": ")",
        "［": "[",
        "］": "]",
        "\ufe0f": None,
    }
)


@dataclass(frozen=True, slots=True)
class PlainText:
    """The lines of a file: as found (`raw`), and repaired and cleaned for reading (`lines`)."""

    raw: tuple[str, ...]
    lines: tuple[str, ...]
    repaired: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a plan file and remarks on it; NotAPlan when it is binary, LimitExceeded over 4 MiB."""
    if len(data) > PLAN_BYTES:
        raise LimitExceeded(
            f"The file has {len(data):,} bytes; the limit for a plan is {PLAN_BYTES:,}.",
            "Split it into one file per phase and {import} the index.",
        )
    encoding = encoding_of(data)
    if encoding == "cp1252":
        return decode_cp1252(data), ("The file is not UTF-8: it was read as Windows-1252.",)
    return data.decode(encoding, errors="replace").removeprefix("\ufeff"), ()


def encoding_of(data: bytes) -> str:
    """UTF-16 by its mark or its zeros, UTF-8, else Windows-1252; NotAPlan when the file is binary."""
    if encoding := _UTF16_MARKS.get(data[:2]) or _guess_utf16(data):
        return encoding
    if b"\x00" in data:
        raise NotAPlan("The file is binary.", "Give {import} a Markdown plan.")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def clean(text: str) -> PlainText:
    """Split, repair and strip a text; line numbers stay those of the file."""
    raw = LINE_END.split(text.removeprefix("\ufeff"))
    if text.isascii() and not _CONTROL.search(text):
        return PlainText(tuple(raw), tuple(line.rstrip() for line in raw))
    repaired = [repair_line(line) for line in raw]
    damaged = tuple(number for number, (old, new) in enumerate(zip(raw, repaired, strict=True), 1) if old != new)
    shown = tuple(map(_show, raw))
    lines = tuple(
        _plain(seen if new == old else _show(new)).rstrip() for old, new, seen in zip(raw, repaired, shown, strict=True)
    )
    remarks = []
    if any("\ufffd" in line for line in lines):
        remarks.append("Some characters were lost before the file came here (U+FFFD); they are not read as states.")
    return PlainText(shown, lines, damaged, tuple(remarks))


def _show(line: str) -> str:
    """The line without hidden characters, still one line."""
    if not line or (line.isascii() and line.isprintable()):
        return line
    return strip_hidden(line).replace("\n", " ")


def _plain(line: str) -> str:
    """The line with spaces and signs of one kind; ASCII has no others."""
    return line if line.isascii() else normalize("NFC", line.translate(_SPACES))


def _guess_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of a plain text is zero."""
    head = data[:4096]
    if len(head) < 8 or not head.count(0) * 5 > len(head) * 2:
        return None
    zeros_at_odd = head[1::2].count(0) > head[::2].count(0)
    return "utf-16-le" if zeros_at_odd else "utf-16-be"


def decode_cp1252(data: bytes) -> str:
    """One character for each byte."""
    # Five bytes are unmapped in Windows-1252; as Latin-1 they are controls, which are stripped later.
    return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in data)
