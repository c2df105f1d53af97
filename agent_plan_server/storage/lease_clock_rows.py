"""The lease clock of a store: this boot's monotonic clock, and what to add to it."""

from agent_plan_server.storage.rows import Rows


class LeaseClockRows(Rows):
    def offset(self, boot_id: str) -> int | None:
        """What to add to this boot's monotonic clock; None when the store has not met this boot."""
        known = self._setting("boot_id")
        if known != boot_id:
            return None
        offset = int(self._setting("clock_offset") or 0)
        if not boot_id and self._tx.clock + offset < self.high_water():
            return None
        return offset

    def rebase(self, boot_id: str) -> int:
        """Let the lease clock go on where it stood, and give every live claim one whole lease."""
        if (offset := self.offset(boot_id)) is not None:
            return offset
        high_water = self.high_water()
        offset = high_water - self._tx.clock
        self._tx.run("put_setting", key="boot_id", value=boot_id)
        self._tx.run("put_setting", key="clock_offset", value=str(offset))
        self._tx.run("grant_lease_to_all", clock=high_water)
        return offset

    def high_water(self) -> int:
        """The latest moment on the clock that anything in the store has seen."""
        row = self._tx.one("find_high_water")
        return int(row["moment"] or 0) if row else 0

    def _setting(self, key: str) -> str | None:
        row = self._tx.one("find_setting", key=key)
        return None if row is None else str(row["value"])
