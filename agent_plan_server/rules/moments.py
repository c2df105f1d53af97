"""A moment as people and agents write it: how long ago, or a date."""

import re
from datetime import UTC, datetime, timedelta

from agent_plan_server.errors import InvalidRequest

_AGO = re.compile(r"(\d{1,5})\s*([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def parse_moment(text: str, now: datetime) -> datetime:
    """`24h`, `90m`, `7d`, `2w`, `2026-11-20` or a full ISO time; UTC where it names no zone. Raises InvalidRequest."""
    wanted = text.strip()
    try:
        if ago := _AGO.fullmatch(wanted.lower()):
            return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        moment = datetime.fromisoformat(wanted)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidRequest(
            f"{wanted[:40]!r} is no moment.", "Write how long ago, like 24h or 7d, or a date, like 2026-11-20."
        ) from None
