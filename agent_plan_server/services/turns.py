"""One at a time, among all processes of a store."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent_plan_server.errors import Refused

_WAIT_SECONDS = 60


@contextmanager
def take_turn(lock: Path, verb: str) -> Iterator[None]:
    """Be the only one who does this for the store; raises Refused after a minute."""
    # Lazily: 20 ms that only its users pay.
    from filelock import FileLock, Timeout

    lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    held = FileLock(lock, timeout=_WAIT_SECONDS, mode=0o600)
    try:
        held.acquire()
    except Timeout as problem:
        raise Refused(
            f"Another {{{verb}}} has been running for a minute.", f"Wait for it, then {{{verb}}} again."
        ) from problem
    try:
        yield
    finally:
        held.release()
