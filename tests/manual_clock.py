"""A clock that moves when a test says so."""


class ManualClock:
    """Starts at noon UTC of a day in 2026; give it another `boot` to play a reboot."""

    def __init__(self, boot: str = "boot-1") -> None:
        self.monotonic = 1_000_000
        self.wall = 1_795_262_400_000
        self.boot = boot

    def monotonic_ms(self) -> int:
        return self.monotonic

    def wall_ms(self) -> int:
        return self.wall

    def boot_id(self) -> str:
        return self.boot

    def advance(self, *, minutes: float = 0, seconds: float = 0) -> None:
        step = round((minutes * 60 + seconds) * 1000)
        self.monotonic += step
        self.wall += step
