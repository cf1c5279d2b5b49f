"""The spread of some values, and how long things take when not all of them are over."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple


class Spread(NamedTuple):
    """What some values come to; means are left out, as times of incidents are too skewed for one."""

    n: int
    low: float
    quarter: float
    median: float
    three_quarters: float
    p90: float
    high: float


def spread_of(values: Sequence[float]) -> Spread | None:
    """Number, extremes and quantiles of values (in their unit); None without any.

    Quantiles lie between neighbours in proportion (type 7 of Hyndman and Fan, 1996, as R and NumPy have it).
    """
    ordered = sorted(values)
    if not ordered:
        return None
    quarter, median, three_quarters, p90 = (_quantile(ordered, part) for part in (0.25, 0.5, 0.75, 0.9))
    return Spread(len(ordered), ordered[0], quarter, median, three_quarters, p90, ordered[-1])


def _quantile(ordered: Sequence[float], part: float) -> float:
    place = (len(ordered) - 1) * part
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


class Step(NamedTuple):
    """A point of a survival curve."""

    at: float
    left: float
    """The part, 0 to 1, that takes longer than this."""


def survival(over: Sequence[float], still: Sequence[float]) -> list[Step]:
    """How large a part takes longer than how long: of what is over, and of what still goes on.

    The product-limit estimator (Kaplan and Meier, 1958): what still goes on counts as long as it was watched.
    """
    ended, waiting, left, steps = Counter(over), sorted(still), 1.0, []
    running = len(over)
    for at in sorted(ended):
        watched = running + len(waiting) - bisect_left(waiting, at)
        left *= 1 - ended[at] / watched
        running -= ended[at]
        steps.append(Step(at, left))
    return steps


def reached(steps: Sequence[Step], part: float) -> float | None:
    """After how long a part (0 to 1) is over; None where that is not known yet."""
    return next((step.at for step in steps if step.left <= 1 - part + 1e-9), None)
