"""What connecting changes in the files of a repository: worked out first, shown, then written file by file."""

import difflib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from agent_plan_server.cli.connections.parts import Part
from agent_plan_server.errors import InvalidRequest
from agent_plan_server.git.files import write_whole

Edit = Callable[[Part, str], str]
_BY_HAND = "Mend the file, or add the part by hand."


class Change(NamedTuple):
    """A file's text before and after; empty text is no file."""

    path: str
    before: str
    after: str

    @property
    def is_needed(self) -> bool:
        return self.before != self.after

    def diff(self) -> str:
        """As people read differences."""
        before, after = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(_ended(line) for line in difflib.unified_diff(before, after, self.path, self.path))


def plan_connection(root: Path, parts: Iterable[Part], command: str) -> list[Change]:
    """The changes that put the parts in, one a file; raises InvalidRequest where one cannot be changed."""
    return _plan(root, parts, lambda part, text: part.put(text, command))


def plan_disconnection(root: Path, parts: Iterable[Part]) -> list[Change]:
    """The changes that take the parts out again; raises InvalidRequest likewise."""
    return _plan(root, parts, lambda part, text: part.drop(text))


def write_change(root: Path, change: Change) -> None:
    """Write the file in one piece, or remove it when nothing is left; raises InvalidRequest when it has changed."""
    path = root / change.path
    if _read(path) != change.before:
        raise InvalidRequest(f"{change.path} has just been changed by somebody else.", "Run the command again.")
    if not change.after:
        path.unlink(missing_ok=True)
        return
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    write_whole(path.resolve(), change.after.encode(), mode)


def _plan(root: Path, parts: Iterable[Part], change: Edit) -> list[Change]:
    known: dict[str, Change] = {}
    for part in parts:
        if not (root / part.path).resolve().is_relative_to(root.resolve()):
            raise InvalidRequest(f"{part.path} leads out of the repository.", "Change it there by hand.")
        before = known[part.path].after if part.path in known else _read(root / part.path)
        try:
            after = change(part, before)
        except ValueError as problem:
            kind = "TOML" if part.path.endswith(".toml") else "JSON"
            message = f"{part.path} is not the {kind} it should be ({problem}); it was left as it is."
            raise InvalidRequest(message, _BY_HAND) from problem
        first = known[part.path].before if part.path in known else before
        known[part.path] = Change(part.path, first, after)
    return list(known.values())


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode() if path.exists() else ""
    except (OSError, UnicodeDecodeError) as problem:
        raise InvalidRequest(f"{path} cannot be read.", _BY_HAND) from problem


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n"
