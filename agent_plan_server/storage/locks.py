"""Kernel locks on side files: the queue of writers, and the sign of life of each server process.

Linux has locks that belong to the open file (`F_OFD_SETLKW`): they queue fairly and no `close()` elsewhere in the
process drops them. macOS falls back to `flock`, Windows to filelock's polling; both are slower or less fair, and there
a server's death is only noticed when its lease runs out.
"""

import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_HAS_OFD = hasattr(fcntl, "F_OFD_SETLKW")
# struct flock of Linux: type, whence, start, length, pid
_FLOCK = "hhqqi4x"
_POLL_SECONDS = 0.002


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _range(kind: int, start: int, length: int) -> bytes:
    return struct.pack(_FLOCK, kind, os.SEEK_SET, start, length, 0)


class WriterQueue:
    """One exclusive lock that every writer of the store waits for, in the order of arrival."""

    def __init__(self, path: Path) -> None:
        self._fd = _open(path)
        self._acquire, self._release = self._choose(path)

    @contextmanager
    def turn(self) -> Iterator[None]:
        self._acquire()
        try:
            yield
        finally:
            self._release()

    def close(self) -> None:
        os.close(self._fd)

    def _choose(self, path: Path) -> tuple[Callable[[], object], Callable[[], object]]:
        if fcntl is None:
            from filelock import FileLock

            lock = FileLock(path.with_suffix(".poll"))
            return lambda: lock.acquire(poll_interval=_POLL_SECONDS), lock.release
        system = fcntl
        if not _HAS_OFD:
            return lambda: system.flock(self._fd, system.LOCK_EX), lambda: system.flock(self._fd, system.LOCK_UN)
        take, give = _range(system.F_WRLCK, 0, 0), _range(system.F_UNLCK, 0, 0)
        return (
            lambda: system.fcntl(self._fd, system.F_OFD_SETLKW, take),
            lambda: system.fcntl(self._fd, system.F_OFD_SETLK, give),
        )


class SignsOfLife:
    """Each server process holds one byte of a file; the kernel lets go of it the moment the process dies.

    A stopped or suspended process still counts as alive.
    """

    def __init__(self, path: Path) -> None:
        self._fd = _open(path)
        self._own: set[int] = set()

    def hold(self, session: int) -> None:
        self._own.add(session)
        if fcntl is not None and _HAS_OFD:
            fcntl.fcntl(self._fd, fcntl.F_OFD_SETLK, _range(fcntl.F_WRLCK, session, 1))

    def is_alive(self, session: int) -> bool:
        if session in self._own or fcntl is None or not _HAS_OFD:
            return True
        answer = fcntl.fcntl(self._fd, fcntl.F_OFD_GETLK, _range(fcntl.F_WRLCK, session, 1))
        return bool(struct.unpack(_FLOCK, answer)[0] != fcntl.F_UNLCK)

    def close(self) -> None:
        os.close(self._fd)
