"""How long items stay open: from the incident until they are executed everywhere, open ones counted too.

What was executed gives a day; what is still open was open at least until today. To leave the latter out would
make every number look better than it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rca.insights.spread import (
    Between,
    Spread,
    Step,
    left_after,
    reached,
    spread_of,
    step_between,
    survival,
)
from rca.selection import Selection
from rca.store import Index, Row

AFTER = (30, 90, 180)
"""Days after which it is told how much is still open."""

_ITEMS = """
SELECT d.date, d.severity_rank, i.state, i.written_day, (
    SELECT max(e.day) || ',' || (count(e.day) = count(*)) FROM executions AS e
    WHERE e.document = i.document AND e.item = i.item AND e.state IN ('done', 'verified')
)
FROM items AS i JOIN documents AS d ON d.id = i.document
WHERE i.state NOT IN ('dropped', 'done-unsplit') AND ({where})
"""


class After(NamedTuple):
    """How much is still open after so many days."""

    days: int
    left: float | None
    """The part, 0 to 1; None where no item was watched that long."""
    between: Between | None
    """The 95 % interval; None where there is none, as at 0 and 1."""


class Curve(NamedTuple):
    """How long the items of a kind stay open."""

    name: str
    """`all items`, `SEV-1`, …"""
    n: int
    executed: int
    open: int
    median: float | None
    """Days until half of them are executed; None where that is not reached."""
    after: tuple[After, ...]
    steps: tuple[Step, ...]
    watched: float
    """Days that the item that was watched longest was watched."""
    days: Spread | None
    """Of executed items alone: what one would see without those that are open."""


class Ageing(NamedTuple):
    """How long items stay open."""

    curves: tuple[Curve, ...]
    """All items first, then by severity; severities without an item are left out."""
    unknown: int
    """Items whose incident has no day, or whose execution has none."""
    before: int
    """Items that were executed before the incident."""


class _Age(NamedTuple):
    rank: int | None
    days: int
    is_over: bool


def ageing(index: Index, selection: Selection, today: date) -> Ageing:
    """How long the items that a query selects stay open."""
    rows = index.rows(_ITEMS.format(where=selection.where), selection.values)
    ages = [_age(row, today.isoformat()) for row in rows]
    known = [age for age in ages if age and age.days >= 0]
    early = sum(bool(age and age.days < 0) for age in ages)
    ranks = sorted({age.rank for age in known}, key=lambda rank: (rank is None, rank))
    curves = [_curve("all items", known)] if known else []
    if len(ranks) > 1:
        curves += [_curve(_name(rank), [age for age in known if age.rank == rank]) for rank in ranks]
    return Ageing(tuple(curves), len(ages) - len(known) - early, early)


def _age(row: Row, today: str) -> _Age | None:
    """How old an item became, or is; None where a day is not known."""
    day, rank, state, written, executed = row
    if state not in ("executed", "verified"):
        return _Age(rank, max(0, _days(day, today)), False) if day else None
    last, _, complete = (executed or "").partition(",")
    end = last if complete == "1" else "" if executed else written
    return _Age(rank, _days(day, end), True) if day and end else None


def _days(start: str, end: str) -> int:
    return date.fromisoformat(end).toordinal() - date.fromisoformat(start).toordinal()


def _name(rank: int | None) -> str:
    return "no severity" if rank is None else f"SEV-{rank}"


def _curve(name: str, ages: Iterable[_Age]) -> Curve:
    ages = list(ages)
    over = [age.days for age in ages if age.is_over]
    still = [age.days for age in ages if not age.is_over]
    steps, watched = survival(over, still), max(age.days for age in ages)
    return Curve(
        name=name,
        n=len(ages),
        executed=len(over),
        open=len(still),
        median=reached(steps, 0.5),
        after=tuple(_after(steps, days, watched) for days in AFTER),
        steps=tuple(steps),
        watched=watched,
        days=spread_of(over),
    )


def _after(steps: list[Step], days: int, watched: float) -> After:
    step = left_after(steps, days)
    if days > watched and step.left > 0:
        return After(days, None, None)
    return After(days, step.left, step_between(step))
