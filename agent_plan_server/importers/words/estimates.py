"""How long and when: "2-3 hours", "Week 2-3", "Days 1-2", "Months 1-6"."""

import re
from dataclasses import dataclass

_MINUTES = {"minute": 1, "hour": 60, "day": 480, "week": 2400, "month": 9600, "quarter": 28800, "year": 115200}
_UNITS = {
    "m": "minute", "min": "minute", "mins": "minute", "minuten": "minute", "h": "hour", "hr": "hour", "hrs": "hour",
    "stunde": "hour", "stunden": "hour", "hora": "hour", "horas": "hour", "heure": "hour", "heures": "hour",
    "d": "day", "tag": "day", "tage": "day", "dia": "day", "dias": "day", "días": "day", "jour": "day",
    "jours": "day",
    "w": "week", "wk": "week", "wks": "week", "woche": "week", "wochen": "week", "semana": "week", "semanas": "week",
    "semaine": "week", "semaines": "week", "mo": "month", "monat": "month", "monate": "month", "mes": "month",
    "meses": "month", "mois": "month", "分": "minute", "时": "hour", "小时": "hour", "時間": "hour", "시간": "hour",
    "天": "day", "日": "day", "일": "day", "周": "week", "週": "week", "週間": "week", "주": "week", "个月": "month",
    "ヶ月": "month", "時": "hour", "分钟": "minute", "分間": "minute", "분": "minute", "小時": "hour", "日間": "day",
    "人日": "day", "人天": "day", "工作日": "day", "日目": "day", "週目": "week", "주차": "week", "주간": "week",
    "個月": "month",
    "ore": "hour", "ora": "hour", "giorno": "day", "giorni": "day", "settimana": "week", "settimane": "week",
    "mese": "month", "mesi": "month", "uur": "hour", "dagen": "day", "weken": "week", "maand": "month",
    "godzin": "hour", "godziny": "hour", "dni": "day", "tydzień": "week", "tygodnie": "week", "timmar": "hour",
    "dagar": "day", "vecka": "week", "veckor": "week", "saat": "hour", "gün": "day", "hafta": "week",
    "часа": "hour", "часов": "hour", "час": "hour", "ч": "hour", "день": "day", "дня": "day", "дней": "day",
    "неделя": "week", "недели": "week", "недель": "week", "мес": "month", "месяц": "month", "месяца": "month",
    "か月": "month", "개월": "month", "y": "year", "sprint": "week",
}  # fmt: skip
_UNIT_NAMES = "|".join(sorted([*_UNITS, *_MINUTES, *(f"{unit}s" for unit in _MINUTES)], key=len, reverse=True))
_NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?)"
_AMOUNT = re.compile(rf"{_NUMBER}(?:\s?(?:-|–|to|bis|a|à)\s?{_NUMBER})?\+?[\s-]?({_UNIT_NAMES})(?![^\W\d_])", re.I)
_POSITION = re.compile(
    rf"({_UNIT_NAMES})\s{{0,2}}(\d{{1,3}})(?:\s?(?:-|–|—|to|through|/)\s?(?:\w{{3,6}}\s)?(\d{{1,3}}))?(?!\d)", re.I
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
    if match := _AMOUNT.search(text):
        low, high, unit = match.groups()
        mean = (_number(low) + _number(high or low)) / 2
        return round(mean * _MINUTES[_unit(unit)])
    if span := read_span(text):
        return span.minutes
    if re.search(r"\bhalf an? (day|hour)\b", text, re.I):
        return 240 if "day" in text.lower() else 30
    return _SIZES.get(text.strip().lower())


def read_span(text: str) -> Span | None:
    """When something is planned: "Weeks 4-6" is week 4 to week 6."""
    if (match := _POSITION.search(text)) is None:
        return None
    unit, first, last = match.groups()
    low, high = int(first), int(last or first)
    name = _unit(unit)
    return Span(name, low, high) if low <= high and len(unit) > 2 and name != "year" else None


def is_time(text: str) -> bool:
    """The text says when, and nothing else: "Days 3-4", "Week 1"."""
    match = _POSITION.match(text.strip())
    return match is not None and match.end() == len(text.strip()) and read_span(text) is not None


def is_amount(text: str) -> bool:
    """The text says how long, and little else: "~2 hours", "4h"."""
    bare = text.strip().lstrip("~≈").strip()
    match = _AMOUNT.match(bare)
    return match is not None and len(bare) - match.end() <= 12


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _unit(name: str) -> str:
    name = name.lower()
    return name if name in _MINUTES else _UNITS.get(name) or name.removesuffix("s")
