"""Whether times became longer or shorter: told only where that can be told.

Medians of a year against the year before. Monte-Carlo runs over real incidents show that a change of the mean
says nothing (Davidovič, "Incident Metrics in SRE", 2021); so two medians count as different only where their
95 % intervals do not touch, and none is compared that stands on fewer than `FEW` incidents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from rca.insights.spread import FEW, Between, median_between, spread_of

YEAR = timedelta(days=365)

Verdict = Literal["longer", "shorter", "no difference", "too few"]


class Side(NamedTuple):
    """A year of a comparison."""

    n: int
    median: float | None
    between: Between | None


class Trend(NamedTuple):
    """The last year against the one before."""

    before: Side
    now: Side
    verdict: Verdict


def trend(values: Iterable[tuple[str, float]], until: date) -> Trend:
    """What became of values, each with the ISO day of its incident, in the two years up to a day."""
    start, middle = (until - 2 * YEAR).isoformat(), (until - YEAR).isoformat()
    known = [(day, value) for day, value in values if start < day <= until.isoformat()]
    before = _side([value for day, value in known if day <= middle])
    now = _side([value for day, value in known if day > middle])
    return Trend(before, now, _verdict(before, now))


def _side(values: Sequence[float]) -> Side:
    spread = spread_of(values)
    return Side(len(values), spread.median if spread else None, median_between(values))


def _verdict(before: Side, now: Side) -> Verdict:
    if min(before.n, now.n) < FEW or not before.between or not now.between:
        return "too few"
    if now.between.low > before.between.high:
        return "longer"
    return "shorter" if now.between.high < before.between.low else "no difference"
