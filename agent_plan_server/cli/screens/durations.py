"""Durations as people say them: now, 12m, 3h, 2d."""

from datetime import datetime

_HOUR, _DAY = 60, 24 * 60


def say_age(moment: datetime, now: datetime) -> str:
    """How long ago, or how long from now."""
    return say_minutes(abs((now - moment).total_seconds()) / 60)


def say_minutes(minutes: float) -> str:
    if minutes < 1:
        return "now"
    if minutes < _HOUR:
        return f"{int(minutes)}m"
    if minutes < _DAY:
        hours, rest = divmod(int(minutes), _HOUR)
        return f"{hours}h{rest:02}m" if hours < 3 and rest else f"{hours}h"
    return f"{int(minutes / _DAY)}d"


def say_work(minutes: int) -> str:
    """An estimate, in hours and working days of eight hours."""
    if minutes < _HOUR:
        return f"{minutes}m"
    hours = minutes / _HOUR
    return f"{hours:.0f}h" if hours < 40 else f"{hours / 8:.0f}d"
