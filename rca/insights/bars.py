"""Counts that stand side by side, each with the query that shows what is behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Bar(NamedTuple):
    """A count, and the query that selects what is counted."""

    label: str
    number: int
    query: str


class Range(NamedTuple):
    """Values from `low` up to, and without, `high`; None for no end."""

    label: str
    low: float
    high: float | None


DAYS = (
    Range("0–7 d", 0, 8),
    Range("8–30 d", 8, 31),
    Range("31–60 d", 31, 61),
    Range("61–90 d", 61, 91),
    Range("over 90 d", 91, None),
)
"""Ages in days; edges in wide use, without an authority behind them."""

MINUTES = (
    Range("under 5 min", 0, 5),
    Range("5–15 min", 5, 15),
    Range("15–60 min", 15, 60),
    Range("1–4 h", 60, 240),
    Range("4–24 h", 240, 1440),
    Range("1–7 d", 1440, 10080),
    Range("over 7 d", 10080, None),
)
"""Durations of incidents in minutes."""


def ranged(
    values: Iterable[float], ranges: Sequence[Range], query: Callable[[Range], str]
) -> tuple[Bar, ...]:
    """A bar for each range, in their order, those without a value included."""
    counts = [0] * len(ranges)
    for value in values:
        for place, (_, low, high) in enumerate(ranges):
            if low <= value and (high is None or value < high):
                counts[place] += 1
    return tuple(Bar(each.label, number, query(each)) for each, number in zip(ranges, counts, strict=True))
