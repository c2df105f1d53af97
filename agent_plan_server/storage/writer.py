"""The one thread of a process that waits for its turn to write."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import AbstractContextManager
from typing import TypeVar

from agent_plan_server.errors import StorageUnavailable

T = TypeVar("T")
DEADLINE_SECONDS = 10.0
Turn = Callable[[], AbstractContextManager[None]]


class WriterThread:
    """Runs callables one after the other, each in a turn of its own; a caller that waits too long gives up.

    Given up before its turn came, a callable is dropped: nothing was written. A daemon thread: a writer stuck behind
    a suspended process must not keep its own process from leaving.
    """

    def __init__(self, turn: Turn, seconds: float = DEADLINE_SECONDS) -> None:
        self._turn = turn
        self._seconds = seconds
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._start = threading.Lock()

    def run(self, work: Callable[[], T]) -> T:
        future: Future[T] = Future()
        self._work.put(lambda: _settle(future, work, self._turn))
        self._ensure_running()
        try:
            return future.result(self._seconds)
        except FutureTimeout:
            if future.cancel():
                raise StorageUnavailable(
                    f"Another process kept the store busy for {self._seconds:g} s; nothing was written.", "Call again."
                ) from None
            raise StorageUnavailable(
                f"The store did not answer within {self._seconds:g} s; the outcome is unknown.",
                "Call again with the same arguments: a repeated call acts once.",
            ) from None

    def stop(self) -> None:
        """Let what is queued finish, then end the thread; gives up after the deadline."""
        if self._thread is not None:
            self._work.put(None)
            self._thread.join(self._seconds)
            self._thread = None

    def _ensure_running(self) -> None:
        with self._start:
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name="agent-plan-writer", daemon=True)
                self._thread.start()

    def _loop(self) -> None:
        while (work := self._work.get()) is not None:
            work()


def _settle(future: Future[T], work: Callable[[], T], turn: Turn) -> None:
    try:
        with turn():
            if not future.set_running_or_notify_cancel():
                return
            result = work()
    # Whatever happens belongs to the caller that waits; the thread goes on.
    except BaseException as problem:  # noqa: BLE001
        if future.running() or future.set_running_or_notify_cancel():
            future.set_exception(problem)
    else:
        future.set_result(result)
