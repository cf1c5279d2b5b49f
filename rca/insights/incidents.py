"""Incidents over the months, by severity; and the times in which they were detected, mitigated, resolved."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from rca.insights.bars import MINUTES, Bar, Range, ranged
from rca.insights.spread import Between, Spread, median_between, spread_of
from rca.insights.trend import Trend, trend
from rca.selection import Selection
from rca.store import Index

MONTHS = 12

_PER_MONTH = """
SELECT substr(d.date, 1, 7), d.severity_rank, count(*) FROM incidents AS d
WHERE d.date >= :first AND d.date <= :today AND ({where}) GROUP BY 1, 2
"""
_MOMENTS = """
SELECT d.id, d.date, d.started, d.detected, d.acknowledged, d.mitigated, d.resolved
FROM documents AS d WHERE {where}
"""
_VAGUE = r"(?i)[~≈?]|\b(?:ca|approx\w*|about|around|circa|roughly|estimated|est|unknown)\b"
_WRITTEN_AS = """
SELECT document, name, value FROM fields
WHERE name IN ('started', 'detected', 'acknowledged', 'mitigated', 'resolved')
UNION ALL SELECT document, at, time FROM timeline WHERE at IS NOT NULL
"""


class Month(NamedTuple):
    """The incidents of a month."""

    month: str
    """`2026-05`."""
    severities: tuple[Bar, ...]
    """A bar for each severity that any month has, gravest first; those without a rank last."""

    @property
    def number(self) -> int:
        """All of them."""
        return sum(bar.number for bar in self.severities)


class Time(NamedTuple):
    """How long something took, in minutes."""

    name: str
    definition: str
    minutes: Spread | None
    bars: tuple[Bar, ...]
    unknown: int
    """Incidents without one of the two moments."""
    estimated: int
    """Incidents that give one of them roughly: they are left out."""
    backwards: int
    """Incidents whose moments stand in the wrong order: they are left out, too."""
    between: Between | None
    """The 95 % interval of the median."""
    trend: Trend
    """The last year against the one before."""


class Interval(NamedTuple):
    """A time that is measured: its name, the key of the query language, and the two moments."""

    name: str
    key: str
    start: str
    end: str


INTERVALS = (
    Interval("time to detect", "ttd", "started", "detected"),
    Interval("time to acknowledge", "tta", "detected", "acknowledged"),
    Interval("time to mitigate", "ttm", "started", "mitigated"),
    Interval("time to resolve", "ttr", "started", "resolved"),
)


def per_month(index: Index, selection: Selection, today: date, months: int = MONTHS) -> tuple[Month, ...]:
    """Incidents that a query selects, for each month up to this one, oldest first."""
    names = _months(today, months)
    values = {**selection.values, "first": names[0] + "-01", "today": today.isoformat()}
    rows = index.rows(_PER_MONTH.format(where=selection.where), values)
    counts = {(month, rank): number for month, rank, number in rows}
    ranks = sorted({rank for _, rank in counts}, key=lambda rank: (rank is None, rank))
    return tuple(
        Month(month, tuple(_bar(month, rank, counts.get((month, rank), 0)) for rank in ranks))
        for month in names
    )


def _bar(month: str, rank: int | None, number: int) -> Bar:
    name = "no severity" if rank is None else f"SEV-{rank}"
    return Bar(name, number, f"date:{month} sev:{'none' if rank is None else rank}")


def _months(today: date, months: int) -> list[str]:
    ends = [(today.year * 12 + today.month - 1 - back) for back in range(months)]
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in reversed(ends)]


def times(index: Index, selection: Selection, today: date) -> tuple[Time, ...]:
    """Times of the incidents that a query selects."""
    rows = index.rows(_MOMENTS.format(where=selection.where), selection.values)
    vague = _vague(index)
    names = ("started", "detected", "acknowledged", "mitigated", "resolved")
    incidents = [_Incident(row[0], row[1], dict(zip(names, row[2:], strict=True))) for row in rows]
    return tuple(_time(interval, incidents, vague, today) for interval in INTERVALS)


class _Incident(NamedTuple):
    key: int
    day: str | None
    moments: dict[str, str | None]


def _time(interval: Interval, incidents: list[_Incident], vague: set[tuple[int, str]], today: date) -> Time:
    minutes, unknown, estimated, backwards = [], 0, 0, 0
    for key, day, moments in incidents:
        start, end = moments[interval.start], moments[interval.end]
        if not start or not end:
            unknown += 1
        elif vague & {(key, interval.start), (key, interval.end), (key, start), (key, end)}:
            estimated += 1
        elif end < start:
            backwards += 1
        else:
            minutes.append((day or start[:10], _minutes(start, end)))
    took = [minute for _, minute in minutes]
    return Time(
        name=interval.name,
        definition=f"{interval.end} − {interval.start}",
        minutes=spread_of(took),
        bars=ranged(took, MINUTES, lambda minutes: _query(interval.key, minutes)),
        unknown=unknown,
        estimated=estimated,
        backwards=backwards,
        between=median_between(took),
        trend=trend(minutes, today),
    )


def _vague(index: Index) -> set[tuple[int, str]]:
    """Moments that are written as rough ones: by document, and name or instant."""
    looks_vague = re.compile(_VAGUE).search
    return {(key, name) for key, name, text in index.rows(_WRITTEN_AS) if looks_vague(text)}


def _minutes(start: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 60


def _query(key: str, minutes: Range) -> str:
    below = f" {key}:<{int(minutes.high)}m" if minutes.high is not None else ""
    return f"{key}:>={int(minutes.low)}m{below}"
