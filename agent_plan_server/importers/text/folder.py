"""A folder whose files are one plan: each holds one task."""

import re
from collections.abc import Callable
from pathlib import Path

from agent_plan_server.errors import PlanServerError
from agent_plan_server.importers.text.decoding import clean, decode
from agent_plan_server.importers.text.document import Document, open_document

_BELOW = ("tasks", "completed")
_NUMBER = re.compile(r"(\d+)")


def list_task_files(folder: Path) -> list[Path]:
    """The Markdown files of a folder in the order of their numbers, else those of its `tasks` and `completed`."""
    places = [folder] if any(folder.glob("*.md")) else [folder / name for name in _BELOW]
    return [path for place in places for path in sorted(place.glob("*.md"), key=_in_order)]


def open_file(path: Path, folder: Path, read_bytes: Callable[[Path], bytes]) -> tuple[Document | None, bytes]:
    """The document and its bytes; None when the file cannot be read as text."""
    try:
        data = read_bytes(path)
        text, _ = decode(data)
        return open_document(clean(text), path.relative_to(folder).as_posix()), data
    except (OSError, PlanServerError):
        return None, b""


def _in_order(path: Path) -> list[tuple[int, str]]:
    """ "task-2" stands before "task-10"."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in _NUMBER.split(path.name)]
