"""A clock that moves only when a test says so."""

_MINUTE_MS = 60_000


class ManualClock:
    """Stands in for the machine's clocks."""

    def __init__(self, boot: str = "boot-1", monotonic_ms: int = 1_000_000) -> None:
        self._monotonic = monotonic_ms
        self._wall = 1_780_000_000_000
        self._boot = boot

    def monotonic_ms(self) -> int:
        return self._monotonic

    def wall_ms(self) -> int:
        return self._wall

    def boot_id(self) -> str:
        return self._boot

    def advance(self, minutes: float = 0, seconds: float = 0) -> None:
        passed = round(minutes * _MINUTE_MS + seconds * 1000)
        self._monotonic += passed
        self._wall += passed

    def jump_wall(self, minutes: float) -> None:
        """Somebody sets the wall clock; the monotonic one does not notice."""
        self._wall += round(minutes * _MINUTE_MS)

    def reboot(self, boot: str, off_minutes: float = 0) -> None:
        """The monotonic clock starts again from nothing."""
        self._monotonic = 0
        self._wall += round(off_minutes * _MINUTE_MS)
        self._boot = boot
