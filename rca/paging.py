"""Items in an order, by position: a screen pages through all of them and holds only what it shows.

A `View` holds the keys of its items alone, eight bytes each; rows are fetched for the lines that are seen.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import accumulate
from typing import Literal, NamedTuple

from rca.conditions import FLAGS
from rca.listing import items_at
from rca.rows import ItemRow
from rca.selection import Selection, mentions_document
from rca.store import Index

Group = Literal["", "owner", "incident", "severity"]

BITS = 20
"""Bits of a key for the place of an item in its document."""
_PART = 1 << 15
"""Characters of keys that are split at a time."""


class Arrangement(NamedTuple):
    """Which items, in which order, under which headings."""

    query: str = ""
    sort: str = ""
    """A value of `sort:`; empty for by due day."""
    group: Group = ""

    @property
    def sorted_query(self) -> str:
        """The query with its order, where it is another one than that of lists."""
        return f"{self.query} sort:{self.sort}" if self.sort not in ("", "due") else self.query


class Heading(NamedTuple):
    """A line above the items of a group."""

    name: str
    """Empty for the items that have none."""
    title: str
    """Of an incident; else empty."""
    items: int
    overdue: int


Line = Heading | ItemRow | None
"""A line of a view; None for an item that is gone since."""


class _Grouping(NamedTuple):
    """How items are put under headings, as SQL."""

    source: str
    key: str
    title: str
    group_order: str
    """By columns of `groups`."""


_GROUPINGS: dict[Group, _Grouping] = {
    "owner": _Grouping(
        "LEFT JOIN owners AS g ON g.document = i.document AND g.item = i.item",
        "ifnull(g.name, '')",
        "''",
        "groups.key = '', groups.late DESC, groups.key COLLATE NOCASE, groups.key",
    ),
    "incident": _Grouping(
        "", "d.incident || char(10) || d.path", "d.title", "groups.newest DESC, groups.key"
    ),
    "severity": _Grouping(
        "", "ifnull(d.severity, '')", "''", "groups.key = '', groups.rank IS NULL, groups.rank, groups.key"
    ),
}
_GROUPS = f"""
WITH groups AS MATERIALIZED (
    SELECT {{key}} AS key, {{title}} AS title, count(*) AS number, total({FLAGS["overdue"]}) AS late,
        min(d.severity_rank) AS rank, max(i.document) AS newest
    FROM items AS i {{source}} JOIN documents AS d ON d.id = i.document WHERE {{where}} GROUP BY 1
)
"""
_HEADINGS = _GROUPS + "SELECT key, title, number, late FROM groups ORDER BY {group_order}"
_GROUPED = (
    _GROUPS + "SELECT i.document << {bits} | i.item AS place FROM items AS i {source}"
    " JOIN documents AS d ON d.id = i.document JOIN groups ON groups.key = {key}"
    " WHERE {where} ORDER BY {group_order}, {order}"
)
_PLAIN = "SELECT i.document << {bits} | i.item AS place FROM {source} WHERE {where} ORDER BY {order}"
LISTED = r"\bi\.(?!(?:document|item|due|state|due_kind|regressed|stale)\b)"
"""A column of items that the index in the order of lists does not hold."""


class View:
    """The lines of an arrangement: items and headings, counted, each with its position."""

    def __init__(
        self,
        arrangement: Arrangement,
        places: Sequence[int],
        headings: Sequence[Heading] = (),
        *,
        complete: bool = True,
    ) -> None:
        self.arrangement = arrangement
        self.complete = complete
        """False for the beginning of a view whose rest is not known yet."""
        self.items = len(places)
        self.headings = headings
        self.lines = self.items + len(headings)
        self.places = places
        """The keys of the items."""
        sizes = (heading.items + 1 for heading in headings)
        self._starts = array("q", accumulate(sizes, initial=0))[:-1]

    def heading_at(self, line: int) -> Heading | None:
        """The heading that stands on a line; None where an item does."""
        group = bisect_right(self._starts, line) - 1
        return self.headings[group] if self.headings and self._starts[group] == line else None

    def item_at(self, line: int) -> int:
        """How many items stand before a line."""
        return line - bisect_right(self._starts, line - 1) if self.headings else line

    def line_of(self, item: int) -> int:
        """The line of an item by its position among the items."""
        if not self.headings:
            return item
        # The line of the n-th item of group g is item + g + 1; `_starts[g] - g` items come before group g.
        low, high = 0, len(self.headings)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._starts[middle] - middle <= item else (low, middle)
        return item + low + 1

    def keys(self, start: int, stop: int) -> list[tuple[int, int]]:
        """Document and item of the items from one position to another."""
        return [(place >> BITS, place & (1 << BITS) - 1) for place in self.places[start:stop]]

    def positions(self, document: int, item: int) -> list[int]:
        """Positions of an item: several where it stands under several headings, none where it is not here."""
        place = document << BITS | item
        found: list[int] = []
        with suppress(ValueError):
            while True:
                found.append(self.places.index(place, found[-1] + 1 if found else 0))
        return found


def view(index: Index, selection: Selection, arrangement: Arrangement) -> View:
    """All lines of an arrangement whose query is a selection."""
    grouping = _GROUPINGS.get(arrangement.group)
    if grouping is None:
        return View(arrangement, _places(index, plain(selection), selection.values))
    parts = {**selection._asdict(), **grouping._asdict(), "bits": BITS}
    places = _places(index, _GROUPED.format_map(parts), selection.values)
    return View(arrangement, places, _headings(index, selection, parts))


def _places(index: Index, sql: str, values: Mapping[str, object]) -> array[int]:
    """Keys as one text: SQLite works alone then, and other threads need not wait row by row."""
    joined = index.value(f"SELECT group_concat(place) FROM ({sql})", dict(values))
    return array("q", numbers(joined or ""))


def numbers(joined: str) -> Iterator[int]:
    """Numbers between commas, split off part by part: all at once would take ten times their room."""
    at = 0
    while at < len(joined):
        comma = joined.find(",", at + _PART)
        end = comma if comma >= 0 else len(joined)
        yield from map(int, joined[at:end].split(","))
        at = end + 1


def plain(selection: Selection) -> str:
    """The question for keys, put so that SQLite reads as little as it can.

    What concerns documents is told of each once, and then its items are looked at; where columns are needed
    that the index in the order of lists does not hold, items are read as they lie, and sorted.
    """
    source, order = "items AS i", selection.order
    if mentions_document(f"{selection.where} {order}"):
        source = "documents AS d CROSS JOIN items AS i ON i.document = d.id"
    elif re.search(LISTED, selection.where + (order if selection.where != "1" else "")):
        order = f"+{order}"
    return _PLAIN.format(bits=BITS, source=source, where=selection.where, order=order)


def _headings(index: Index, selection: Selection, parts: Mapping[str, object]) -> list[Heading]:
    rows = index.rows(_HEADINGS.format_map(parts), selection.values)
    return [Heading(key.partition("\n")[0], title, number, int(late)) for key, title, number, late in rows]


def lines(
    index: Index, shown: View, start: int, stop: int, today: date, values: Mapping[str, object]
) -> list[Line]:
    """The lines of a view from one position to another."""
    start, stop = max(0, start), min(stop, shown.lines)
    keys = shown.keys(shown.item_at(start), shown.item_at(stop))
    rows = iter(items_at(index, keys, today, values))
    return [shown.heading_at(line) or next(rows) for line in range(start, stop)]
