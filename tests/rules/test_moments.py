"""Moments as people and agents write them."""

from datetime import UTC, datetime

import pytest

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.rules.moments import parse_moment

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("90m", datetime(2026, 11, 20, 10, 30, tzinfo=UTC)),
        (" 24H ", datetime(2026, 11, 19, 12, tzinfo=UTC)),
        ("7 d", datetime(2026, 11, 13, 12, tzinfo=UTC)),
        ("2w", datetime(2026, 11, 6, 12, tzinfo=UTC)),
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01T08:00:00+02:00", datetime(2026, 11, 1, 6, tzinfo=UTC)),
        ("2026-11-01T08:00:00Z", datetime(2026, 11, 1, 8, tzinfo=UTC)),
    ],
)
def test_a_moment_is_how_long_ago_or_a_date(text, moment):
    assert parse_moment(text, NOW) == moment


@pytest.mark.parametrize("text", ["", "soon", "5", "99999w99", "2026-13-01", "0001-01-01T00:00:00+23:00", "-1h"])
def test_what_is_no_moment_is_refused_with_an_example(text):
    with pytest.raises(InvalidRequest, match="is no moment"):
        parse_moment(text, NOW)
