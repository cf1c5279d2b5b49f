"""The spread of some values, and how long things take when not all of them are over."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

FEW = 10
"""Below so many values quantiles say little, and nothing is compared."""
_SURE = 1.959964
"""Standard deviations on both sides of a middle that hold 95 % of a normal distribution."""


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


class Between(NamedTuple):
    """The ends of a 95 % confidence interval."""

    low: float
    high: float


def median_between(values: Sequence[float]) -> Between | None:
    """Between which of the values the median lies; None below 6, which allow no such interval.

    Order statistics and the binomial distribution, without an assumption about the values
    (Hahn and Meeker, Statistical Intervals, 1991, 5.2).
    """
    ordered, outside, tail = sorted(values), 0, 0.0
    n = len(ordered)
    while outside < n // 2:
        tail += math.exp(_log_choose(n, outside) - n * math.log(2))
        if 2 * tail > 0.05:
            break
        outside += 1
    return Between(ordered[outside - 1], ordered[n - outside]) if outside else None


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


class Step(NamedTuple):
    """A point of a survival curve."""

    at: float
    left: float
    """The part, 0 to 1, that takes longer than this."""
    error: float = 0.0
    """The standard error of `left` (Greenwood, 1926)."""


def survival(over: Sequence[float], still: Sequence[float]) -> list[Step]:
    """How large a part takes longer than how long: of what is over, and of what still goes on.

    The product-limit estimator (Kaplan and Meier, 1958): what still goes on counts as long as it was watched.
    """
    ended, waiting, left, steps = Counter(over), sorted(still), 1.0, []
    running, spread = len(over), 0.0
    for at in sorted(ended):
        watched = running + len(waiting) - bisect_left(waiting, at)
        left *= 1 - ended[at] / watched
        spread += ended[at] / (watched * (watched - ended[at])) if watched > ended[at] else 0.0
        running -= ended[at]
        steps.append(Step(at, left, left * math.sqrt(spread)))
    return steps


def reached(steps: Sequence[Step], part: float) -> float | None:
    """After how long a part (0 to 1) is over; None where that is not known yet."""
    return next((step.at for step in steps if step.left <= 1 - part + 1e-9), None)


def left_after(steps: Sequence[Step], days: float) -> Step:
    """The curve at a time: the last step until then, or all of it where nothing was over yet."""
    return max((step for step in steps if step.at <= days), default=Step(0, 1.0))


def step_between(step: Step) -> Between | None:
    """The interval of a step, by the log-log transform (Kalbfleisch and Prentice, 1980); None at 0 and 1."""
    if not 0 < step.left < 1:
        return None
    width = _SURE * step.error / (step.left * abs(math.log(step.left)))
    return Between(step.left ** math.exp(width), step.left ** math.exp(-width))
