"""Two clocks: one that decides about leases, one that people read."""

import time
from pathlib import Path
from typing import Protocol

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    def monotonic_ms(self) -> int: ...
    def wall_ms(self) -> int: ...
    def boot_id(self) -> str:
        """The same for as long as `monotonic_ms` goes on counting; empty where the system cannot tell."""
        ...


class SystemClock:
    """The machine's monotonic clock: one for all processes of a boot, stops in suspend, cannot be set."""

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000

    def wall_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def boot_id(self) -> str:
        try:
            return _BOOT_ID.read_text().strip()
        except OSError:
            return ""
