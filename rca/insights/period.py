"""The time that a review looks back over."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

USUAL = 7
"""Days of a period of which nobody says where it begins: what happened since last week's review."""

_SPAN = re.compile(r"(\d{1,4})([dw])").fullmatch
_MONTHS = re.compile(r"(\d{4})(?:-(\d\d)|-[qQ]([1-4]))?").fullmatch


class Period(NamedTuple):
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    def holds(self, day: str) -> bool:
        """Whether an ISO day, or the day of an instant, is one of them."""
        return self.first.isoformat() <= day[:10] <= self.last.isoformat()


def period(since: str | None, until: str | None, today: date) -> Period:
    """From and to as they were asked for; raises ValueError where they say nothing, or end before they begin.

    Each is a day, a month, a quarter or a year, of which the first or last day is meant; the beginning may
    also be so many days or weeks, up to the end.
    """
    last = _day(until, today)[1] if until else today
    first = _day(since, last)[0] if since else last - timedelta(days=USUAL - 1)
    if first > last:
        raise ValueError(f"the period begins on {first}, which is after its end on {last}")
    return Period(first, last)


def check_bound(text: str) -> str:
    """A bound as it was asked for; raises ValueError with what to write instead."""
    _day(text, date(2000, 1, 1))
    return text


def _day(text: str, end: date) -> tuple[date, date]:
    """First and last day of what is meant."""
    try:
        return _read(text, end)
    except (ValueError, OverflowError):
        raise ValueError(f'"{text}" is no day; write 2026-11-01, 2026-11, 2026-Q3, 2026, 30d or 4w') from None


def _read(text: str, end: date) -> tuple[date, date]:
    if span := _SPAN(text):
        days = int(span[1]) * (7 if span[2] == "w" else 1)
        first = end - timedelta(days=max(days, 1) - 1)
        return first, first
    if months := _MONTHS(text):
        year, month, quarter = months.groups()
        begin = int(month) if month else 3 * int(quarter) - 2 if quarter else 1
        length = 1 if month else 3 if quarter else 12
        return date(int(year), begin, 1), _month_end(int(year), begin + length - 1)
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day, day


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
