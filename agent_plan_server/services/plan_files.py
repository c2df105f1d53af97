"""The files of a plan on disk: replaced whole, only while they are as read, never behind a link that leads out."""

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from agent_plan_server.errors import Refused

_WRITABLE = 0o222


def check_place(path: Path, project: Path) -> None:
    """Raises Refused when a link in the path leads out of the project, or out of the folder that was named."""
    named = Path(os.path.abspath(path))
    real, root = path.resolve(), project.resolve()
    inside = named.is_relative_to(root) or named.is_relative_to(project)
    if real.is_relative_to(root) if inside else real == named.parent.resolve() / named.name:
        return
    raise Refused(f"{path} is a link to {real}.", "Name the file itself.")


def replace_files(changed: Mapping[Path, bytes], known: Mapping[Path, bytes]) -> bool:
    """Write each file whole; False, and all of them untouched, when one is not as it was `known`.

    A crash leaves each file old or new. Raises Refused when a file cannot be written; then none is. A file that has
    other names (hard links) is new under this name only.
    """
    beside = {path: path.with_name(f".{path.name}.agent-plan.part") for path in changed}
    try:
        for path, data in changed.items():
            with _named(path):
                _write(beside[path], data, _look(path))
        for path in changed:
            # The last look, as near to the rename as can be: an editor takes no locks.
            with _named(path):
                if path.read_bytes() != known[path]:
                    return False
        for path, part in beside.items():
            with _named(path):
                os.replace(part, path)
                _sync_folder(path.parent)
    finally:
        for part in beside.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return True


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise Refused(f"{path} cannot be written: {problem.strerror}.", "Mend that, then {render} again.") from problem


def _look(path: Path) -> os.stat_result:
    """The file as it is; raises PermissionError when it, or its folder, is not to be written, by root either."""
    found = path.stat()
    if not found.st_mode & _WRITABLE or not os.access(path, os.W_OK):
        raise PermissionError(13, "it is write-protected")
    if not path.parent.stat().st_mode & _WRITABLE or not os.access(path.parent, os.W_OK):
        raise PermissionError(13, "its folder is write-protected")
    return found


def _write(beside: Path, data: bytes, like: os.stat_result) -> None:
    beside.unlink(missing_ok=True)  # left by a render that was killed
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(beside, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        if hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), stat.S_IMODE(like.st_mode))
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
