"""Incidents that came again while an item of an earlier one, made to prevent that, was still open.

Two incidents belong together where the later names the earlier one, where both have the same contributing
factor, or where their words are alike. The last is a guess for somebody to look at; it says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rca.insights.period import Period
from rca.selection import Selection
from rca.similar import similar_to_document
from rca.store import Index

LOOKED_AT = 90
"""Days before the end of the period in which incidents are looked at; more where the period is longer."""
COMPARED = 8
"""How many of them, the newest first, are compared word by word: that takes long."""
ALIKE = 0.3
"""From which part of shared telling words on two incidents are told as alike."""

_LATER = """
SELECT d.id, d.incident, d.title, d.date FROM documents AS d
WHERE d.date BETWEEN :first AND :last AND ({where}) ORDER BY d.date DESC, d.id DESC
"""
_NAMED = """
SELECT l.document, o.id FROM labels AS l JOIN documents AS o ON instr(l.value, o.incident)
WHERE l.kind = 'related' AND l.document IN ({keys}) AND o.id != l.document AND length(o.incident) > 5
"""
_SHARED = """
SELECT l.document, o.document, l.value FROM labels AS l
JOIN labels AS o ON o.kind = 'factor' AND o.value = l.value COLLATE NOCASE AND o.document != l.document
WHERE l.kind = 'factor' AND l.document IN ({keys})
"""
_OPEN_THEN = """
SELECT d.incident, d.title, d.date, i.number, i.text, i.state FROM items AS i
JOIN documents AS d ON d.id = i.document
WHERE d.id = :earlier AND d.date < :day AND i.state != 'dropped' AND (
    i.state NOT IN ('executed', 'verified') OR :day < (
        SELECT max(e.day) FROM executions AS e
        WHERE e.document = i.document AND e.item = i.item AND e.state IN ('done', 'verified')
    )
) ORDER BY i.item
"""


class OpenItem(NamedTuple):
    """An item of the earlier incident that was open when the later one came."""

    ref: str
    text: str
    state: str
    """As it is now."""


class Recurrence(NamedTuple):
    """An incident, an earlier one like it, and what was open in between."""

    later: str
    later_title: str
    later_date: str
    earlier: str
    earlier_title: str
    earlier_date: str
    reason: str
    """`named`, `same factor` or `alike`."""
    because: str
    """The factor, or the words that both have."""
    open: tuple[OpenItem, ...]


class Recurrences(NamedTuple):
    """What came again."""

    rows: tuple[Recurrence, ...]
    """The newest first."""
    first: date
    last: date
    incidents: int
    """Incidents in these days."""
    compared: int
    """How many of them were compared word by word."""
    again: int
    """How many of them have an earlier one with open items."""


class _Later(NamedTuple):
    key: int
    incident: str
    title: str
    date: str


def recurrences(index: Index, selection: Selection, period: Period) -> Recurrences:
    """What came again in a period, or in the `LOOKED_AT` days up to its end where that is longer."""
    first = min(period.first, period.last - timedelta(days=LOOKED_AT - 1))
    values = {**selection.values, "first": first.isoformat(), "last": period.last.isoformat()}
    later = [_Later(*row) for row in index.rows(_LATER.format(where=selection.where), values)]
    known = _known_pairs(index, later)
    rows = [row for place, each in enumerate(later) for row in _of(index, each, known, place < COMPARED)]
    return Recurrences(
        tuple(rows),
        first,
        period.last,
        len(later),
        min(len(later), COMPARED),
        len({row.later for row in rows}),
    )


def _known_pairs(index: Index, later: list[_Later]) -> dict[tuple[int, int], tuple[str, str]]:
    """Incidents that name an earlier one, or share a factor with one."""
    keys = ", ".join(str(each.key) for each in later)
    shared = index.rows(_SHARED.format(keys=keys)) if keys else []
    named = index.rows(_NAMED.format(keys=keys)) if keys else []
    pairs = {(key, other): ("same factor", factor) for key, other, factor in shared}
    return pairs | dict.fromkeys(named, ("named", ""))


def _of(
    index: Index, later: _Later, known: dict[tuple[int, int], tuple[str, str]], by_words: bool
) -> Iterator[Recurrence]:
    pairs = {other: reason for (key, other), reason in known.items() if key == later.key}
    if by_words:
        for row in similar_to_document(index, later.key, 3):
            if row.score >= ALIKE:
                other = index.value("SELECT id FROM documents WHERE path = ?", (row.path,))
                pairs.setdefault(other, ("alike", f"{row.score * 100:.0f} %: {', '.join(row.terms[:4])}"))
    for other, (reason, because) in sorted(pairs.items(), reverse=True):
        rows = index.rows(_OPEN_THEN, {"earlier": other, "day": later.date})
        if rows:
            items = tuple(OpenItem(f"{row[0]}/{row[3]}", row[4], row[5]) for row in rows)
            earlier, title, day = rows[0][:3]
            yield Recurrence(
                later.incident, later.title, later.date, earlier, title, day, reason, because, items
            )
