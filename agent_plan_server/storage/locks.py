"""Kernel locks on side files: the queue of writers, and the sign of life of each server process.

Linux has locks that belong to the open file (`F_OFD_SETLKW`): they queue fairly and no `close()` elsewhere in the
process drops them. macOS falls back to `flock`, Windows to filelock's polling; both are slower or less fair, and there
a server's death is only noticed when its lease runs out.
"""

import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_HAS_OFD = hasattr(fcntl, "F_OFD_SETLKW")
# struct flock of Linux: type, whence, start, length, pid
_FLOCK = "hhqqi4x"
_POLL_SECONDS = 0.002


def _open(path: Path, access: int = os.O_RDWR | os.O_CREAT) -> int:
    return os.open(path, access | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _range(kind: int, start: int, length: int) -> bytes:
    return struct.pack(_FLOCK, kind, os.SEEK_SET, start, length, 0)


class WriterQueue:
    """One exclusive lock that every writer of the store waits for, in the order of arrival."""

    def __init__(self, path: Path) -> None:
        self._fd = _open(path)
        self._lock = _choose(path, self._fd)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn, for as long as it takes."""
        self._lock.wait()
        try:
            yield
        finally:
            self._lock.leave()

    def take_if_free(self) -> bool:
        """Take the turn only when nobody has it; who got it must leave.

        For those who have not written for a while: one that writes without pause would push in front of the queue.
        """
        return self._lock.is_taken_at_once()

    def leave(self) -> None:
        self._lock.leave()

    def close(self) -> None:
        os.close(self._fd)


class _KernelLock(NamedTuple):
    wait: Callable[[], object]
    is_taken_at_once: Callable[[], bool]
    leave: Callable[[], object]


def _choose(path: Path, fd: int) -> _KernelLock:
    if fcntl is None:
        from filelock import FileLock

        lock = FileLock(path.with_suffix(".poll"))
        return _KernelLock(lambda: lock.acquire(poll_interval=_POLL_SECONDS), lambda: False, lock.release)
    system = fcntl
    if not _HAS_OFD:
        exclusive, leave = system.LOCK_EX, lambda: system.flock(fd, system.LOCK_UN)
        try_once = partial(_succeeds, lambda: system.flock(fd, exclusive | system.LOCK_NB))
        return _KernelLock(lambda: system.flock(fd, exclusive), try_once, leave)
    take, give = _range(system.F_WRLCK, 0, 0), _range(system.F_UNLCK, 0, 0)
    return _KernelLock(
        lambda: system.fcntl(fd, system.F_OFD_SETLKW, take),
        partial(_succeeds, lambda: system.fcntl(fd, system.F_OFD_SETLK, take)),
        lambda: system.fcntl(fd, system.F_OFD_SETLK, give),
    )


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except BlockingIOError:
        return False
    return True


class SignsOfLife:
    """Each server process holds one byte of a file; the kernel lets go of it the moment the process dies.

    A stopped or suspended process still counts as alive.
    """

    def __init__(self, path: Path, *, is_reader: bool = False) -> None:
        """A reader makes no file; raises FileNotFoundError where there is none."""
        self._fd = _open(path, os.O_RDONLY) if is_reader else _open(path)
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
