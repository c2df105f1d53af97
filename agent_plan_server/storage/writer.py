"""The one thread of a process that writes."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import TypeVar

from agent_plan_server.errors import StorageUnavailable

T = TypeVar("T")
DEADLINE_SECONDS = 10.0


class WriterThread:
    """Runs callables one after the other; a caller that waits too long is told that the outcome is unknown.

    A daemon thread: a writer stuck behind a suspended process must not keep its own process from leaving.
    """

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._start = threading.Lock()

    def run(self, work: Callable[[], T], seconds: float = DEADLINE_SECONDS) -> T:
        future: Future[T] = Future()
        self._work.put(lambda: _settle(future, work))
        self._ensure_running()
        try:
            return future.result(seconds)
        except FutureTimeout:
            if future.cancel():
                raise StorageUnavailable(
                    f"Another process kept the store busy for {seconds:g} s; nothing was written.", "Call again."
                ) from None
            raise StorageUnavailable(
                f"The store did not answer within {seconds:g} s; the outcome is unknown.",
                "Call again with the same arguments: a repeated call acts once.",
            ) from None

    def stop(self) -> None:
        """Let what is queued finish, then end the thread; gives up after the deadline."""
        if self._thread is not None:
            self._work.put(None)
            self._thread.join(DEADLINE_SECONDS)
            self._thread = None

    def _ensure_running(self) -> None:
        with self._start:
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name="agent-plan-writer", daemon=True)
                self._thread.start()

    def _loop(self) -> None:
        while (work := self._work.get()) is not None:
            work()


def _settle(future: Future[T], work: Callable[[], T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(work())
    # Whatever happens belongs to the caller that waits; the thread goes on.
    except BaseException as problem:  # noqa: BLE001
        future.set_exception(problem)
