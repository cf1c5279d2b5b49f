"""For which days what was found in a document holds: rules ask how long ago a day was, and that is noted."""

from __future__ import annotations

from datetime import date

Days = tuple[int, int]
"""The first and the last day, as proleptic Gregorian ordinals."""

EVERY_DAY: Days = (0, date.max.toordinal())


def common(several: list[Days]) -> Days:
    """The days that are in all of them."""
    return max((first for first, _ in several), default=0), min(
        (last for _, last in several), default=EVERY_DAY[1]
    )


class Validity:
    """Today, and the days on which the same would be found; every day as long as nobody asks for one."""

    def __init__(self, today: date) -> None:
        self._today = today.toordinal()
        self.days = EVERY_DAY

    def days_since(self, day: date, more_than: int = 0) -> int:
        """How many days ago a day was; 0 where that is not more than so many, as on any day before."""
        passed = self._today - day.toordinal()
        is_long_ago = passed > more_than
        holds = (self._today, self._today) if is_long_ago else (0, day.toordinal() + more_than)
        self.days = common([self.days, holds])
        return passed if is_long_ago else 0
