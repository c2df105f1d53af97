"""When a claim may be taken over.

Lapse is not loss: a lapsed claim may be taken, and as long as nobody did, its holder's next call revives it.
"""

# Reading calls renew only what has aged this much of its lease, so that most of them write nothing.
_STALE_PART = 10


def is_stale(expires_clock: int, lease_ms: int, clock: int) -> bool:
    """Whether so much of the lease is gone that a sign of life of the holder should be written down."""
    return clock - (expires_clock - lease_ms) > lease_ms // _STALE_PART


def is_lapsed(expires_clock: int, clock: int, *, is_paused: bool) -> bool:
    """Whether the lease has run out; it stands still while a person decides."""
    return not is_paused and clock >= expires_clock


def is_takeable(expires_clock: int, clock: int, *, is_paused: bool, gone_clock: int | None, grace_ms: int) -> bool:
    """Whether another agent may take the task: lapsed, or its server died and nobody came back within the grace.

    `gone_clock` is when the death of the holder's server process was noticed; None while it lives.
    """
    if is_paused:
        return False
    return clock >= expires_clock or (gone_clock is not None and clock >= gone_clock + grace_ms)
