"""The files beside a plan: an index links to them, and only those inside its own folder are opened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from agent_plan_server.errors import PlanServerError
from agent_plan_server.importers.text.decoding import clean, decode
from agent_plan_server.importers.text.document import Document, open_document
from agent_plan_server.rules.limits import PLAN_BYTES

_SUFFIXES = (".md", ".markdown", ".txt")


@dataclass(slots=True)
class Shelf:
    """Opens linked files; without a folder it opens none. `opened` and `missing` are what the report shows."""

    folder: Path | None = None
    opened: dict[str, bytes] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    read_bytes: Callable[[Path], bytes] = Path.read_bytes

    def open(self, target: str) -> Document | None:
        """The linked document; None when it is not there, not text, or outside the plan's folder."""
        name = unquote(target.partition("#")[0])
        if not name or "://" in name:
            return None
        path = self._inside(name)
        if path is None:
            self._miss(name)
            return None
        try:
            data = self.read_bytes(path)
            text, _ = decode(data)
            document = open_document(clean(text), name)
        except (OSError, PlanServerError):
            self._miss(name)
            return None
        self.opened[name] = data
        return document

    def _miss(self, name: str) -> None:
        if name not in self.missing:
            self.missing.append(name)

    def _inside(self, name: str) -> Path | None:
        if self.folder is None or "\x00" in name or not name.lower().endswith(_SUFFIXES):
            return None
        root = self.folder.resolve()
        try:
            path = (root / name).resolve()
            fits = path.is_file() and path.stat().st_size <= PLAN_BYTES
        except OSError:
            return None
        return path if fits and path.is_relative_to(root) else None
