"""The time that a review looks back over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

USUAL = 7
"""Days of a period of which nobody says where it begins: what happened since last week's review."""


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


def period(first: date | None, last: date | None, today: date) -> Period:
    """From and to as they were asked for; raises ValueError where the end comes before the beginning."""
    last = last or today
    first = first or last - timedelta(days=USUAL - 1)
    if first > last:
        raise ValueError(f"the period begins on {first}, which is after its end {last}")
    return Period(first, last)
