"""Leaving on a signal: with what was begun finished, or without it when that takes too long."""

import logging
import os
import signal
import sys
from collections.abc import Callable

import anyio
from anyio.abc import TaskStatus

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


async def call_on_signal(
    act: Callable[[], object], *, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED
) -> None:
    """Call once, at the first SIGINT or SIGTERM; on Windows the interpreter's own handling stays."""
    if sys.platform == "win32":
        task_status.started()
        return
    with anyio.open_signal_receiver(*_SIGNALS) as signals:
        task_status.started()
        async for _ in signals:
            act()
            return


def leave_now() -> None:
    """End the process at once, whatever its threads do: the store needs no goodbye."""
    logging.shutdown()
    os._exit(0)
