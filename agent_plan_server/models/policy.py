"""What a team may set: leases, retries, quotas."""

from typing import NamedTuple

MINUTE_MS = 60_000


# Not a pydantic model: hooks read the settings, and have milliseconds.
class Policy(NamedTuple):
    """Durations in minutes; `automatic_retries` is how often a failed task is offered again without a person."""

    lease_minutes: float = 20
    lease_min_minutes: float = 1
    lease_max_minutes: float = 240
    grace_minutes: float = 2
    claims_per_agent: int = 3
    automatic_retries: int = 1

    def lease_ms(self, minutes: float | None) -> int:
        """The lease for a wish or an estimate, within the bounds; the default where there is none."""
        wished = self.lease_minutes if minutes is None else minutes
        lowest = min(self.lease_min_minutes, self.lease_minutes)
        return round(max(lowest, min(wished, self.lease_max_minutes)) * MINUTE_MS)

    @property
    def grace_ms(self) -> int:
        return round(self.grace_minutes * MINUTE_MS)
