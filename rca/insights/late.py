"""What is overdue: by who has it, and by how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from rca.conditions import FLAGS
from rca.insights.bars import DAYS, Bar, Range, ranged
from rca.query import quoted
from rca.selection import Selection
from rca.store import Index

_LATE = """
SELECT i.document, i.item, i.due FROM items AS i JOIN documents AS d ON d.id = i.document
WHERE {late} AND ({where})
"""
_OWNERS = """
SELECT o.name, count(*) FROM items AS i JOIN documents AS d ON d.id = i.document
JOIN owners AS o ON o.document = i.document AND o.item = i.item
WHERE {late} AND ({where}) GROUP BY o.name ORDER BY 2 DESC, 1
"""
_NOBODY = """
SELECT count(*) FROM items AS i JOIN documents AS d ON d.id = i.document
WHERE {late} AND ({where})
AND NOT EXISTS (SELECT 1 FROM owners AS o WHERE o.document = i.document AND o.item = i.item)
"""


class Late(NamedTuple):
    """Overdue items; one of two owners is counted with both, and once in `items`."""

    items: int
    by_owner: tuple[Bar, ...]
    """Most first."""
    by_age: tuple[Bar, ...]


def late(index: Index, selection: Selection, today: date) -> Late:
    """What is overdue among the items that a query selects."""
    form = {"late": FLAGS["overdue"], "where": selection.where}
    rows = index.rows(_LATE.format(**form), selection.values)
    ages = [(today - date.fromisoformat(due)).days for _, _, due in rows]
    nobody = index.value(_NOBODY.format(**form), selection.values)
    owners = _by_owner(index.rows(_OWNERS.format(**form), selection.values), nobody)
    return Late(len(rows), owners, ranged(ages, DAYS, lambda ages: _due_before(ages, today)))


def _by_owner(rows: Iterable[tuple[str, int]], nobody: int) -> tuple[Bar, ...]:
    bars = [Bar(name, number, f"is:overdue owner:={quoted(name)}") for name, number in rows]
    if nobody:
        bars.append(Bar("nobody", nobody, "is:overdue owner:none"))
    return tuple(sorted(bars, key=lambda bar: -bar.number))


def _due_before(ages: Range, today: date) -> str:
    """The query for what is overdue by so many days."""
    newest = (today - timedelta(days=max(1, int(ages.low)))).isoformat()
    if ages.high is None:
        return f"is:overdue due:<={newest}"
    return f"is:overdue due:{(today - timedelta(days=int(ages.high) - 1)).isoformat()}..{newest}"
