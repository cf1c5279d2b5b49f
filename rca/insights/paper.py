"""What was written and executed nowhere: how many items were only on paper at the end of each month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from rca.insights.bars import Bar
from rca.selection import Selection
from rca.store import Index

MONTHS = 12

_WRITTEN = """
SELECT i.written_day, (
    SELECT min(e.day) FROM executions AS e
    WHERE e.document = i.document AND e.item = i.item AND e.state IN ('done', 'verified', 'failed')
), i.state
FROM items AS i JOIN documents AS d ON d.id = i.document
WHERE i.written = 'yes' AND ({where})
"""
_EXECUTED_SOME_DAY = ("executed", "verified", "part-executed")


class Paper(NamedTuple):
    """Paper-only items over time."""

    months: tuple[Bar, ...]
    """The last day of each month, and today: oldest first."""
    unknown: int
    """Items that were written, or executed, on a day that nobody wrote down: they are in no bar."""


def paper(index: Index, selection: Selection, today: date, months: int = MONTHS) -> Paper:
    """How many of the items that a query selects were only on paper, month by month."""
    rows = index.rows(_WRITTEN.format(where=selection.where), selection.values)
    known = [
        (written, executed)
        for written, executed, state in rows
        if written and state != "dropped" and (executed or state not in _EXECUTED_SOME_DAY)
    ]
    days = [*_ends(today, months), today]
    bars = [_bar(day, known) for day in days]
    return Paper(tuple(bars), sum(state != "dropped" for _, _, state in rows) - len(known))


def _bar(day: date, known: list[tuple[str, str | None]]) -> Bar:
    text = day.isoformat()
    number = sum(written <= text and not (executed and executed <= text) for written, executed in known)
    return Bar(text, number, f"paper:{text}")


def _ends(today: date, months: int) -> list[date]:
    """The last days of the months before this one, oldest first."""
    ends = []
    first = today.replace(day=1)
    for _ in range(months):
        ends.append(first - timedelta(days=1))
        first = ends[-1].replace(day=1)
    return ends[::-1]
