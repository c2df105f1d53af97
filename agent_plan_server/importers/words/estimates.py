"""How long and when: "2-3 hours", "Week 2-3", "Days 1-2", "Months 1-6"."""

import re
from dataclasses import dataclass

from agent_plan_server.importers.words.lexicon import flatten, fold_words, pattern_of
from agent_plan_server.importers.words.tables.needs import NEEDS
from agent_plan_server.importers.words.tables.units import UNITS

_MINUTES = {"minute": 1, "hour": 60, "day": 480, "week": 2400, "month": 9600, "quarter": 28800, "year": 115200}
# "日目" and "週目" count places, and can only stand behind a number.
_UNITS = {**flatten(UNITS), "日目": "day", "週目": "week", "주차": "week", "일차": "day"}
_NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?)"
_TO = rf"\s?(?:[-–—~〜～]|{pattern_of(flatten({'to': NEEDS['to']}))})\s?"
_AMOUNT = re.compile(rf"{_NUMBER}(?:{_TO}{_NUMBER})?\+?[\s-]?({pattern_of(_UNITS)})(?![^\W\d_])")
_POSITION = re.compile(
    rf"(?<![^\W\d_])({pattern_of(name for name in _UNITS if len(name) > 2)})\s{{0,2}}(\d{{1,3}})"
    rf"(?:(?:{_TO}|\s?/\s?)(?:\w{{3,6}}\s)?(\d{{1,3}}))?(?!\d)"
)
_SIZES = {"xs": 60, "s": 120, "m": 480, "l": 960, "xl": 2400}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the plan's calendar, in whole units counted from 1: weeks 2 to 3."""

    unit: str
    first: int
    last: int

    @property
    def minutes(self) -> int:
        return (self.last - self.first + 1) * _MINUTES[self.unit]

    def contains(self, other: "Span") -> bool:
        return self.unit == other.unit and self.first <= other.first and other.last <= self.last

    def starts_after(self, other: "Span") -> bool:
        return self.unit == other.unit and self.first > other.last


def read_minutes(text: str) -> int | None:
    """Working minutes of an estimate: a day has 8 hours, a week 5 days, a month 4 weeks; a range counts as its mean."""
    if match := _AMOUNT.search(fold_words(text)):
        low, high, unit = match.groups()
        mean = (_number(low) + _number(high or low)) / 2
        return round(mean * _MINUTES[_UNITS[unit]])
    if span := read_span(text):
        return span.minutes
    if re.search(r"\bhalf an? (day|hour)\b", text, re.I):
        return 240 if "day" in text.lower() else 30
    return _SIZES.get(text.strip().lower())


def read_span(text: str) -> Span | None:
    """When something is planned: "Weeks 4-6" is week 4 to week 6."""
    if (match := _POSITION.search(fold_words(text))) is None:
        return None
    unit, first, last = match.groups()
    low, high = int(first), int(last or first)
    name = _UNITS[unit]
    return Span(name, low, high) if low <= high and name != "year" else None


def is_time(text: str) -> bool:
    """The text says when, and nothing else: "Days 3-4", "Week 1"."""
    folded = fold_words(text.strip())
    match = _POSITION.match(folded)
    return match is not None and match.end() == len(folded) and read_span(text) is not None


def is_amount(text: str) -> bool:
    """The text says how long, and little else: "~2 hours", "4h"."""
    bare = fold_words(text).strip().lstrip("~≈").strip()
    match = _AMOUNT.match(bare)
    return match is not None and len(bare) - match.end() <= 12


def _number(text: str) -> float:
    return float(text.replace(",", "."))
